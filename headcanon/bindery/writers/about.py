"""What a work says about itself: in which words, in which order. Every kind of book asks here.

Takes manuscripts that are `prepared`; answers in plain text, one line each. Escaping is the writer's business.
"""

import re
from dataclasses import dataclass

from headcanon.bindery.writers.languages import language_name
from headcanon.manuscript.model import Chapter

STATUS_WORDS = {
    "one-shot": "One-shot", "in-progress": "In progress", "complete": "Complete", "hiatus": "On hiatus",
    "abandoned": "Abandoned",
}  # fmt: skip
# A heading taken from a file often brings its number along: “Chapter 3: Rain”, “第一章 雨”, “4. Rain”, “IV”.
NUMBERS_ITSELF = re.compile(
    r"(?:(?:chapter|part|book|act|kapitel|teil|cap[íi]tulo|parte|chapitre|partie|capitolo|hoofdstuk|deel|rozdział"
    r"|глава|часть)\s+\w+|prologue?|epilogue?|pr[óo]logo|ep[íi]logo|épilogue|interlude|пролог|эпилог|\d+|[ivxlc]+)"
    r"\s*(?:$|[.:)–—-])|第\s?\w{1,6}\s?[章話话回節节部幕卷篇]",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Fact:
    """One row of the title page. `is_counted` says that it follows from the text and was not said by anybody."""

    label: str
    values: list[str]
    is_counted: bool = False


@dataclass(frozen=True)
class Part:
    """A chapter in its place: `label` is “Chapter 3”, or empty where a number would say nothing."""

    number: int
    label: str
    chapter: Chapter

    @property
    def heading(self):
        return ": ".join(filter(None, (self.label, self.chapter.title)))


def byline(manuscript):
    """“Ana and Rae”, or an empty string."""
    *others, last = manuscript.authors or [""]
    return f"{', '.join(others)} and {last}" if others else last


def parts(manuscript):
    """The chapters with their numbers; a one-shot's only chapter has neither number nor title."""
    is_one_shot = len(manuscript.chapters) == 1 and not manuscript.chapters[0].title
    return [
        Part(number, "" if is_one_shot or NUMBERS_ITSELF.match(chapter.title) else f"Chapter {number}", chapter)
        for number, chapter in enumerate(manuscript.chapters, start=1)
    ]


def note_label(manuscript, side):
    """“Wren’s note before”: notes are signed, so that nobody takes them for story."""
    names = manuscript.authors
    owner = f"{names[0]}’s" if len(names) == 1 else "Authors’" if names else "Author’s"
    return f"{owner} note {side}"


def chapter_note_label(manuscript, side):
    """The same; where a work has several chapters, the note tells that it is not the whole work's."""
    return note_label(manuscript, side) + (" this chapter" if len(manuscript.chapters) > 1 else "")


def facts(manuscript):
    """Everything a work says about itself in a few words; rows without a value are absent."""
    rows = [
        Fact("Rating", [manuscript.rating]),
        listed("Warning", manuscript.warnings),
        listed("Category", manuscript.categories, plural="Categories"),
        listed("Fandom", manuscript.fandoms),
        listed("Relationship", manuscript.relationships),
        listed("Character", manuscript.characters),
        listed("Tag", manuscript.tags),
        Fact("Language", [language_name(manuscript.language)]),
        Fact("For", manuscript.recipients),
        Fact("Series", [place_in_series(*each) for each in manuscript.series]),
        Fact("Status", [STATUS_WORDS.get(manuscript.status)]),
        Fact("Chapters", [counted(len(manuscript.chapters), more_than=1)], is_counted=True),
        Fact("Words", [counted(manuscript.words)], is_counted=True),
        Fact("Date", [manuscript.date]),
        Fact("Grew from", [manuscript.origin and manuscript.origin.text]),
        Fact("Address", [address(manuscript)]),
    ]
    return [row for row in rows if any(row.values)]


def listed(label, values, plural=None):
    return Fact(label if len(values) == 1 else plural or f"{label}s", values)


def place_in_series(name, position):
    return f"{name}, part {position}" if position else name


def counted(number, more_than=0):
    return f"{number:,}" if number > more_than else None


def address(manuscript):
    """Where the work can be found, when that is how it is identified."""
    return manuscript.identifier if manuscript.identifier.startswith(("https://", "http://")) else None
