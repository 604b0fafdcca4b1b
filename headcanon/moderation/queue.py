"""The queue: each reported thing in its place, with what was said of it, in a fixed number of queries."""

from django.db.models import Count, Prefetch, Q

from headcanon.accounts.models import Pseud
from headcanon.following.models import Announcement
from headcanon.headcanons.models import Headcanon, Remark
from headcanon.moderation.models import Case, Report, Telling
from headcanon.reading.models import Shelf, Shelved
from headcanon.reviews.models import Review
from headcanon.works.models import Chapter, Work

# What can become another's business, or nobody's. A headcanon and a shelf cannot: who was asked, or has a link, may want
# help with what only she can see.
SEEN_OR_NOT = {"work": Work, "chapter": Chapter, "review": Review, "announcement": Announcement}
MOST_LINES = 20
SHOWN_IN_THE_QUEUE = 3
SHOWN_ALONE = 100


def with_everything(cases, *, reports=SHOWN_IN_THE_QUEUE):
    """What a page prints of each: the thing, the newest reports, what was done and what was answered."""
    waiting = Count("reports", filter=Q(reports__settled_at=None))
    works = Work.objects.with_card()
    return cases.annotate(waiting=waiting).prefetch_related(
        Prefetch("work", works),
        Prefetch("chapter", Chapter.with_trash.prefetch_related(Prefetch("work", works))),
        Prefetch("review", Review.objects.select_related("work", "pseud__user", "answers__pseud", "thread")),
        Prefetch("pseud", Pseud.objects.select_related("user", "put_aside")),
        Prefetch("announcement", Announcement.objects.select_related("pseud__user", "work")),
        Prefetch("headcanon", Headcanon.objects.with_card().select_related("asked_of")),
        Prefetch("remark", Remark.objects.select_related("pseud__user", "headcanon", "thread")),
        Prefetch("shelf", Shelf.objects.select_related("person", "pseud")),
        Prefetch("shelf__shelved", Shelved.objects.exclude(why="").order_by("position")[:MOST_LINES], to_attr="whys"),
        Prefetch("reports", Report.objects.select_related("reporter").order_by("-pk")[:reports], to_attr="newest"),
        Prefetch(
            "tellings",
            Telling.objects.select_related("act", "by", "whom", "answer").order_by("act_id", "pk"),
            to_attr="told",
        ),
    )


def look_whether_seen(cases, viewer):
    """A thing may have been taken back, thrown away or kept for few since it was reported; then it is not shown."""
    seen = {column: seen_ids(model, column, cases, viewer) for column, model in SEEN_OR_NOT.items()}
    for case in cases:
        case.is_seen = case.column not in seen or case.thing_id in seen[case.column]


def seen_ids(model, column, cases, viewer):
    ids = [case.thing_id for case in cases if case.column == column]
    return set(model.objects.visible_to(viewer).filter(pk__in=ids).values_list("pk", flat=True))


def stories_of(cases):
    """Those whose cards the page prints."""
    return [case.work or case.chapter.work for case in cases if case.is_seen and (case.work_id or case.chapter_id)]


def open_for(_items, viewer):
    """How many things wait, for the masthead of moderators; None for anybody else, who pays no query for it."""
    if viewer is None or not viewer.is_moderator:
        return None
    return {"open": Case.objects.visible_to(viewer).open().count()}
