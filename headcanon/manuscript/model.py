"""The shape of a work in memory, and its JSON.

Bodies, notes, summaries and disclaimers are *story-HTML*: the small closed set of tags in docs/formats.md, as
`manuscript.clean` leaves it. Titles, names and the origin's sentence are plain text.
"""

from dataclasses import dataclass, field

from headcanon.manuscript.words import count_words, plain_text

STATUSES = ("one-shot", "in-progress", "complete")
ORIGIN_KINDS = ("headcanon", "request", "prompt")
CONCERN_KINDS = (
    "lost-line",
    "odd-gap",
    "unclosed",
    "encoding",
    "furniture",
    "ambiguous",
)


@dataclass
class Notes:
    """What an author says around a work or a chapter; each side is story-HTML, or empty."""

    before: str = ""
    after: str = ""

    def __bool__(self):
        return bool(self.before or self.after)


@dataclass
class Chapter:
    """One chapter: `html` is story-HTML, `title` plain text or None."""

    html: str
    title: str | None = None
    notes: Notes = field(default_factory=Notes)

    @property
    def words(self):
        return count_words(self.html)


@dataclass
class Origin:
    """What a work says it grew from: one of ORIGIN_KINDS, and the sentence that says so."""

    kind: str
    text: str


@dataclass
class Concern:
    """A place where a reader could not be sure.

    `chapter` counts from 1 (None: not inside a chapter); `near` is the last three to eight words before the
    place, verbatim; `message` is a sentence for a person.
    """

    kind: str
    near: str
    message: str
    chapter: int | None = None

    def as_json(self):
        return {"kind": self.kind, "chapter": self.chapter, "near": self.near, "message": self.message}


@dataclass
class Source:
    """The bytes a manuscript was read from: `format` ("txt", …), `encoding` as Python names it, their sha256."""

    format: str
    encoding: str
    sha256: str


@dataclass
class Manuscript:
    """A whole work. Lists are empty, and other members None, where the work does not say."""

    chapters: list[Chapter] = field(default_factory=list)
    title: str | None = None
    authors: list[str] = field(default_factory=list)
    summary: str | None = None
    fandoms: list[str] = field(default_factory=list)
    characters: list[str] = field(default_factory=list)
    relationships: list[str] = field(default_factory=list)
    rating: str | None = None
    warnings: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    series: list[tuple[str, int]] = field(default_factory=list)
    language: str | None = None
    status: str | None = None
    planned_chapters: int | None = None
    date: str | None = None
    origin: Origin | None = None
    disclaimer: str | None = None
    notes: Notes = field(default_factory=Notes)
    concerns: list[Concern] = field(default_factory=list)
    source: Source | None = None
    identifier: str | None = None
    pictures: dict[str, bytes] = field(default_factory=dict)  # by their address in the text; PNG or JPEG

    @property
    def words(self):
        return sum(chapter.words for chapter in self.chapters)

    def as_json(self):
        """The members that `headcanon read --json` prints, in its order; summary and disclaimer as plain text."""
        return {
            "title": self.title,
            "authors": self.authors,
            "summary": self.summary and plain_text(self.summary),
            "fandoms": self.fandoms,
            "characters": self.characters,
            "relationships": self.relationships,
            "rating": self.rating,
            "warnings": self.warnings,
            "tags": self.tags,
            "language": self.language,
            "status": self.status,
            "origin": self.origin and {"kind": self.origin.kind, "text": self.origin.text},
            "disclaimer": self.disclaimer and plain_text(self.disclaimer),
            "notes": {"before": self.notes.before, "after": self.notes.after},
            "chapters": [
                {
                    "title": chapter.title,
                    "notes": {
                        "before": chapter.notes.before,
                        "after": chapter.notes.after,
                    },
                    "html": chapter.html,
                    "words": chapter.words,
                }
                for chapter in self.chapters
            ],
            "concerns": [each.as_json() for each in self.concerns],
            "source": self.source
            and {
                "format": self.source.format,
                "encoding": self.source.encoding,
                "sha256": self.source.sha256,
            },
        }
