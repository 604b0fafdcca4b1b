"""How a draft becomes public, whole or with some of its chapters, and how the others follow."""

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from headcanon.accounts.speaking import let_speak
from headcanon.core.editions import pages_changed
from headcanon.core.random_ids import newest_key
from headcanon.works.arranging import recount
from headcanon.works.counting import recount_later
from headcanon.works.drafting import put_in_place
from headcanon.works.growing import tell_what_grew
from headcanon.works.holding import held
from headcanon.works.models import Chapter, Growth, Placement, Revision, Tagging, Work, WorkFandom
from headcanon.works.revisions import keep_changed, revisions_of
from headcanon.works.signals import chapter_published, works_changed, works_published

# By what a list of works is walked: each row has its work's `newest_key`.
LISTED_BY = (WorkFandom, Tagging, Placement, Growth)


def publish(work, *, at=None):
    """Post a draft, as of now or of `at`. A work that is posted already stays as it is."""
    return publish_all({work: at})[work.pk]


@transaction.atomic
def publish_all(moments):
    """The same for many, {work: at}, in as many statements as for one. Answers with all of them by their ids."""
    works = held(Work.objects).in_bulk([work.pk for work in moments])
    drafts = [works[work.pk] for work in moments if works[work.pk].is_draft]
    if drafts:
        post_drafts(drafts, {work.pk: at for work, at in moments.items()})
    return works


def post_drafts(works, moments):
    for work in works:
        work.state, work.posted_at = Work.State.POSTED, moments[work.pk] or timezone.now()
        work.revised_at = work.posted_at
    bring_forward(works)
    posted_at = Work.objects.filter(pk=OuterRef("work_id")).values("posted_at")
    Chapter.objects.filter(work__in=works, posted_at=None).update(posted_at=Subquery(posted_at), publish_at=None)
    keep_what_is_published(works)
    works_published.send(Work, works=works, is_silent=False)
    tell_what_grew(works)
    announce_change(*works)


# --- Chapter by chapter --------------------------------------------------------------------------------------------


@transaction.atomic
def publish_chapters(work, chapter_ids, *, person=None, at=None, silently=False):
    """Post these chapters as they were typed last; a draft is published with them. Answers with the chapters.

    What is posted already stays as it is: whoever comes second, with the same wish, posts nothing. Silently is without
    news of it, and without coming before other works in lists. Raises Suspended.
    """
    work = held(Work.objects).get(pk=work.pk)
    waiting = list(Chapter.objects.filter(work=work, pk__in=chapter_ids, posted_at=None).order_by("position"))
    if waiting:
        let_speak(person)
    chapters = [put_in_place(chapter, person=person, cause=Revision.Cause.PUBLISH) for chapter in waiting]
    if chapters:
        post(work, chapters, at or timezone.now(), silently)
    return chapters


def post(work, chapters, at, silently):
    is_new = work.is_draft
    Chapter.objects.filter(pk__in=[chapter.pk for chapter in chapters]).update(posted_at=at, publish_at=None)
    if is_new:
        work.state, work.posted_at = Work.State.POSTED, at
        work.revised_at = work.made_at if silently else at
    elif not silently:
        work.revised_at = max(work.revised_at, at)
    bring_forward([work])
    recount(work)
    keep_changed(revisions_of(work, chapters, Revision.Cause.PUBLISH))
    if is_new:
        works_published.send(Work, works=[work], is_silent=silently)
        tell_what_grew([work], is_silent=silently)
    else:
        for chapter in chapters:
            chapter_published.send(Chapter, chapter=chapter, is_silent=silently)
    announce_change(work)


@transaction.atomic
def publish_changes(work, chapter_ids, *, person):
    """What was typed in these posted chapters is what readers read from now on. It is no news. Raises Suspended."""
    work = held(Work.objects).get(pk=work.pk)
    for chapter in Chapter.objects.filter(work=work, pk__in=chapter_ids, posted_at__isnull=False):
        put_in_place(chapter, person=person, cause=Revision.Cause.PUBLISH)
    if not work.is_draft:
        announce_change(work)


# --- What follows --------------------------------------------------------------------------------------------------


def bring_forward(works):
    """Each of these works is new as of its `revised_at`: everywhere it is listed it stands where that belongs."""
    for work in works:
        work.newest_key = newest_key(work.revised_at, work.pk)
    Work.objects.bulk_update(works, ["state", "posted_at", "revised_at", "newest_key"], batch_size=100)
    key = Work.objects.filter(pk=OuterRef("work_id")).values("newest_key")
    for links in LISTED_BY:
        links.objects.filter(work__in=works).update(newest_key=Subquery(key))


def keep_what_is_published(works):
    chapters = {work.pk: [] for work in works}
    for chapter in Chapter.objects.filter(work__in=works):
        chapters[chapter.work_id].append(chapter)
    keep_changed(
        [revision for work in works for revision in revisions_of(work, chapters[work.pk], Revision.Cause.PUBLISH)]
    )


def announce_change(*works):
    """Something a reader could notice has changed in these works."""
    recount_later(*works)
    works_changed.send(Work, works=works)
    pages_changed()
