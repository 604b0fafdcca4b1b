"""Hard wraps: line ends that a machine set because the next word did not fit. Those the author set are kept."""

import re
import unicodedata
from dataclasses import dataclass, replace
from itertools import pairwise

from headcanon.intake.readers.text import marks
from headcanon.intake.readers.text.labels import record
from headcanon.manuscript.words import LETTER

NARROWEST, WIDEST = 40, 132
FEW_PAIRS, NARROWEST_OF_FEW = 20, 50
INDENTED = 2
# Beyond this many lines a group is no stanza, and its share of short lines says nothing about the long ones.
LARGE_GROUP = 12
CLOSED_DASH = re.compile(r"[^\W_](?:[-‐–—]|--)$")
OPEN_DASH = re.compile(r"[–—]\w|--\w")


@dataclass
class Unwrapped:
    """A line as its author ended it; `lines` is how many a machine had made of it."""

    text: str
    number: int
    gap: int
    indent: int
    lines: int
    starts: bool


def width_of(text):
    """Columns on a screen; the wide characters of East Asia take two."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def columns(line):
    return line.indent + width_of(line.text)


def learn_width(lines):
    """The column at which a machine wrapped this text, or None if none did."""
    pairs = [(above, below) for above, below in pairwise(lines) if below.gap == 0 and may_join(above, below)]
    widths = sorted(columns(above) for above, _ in pairs)
    if not widths:
        return None
    usual = widths[len(widths) * 9 // 10]  # a web address or two may stick out
    width = max(each for each in widths if each <= usual * 1.1)
    narrowest = NARROWEST if len(pairs) >= FEW_PAIRS else NARROWEST_OF_FEW
    forced = [pair for pair in pairs if is_forced(*pair, width)]
    is_wrapped = narrowest <= width <= WIDEST and len(forced) >= len(pairs) * 0.4
    return width if is_wrapped and sum(flows(*pair) for pair in forced) >= len(forced) / 2 else None


def is_forced(above, below, width):
    """The next word would not have fitted, so the line end says nothing."""
    return columns(above) + 1 + width_of(first_unit(below.text)) > width


def first_unit(text):
    """What cannot be broken at the beginning of a line: a word, or one sign of an unspaced script."""
    return text[0] if is_unspaced(text[0]) else text.split(" ", 1)[0]


def is_unspaced(sign):
    """Of a script that sets no blanks between words, or its punctuation."""
    if sign.isascii():
        return False
    is_wide = unicodedata.east_asian_width(sign) in "WF"
    return bool(LETTER.match(sign)) or (is_wide and unicodedata.category(sign).startswith("P"))


def flows(above, below):
    """The sentence goes on over the line end. Verse mostly begins its lines with capitals."""
    first = below.text.lstrip("\"'“‘(*_-–—")[:1]
    if first.isupper() or first.islower():
        return first.islower()
    return marks.is_unfinished(above.text)


def goes_on(text):
    """A line that begins in the middle of a sentence: with a small letter, or with a dash set close to one."""
    return text[0].islower() or bool(OPEN_DASH.match(text) and text.lstrip("-–—")[0].islower())


def may_join(above, below):
    """Neither line is of a kind that always stands by itself."""
    return not (
        below.begins or stands_apart(below.text) or marks.is_scene_break(above.text) or marks.is_heading(above.text)
    )


def stands_apart(text):
    return bool(record(text)) or marks.is_scene_break(text) or marks.is_bullet(text) or marks.is_heading(text)


def unwrap(group, width):
    """The lines of a group (no blank line inside) as their author ended them."""
    starts = indented_starts(group)
    joins = joinable(group, starts, width) if width else set()
    runs = []
    for at, line in enumerate(group):
        if at not in joins:
            runs.append((at in starts, []))
        runs[-1][1].append(line)
    return [
        Unwrapped(joined([line.text for line in run]), run[0].number, run[0].gap, run[0].indent, len(run), is_start)
        for is_start, run in runs
    ]


def indented_starts(group):
    """Where first lines are indented and others are not, the indent begins a paragraph; hanging indents do not."""
    base = min(line.indent for line in group)
    indented = {at for at, line in enumerate(group) if line.indent >= base + INDENTED}
    opened = {at for at, line in enumerate(group) if line.begins}
    return opened | (indented if 0 in indented or len(indented) * 2 < len(group) else set())


def joinable(group, starts, width):
    """Which lines only continue the one above. A group mostly of short lines is a stanza, a letter, an address."""
    pairs = list(pairwise(group))
    forced = {at for at, pair in enumerate(pairs, start=1) if is_forced(*pair, width)}
    if len(forced) * 2 < len(pairs) and len(group) <= LARGE_GROUP and not starts:
        return set()
    is_conversation = sum(marks.is_chat(line.text) for line in group) * 2 > len(group)
    return {
        at
        for at, (above, below) in enumerate(pairs, start=1)
        if at not in starts
        and (at in forced or is_ragged(above, below, width))
        and may_join(above, below)
        and not (is_conversation and marks.is_chat(below.text))
    }


def is_ragged(above, below, width):
    """Wrapped, then edited: long enough for prose, and the sentence plainly goes on."""
    return columns(above) >= width * 0.6 and marks.is_unfinished(above.text) and below.text[:1].islower()


def joined(lines):
    """The lines as one."""
    pieces = lines[:1]
    for above, below in pairwise(lines):
        pieces += [blank_between(above, below), below]
    return "".join(pieces)


def blank_between(above, below):
    """None where none was: after the hyphen of “well-known”, at a closed dash, in a script without blanks."""
    if CLOSED_DASH.search(above[-3:]) or (above[-1].isalnum() and OPEN_DASH.match(below)):
        return ""
    return "" if is_unspaced(above[-1]) and is_unspaced(below[0]) else " "


def without_double_spacing(lines):
    """Texts of which every line end was doubled, so that no gap is even.

    Where paragraphs had a blank line between them, hardly a gap is less than three; where they were hard-wrapped,
    most lines stop inside a sentence, and halved they are wrapped.
    """
    gaps = [line.gap for line in lines[1:]]
    if not gaps or not all(gap % 2 for gap in gaps):
        return lines
    halved = [replace(line, gap=line.gap // 2) for line in lines]
    if sum(gap >= 3 for gap in gaps) >= len(gaps) * 0.9:
        return halved
    open_ended = sum(marks.is_unfinished(line.text) for line in lines)
    return halved if open_ended * 2 >= len(lines) and learn_width(halved) else lines
