"""Plain text to Manuscript: the list of steps. No word of the file is lost on the way."""

import hashlib
import re

from headcanon.intake.readers.text import marks
from headcanon.intake.readers.text.breaks import Habit
from headcanon.intake.readers.text.chapters import Section, sections_of
from headcanon.intake.readers.text.decoding import decode
from headcanon.intake.readers.text.doubts import Doubts, near
from headcanon.intake.readers.text.emphasis import paragraph
from headcanon.intake.readers.text.front import Front, take_title
from headcanon.intake.readers.text.furniture import without_furniture
from headcanon.intake.readers.text.headers import ChapterHeader, WorkHeader
from headcanon.intake.readers.text.lines import Line, lines_of
from headcanon.intake.readers.text.notes import without_closing_notes, without_notes_inside
from headcanon.intake.readers.text.origins import origin_of
from headcanon.intake.readers.text.paragraphs import blocks_of
from headcanon.intake.readers.text.story import Story, without_needless_breaks
from headcanon.intake.readers.unreadable import Unreadable
from headcanon.manuscript.clean import clean
from headcanon.manuscript.language import guess_language
from headcanon.manuscript.model import Chapter, Manuscript, Notes, Source
from headcanon.manuscript.words import plain_text

SHORTEST_FOREWORD = 50  # words before the first heading that make a chapter of their own
NUMBERS = "These numbers may stand for chapters or for scenes. Choose when you post it."
MOVED = "An author's note stood in the story after these words; it is with the notes at the end now."
FOREWORD = "These lines stand before the first chapter; they are with the notes now."
NO_STORY = "All of this file reads like notes; no story was found beside them."
ONE_SHOT = re.compile(
    r"\bthis (?:is|was|will be|story is|fic is|one is)(?: just| only| my| meant (?:to be|as))? (?:an? )?(?:\w+ )?"
    r"one-?\s?shot\b",
    re.IGNORECASE,
)


def read_text(data, name):
    """One story from the bytes of a text file; raises Unreadable."""
    decoded = decode(data, name)
    return read_decoded(decoded, Source("txt", decoded.encoding, hashlib.sha256(data).hexdigest()), name)


def read_decoded(decoded, source, name):
    """The same from a text and what is to be said about its encoding."""
    manuscript = Manuscript(source=source)
    doubts = Doubts()
    lines = lines_without_furniture(decoded.text, name, doubts)
    blocks, usual_gap = blocks_of(lines)
    notes, blocks = read_front(blocks, usual_gap, manuscript, doubts)
    sections = read_sections(blocks, notes, doubts)
    read_chapters(manuscript, sections, notes, usual_gap, doubts)
    if not any(chapter.html for chapter in manuscript.chapters):
        doubts.add("ambiguous", lines[0].number, near([], lines[0].text), NO_STORY)
    learn_the_rest(manuscript)
    starts = [section.blocks[0].number for section in sections if section.blocks]
    manuscript.concerns = decoded.concerns + doubts.told(starts)
    return manuscript


def lines_without_furniture(text, name, doubts):
    """The lines that hold the story and its notes."""
    everything = lines_of(text)
    if not everything:
        raise Unreadable(f"{name} holds no text.")
    lines, furniture = without_furniture(everything)
    if not lines:
        return everything
    doubts.about_furniture(furniture, lines)
    return lines


def read_front(blocks, usual_gap, manuscript, doubts):
    """Fills in what the labels say; returns (notes before the story, the story's blocks)."""
    header = WorkHeader(manuscript)
    front = Front(take_title(blocks, manuscript), usual_gap, header).read()
    found = front.doubts
    if not manuscript.title and front.has_labels:
        front = Front(take_title(front.rest, manuscript), usual_gap, header).read()
        found = found + front.doubts
    for block, message in found:
        doubts.add("ambiguous", block.number, near([], block.text), message)
    return header.notes, front.rest


def read_sections(blocks, notes, doubts):
    """The chapters' blocks; a list of contents and a few words before the first heading leave them."""
    sections, contents, unsure = sections_of(blocks)
    if contents:
        doubts.about_furniture(
            [("a list of contents", [Line("; ".join(block.lines), block.number) for block in contents])], []
        )
    if unsure:
        doubts.add("ambiguous", unsure[0].number, near([], " ".join(block.text for block in unsure)), NUMBERS)
    if len(sections) > 1 and sections[0].heading is None and words_of(sections[0]) < SHORTEST_FOREWORD:
        foreword = sections.pop(0)
        notes += foreword.blocks
        doubts.add("ambiguous", foreword.blocks[0].number, near([], foreword.blocks[0].text), FOREWORD)
    return sections or [Section(None)]


def words_of(section):
    return sum(len(block.text.split()) for block in section.blocks)


def read_chapters(manuscript, sections, notes, usual_gap, doubts):
    """Each section to a chapter; the notes of an only chapter are the work's."""
    parts = [chapter_parts(section, usual_gap) for section in sections]
    habit = Habit(usual_gap, [story for story, *_ in parts])
    for number, (section, (story, before, after, places)) in enumerate(zip(sections, parts, strict=True), start=1):
        html = clean(Story(story, habit, number, doubts).as_html())
        manuscript.chapters.append(Chapter(html, section.heading, Notes(as_html(before), as_html(after))))
        for block, above in places:
            doubts.add("ambiguous", block.number, near([above.text] if above else [], block.text), MOVED, number)
    manuscript.notes = Notes(as_html(notes))
    if len(parts) == 1:
        only = manuscript.chapters[0]
        manuscript.notes = Notes(manuscript.notes.before + only.notes.before, only.notes.after)
        only.notes = Notes()


def chapter_parts(section, usual_gap):
    """(story, notes before, notes after, places of the notes that stood inside) of a chapter."""
    header, story = ChapterHeader(), section.blocks
    if section.heading:
        story = Front(section.blocks, usual_gap, header).read().rest
    story, closing = without_closing_notes(story, usual_gap)
    story, inside, places = without_notes_inside(story)
    return story, header.notes, inside + closing, places


def as_html(blocks):
    pieces = ["<hr>" if marks.is_scene_break(each.text) else paragraph(each.lines, each.centred) for each in blocks]
    return clean("".join(without_needless_breaks(pieces)))


def learn_the_rest(manuscript):
    """What notes and text say without a label: the language, what the story grew from, whether it is a one-shot."""
    said = [plain_text(each) for each in (manuscript.notes.before, manuscript.summary or "", manuscript.notes.after)]
    said += [plain_text(side) for each in manuscript.chapters for side in (each.notes.before, each.notes.after)]
    paragraphs = [paragraph for text in said for paragraph in text.split("\n\n") if paragraph]
    manuscript.origin = origin_of(paragraphs)
    if not manuscript.status and any(ONE_SHOT.search(each) for each in paragraphs):
        manuscript.status = "one-shot"
    if not manuscript.status and any(marks.TO_BE_CONTINUED.fullmatch(each) for each in last_lines(manuscript)):
        manuscript.status = "in-progress"
    if not manuscript.language:
        manuscript.language = guess_language(sample(manuscript))


def last_lines(manuscript):
    last = manuscript.chapters[-1]
    return [
        plain_text(html[-200:]).rpartition("\n")[2] for html in (last.html, last.notes.after, manuscript.notes.after)
    ]


def sample(manuscript):
    return next((text for each in manuscript.chapters if (text := plain_text(each.html[:30_000]))), "")
