"""Author's notes at the end of a chapter and in the midst of it."""

import re
from dataclasses import replace
from itertools import pairwise

from headcanon.intake.readers.text import labels, marks
from headcanon.intake.readers.text.labels import record
from headcanon.intake.readers.text.paragraphs import Block
from headcanon.intake.readers.text.voices import (
    is_an_author_speaking,
    is_plainly_an_author_speaking,
    may_be_an_author_speaking,
)

FURTHEST_BACK = 20  # blocks from the end that are looked at for the beginning of a closing note
LONGEST_TAIL = 400  # words that may follow the labelled paragraph of a closing note
FEW_BLOCKS = 3
LONGEST_PLEA = 80  # words of a closing paragraph that no label announces
AFTER_THE_END = 300  # words
BRACKETED_BLOCKS = 5
LONGEST_INLINE = 3000  # letters
DEEPEST = 5
CLOSERS = {"(": ")", "[": "]", "{": "}"}
INLINE = re.compile(r"[(\[{]\s*[*_]*(?:A/Ns?\b|a/n\b|AN\s*[:\-–—]|(?i:authors?['’`]?s?['’`]?\s+notes?)\b)")


def without_closing_notes(blocks, habit):
    """(the story, the notes after it with their labels removed)."""
    start = closing_start(blocks, habit)
    return blocks[:start], [note for block in blocks[start:] if is_words(block) for note in as_notes(block)]


def closing_start(blocks, habit):
    """Where the closing notes begin, seen from the end; something of the story always remains."""
    start = len(blocks)
    for at in range(len(blocks) - 1, max(0, len(blocks) - FURTHEST_BACK), -1):
        tail = blocks[at + 1 : start]
        if begins_closing_notes(blocks[at], tail, habit):
            start = at
        elif marks.is_the_end(blocks[at].text) and at + 1 < start and words_of(blocks[at + 1 :]) <= AFTER_THE_END:
            start = at + 1
    return start


def begins_closing_notes(block, tail, habit):
    if is_closing_label(block):
        return is_tail(block, tail, habit)
    return not any(map(is_words, tail)) and is_plea(block)


def is_closing_label(block):
    found = record(block.lines[0])
    if not found or found.field not in (labels.NOTES, labels.DISCLAIMER, labels.KEPT):
        return False
    return not found.is_weak or found.label in ("note", "notes", "nota", "notas")


def is_tail(label, blocks, habit):
    """What follows goes on with the note: little, or mostly in the author's voice; no new scene of the story."""
    if is_closed(label) or any(is_parted(*pair, habit) for pair in pairwise([label, *blocks])):
        return all(map(is_an_author_speaking, filter(is_words, blocks)))
    if any(marks.opens_speech(block.text) for block in blocks) or words_of(blocks) > LONGEST_TAIL:
        return False
    few = len(blocks) <= FEW_BLOCKS and not record(label.lines[0]).is_weak
    return few or sum(map(may_be_an_author_speaking, blocks)) >= len(blocks) * 0.6


def is_closed(block):
    """A bracketed note ends where its bracket does."""
    opener = block.text.lstrip("*_ ")[:1]
    return opener in CLOSERS and block.text.rstrip("*_ ").endswith(CLOSERS[opener])


def is_parted(above, below, habit):
    return not is_words(above) or not is_words(below) or below.gap > max(habit, 1)


def is_plea(block):
    """ "Please review!" below the story's last line."""
    return words_of([block]) <= LONGEST_PLEA and is_words(block) and is_plainly_an_author_speaking(block)


def is_words(block):
    return not marks.is_scene_break(block.text)


def words_of(blocks):
    return sum(len(block.text.split()) for block in blocks)


def as_notes(block):
    """A block of notes without its label; other labelled lines keep theirs."""
    found = record(block.lines[0])
    if not found or found.field != labels.NOTES:
        return [block]
    lines = [line for line in (found.value, *block.lines[1:]) if line]
    return [replace(block, lines=lines)] if lines else []


def without_notes_inside(blocks):
    """(the story, its labelled notes, the words before each): a reader finds them at the end instead."""
    story, notes, places = [], [], []
    queue = list(reversed(blocks))
    while queue:
        block = queue.pop()
        if is_note_by_itself(block):
            taken = bracketed(block, queue)
            places.append((block, story[-1] if story else None))
            notes += [note for each in without_bracket(taken) for note in as_notes(each)]
            if queue:
                queue[-1] = replace(queue[-1], gap=max(queue[-1].gap, block.gap))
        else:
            story.append(without_inline_notes(block, notes, places))
    return [block for block in story if block.lines], notes, places


def is_note_by_itself(block):
    found = record(block.lines[0])
    return bool(found and found.names_the_author and found.field == labels.NOTES) and not story_follows(block)


def story_follows(block):
    """ "(A/N: sorry!) He went on": the bracket closes and the paragraph does not."""
    match = INLINE.match(block.text)
    end = match and closing(block.text, match.start())
    return bool(end) and bool(block.text[end:].strip(" *_."))


def bracketed(block, queue):
    """The blocks of a note whose bracket closes some paragraphs further down."""
    taken = [block]
    opener = block.text.lstrip("*_ ")[:1]
    if opener not in CLOSERS or block.text.count(opener) <= block.text.count(CLOSERS[opener]):
        return taken
    ahead = queue[-BRACKETED_BLOCKS:][::-1]
    end = next((at for at, each in enumerate(ahead) if each.text.rstrip("*_ ").endswith(CLOSERS[opener])), None)
    return taken + [queue.pop() for _ in range(end + 1)] if end is not None else taken


def without_bracket(blocks):
    """The label's own bracket goes with the label, also where it closes paragraphs later."""
    last = blocks[-1]
    if len(blocks) > 1:
        blocks = [*blocks[:-1], replace(last, lines=[*last.lines[:-1], last.lines[-1].rstrip("*_ ")[:-1]])]
    return blocks


def without_inline_notes(block, notes, places):
    """The block without its bracketed notes, which are added to `notes`."""
    if not INLINE.search(block.text):
        return block
    text, at, kept = block.text, 0, []
    for match in INLINE.finditer(text):
        end = closing(text, match.start())
        if match.start() < at or end is None:
            continue
        kept.append(text[at : match.start()].rstrip())
        notes += as_notes(Block(text[match.start() : end].split("\n"), block.number))
        places.append((block, replace(block, lines=[kept[-1]])))
        at = end
    rest = " ".join([*kept, text[at:].strip()]) if at else text
    return replace(block, lines=rest.split("\n") if rest else [])


def closing(text, start):
    """Just past the bracket that closes the one at `start`, or None."""
    opener, depth = text[start], 0
    for match in re.finditer(f"[{re.escape(opener + CLOSERS[opener])}]", text[start : start + LONGEST_INLINE]):
        depth += 1 if match[0] == opener else -1
        if depth == 0:
            return start + match.end()
        if depth > DEEPEST:
            return None
    return None
