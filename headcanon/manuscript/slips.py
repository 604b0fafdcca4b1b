"""Slips of the pen: a reader marks a phrase and says what it should be, and the author lets it be put right.

A phrase is known by its paragraph, by where it stands in there, and by the text on both sides of it; so it is never
looked for in the whole text, where the same letters stand elsewhere for good reasons.
"""

import html
import re
from bisect import insort
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from headcanon.manuscript.blocks import blocks_of
from headcanon.manuscript.changes import PIECE, common, stretches
from headcanon.manuscript.clean import clean, escape
from headcanon.manuscript.places import Place, find_all_again, place_at

LONGEST = 500  # letters of a phrase, and of what it should be: who wants more writes a review
AROUND = 300  # letters kept of the text on each side of a phrase
SURE = 8  # letters before a phrase that are enough to know it by in another paragraph

READING_BRACKET = r"<rp>.</rp>"  # what pages do not show
PART = re.compile(rf"{READING_BRACKET}|<[^>]*>|&\w+;|.", re.DOTALL)
INNER_EDGE = re.compile(r"</?(?:p|h[2-4]|blockquote|ul|ol|li)\b|<(?:hr|img)\b")
BORDER = "\n"  # between the paragraphs of a letter or a list; no phrase runs across it
NO_BREAK = str.maketrans("\xa0\u202f", "  ")  # browsers give them as spaces, so a reader cannot mean to change them
UNSEEN = "\xad\u200b\u200c\u200d\u2060"
LOOKS_LIKE = str.maketrans(dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛‹›′`´", "'"))


class Outcome(StrEnum):
    """What became of a slip: the text now says what it should, the phrase is not there any more, or another slip of
    the same pass has changed it."""

    PUT_RIGHT = "put-right"
    MOVED_ON = "moved-on"
    MET_ANOTHER = "met-another"


@dataclass(frozen=True)
class Slip:
    """The phrase `words` should be `instead`, both plain text; it begins at letter `offset` of its paragraph."""

    words: str
    instead: str
    before: str
    after: str
    offset: int
    place: Place

    def as_json(self):
        return asdict(self)

    @classmethod
    def from_json(cls, kept):
        return cls(**{**kept, "place": Place.from_json(kept["place"])})


# --- Marking a phrase ----------------------------------------------------------------------------------------------


def mark(story_html, position, start, end, instead):
    """The slip between two letters of a paragraph, or None where no phrase can be marked, or nothing would change."""
    place = place_at(story_html, position)
    if not place:
        return None
    text = letters_of(blocks_of(story_html)[position]).text
    words, instead = text[start:end], one_line(instead)
    if not words.strip() or BORDER in words or max(len(words), len(instead)) > LONGEST:
        return None
    if words.translate(NO_BREAK) == instead.translate(NO_BREAK):
        return None
    return Slip(words, instead, text[max(0, start - AROUND) : start], text[end : end + AROUND], start, place)


def locate(story_html, position, phrase, before, instead):
    """The slip that a reader marked on a page: in paragraph number `position` the `phrase`, as the browser gives it,
    with the text just `before` it, which tells it from others like it. None if it is not there.

    White space, the kind of quotes and the brackets of readings count for nothing. Somebody whose page is older than
    the text, so that paragraphs have other numbers, is understood if what she marked stands just so in another.
    """
    blocks = blocks_of(story_html)
    here = [position] if 0 <= position < len(blocks) else []
    others = sorted(set(range(len(blocks))).difference(here), key=lambda number: abs(number - position))
    spans = [(number, *span) for number in here for span in _sightings(blocks[number], phrase, before)]
    exact = next((span for span in spans if span[-1]), None) or next(_elsewhere(blocks, others, phrase, before), None)
    chosen = exact or (spans[0] if len(spans) == 1 else None)
    return chosen and mark(story_html, chosen[0], chosen[1], chosen[2], instead)


def everywhere(story_html, phrase):
    """Every place where this phrase stands, as (paragraph, the text just before it), by which `locate` finds it."""
    for position, block in enumerate(blocks_of(story_html)):
        text = letters_of(block).text
        for start, _, _ in _sightings(block, phrase, ""):
            yield position, text[max(0, start - AROUND) : start]


def _elsewhere(blocks, numbers, phrase, before):
    if len(_bare(before)) >= SURE:
        for number in numbers:
            for span in _sightings(blocks[number], phrase, before):
                if span[-1]:
                    yield (number, *span)


def _sightings(block, phrase, before):
    """Where the phrase stands in a block: from which letter to which, and whether `before` stands before it."""
    text = letters_of(block).text
    unseen = "()" if "<ruby>" in block else ""
    shown = [(at, letter) for at, letter in enumerate(text.translate(LOOKS_LIKE)) if _is_shown(letter, unseen)]
    row, phrase, before = "".join(letter for _, letter in shown), _bare(phrase, unseen), _bare(before, unseen)
    at = row.find(phrase) if phrase else -1
    while at >= 0:
        yield shown[at][0], shown[at + len(phrase) - 1][0] + 1, row[:at].endswith(before)
        at = row.find(phrase, at + 1)


def _bare(text, unseen=""):
    return "".join(letter for letter in text.translate(LOOKS_LIKE) if _is_shown(letter, unseen))


def _is_shown(letter, unseen):
    return not letter.isspace() and letter not in UNSEEN and letter not in unseen


def one_line(text):
    """What somebody typed, as it can stand in a paragraph."""
    return html.unescape(re.sub(r"<[^>]*>", "", clean(f"<p>{escape(text)}</p>")))


# --- Putting it right ----------------------------------------------------------------------------------------------


def put_right(story_html, slips):
    """The text with these phrases changed and nothing else, and an Outcome for each.

    Of two that overlap the first is put right; but when both want the same of the same phrase, both are. Marks stay
    where they are: only letters that differ are replaced.
    """
    blocks, taken, outcomes = blocks_of(story_html), {}, []
    letters = {}
    for slip, position in zip(slips, find_all_again([slip.place for slip in slips], story_html), strict=True):
        if position is not None and position not in letters:
            letters[position] = letters_of(blocks[position])
        start = None if position is None else _start_of(slip, letters[position].text)
        outcomes.append(Outcome.MOVED_ON if start is None else _take(taken.setdefault(position, []), start, slip))
    for position, wishes in taken.items():
        blocks[position] = _rewritten(blocks[position], letters[position], wishes)
    return clean("".join(blocks)) if any(taken.values()) else story_html, outcomes


def _take(wishes, start, slip):
    wish = (start, start + len(slip.words), slip.instead)
    if wish in wishes:
        return Outcome.PUT_RIGHT
    if any(wish[0] < end and begin < wish[1] for begin, end, _ in wishes):
        return Outcome.MET_ANOTHER
    insort(wishes, wish)
    return Outcome.PUT_RIGHT


def _start_of(slip, text):
    """At which letter of its paragraph the phrase begins now, or None."""
    window = slip.before + slip.words + slip.after
    start = slip.offset - len(slip.before)
    if text.startswith(window, max(0, start)):
        return slip.offset
    if text.count(window) == 1:
        return text.index(window) + len(slip.before)
    return _start_in_other_words(slip, window, text)


def _start_in_other_words(slip, window, text):
    """The same where the paragraph was edited: the phrase must have stayed together with a word beside it."""
    start, old_at, new_at = len(slip.before), 0, 0
    end = start + len(slip.words)
    for stayed, old, new in stretches(PIECE.findall(window), PIECE.findall(text)):
        old, new = "".join(old), "".join(new)
        if stayed and old_at <= start and end <= old_at + len(old):
            beside = old[: start - old_at] + old[end - old_at :]
            return new_at + start - old_at if re.search(r"\w", beside) else None
        old_at, new_at = old_at + len(old), new_at + len(new)
    return None


def _rewritten(block, letters, wishes):
    parts, at = [], 0
    for start, end, instead in wishes:
        for begin, stop, text in _edits(letters.text[start:end], instead):
            spans = letters.spans[start + begin : start + stop]
            # What is put in belongs to the letter before it; at the phrase's beginning to the one behind.
            where = spans[0][0] if spans else letters.spans[start + begin - 1][1] if begin else letters.spans[start][0]
            parts += [block[at:where], escape(text)]
            at = where
            for first, last in spans:
                parts.append(block[at:first])
                at = last
    return "".join([*parts, block[at:]])


def _edits(words, instead):
    """What of a phrase is to be replaced: (from letter, to letter, text). What both begin and end with stays."""
    old, new = words.translate(NO_BREAK), instead.translate(NO_BREAK)
    start = common(zip(old, new, strict=False))
    rest = min(len(old), len(new)) - start
    end = min(rest, common(zip(reversed(old), reversed(new), strict=False)))
    matcher = SequenceMatcher(None, old[start : len(old) - end], new[start : len(new) - end], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            yield start + a, start + b, instead[start + c : start + d]


class Letters(NamedTuple):
    """A block's letters as they are read, and where in the block each is written, as many."""

    text: str
    spans: list


def letters_of(block):
    """The letters between a block's tags; a line break is a space, and one BORDER stands between inner blocks."""
    letters = []
    for part in PART.finditer(block):
        if part[0] == "<br>":
            letters.append((" ", part.span()))
        elif INNER_EDGE.match(part[0]):
            if letters and letters[-1][0] != BORDER:
                letters.append((BORDER, (part.end(), part.end())))
        elif part[0][0] != "<":
            letters.append((html.unescape(part[0]), part.span()))
    while letters and letters[-1][0] == BORDER:
        letters.pop()
    return Letters("".join(letter for letter, _ in letters), [span for _, span in letters])
