"""A work as a manuscript, and a manuscript as a draft."""

import itertools

from django.db import transaction
from django.utils.translation import gettext as _

from headcanon.canon.models import Tag
from headcanon.canon.naming import fandoms_for, tags_for
from headcanon.canon.ratings import rating_from, warnings_from
from headcanon.core.random_ids import newest_key
from headcanon.manuscript import model as manuscripts
from headcanon.works.models import Authorship, Chapter, Revision, Series, SeriesPart, Tagging, Work, WorkFandom
from headcanon.works.revisions import keep_changed, revisions_of

TITLE_LENGTH = 250


def draft_from(manuscript, *, pseuds, fallback_title=""):
    """A new draft by `pseuds` (at least one) with everything the manuscript says."""
    return drafts_from([(manuscript, fallback_title)], pseuds=pseuds)[0]


@transaction.atomic
def drafts_from(told, *, pseuds):
    """The same for many manuscripts, each with the title it falls back on, in as many statements as for one."""
    ids = Work.free_ids(len(told))
    drafts = [(work_from(pk, *each), each[0]) for pk, each in zip(ids, told, strict=True)]
    chapters = chapters_by_work(drafts)
    works = Work.objects.bulk_create(chapters)
    Authorship.objects.bulk_create(
        Authorship(work=work, pseud=pseud, position=number) for work in works for number, pseud in enumerate(pseuds)
    )
    tell_what_they_are_about(drafts)
    put_into_series(drafts, owner=pseuds[0].user)
    Chapter.objects.bulk_create(itertools.chain(*chapters.values()))
    keep_changed(
        [revision for work, rows in chapters.items() for revision in revisions_of(work, rows, Revision.Cause.IMPORT)]
    )
    return works


def work_from(pk, manuscript, fallback_title):
    work = Work(
        pk=pk,
        title=shortened(manuscript.title or fallback_title or _("Untitled")),
        summary=manuscript.summary or "",
        disclaimer=manuscript.disclaimer or "",
        notes_before=manuscript.notes.before,
        notes_after=manuscript.notes.after,
        language=manuscript.language or "en",
        rating=rating_from(manuscript.rating),
        status=status_of(manuscript),
        planned_chapters=manuscript.planned_chapters,
        origin_kind=manuscript.origin.kind if manuscript.origin else "",
        origin_text=manuscript.origin.text if manuscript.origin else "",
        chapter_count=len(manuscript.chapters),
    )
    work.newest_key = newest_key(work.revised_at, pk)
    return work


def shortened(title):
    return title if len(title) <= TITLE_LENGTH else title[: TITLE_LENGTH - 1] + "…"


def status_of(manuscript):
    """A file that does not say: one chapter is a one-shot, several are taken as complete."""
    if manuscript.status:
        return manuscript.status
    return Work.Status.ONE_SHOT if len(manuscript.chapters) <= 1 else Work.Status.COMPLETE


def chapters_by_work(drafts):
    """The rows of each work's chapters; the work is told how many words they have."""
    ids = iter(Chapter.free_ids(sum(work.chapter_count for work, _ in drafts)))
    rows = {work: chapter_rows(work, manuscript.chapters, ids) for work, manuscript in drafts}
    for work, chapters in rows.items():
        work.words = sum(chapter.words for chapter in chapters)
    return rows


def chapter_rows(work, chapters, ids):
    return [
        Chapter(
            pk=next(ids),
            work=work,
            position=number,
            title=shortened(chapter.title or ""),
            notes_before=chapter.notes.before,
            notes_after=chapter.notes.after,
            body=chapter.html,
            words=chapter.words,
        )
        for number, chapter in enumerate(chapters, start=1)
    ]


def tell_what_they_are_about(drafts):
    fandoms = fandoms_for([manuscript.fandoms for _, manuscript in drafts])
    WorkFandom.objects.bulk_create(
        WorkFandom(work=work, fandom=fandom, typed=fandom.name, position=number, newest_key=work.newest_key)
        for (work, _), named in zip(drafts, fandoms, strict=True)
        for number, fandom in enumerate(named)
    )
    tags = tags_for([tags_typed(manuscript) for _, manuscript in drafts])
    Tagging.objects.bulk_create(
        Tagging(work=work, tag=tag, typed=tag.name, position=number, newest_key=work.newest_key)
        for (work, _), named in zip(drafts, tags, strict=True)
        for number, tag in enumerate(named)
    )


def tags_typed(manuscript):
    """(kind, name) of everything it is about but its fandoms."""
    by_kind = {
        Tag.Kind.WARNING: warnings_from(manuscript.warnings),
        Tag.Kind.CATEGORY: manuscript.categories,
        Tag.Kind.RELATIONSHIP: manuscript.relationships,
        Tag.Kind.CHARACTER: manuscript.characters,
        Tag.Kind.FREEFORM: manuscript.tags,
    }
    return [(kind, name) for kind, names in by_kind.items() for name in names]


def put_into_series(drafts, *, owner):
    """A manuscript's `series` is pairs of a title and a part's number; of two numbers for one title the last counts."""
    parts = {(work, shortened(title)): number for work, manuscript in drafts for title, number in manuscript.series}
    series = series_titled({title for _, title in parts}, owner)
    SeriesPart.objects.bulk_create(
        SeriesPart(work=work, series=series[title], position=number) for (work, title), number in parts.items()
    )


def series_titled(titles, owner):
    """By title, her series of these titles, made where there are none."""
    if not titles:
        return {}
    hers = Series.objects.filter(owner=owner, title__in=titles)
    missing = titles.difference(series.title for series in hers)
    Series.objects.bulk_create(
        [
            Series(pk=pk, owner=owner, title=title)
            for pk, title in zip(Series.free_ids(len(missing)), sorted(missing), strict=True)
        ],
        ignore_conflicts=True,
    )
    return {series.title: series for series in hers.all()}


def manuscript_of(work, *, address=None, chapters=None):
    """Everything a work says to its readers, in memory; `address` is where it can be found, if it is to say so.

    Of a draft all chapters, of a posted work those that are posted, whoever asks; or these `chapters`.
    """
    if chapters is None:
        chapters = work.chapters.all() if work.is_draft else work.chapters.posted()
    return manuscripts.Manuscript(
        title=work.title,
        authors=[pseud.name for pseud in work.authors],
        summary=work.summary or None,
        fandoms=[fandom.name for fandom in work.fandom_names],
        characters=[tag.name for tag in work.tags_of(Tag.Kind.CHARACTER)],
        relationships=[tag.name for tag in work.tags_of(Tag.Kind.RELATIONSHIP)],
        rating=work.get_rating_display(),
        warnings=[tag.name for tag in work.tags_of(Tag.Kind.WARNING)],
        tags=[tag.name for tag in work.tags_of(Tag.Kind.FREEFORM)],
        categories=[tag.name for tag in work.tags_of(Tag.Kind.CATEGORY)],
        recipients=[gift.name for gift in work.gifts.all() if not gift.refused_at],
        series=[(part.series.title, part.position) for part in work.series_parts.all()],
        language=work.language,
        status=work.status,
        planned_chapters=work.planned_chapters,
        date=(work.revised_at or work.made_at).date().isoformat(),
        origin=manuscripts.Origin(work.origin_kind, work.origin_text) if work.origin_kind else None,
        disclaimer=work.disclaimer or None,
        notes=manuscripts.Notes(work.notes_before, work.notes_after),
        chapters=[
            manuscripts.Chapter(
                title=chapter.title or None,
                html=chapter.body,
                notes=manuscripts.Notes(chapter.notes_before, chapter.notes_after),
            )
            for chapter in chapters
        ],
        identifier=address or f"urn:headcanon:{work.pk}",
    )
