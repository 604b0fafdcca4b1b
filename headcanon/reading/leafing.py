"""Opening a work at a page with as few queries as can be: a page of a story is what this archive is asked for most."""

from dataclasses import dataclass
from itertools import accumulate

from django.db.models import Prefetch

from headcanon.core.viewing import get_visible_or_404
from headcanon.works.models import Authorship, Chapter, Work

SIGNED = Authorship.objects.select_related("pseud__user")
TEXTS = ("body", "notes_before", "notes_after")


@dataclass(frozen=True)
class Leaf:
    """A chapter's place among the others. `ticks` are where chapters begin, in percent of the words; it begins at one."""

    chapter: Chapter
    begins_at: float
    ticks: list[float]
    previous: Chapter | None = None
    next: Chapter | None = None


def open_at(viewer, **lookup):
    """One chapter of a work that `viewer` may see, with the work and its authors: two queries."""
    chapters = Chapter.objects.select_related("work").prefetch_related(Prefetch("work__authorships", SIGNED))
    return get_visible_or_404(chapters, viewer, **lookup)


def open_whole(viewer, work_id, *, without_texts=False):
    """A work that `viewer` may see, with its authors and all its chapters: three queries."""
    chapters = Chapter.objects.defer(*TEXTS) if without_texts else Chapter.objects.all()
    works = Work.objects.prefetch_related(Prefetch("authorships", SIGNED), Prefetch("chapters", chapters))
    return get_visible_or_404(works, viewer, pk=work_id)


def contents_of(work):
    """Its chapters in their order, without their texts."""
    return list(Chapter.objects.filter(work=work).order_by("position").defer(*TEXTS))


def leaf_of(chapter, contents):
    here = [each.pk for each in contents].index(chapter.pk)
    before = [0, *accumulate(each.words for each in contents)]
    ticks = [round(100 * words / (before[-1] or 1), 2) for words in before[:-1]]
    return Leaf(
        chapter=chapter,
        begins_at=ticks[here],
        ticks=ticks[1:],
        previous=contents[here - 1] if here else None,
        next=contents[here + 1] if here + 1 < len(contents) else None,
    )
