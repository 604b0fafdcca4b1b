"""A work as a manuscript, and a manuscript as a draft."""

from django.db import transaction
from django.utils.translation import gettext as _

from headcanon.canon.models import Rating, Tag
from headcanon.canon.naming import fandoms_named, tags_named
from headcanon.canon.ratings import rating_from, warnings_from
from headcanon.manuscript import model as manuscripts
from headcanon.works.models import (
    Authorship,
    Chapter,
    Revision,
    Series,
    SeriesPart,
    Tagging,
    Work,
    WorkFandom,
    newest_key,
)
from headcanon.works.revisions import keep_revisions

TITLE_LENGTH = 250


@transaction.atomic
def draft_from(manuscript, *, pseuds, fallback_title=""):
    """A new draft by `pseuds` (at least one) with everything the manuscript says."""
    work = Work(
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
    )
    rows = chapter_rows(work, manuscript.chapters)
    work.words, work.chapter_count = sum(row.words for row in rows), len(rows)
    work.newest_key = newest_key(work.revised_at, work.pk)
    work.save(force_insert=True)
    Authorship.objects.bulk_create(
        Authorship(work=work, pseud=pseud, position=number) for number, pseud in enumerate(pseuds)
    )
    tell_what_it_is_about(work, manuscript)
    put_into_series(work, manuscript.series, owner=pseuds[0].user)
    chapters = Chapter.objects.bulk_create(rows)
    keep_revisions(work, chapters, Revision.Cause.IMPORT)
    return work


def shortened(title):
    return title if len(title) <= TITLE_LENGTH else title[: TITLE_LENGTH - 1] + "…"


def status_of(manuscript):
    """A file that does not say: one chapter is a one-shot, several are taken as complete."""
    if manuscript.status:
        return manuscript.status
    return Work.Status.ONE_SHOT if len(manuscript.chapters) <= 1 else Work.Status.COMPLETE


def chapter_rows(work, chapters):
    return [
        Chapter(
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


def tell_what_it_is_about(work, manuscript):
    WorkFandom.objects.bulk_create(
        WorkFandom(work=work, fandom=fandom, typed=fandom.name, position=number, newest_key=work.newest_key)
        for number, fandom in enumerate(fandoms_named(manuscript.fandoms))
    )
    typed_by_kind = {
        Tag.Kind.WARNING: warnings_from(manuscript.warnings),
        Tag.Kind.RELATIONSHIP: manuscript.relationships,
        Tag.Kind.CHARACTER: manuscript.characters,
        Tag.Kind.FREEFORM: manuscript.tags,
    }
    tags = [tag for kind, typed in typed_by_kind.items() for tag in tags_named(kind, typed)]
    Tagging.objects.bulk_create(
        Tagging(work=work, tag=tag, typed=tag.name, position=number, newest_key=work.newest_key)
        for number, tag in enumerate(tags)
    )


def put_into_series(work, series, *, owner):
    """`series` is pairs of a title and a part's number."""
    for title, part in series:
        row = Series.objects.get_or_create(owner=owner, title=shortened(title))[0]
        SeriesPart.objects.create(series=row, work=work, position=part)


def manuscript_of(work, *, address=None):
    """Everything a work says, in memory; `address` is where it can be found, if it is to say so."""
    return manuscripts.Manuscript(
        title=work.title,
        authors=[pseud.name for pseud in work.authors],
        summary=work.summary or None,
        fandoms=[fandom.name for fandom in work.fandom_names],
        characters=[tag.name for tag in work.tags_of(Tag.Kind.CHARACTER)],
        relationships=[tag.name for tag in work.tags_of(Tag.Kind.RELATIONSHIP)],
        rating=str(Rating(work.rating).label),
        warnings=[tag.name for tag in work.tags_of(Tag.Kind.WARNING)],
        tags=[tag.name for tag in work.tags_of(Tag.Kind.FREEFORM)],
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
            for chapter in work.chapters.all()
        ],
        identifier=address or f"urn:headcanon:{work.pk}",
    )
