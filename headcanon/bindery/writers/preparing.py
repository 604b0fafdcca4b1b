"""What every manuscript goes through before it becomes a book, so that no writer has to ask twice."""

from dataclasses import replace
from hashlib import sha256
from uuid import UUID, uuid5

from headcanon.bindery.writers.glyphs import name_missing_glyphs

LISTS = (
    "authors", "fandoms", "relationships", "characters", "warnings", "categories", "tags", "recipients",
)  # fmt: skip
LINES = ("rating", "language", "date")
LOOSE_FILES = UUID("5f0c1a52-6d0e-5d3a-9b0e-2a7c4c1d9e10")


def prepared(manuscript, name=None):
    """The same work with a title, an identifier, and nothing empty, broken over lines or without a glyph."""
    shown = name_missing_glyphs(manuscript)
    return replace(
        shown,
        title=one_line(shown.title) or one_line(name_missing_glyphs(name)) or "Untitled",
        identifier=one_line(shown.identifier) or identifier_of_a_loose_file(shown),
        chapters=[replace(chapter, title=one_line(chapter.title)) for chapter in shown.chapters],
        series=[(one_line(series), place) for series, place in shown.series if series.strip()],
        origin=shown.origin and replace(shown.origin, text=one_line(shown.origin.text)),
        **{each: list(filter(None, map(one_line, getattr(shown, each)))) for each in LISTS},
        **{each: one_line(getattr(shown, each)) for each in LINES},
    )


def one_line(text):
    return " ".join((text or "").split())


def identifier_of_a_loose_file(manuscript):
    """One that the same story of the same file always gets, whatever the file is called today."""
    digest = manuscript.source.sha256 if manuscript.source else digest_of_text(manuscript)
    return uuid5(LOOSE_FILES, f"{digest} {manuscript.title}").urn


def digest_of_text(manuscript):
    return sha256("\f".join(chapter.html for chapter in manuscript.chapters).encode()).hexdigest()
