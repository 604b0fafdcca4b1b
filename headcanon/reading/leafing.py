"""Opening a work at a page with as few queries as can be: a page of a story is what this archive is asked for most."""

from dataclasses import dataclass
from itertools import accumulate

from django.db.models import Prefetch

from headcanon.core.fields import StoryHTML
from headcanon.core.viewing import get_visible_or_404
from headcanon.works.drafting import now
from headcanon.works.models import Authorship, Chapter, Work, numbered
from headcanon.works.revisions import PROSE

SIGNED = Authorship.objects.select_related("pseud__user")
TEXTS = ("body", "notes_before", "notes_after")
MOST_TICKED = 100  # chapters; on a phone a tick would be nearer to the next than it is wide


@dataclass(frozen=True)
class Leaf:
    """A chapter's place among the others that its reader may see. `ticks` are where chapters begin, in percent of the
    words; it begins at one and ends at one."""

    chapter: Chapter
    total: int | None
    begins_at: float
    ends_at: float
    words_after: int
    ticks: list[float]
    previous: Chapter | None = None
    next: Chapter | None = None


def open_at(viewer, **lookup):
    """One chapter of a work that `viewer` may see, with the work and its authors: two queries."""
    return get_visible_or_404(with_works(), viewer, **lookup)


def open_first(viewer, work_id):
    """The same for the first chapter of a work that is there for `viewer`."""
    there = Chapter.objects.visible_to(viewer).filter(work=work_id).order_by("position")
    return get_visible_or_404(with_works(), viewer, pk=there.values("pk")[:1])


def with_works():
    return Chapter.objects.select_related("work__rating_sign").prefetch_related(Prefetch("work__authorships", SIGNED))


def open_whole(viewer, work_id, *, without_texts=False):
    """A work that `viewer` may see, with its authors and all chapters that are there for her: three queries."""
    chapters = Chapter.objects.visible_to(viewer).order_by("position").defer(*(TEXTS if without_texts else ()))
    works = Work.objects.select_related("rating_sign").prefetch_related(
        Prefetch("authorships", SIGNED), Prefetch("chapters", chapters)
    )
    work = get_visible_or_404(works, viewer, pk=work_id)
    numbered(work.chapters.all())
    return work


def as_typed(chapter):
    """The chapter with what was typed last, as it would be cleaned; not to be saved."""
    for name, words in now(chapter).items():
        setattr(chapter, name, StoryHTML(words) if name in PROSE else words)
    return chapter


def contents_of(work, viewer):
    """Its chapters that are there for `viewer`, in their order, without their texts."""
    return numbered(list(Chapter.objects.visible_to(viewer).filter(work=work).order_by("position").defer(*TEXTS)))


def leaf_of(chapter, work, contents):
    here = [each.pk for each in contents].index(chapter.pk)
    edges = edges_of(contents)
    chapter.number = contents[here].number
    return Leaf(
        chapter=chapter,
        # Its author sees chapters that nobody else counts yet.
        total=work.total_chapters and max(work.total_chapters, len(contents)),
        begins_at=edges[here],
        ends_at=edges[here + 1],
        words_after=sum(each.words for each in contents[here + 1 :]),
        ticks=ticks_between(contents),
        previous=contents[here - 1] if here else None,
        next=contents[here + 1] if here + 1 < len(contents) else None,
    )


def ticks_between(chapters):
    """Where the second chapter begins, the third …, in percent of the words; none where they would stand too close."""
    return edges_of(chapters)[1:-1] if len(chapters) <= MOST_TICKED else []


def edges_of(chapters):
    """Where each chapter begins and the last one ends, in percent of the words."""
    before = [0, *accumulate(each.words for each in chapters)]
    return [*(round(100 * words / (before[-1] or 1), 2) for words in before[:-1]), 100.0]
