"""A document to Manuscript: the list of steps. No word of it is lost on the way."""

import hashlib

from headcanon.intake.readers.document import chapters
from headcanon.intake.readers.document.front import (
    USUAL_GAP,
    DocumentChapterHeader,
    DocumentFront,
    DocumentHeader,
    take_title,
)
from headcanon.intake.readers.document.labels import announced_by, is_label
from headcanon.intake.readers.document.sheet import Sheet, with_levels
from headcanon.intake.readers.text import labels, marks, reading
from headcanon.intake.readers.text.breaks import Habit
from headcanon.intake.readers.text.chapters import Section
from headcanon.intake.readers.text.doubts import Doubts, near
from headcanon.intake.readers.text.furniture import IMPRINT, is_links
from headcanon.intake.readers.text.lines import Line
from headcanon.intake.readers.text.notes import without_closing_notes, without_notes_inside
from headcanon.intake.readers.text.story import Story, without_needless_breaks
from headcanon.intake.readers.unreadable import Unreadable
from headcanon.manuscript.blocks import SCENE_BREAK
from headcanon.manuscript.model import Chapter, Manuscript, Notes, Source
from headcanon.manuscript.pasting import paste

FURTHEST_BACK = 60  # blocks from a chapter's end that are looked at for a heading of closing notes
LONGEST_LINK = 160
LONGEST_TAIL = 1500  # words below a heading that says "Author's Note"


def pasted(html):
    """Story-HTML of anybody's HTML, from which `manuscript_of` can tell a title from a chapter's."""
    return paste(with_levels(html)).html


def manuscript_of(html, name, *, format, data, encoding=""):
    """The work that stands in this story-HTML of any origin (best made by `pasted`); raises Unreadable if none does.

    `format`, `data` (the file's bytes) and `encoding` tell where it came from.
    """
    manuscript = Manuscript(source=Source(format, encoding, hashlib.sha256(data).hexdigest()))
    sheet = Sheet(html)
    if not sheet.pieces:
        raise Unreadable(f"{name} holds no text.")
    doubts = Doubts()
    pieces = without_furniture(sheet.pieces, doubts) or sheet.pieces
    notes, pieces = read_front(sheet, pieces, manuscript, doubts)
    sections = read_sections(pieces, notes, doubts)
    read_chapters(sheet, sections, notes, manuscript, doubts)
    finish(manuscript, sheet, sections, doubts)
    return manuscript


def finish(manuscript, sheet, sections, doubts):
    if not any(chapter.html for chapter in manuscript.chapters):
        doubts.add("ambiguous", 1, near([], sheet.pieces[0].text), reading.NO_STORY)
    reading.learn_the_rest(manuscript)
    starts = [section.blocks[0].number for section in sections if section.blocks]
    manuscript.concerns += doubts.told(starts)


def without_furniture(pieces, doubts):
    """Without links of a site and a list of contents; their words stand in concerns."""
    pieces, contents = chapters.without_contents(pieces)
    links = [piece for piece in pieces if is_furniture(piece)]
    found = [("a list of contents", contents), ("links of a site", links)]
    doubts.about_furniture(
        [(what, list(map(line_of, taken))) for what, taken in found if taken], pieces_as_lines(pieces)
    )
    return [piece for piece in pieces if not is_furniture(piece)]


def is_furniture(piece):
    text = piece.text
    return len(text) <= LONGEST_LINK and (is_links(text) or bool(IMPRINT.fullmatch(text)))


def line_of(piece):
    return Line("; ".join(piece.lines), piece.number)


def pieces_as_lines(pieces):
    return [Line(piece.text, piece.number) for piece in pieces]


def read_front(sheet, pieces, manuscript, doubts):
    """Fills in what stands on top; returns (notes before the story, the story's pieces)."""
    header = DocumentHeader(manuscript, sheet)
    front = DocumentFront(take_title(pieces, manuscript), USUAL_GAP, header).read()
    found = front.doubts
    if not manuscript.title and front.has_labels:
        front = DocumentFront(take_title(front.rest, manuscript), USUAL_GAP, header).read()
        found = found + front.doubts
    for block, message in found:
        doubts.add("ambiguous", block.number, near([], block.text), message)
    return header.notes, front.rest


def read_sections(pieces, notes, doubts):
    """The chapters' pieces; a list of contents and a few words before the first heading leave them."""
    sections, contents, unsure = chapters.sections_of(pieces)
    if contents:
        doubts.about_furniture([("a list of contents", list(map(line_of, contents)))], [])
    if unsure:
        doubts.add("ambiguous", unsure[0].number, near([], " ".join(each.text for each in unsure)), reading.NUMBERS)
    if len(sections) > 1 and sections[0].heading is None and reading.words_of(sections[0]) < reading.SHORTEST_FOREWORD:
        foreword = sections.pop(0)
        notes += foreword.blocks
        if any(not marks.is_scene_break(each.text) for each in foreword.blocks):
            doubts.add("ambiguous", foreword.blocks[0].number, near([], foreword.blocks[0].text), reading.FOREWORD)
    return sections or [Section(None)]


def read_chapters(sheet, sections, notes, manuscript, doubts):
    """Each section to a chapter; the notes of an only chapter are the work's."""
    parts = [chapter_parts(section) for section in sections]
    habit = Habit(USUAL_GAP, [story for story, *_ in parts])
    for number, (section, (story, before, after, places)) in enumerate(zip(sections, parts, strict=True), start=1):
        html = DocumentStory(sheet, story, habit, number, doubts).as_html()
        chapter = Chapter(html, section.heading, Notes(as_html(sheet, before), as_html(sheet, after)))
        manuscript.chapters.append(chapter)
        for block, above in places:
            doubts.add(
                "ambiguous", block.number, near([above.text] if above else [], block.text), reading.MOVED, number
            )
    manuscript.notes = Notes(as_html(sheet, notes))
    if len(parts) == 1:
        only = manuscript.chapters[0]
        manuscript.notes = Notes(manuscript.notes.before + only.notes.before, only.notes.after)
        only.notes = Notes()


def chapter_parts(section):
    """(story, notes before, notes after, places of the notes that stood inside) of a chapter."""
    header, story = DocumentChapterHeader(), section.blocks
    if section.heading:
        story = DocumentFront(section.blocks, USUAL_GAP, header).read().rest
    story, below = without_notes_below_a_heading(story)
    story, closing = without_closing_notes(story, USUAL_GAP)
    story, inside, places = without_notes_inside(story)
    return story, header.notes, inside + closing + below, places


def without_notes_below_a_heading(pieces):
    """(the story, what stands at its end below "Author's Note" or the like)."""
    start = len(pieces)
    for at in range(len(pieces) - 1, max(0, len(pieces) - FURTHEST_BACK), -1):
        piece = pieces[at]
        below = pieces[at + 1] if at + 1 < len(pieces) else None
        if is_label(piece, below):
            if announced_by(piece).field == labels.NOTES and is_closing(piece, pieces[at + 1 : start]):
                start = at
        elif piece.level:
            break
    notes = [each for each in pieces[start:] if not announced_by(each) and not marks.is_scene_break(each.text)]
    return pieces[:start], notes


def is_closing(label, tail):
    """All of it belongs to the label: the quotation below it, or what little there is."""
    if tail and tail[0].tag == "blockquote":
        return all(each.tag in ("blockquote", "hr") for each in tail)
    return sum(len(each.text.split()) for each in tail) <= (LONGEST_TAIL if label.level else LONGEST_TAIL // 3)


class DocumentStory(Story):
    """One chapter, its paragraphs with the markup they have."""

    def __init__(self, sheet, *others):
        super().__init__(*others)
        self.sheet = sheet

    def written(self, block):
        return self.sheet.html_of(block)


def as_html(sheet, blocks):
    pieces = [SCENE_BREAK if marks.is_scene_break(each.text) else sheet.html_of(each) for each in blocks]
    return "".join(without_needless_breaks(pieces))
