"""Correcting what was understood, field by field and text by text, and answering to its concerns."""

from headcanon.intake.understood import keep, manuscript_of, put, put_concerns
from headcanon.manuscript.blocks import blocks_of
from headcanon.manuscript.model import Notes, Origin
from headcanon.manuscript.typed import story_html
from headcanon.manuscript.words import plain_text

LISTS = ("authors", "fandoms", "relationships", "characters", "warnings", "categories", "tags")
PROSE = ("summary", "disclaimer")
WORDS = ("title", "rating", "language", "status", "date", "planned_chapters")

LONGEST_PLAIN = 300_000


def as_typed(written):
    """What a field shows of story-HTML: plain words or Markdown's where they are read as the same again."""
    if len(written) > LONGEST_PLAIN:
        return written
    plain = plain_text(written)
    return (
        plain if story_html(plain) == written else written.replace("</p><", "</p>\n\n<").replace("<hr><", "<hr>\n\n<")
    )


class Gone(Exception):
    """The place that was to be corrected is not there."""


def correct_fields(brought, said, *, seen):
    """`said` has a value for each of LISTS, PROSE and WORDS, the notes, the origin and the chapters' titles."""
    manuscript = manuscript_of(brought)
    for name in LISTS:
        setattr(manuscript, name, said[name])
    for name in PROSE:
        setattr(manuscript, name, story_html(said[name]) or None)
    for name in WORDS:
        setattr(manuscript, name, said[name] or None)
    manuscript.notes = Notes(story_html(said["notes_before"]), story_html(said["notes_after"]))
    manuscript.origin = Origin(said["origin_kind"], said["origin_text"]) if said["origin_kind"] else None
    return keep(put(brought, manuscript), seen=seen)


def correct_chapter(brought, number, said, *, seen):
    """A chapter's title, notes and text, as they are typed."""
    manuscript = manuscript_of(brought)
    chapter = chapter_at(manuscript, number)
    chapter.title = said["title"].strip() or None
    chapter.html = story_html(said["text"])
    chapter.notes = Notes(story_html(said["notes_before"]), story_html(said["notes_after"]))
    return keep(put(brought, manuscript), seen=seen)


def chapter_at(manuscript, number):
    if not 1 <= number <= len(manuscript.chapters):
        raise Gone
    return manuscript.chapters[number - 1]


def write_in(brought, number, place, typed, *, seen):
    """In place of one paragraph, what is typed; the concern `number` was about it, and is answered."""
    manuscript = manuscript_of(brought)
    chapter, block = place
    holder = chapter_at(manuscript, chapter)
    blocks = blocks_of(holder.html)
    if not 0 <= block < len(blocks):
        raise Gone
    blocks[block] = story_html(typed)
    holder.html = "".join(blocks)
    put(brought, manuscript)
    return keep(answered(brought, number, "mended"), seen=seen)


def answer(brought, number, said, *, seen):
    """What she says to a concern: "so", it was like this, or "" again, it still waits."""
    return keep(answered(brought, number, said), seen=seen)


def answered(brought, number, said):
    if not 0 <= number < len(brought.concerns):
        raise Gone
    concerns = [dict(each) for each in brought.concerns]
    concerns[number]["answer"] = said
    return put_concerns(brought, concerns)
