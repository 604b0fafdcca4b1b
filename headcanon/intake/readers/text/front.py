"""What stands before a story: title, labelled lines, notes. Taken block by block until the story begins."""

import re
from dataclasses import replace

from headcanon.intake.readers.text import labels, marks
from headcanon.intake.readers.text.headers import undecorated
from headcanon.intake.readers.text.labels import record
from headcanon.intake.readers.text.paragraphs import Block
from headcanon.intake.readers.text.voices import (
    is_an_author_speaking,
    is_plainly_an_author_speaking,
    may_be_an_author_speaking,
)

BYLINE = re.compile(
    r"\W*(?:(?:written|a (?:fan ?)?fic(?:tion)?|a story|story|posted) )?by\s*[:\-–—]?\s+(?P<name>\S.{0,60}?)[*_~\s]*",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_][\w'’-]*")
SMALL_WORDS = "a an the of and in on at to for with or nor but from by as de la le du des et und der die das"
NOTE_OR_STORY = "This may be the author's note going on, or a story told by somebody in it; it is with the notes now."
LONGEST_TITLE = 10  # words
REACH = 3  # how many blocks an unlabelled note may go on before something shows that it was one
LONGEST_UNANNOUNCED = 60  # words of a note on top of a file without labels
LONGEST_CONTINUATION = 150  # words that may follow a summary's own line
RUNNING_ON = {labels.NOTES, labels.SUMMARY, labels.DISCLAIMER, labels.KEPT}
AWAITING = {labels.NOTES, labels.SUMMARY, labels.DISCLAIMER}


class Front:
    """Walks down from the top, handing labelled lines to a header; `rest` is where the story begins."""

    def __init__(self, blocks, habit, header):
        self.blocks, self.habit, self.header = list(blocks), habit, header
        self.at = 0
        self.awaiting = None  # a label that stood alone; its value is the next block
        self.has_labels = self.has_notes = False
        self.doubts = []

    @property
    def rest(self):
        return self.blocks[self.at :]

    def read(self):
        while self.at < len(self.blocks) and self.take(self.blocks[self.at]):
            self.at += 1
        return self

    def take(self, block):
        """True if this block stands before the story."""
        if marks.is_scene_break(block.text):
            return self.has_labels or self.has_notes or self.at == 0
        if marks.is_heading(block.lines[0]):
            return False
        if self.announces(block):
            return self.take_labelled(block)
        if self.awaiting:
            return self.take_awaited(block)
        return self.is_aside(block) and self.take_note(block)

    def take_note(self, block):
        self.header.notes.append(block)
        self.has_notes = True
        return True

    # Labelled lines

    def announces(self, block):
        """It begins with a label; a label that is also an ordinary word needs company."""
        found = [each for each in map(record, block.lines) if each]
        if not found or not record(block.lines[0]):
            return len(found) > 1 and self.at == 0 and any(not each.is_weak for each in found)
        if any(not each.is_weak for each in found):
            return True
        if found[0].label in labels.AT_THE_EDGES:
            return self.at == 0 or self.has_labels or self.has_notes
        if self.has_labels:
            return len(block.lines) == 1 and block.gap <= self.habit
        return len(found) == len(block.lines) and self.comes_before_labels()

    def comes_before_labels(self):
        """The head of a mail ("From:", "Subject:") stands above the head of the story."""
        below = self.blocks[self.at + 1 : self.at + 2]
        return any((found := record(line)) and not found.is_weak for block in below for line in block.lines)

    def take_labelled(self, block):
        self.has_labels = True
        parts = parts_of(block)
        for at, (found, lines) in enumerate(parts):
            is_last = at == len(parts) - 1
            if found is None:
                self.header.notes.append(Block(lines, block.number))
                continue
            lines, story = continuation(found, lines) if is_last else (lines, [])
            self.header.take(found, lines, block.number)
            self.has_notes = self.has_notes or found.field == labels.NOTES
            self.awaiting = found if is_last and found.field in AWAITING and not found.value and not lines else None
            if story:
                self.blocks.insert(self.at + 1, Block(story, block.number + len(block.lines) - len(story), 0))
        return True

    def take_awaited(self, block):
        self.header.take(replace(self.awaiting, value=block.lines[0]), block.lines[1:], block.number)
        self.has_notes = self.has_notes or self.awaiting.field == labels.NOTES
        self.awaiting = None
        return True

    # Notes without a label

    def is_aside(self, block):
        """An unlabelled paragraph of the author's, told by what it says and by what follows it."""
        if is_plainly_an_author_speaking(block):
            return self.has_labels or self.has_notes or len(block.text.split()) <= LONGEST_UNANNOUNCED
        if self.has_notes and is_an_author_speaking(block):
            return True
        if not (self.has_labels or self.has_notes):
            return self.stands_above_a_header()
        return self.leads_to(self.is_label_before_a_story) or (self.has_notes and self.leads_to_a_line())

    def stands_above_a_header(self):
        """A few words on top of the file, and right below them a title among other labels: where it was posted, say."""
        for at in range(self.at + 1, min(self.at + REACH + 1, len(self.blocks))):
            fields = [found.field for found in map(record, self.blocks[at].lines) if found]
            if labels.TITLE in fields and len(fields) > 1:
                return count(self.blocks[:at]) <= LONGEST_UNANNOUNCED
        return False

    def leads_to(self, is_goal):
        """Within reach stands what shows that all up to it was the author speaking."""
        for at in range(self.at, min(self.at + REACH + 1, len(self.blocks))):
            if at > self.at and is_goal(at):
                return True
            if not may_be_an_author_speaking(self.blocks[at]):
                return False
        return False

    def is_label_before_a_story(self, at):
        found = record(self.blocks[at].lines[0])
        if not found or found.is_weak or self.blocks[at].text.startswith("("):
            return False
        return self.is_mostly_after(at)

    def is_mostly_after(self, at):
        """There is more to come than what would become a note: a drabble with notes on both sides stays a drabble."""
        return count(self.blocks[at + 1 :]) > count(self.blocks[self.at : at])

    def leads_to_a_line(self):
        if self.leads_to(self.is_fence):
            self.doubts.append((self.blocks[self.at], NOTE_OR_STORY))
            return True
        return False

    def is_fence(self, at):
        text = self.blocks[at].text
        return (marks.is_scene_break(text) or marks.is_heading(text)) and self.is_mostly_after(at)


def count(blocks):
    return sum(len(block.text.split()) for block in blocks)


def parts_of(block):
    """(record or None, the lines that continue it) of a block of labelled lines."""
    parts = []
    for line in block.lines:
        found = record(line)
        if found:
            parts.append((found, []))
        elif not parts or not continues(*parts[-1]):
            parts.append((None, [line]))
        else:
            parts[-1][1].append(line)
    return parts


def continues(found, lines):
    """Long fields run on; a short one only where its line plainly does not end."""
    if found is None or found.field in RUNNING_ON:
        return True
    last = lines[-1] if lines else found.value
    return not last or last.endswith((",", ";", "/", "&", "-"))


def continuation(found, lines):
    """A summary's own lines, and the story's, where no blank line parts them."""
    if found.field == labels.NOTES or count([Block(lines, 0)]) <= LONGEST_CONTINUATION:
        return lines, []
    return [], lines


def take_title(blocks, manuscript):
    """A title standing by itself on top, a byline under it; returns the blocks below."""
    if not blocks:
        return blocks
    first, below = blocks[0], blocks[1:]
    lines = first.lines + (below[0].lines if below and len(first.lines) == 1 and is_byline(below[0]) else [])
    if len(lines) >= 2 and could_be_title(lines[0]) and (match := BYLINE.fullmatch(lines[1])):
        manuscript.title = undecorated(marks.bare(lines[0]))
        manuscript.authors.append(undecorated(match["name"]))
        return taken(blocks, 2)
    if len(first.lines) == 1 and is_byline(first):
        manuscript.authors.append(undecorated(BYLINE.fullmatch(first.text)["name"]))
        return below
    if stands_as_title(first, below):
        manuscript.title = undecorated(marks.bare(first.text))
        return below
    return blocks


def taken(blocks, count):
    """The blocks without their first lines."""
    while count and blocks:
        first = blocks[0]
        if len(first.lines) > count:
            return [replace(first, lines=first.lines[count:], gap=0), *blocks[1:]]
        count -= len(first.lines)
        blocks = blocks[1:]
    return blocks


def is_byline(block):
    match = BYLINE.fullmatch(block.lines[0])
    return (
        bool(match) and len(block.lines) == 1 and len(match["name"].split()) <= 5 and match["name"][-1] not in ".,;:!?"
    )


def could_be_title(line):
    text = marks.bare(line)
    is_label = record(line) or marks.is_scene_break(line) or marks.is_heading(line)
    return bool(text) and not is_label and len(text.split()) <= LONGEST_TITLE and text[-1] not in ".,;:。、，"


def stands_as_title(first, below):
    """A line that looks like a title, on top of something that does not."""
    if len(first.lines) > 1 or not below or not could_be_title(first.text) or marks.opens_speech(first.text):
        return False
    words = [
        word
        for word in re.findall(r"[^\W\d_][\w'’-]*", marks.bare(first.text))
        if word.lower() not in SMALL_WORDS.split()
    ]
    capital = bool(words) and not any(word[0].islower() for word in words)
    followed = len(below[0].text) > 3 * len(first.text) or any(
        is_head(below[0].lines[0]) for is_head in (record, marks.is_heading, marks.numbered)
    )
    is_sentence = marks.bare(first.text)[-1:] in "!?…" and not first.centred
    return capital and bool(followed) and not is_sentence and not marks.numbered(first.text)
