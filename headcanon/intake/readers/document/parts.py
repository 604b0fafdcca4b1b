"""Chapters that a site or a book keeps apart by itself, each with what its maker says around it."""

from dataclasses import dataclass

from headcanon.intake.readers.document.front import USUAL_GAP, DocumentChapterHeader, DocumentFront, DocumentHeader
from headcanon.intake.readers.document.reading import DocumentStory, as_html, pasted, without_notes_below_a_heading
from headcanon.intake.readers.document.sheet import Sheet
from headcanon.intake.readers.text import labels, marks
from headcanon.intake.readers.text.breaks import Habit
from headcanon.intake.readers.text.doubts import Doubts, near
from headcanon.intake.readers.text.headers import run_on
from headcanon.intake.readers.text.notes import without_closing_notes, without_notes_inside
from headcanon.intake.readers.text.paragraphs import Block
from headcanon.intake.readers.text.reading import MOVED
from headcanon.manuscript.model import Chapter, Notes


@dataclass
class Part:
    """A chapter: `story` is anybody's HTML, the notes are story-HTML."""

    title: str | None
    story: str
    before: str = ""
    after: str = ""


@dataclass
class Told:
    """A part as it was understood."""

    sheet: Sheet
    story: list
    before: list
    after: list
    places: list


class GuestHeader(DocumentHeader):
    """On top of a first chapter: what the site has said already stays with the notes, label and all."""

    def __init__(self, manuscript, sheet):
        super().__init__(manuscript, sheet)
        self.known = {name for name, value in vars(manuscript).items() if value}

    def take(self, record, lines, number):
        if record.field in self.known and record.field != labels.NOTES:
            self.notes.append(Block(run_on([record.verbatim, *lines]), number))
        else:
            super().take(record, lines, number)


def put_chapters(manuscript, parts, *, looks_for_notes):
    """The parts become the manuscript's chapters; the notes of an only one are the work's.

    Where the maker has a place of its own for notes, whatever stands in a chapter is the story (`looks_for_notes`).
    """
    doubts, first, told = Doubts(), 1, []
    for at, part in enumerate(parts):
        sheet = Sheet(pasted(part.story), first)
        first = sheet.stop
        header = GuestHeader(manuscript, sheet) if at == 0 else DocumentChapterHeader()
        told.append(understood(sheet, header) if looks_for_notes else Told(sheet, sheet.pieces, [], [], []))
    habit = Habit(USUAL_GAP, [each.story for each in told])
    for number, (part, each) in enumerate(zip(parts, told, strict=True), start=1):
        manuscript.chapters.append(chapter_of(part, each, habit, number, doubts))
    if len(manuscript.chapters) == 1:
        only, notes = manuscript.chapters[0].notes, manuscript.notes
        manuscript.notes = Notes(notes.before + only.before, only.after + notes.after)
        manuscript.chapters[0].notes = Notes()
    manuscript.concerns += doubts.told([each.story[0].number for each in told if each.story])


def understood(sheet, header):
    """A chapter's text without the notes that its author set into it."""
    story = DocumentFront(sheet.pieces, USUAL_GAP, header).read().rest
    story, below = without_notes_below_a_heading(story)
    story, closing = without_closing_notes(story, USUAL_GAP)
    story, inside, places = without_notes_inside(story)
    return Told(sheet, story, header.notes, inside + closing + below, places)


def chapter_of(part, told, habit, number, doubts):
    story = told.story
    if story and len(story) > 1 and part.title and same(story[0].text, part.title):
        story = story[1:]
    html = DocumentStory(told.sheet, story, habit, number, doubts).as_html()
    for block, above in told.places:
        doubts.add("ambiguous", block.number, near([above.text] if above else [], block.text), MOVED, number)
    before, after = as_html(told.sheet, told.before), as_html(told.sheet, told.after)
    return Chapter(html, part.title, Notes(part.before + before, after + part.after))


def same(heading, title):
    """The chapter's own heading again, on top of its text."""
    return marks.bare(heading).casefold() == marks.bare(title).casefold()
