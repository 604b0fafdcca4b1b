"""What differs between two texts, word by word, as somebody wants to read it."""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain, groupby, takewhile

from headcanon.manuscript.words import plain_text

PIECE = re.compile(r"\w+|\s+|[^\w\s]")
# Marks are shown as people type them, so that an italic that went can be seen to have gone.
SIGNS = {"em": "*", "strong": "**", "u": "_", "s": "~~"}
SIGNED = re.compile(rf"</?({'|'.join(SIGNS)})>")
SCENE_BREAK = "<p>* * *</p>"
# Two paragraphs with hardly a word in common are shown one after the other: pairing their "and"s helps nobody.
ALIKE = 0.4
# Without landmarks each piece is held against each, which for two long rows takes for ever.
SMALL = 10_000
DEEP = 40


@dataclass(frozen=True)
class Change:
    """A stretch of a paragraph: `kind` is same, gone or new."""

    kind: str
    text: str


def compare(before, after):
    """Two pieces of story-HTML as paragraphs, each a list of Change, in reading order.

    A paragraph that stayed is one Change; in one that was rewritten the words are compared.
    """
    for stayed, old, new in stretches(paragraphs_of(before), paragraphs_of(after)):
        if stayed:
            yield from ([Change("same", text)] for text in old)
        else:
            yield from rewritten(old, new)


def paragraphs_of(story_html):
    marked = SIGNED.sub(lambda tag: SIGNS[tag[1]], story_html.replace("<hr>", SCENE_BREAK))
    return [text for text in plain_text(marked).split("\n\n") if text]


def rewritten(old, new):
    """Paragraphs in place of others, paired in their order where they are alike."""
    paired = min(len(old), len(new))
    for before, after in zip(old[:paired], new[:paired], strict=True):
        words = compare_words(before, after)
        yield from [words] if words else ([Change("gone", before)], [Change("new", after)])
    yield from ([Change("gone", text)] for text in old[paired:])
    yield from ([Change("new", text)] for text in new[paired:])


def compare_words(before, after):
    """One paragraph's words, or None if the two have too little in common."""
    changes = []
    for stayed, old, new in stretches(PIECE.findall(before), PIECE.findall(after)):
        said = [("same", old)] if stayed else [("gone", old), ("new", new)]
        changes += [Change(kind, "".join(pieces)) for kind, pieces in said if pieces]
    same = sum(len(change.text) for change in changes if change.kind == "same")
    return changes if 2 * same >= ALIKE * (len(before) + len(after)) else None


def count_changes(paragraphs):
    """How many words went and how many came."""
    counts = {"gone": 0, "new": 0}
    for change in (change for paragraph in paragraphs for change in paragraph if change.kind in counts):
        counts[change.kind] += len(change.text.split())
    return counts


# --- Laying two rows beside each other -----------------------------------------------------------------------------


def stretches(old, new):
    """Both rows in as few parts as they fall into, in their order: (whether it stayed, old part, new part)."""
    for stayed, parts in groupby(aligned(old, new), lambda part: part[0] == part[1]):
        olds, news = zip(*parts, strict=True)
        yield stayed, list(chain(*olds)), list(chain(*news))


def aligned(old, new):
    """Both rows cut into stretches (old part, new part), in their order; two parts that are equal stayed.

    What stands once in both rows is a landmark, and between two landmarks it is done again (Bram Cohen's patience
    diff); what is small enough is left to difflib. So it is quick, and "the" is no landmark.
    """
    waiting = [(old, new, 0)]
    while waiting:
        old, new, depth = waiting.pop()
        if old == new or not old or not new:
            yield old, new
            continue
        parts = parted(old, new) if depth < DEEP else None
        if parts is None:
            yield from compared(old, new)
        else:
            waiting += [(*part, depth + 1) for part in reversed(parts)]


def parted(old, new):
    """The same rows in parts: what begins and ends both, the landmarks, and what lies between. None if it is one."""
    start = common(zip(old, new, strict=False))
    rest = min(len(old), len(new)) - start
    end = min(rest, common(zip(reversed(old), reversed(new), strict=False)))
    places = [(start + a, start + b) for a, b in landmarks(old[start : len(old) - end], new[start : len(new) - end])]
    if not (start or end or places):
        return None
    parts, a, b = [(old[:start], new[:start])], start, start
    for c, d in places:
        parts += [(old[a:c], new[b:d]), (old[c : c + 1], new[d : d + 1])]
        a, b = c + 1, d + 1
    last = (old[a : len(old) - end], new[b : len(new) - end])
    return [part for part in [*parts, last, (old[len(old) - end :], new[len(new) - end :])] if part != ([], [])]


def common(pairs):
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def landmarks(old, new):
    """Where in both rows stands what each has once: as many of them as stand in the same order in both."""
    places, counts = {piece: place for place, piece in enumerate(new)}, Counter(new)
    once = {piece for piece, count in Counter(old).items() if count == counts[piece] == 1}
    return longest_rising([(place, places[piece]) for place, piece in enumerate(old) if piece in once])


def longest_rising(pairs):
    """The most of these pairs whose second numbers rise as well (patience sorting)."""
    lowest, tops, before = [], [], {}
    for pair in pairs:
        pile = bisect_left(lowest, pair[1])
        before[pair] = tops[pile - 1] if pile else None
        lowest[pile : pile + 1], tops[pile : pile + 1] = [pair[1]], [pair]
    rising, pair = [], tops[-1] if tops else None
    while pair:
        rising.append(pair)
        pair = before[pair]
    return rising[::-1]


def compared(old, new):
    if len(old) * len(new) > SMALL:
        yield old, new
    else:
        for _, a, b, c, d in SequenceMatcher(str.isspace, old, new, autojunk=False).get_opcodes():
            yield old[a:b], new[c:d]
