"""Where one chapter ends and the next begins, and what it is called."""

from dataclasses import dataclass, field, replace
from itertools import pairwise

from headcanon.intake.readers.text import marks
from headcanon.intake.readers.text.paragraphs import Block

LONG_SECTION = 1000  # words; a bare "2" between shorter ones is a scene of a one-shot ("five times …")
FEWEST_IN_CONTENTS = 3
LONGEST_SUBTITLE = 8  # words
VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass
class Section:
    """A chapter's blocks under its heading; `heading` is None for what stands before the first one."""

    heading: str | None
    blocks: list[Block] = field(default_factory=list)


def sections_of(blocks):
    """(sections, the blocks that are a list of contents, the blocks at the first number of which it is unsure)."""
    blocks, contents = without_contents(blocks)
    places = [at for at, block in enumerate(blocks) if marks.is_heading(block.lines[0])]
    unsure = None
    if not places:
        places, unsure = numbered_places(blocks)
    return split_at(blocks, set(places)), contents, unsure


def split_at(blocks, places):
    sections = [Section(None)]
    for at, block in enumerate(blocks):
        if at not in places:
            sections[-1].blocks.append(block)
            continue
        heading, below = marks.bare(block.lines[0]), block.lines[1:]
        if sections[-1].heading and not sections[-1].blocks:  # "Part One", and right below it "Chapter 1"
            sections[-1].heading += f": {heading}"
        else:
            sections.append(Section(heading))
        if below:
            sections[-1].blocks.append(replace(block, lines=below, gap=0))
    for section in sections:
        take_subtitle(section)
    return [section for section in sections if section.heading or section.blocks]


def take_subtitle(section):
    """A chapter's name on the line below its number."""
    if not section.heading or not section.blocks or not marks.is_heading(section.heading):
        return
    first = section.blocks[0]
    has_room = len(first.lines) > 1 or len(section.blocks) > 1
    if has_room and first.gap <= 1 and len(section.heading.split()) <= 3 and is_subtitle(first.lines[0], first.gap):
        section.heading += f": {marks.bare(first.lines[0])}"
        rest = [replace(first, lines=first.lines[1:], gap=0)] if first.lines[1:] else []
        section.blocks = rest + section.blocks[1:]


def is_subtitle(line, gap):
    """Short and unfinished; below a blank line it must be written like a title, too."""
    text = marks.bare(line)
    words = text.split()
    if not text or len(words) > LONGEST_SUBTITLE or not text[-1].isalnum() or marks.opens_speech(text):
        return False
    capitals = sum(word[0].isupper() for word in words)
    return words[0][0].isupper() and (gap == 0 or capitals == len(words) > 1 or text.isupper())


def without_contents(blocks):
    """Chapter names in a row with no text between them, which come again further down, are a list of contents."""
    run = leading_run(blocks)
    names = {marks.bare(line).lower() for block in run for line in block.lines}
    again = {marks.bare(block.lines[0]).lower() for block in blocks[len(run) :]}
    is_announced = bool(run) and is_contents_title(run[0].lines[0])
    if len(names & again) >= (1 if is_announced else FEWEST_IN_CONTENTS):
        return blocks[len(run) :], run
    return blocks, []


def leading_run(blocks):
    run = []
    for block in blocks:
        is_name = all(marks.is_heading(line) or marks.numbered(line) for line in block.lines)
        if not is_name and not (not run and is_contents_title(block.lines[0]) and len(block.lines) == 1):
            break
        if run and marks.bare(block.lines[0]).lower() == first_name(run):
            break
        run.append(block)
    return run


def first_name(run):
    names = [block for block in run if not is_contents_title(block.lines[0])]
    return marks.bare(names[0].lines[0]).lower() if names else None


def is_contents_title(line):
    return marks.bare(line).lower().strip(":") in ("table of contents", "contents", "toc", "index", "chapters")


def numbered_places(blocks):
    """Lines that are only a number count 1, 2, 3 … through the text: chapters, or scenes if they are short."""
    found = [(at, marks.numbered(block.lines[0])) for at, block in enumerate(blocks)]
    places = counted([(at, match) for at, match in found if match])
    if len(places) < 2 or any(there - here < 2 for here, there in pairwise([*places, len(blocks)])):
        return [], None
    plain = [at for at in places if not marks.numbered(blocks[at].lines[0])["title"]]
    unsure = blocks[plain[0] : plain[0] + 2] if plain else None
    if are_chapters(blocks, places):
        return places, unsure
    return [], unsure


def are_chapters(blocks, places):
    """A title or a full stop after a capital number says so; else only its length tells a chapter from a scene."""
    matches = [marks.numbered(blocks[at].lines[0]) for at in places]
    if all(match["title"] for match in matches):
        return True
    if all(match["dot"] == "." and not match["number"].islower() for match in matches):
        return True
    words = sum(len(block.text.split()) for block in blocks[places[0] :])
    return words / len(places) >= LONG_SECTION


def counted(numbers):
    """The places at which the count goes on from one."""
    places, expected = [], 1
    for at, match in numbers:
        if value_of(match["number"]) == expected:
            places.append(at)
            expected += 1
    return places


def value_of(number):
    """Of figures or of a Roman numeral."""
    if number.isdecimal():
        return int(number)
    values = [VALUES[letter] for letter in number.lower()]
    return sum(-here if here < there else here for here, there in pairwise([*values, 0]))
