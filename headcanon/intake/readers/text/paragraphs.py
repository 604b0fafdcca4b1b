"""Lines to blocks: paragraphs, stanzas, letters, headings, ornaments, each with the blank lines above it."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from headcanon.intake.readers.text import marks
from headcanon.intake.readers.text.labels import record
from headcanon.intake.readers.text.wrapping import goes_on, learn_width, unwrap, width_of, without_double_spacing

SHORT_LINE = 60  # columns; verse, addresses and lists stay below it
FEWEST_VERSES = 3
RARE = 0.15  # of the places between two paragraphs
CENTRED_FROM, CENTRES = 8, range(28, 46)  # the middle of pages from 56 to 90 columns


@dataclass
class Block:
    """What stands together. More than one line: their ends matter. `gap` is the number of blank lines above."""

    lines: list[str]
    number: int
    gap: int = 0
    centred: bool = False
    is_chat: bool = False

    @property
    def text(self):
        return "\n".join(self.lines)

    @property
    def is_prose(self):
        return len(self.lines) == 1 and not self.centred


def blocks_of(lines):
    """All blocks of a text, and its habit: how many blank lines it sets between two paragraphs."""
    lines = without_double_spacing(lines)
    width = learn_width(lines)
    groups = [unwrap(group, width) for group in groups_of(lines)]
    is_dense = sets_no_blank_lines(groups)
    blocks = [block for group in groups for block in paragraphs_of(group, is_dense)]
    return blocks, usual_gap(blocks, is_dense)


def groups_of(lines):
    """Lines with nothing blank between them; ornaments and headings always form groups of their own."""
    groups = []
    for line in lines:
        if begins_group(groups, line):
            groups.append([])
        groups[-1].append(line)
    return groups


def begins_group(groups, line):
    if not groups or line.gap:
        return True
    return is_alone(line.text) or is_alone(groups[-1][-1].text) or begins_note(groups[-1], line)


def begins_note(group, line):
    """An author's note right below the story's last line; inside a header it is one label of many."""
    found = record(line.text)
    return bool(found and found.names_the_author) and record(group[0].text) is None


def is_alone(text):
    return marks.is_scene_break(text) or marks.is_worded_break(text) or marks.is_heading(text)


def sets_no_blank_lines(groups):
    """Paragraphs follow each other without a blank line, more often than with one."""
    inside = sum(is_sentence(above) and is_sentence(below) for group in groups for above, below in pairwise(group))
    return inside > len(groups) * 1.5


def is_sentence(line):
    return record(line.text) is None and (not marks.is_unfinished(line.text) or line.lines > 1)


def usual_gap(blocks, is_dense):
    """The commonest number of blank lines between paragraphs; of two that are really common, the larger.

    None, where a blank line is rare.
    """
    gaps = [below.gap for above, below in pairwise(blocks) if is_text(above) and is_text(below)]
    counts = Counter(gap for gap in gaps if gap)
    if is_dense and counts.total() <= len(gaps) * RARE:
        return 0
    if not counts:
        return 1
    commonest = min(counts, key=lambda gap: (-counts[gap], gap))
    common = [gap for gap, count in counts.items() if count >= 10 and count * 3 >= counts.total()]
    return max([commonest, *common])


def is_text(block):
    return not is_alone(block.lines[0])


def paragraphs_of(group, is_dense):
    """One block for lines that belong together; one each where every line is a paragraph of its own."""
    if sum(marks.is_chat(line.text) for line in group) * 2 > len(group) > 1:
        parts = [group]
    elif is_dense or any(line.starts for line in group):
        parts = stanzas_apart(group)
    else:
        parts = [[line] for line in group] if are_paragraphs(group) else [group]
    return [block_of(part) for part in parts]


def are_paragraphs(group):
    """Whole sentences, long or spoken; not the lines of a poem, a letter, a list or a story's header."""
    if any(record(line.text) or marks.is_bullet(line.text) for line in group):
        return False
    if any(goes_on(line.text) for line in group[1:]):
        return False
    long = sum(width_of(line.text) for line in group) / len(group) > SHORT_LINE
    spoken = any(marks.opens_speech(line.text) for line in group)
    whole = all(not marks.is_unfinished(line.text) for line in group)
    return (whole and (long or spoken)) or (long and all(width_of(line.text) > SHORT_LINE for line in group))


def stanzas_apart(group):
    """Each line by itself, but runs of verse together."""
    parts = []
    for line in group:
        if parts and is_verse(parts[-1][-1]) and is_verse(line) and not line.starts:
            parts[-1].append(line)
        else:
            parts.append([line])
    return [piece for part in parts for piece in ([part] if len(part) >= FEWEST_VERSES else [[line] for line in part])]


def is_verse(line):
    return line.lines == 1 and width_of(line.text) < SHORT_LINE and marks.is_unfinished(line.text)


def block_of(part):
    return Block(
        [line.text for line in part],
        part[0].number,
        part[0].gap,
        centred=all(is_centred(line) for line in part),
        is_chat=sum(marks.is_chat(line.text) for line in part) * 2 > len(part) > 1,
    )


def is_centred(line):
    """Pushed to the middle with blanks, as typewriters do."""
    return line.lines == 1 and line.indent >= CENTRED_FROM and line.indent + width_of(line.text) // 2 in CENTRES
