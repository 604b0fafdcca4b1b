"""How many notices somebody has not seen. It stands in her own row, so that no page has to count.

Telling counts up. Whenever something else changes what she may see, it is counted anew, by the rule that shows it.
"""

from django.db import transaction
from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from headcanon.accounts.models import User
from headcanon.core.clockwork import every
from headcanon.core.editions import look_again
from headcanon.core.outbox import handles, post
from headcanon.core.viewing import Viewer
from headcanon.following.hearers import open_among
from headcanon.following.models import News, Notice

PEOPLE, WORKS = "count-notices", "notices-of-works"


def count_again(*people):
    for person in people:
        number = Notice.objects.filter(person=person).unseen().shown_to(Viewer(person)).count()
        if User.objects.filter(pk=person.pk).exclude(notices_unseen=number).update(notices_unseen=number):
            transaction.on_commit(look_again)


@transaction.atomic
def see(viewer, *, up_to=None, only=None):
    """She has seen these notices: all up to one, or only one. No letter tells her of them any more."""
    hers = Notice.objects.filter(person=viewer.person, seen_at=None)
    hers = hers.filter(pk=only) if only else hers.filter(pk__lte=up_to)
    hers.update(seen_at=timezone.now(), waits_for_mail=False)
    count_again(viewer.person)


@handles(PEOPLE)
def count_for(ids):
    count_again(*User.objects.filter(pk__in=ids))


@handles(WORKS)
def look_at_works(ids):
    """Where a work is shown to members that was not, or the other way round, those who have not seen its news yet are
    counted for anew."""
    open_ids = open_among(ids)
    changed = [
        news
        for news in News.objects.filter(work__in=ids).only("pk", "work_id", "is_open")
        if news.is_open != (news.work_id in open_ids)
    ]
    if not changed:
        return
    people = Notice.objects.filter(news__in=changed, seen_at=None).values_list("person", flat=True).distinct()
    post(PEOPLE, *people)
    for news in changed:
        news.is_open = not news.is_open
    News.objects.bulk_update(changed, ["is_open"], batch_size=200)


def look_at_news(about):
    """What this is about, a condition on news, was hidden or is shown again: whoever has not seen it is counted for anew."""
    unseen = Notice.objects.filter(news__in=News.objects.filter(about), seen_at=None)
    post(PEOPLE, *unseen.values_list("person", flat=True).distinct())


@every(600)
def set_right():
    """Notices go with what they were about. Whoever counts more than she has is counted for anew."""
    unseen = Notice.objects.filter(person=OuterRef("pk"), seen_at=None).order_by().values("person")
    number = Coalesce(Subquery(unseen.annotate(number=Count("pk")).values("number")), 0)
    counting = User.objects.filter(notices_unseen__gt=0).annotate(has=number)
    count_again(*counting.filter(notices_unseen__gt=F("has")))
