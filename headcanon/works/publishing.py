"""How a draft becomes public."""

from django.db import transaction
from django.utils import timezone

from headcanon.core.editions import pages_changed
from headcanon.works.counting import recount_later
from headcanon.works.models import Revision, Tagging, Work, WorkFandom, newest_key
from headcanon.works.revisions import keep_revisions
from headcanon.works.signals import work_changed, work_published


@transaction.atomic
def publish(work, *, at=None):
    """Post a draft, as of now or of `at`. A work that is posted already stays as it is."""
    work = Work.objects.select_for_update().get(pk=work.pk)
    if not work.is_draft:
        return work
    work.state, work.posted_at = Work.State.POSTED, at or timezone.now()
    work.chapters.filter(posted_at=None).update(posted_at=work.posted_at)
    bring_forward(work, work.posted_at)
    keep_revisions(work, work.chapters.all(), Revision.Cause.PUBLISH)
    work_published.send(Work, work=work)
    announce_change(work)
    return work


def bring_forward(work, moment):
    """The work is new as of `moment`: everywhere it is listed it stands where that belongs."""
    work.revised_at, work.newest_key = moment, newest_key(moment, work.pk)
    work.save(update_fields=["state", "posted_at", "revised_at", "newest_key"])
    for links in (WorkFandom, Tagging):
        links.objects.filter(work=work).update(newest_key=work.newest_key)


def announce_change(work):
    """Something a reader could notice has changed."""
    recount_later(work)
    work_changed.send(Work, work=work)
    pages_changed()
