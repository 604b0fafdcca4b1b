"""Revisions: what was written, as it was written, compressed.

`content` is zlib over JSON: for a chapter its title, notes and body, for a work the fields in WORK_FIELDS.
"""

import json
import zlib

from headcanon.works.models import Revision

CHAPTER_FIELDS = ("title", "notes_before", "body", "notes_after")
WORK_FIELDS = ("title", "summary", "disclaimer", "notes_before", "notes_after", "language", "rating", "status")


def keep_revisions(work, chapters, cause):
    """One revision of the work's own fields and one of each chapter."""
    Revision.objects.bulk_create(
        [Revision(work=work, cause=cause, content=packed(work, WORK_FIELDS))]
        + [
            Revision(work=work, chapter=chapter, cause=cause, content=packed(chapter, CHAPTER_FIELDS))
            for chapter in chapters
        ]
    )


def packed(thing, fields):
    words = {name: str(getattr(thing, name)) for name in fields}
    return zlib.compress(json.dumps(words, ensure_ascii=False).encode())


def unpacked(revision):
    """The fields a revision keeps, by name."""
    return json.loads(zlib.decompress(revision.content))
