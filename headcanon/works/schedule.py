"""Publishing at a moment that is still to come.

At that moment the newest text that was kept is put in its place and posted, dated with the moment. What fell due
while nobody served is posted when somebody serves again, dated as if it had been in time. While one of its authors is
suspended it waits.
"""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from headcanon.accounts.speaking import is_suspended
from headcanon.core.clockwork import every
from headcanon.works.holding import held
from headcanon.works.models import Chapter, Work
from headcanon.works.publishing import publish_chapters


def schedule(work, chapter_ids, *, at, silently=False):
    """These chapters are posted at that moment; a draft is published with the first of them."""
    waiting = Chapter.objects.filter(work=work, pk__in=chapter_ids, posted_at=None)
    waiting.update(publish_at=at, is_silent=silently)


def unschedule(work, chapter_ids):
    Chapter.objects.filter(work=work, pk__in=chapter_ids, posted_at=None).update(publish_at=None)


@every(5)
def publish_due():
    # To make them distinct SQLite would walk through all chapters there are.
    for work_id in set(due_by(timezone.now()).order_by().values_list("work", flat=True)):
        publish_due_of(work_id)


def due_by(now):
    return Chapter.with_trash.filter(publish_at__lte=now)


@transaction.atomic
def publish_due_of(work_id):
    """Under the work's lock, so that of two processes that look at once the second finds nothing due any more."""
    work = held(Work.objects).get(pk=work_id)
    due = due_by(timezone.now()).filter(work=work)
    # What comes back from the trash must not be posted that very moment.
    due.filter(Q(trashed_at__isnull=False) | Q(work__trashed_at__isnull=False)).update(publish_at=None)
    chapters = list(due.order_by("publish_at", "position").only("publish_at", "is_silent"))
    if chapters and is_by_somebody_silent(work):
        return
    for chapter in chapters:
        give_a_name(work)
        publish_chapters(work, [chapter.pk], at=chapter.publish_at, silently=chapter.is_silent)


def is_by_somebody_silent(work):
    return any(is_suspended(each.pseud.user) for each in work.authorships.select_related("pseud__user"))


def give_a_name(work):
    """Who took its title away again cannot be asked now; in a list nobody could open what has none."""
    Work.objects.filter(pk=work.pk, title="").update(title=_("Untitled"))
