"""Revisions: what was written, as it was written, compressed.

`content` is zlib over JSON: for a chapter its title, notes and body, for a work the fields in WORK_FIELDS and, from the
first time its author has said more of it, what it is about as she typed it (subjects.py).
"""

import json
import zlib

from django.db.models import Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from headcanon.manuscript.typed import story_html
from headcanon.works.models import Revision

CHAPTER_FIELDS = ("title", "notes_before", "body", "notes_after")
WORK_FIELDS = ("title", "summary", "disclaimer", "notes_before", "notes_after", "language", "rating", "status")
WORK_PROSE = ("summary", "disclaimer", "notes_before", "notes_after")
PROSE = ("body", *WORK_PROSE)


def keep_revisions(work, chapters, cause):
    """One revision of the work's own fields and one of each chapter, where they have changed since their last."""
    keep_changed(revisions_of(work, chapters, cause))


def revisions_of(work, chapters, cause):
    """The same, not stored yet, and of what has not changed as well."""
    return [
        Revision(work=work, chapter=chapter, cause=cause, content=content)
        for chapter, content in contents_of(work, chapters)
    ]


def contents_of(work, chapters):
    """What such revisions keep, as (the chapter, None for the work's own fields, and the packed fields)."""
    return [(None, packed(work, WORK_FIELDS)), *((chapter, packed(chapter, CHAPTER_FIELDS)) for chapter in chapters)]


def keep_changed(revisions):
    """Store those of these revisions, of any number of works, that read otherwise than the last one before."""
    works = {revision.work_id for revision in revisions}
    keep_what_is_new(revisions, Revision.objects.filter(work__in=works))


def keep_revision(work, chapter, cause, fields, *, person, at=None):
    """One more revision of a chapter, or with `chapter=None` of the work's own fields, unless it says what the last
    one says."""
    revision = Revision(
        work=work, chapter=chapter, cause=cause, made_by=person, made_at=at or timezone.now(), content=pack(fields)
    )
    keep_what_is_new([revision], Revision.objects.filter(work=work, chapter=chapter))


def keep_what_is_new(revisions, kept):
    last = last_contents(kept)
    Revision.objects.bulk_create(
        revision for revision in revisions if last.get((revision.work_id, revision.chapter_id)) != revision.content
    )


def last_contents(kept):
    """What was written last among these revisions of each work and of each chapter, by the ids of both.

    A pause is kept when somebody writes on, under the time it was typed at: what was stored last may be older.
    """
    nth = Window(RowNumber(), partition_by=["work", "chapter"], order_by=Revision._meta.ordering)
    last = kept.order_by().annotate(nth=nth).filter(nth=1).values("pk")
    rows = Revision.objects.filter(pk__in=last).order_by().values_list("work", "chapter", "content")
    return {(work, chapter): bytes(content) for work, chapter, content in rows}


def packed(thing, fields):
    return pack(kept_fields(thing, fields))


def kept_fields(thing, fields):
    return {name: str(getattr(thing, name)) for name in fields}


def unpacked(revision):
    """The fields a revision keeps, by name, as they may be shown: what a pause kept was kept as it was typed."""
    fields = unpack(revision.content)
    if revision.cause != Revision.Cause.PAUSE:
        return fields
    return {name: story_html(words) if name in PROSE else words for name, words in fields.items()}


def pack(fields):
    return zlib.compress(json.dumps(fields, ensure_ascii=False).encode())


def unpack(content):
    return json.loads(zlib.decompress(content))
