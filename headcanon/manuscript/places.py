"""Where in a text a remark hangs, and where it hangs once the text was edited.

A paragraph is an outermost block, and its number the one that the page gives it: the first is 0, scene breaks and
pictures count. For finding it again a text is one row of words with its paragraphs marked off in it. So a paragraph
that was split or joined is found like any other, and a word's case, the quotes and the commas say nothing.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass
from heapq import nlargest, nsmallest
from itertools import pairwise
from math import log

from headcanon.manuscript.blocks import blocks_of
from headcanon.manuscript.changes import common
from headcanon.manuscript.words import LETTER, plain_text

WORD = re.compile(r"\w+")
UNSPACED = re.compile(f"{LETTER.pattern}+")
LONGEST_WORD = 40  # letters; what is longer is no word, and need not be kept whole to be known again
EDGE = "¶"  # stands in the row before the first word and behind the last
KEPT = 2_000  # letters of a paragraph, which is all of it but for one in a thousand
AROUND = 30  # words kept of the text before a paragraph, and after it
LIKE = 0.5  # what is less like it was written anew: somebody who changed fewer than half the words is above this
VERY_LIKE = 0.75  # with neither neighbour beside it: in talk one line takes up the words of another
AT_HOME = 3  # words in common with the text on one side, so that this side is the same
CERTAIN = 5  # the same where paragraphs of equal words compete
SENTENCE = 8  # words in a row that are no chance
UNLIKELY = 3  # in powers of e: one chance in twenty
FEW = 8  # candidates of each kind that are looked at
COMMON = 30  # a word in more paragraphs than this leads nowhere
TWINS = 50  # of paragraphs with equal words, the nearest ones are looked at


@dataclass(frozen=True)
class Place:
    """A paragraph as it read when somebody hung a remark on it: its words, and the words around it.

    It was number `nth` of `alike` paragraphs with these words, so that one can be told from its twins, and a twin
    from one that was deleted.
    """

    words: str
    before: str
    after: str
    position: int
    nth: int = 0
    alike: int = 1

    def as_json(self):
        return asdict(self)

    @classmethod
    def from_json(cls, kept):
        return cls(**kept)


def paragraphs_of(story_html):
    """The words of each outermost block in their order; a scene break has none."""
    return [" ".join(plain_text(block).split()) for block in blocks_of(story_html)]


def place_at(story_html, position):
    """The place of a paragraph, or None where there is none, or only a scene break."""
    return _Row(story_html).place(position)


def find_again(place, story_html):
    """The number that its paragraph has in this text, or None if it is gone."""
    return find_all_again([place], story_html)[0]


def find_all_again(places, story_html):
    """The same for many places in one text, which is read once."""
    row = _Row(story_html)
    return [row.find(place) for place in places]


def moved(place, story_html):
    """The place as this text has it, or None if its paragraph is gone: then the old one is worth keeping, for the
    paragraph may come back."""
    return all_moved([place], story_html)[0]


def all_moved(places, story_html):
    row = _Row(story_html)
    return [None if (position := row.find(place)) is None else row.place(position) for place in places]


def words_in(text):
    """Its words without case and signs, or signs where there is nothing else. In scripts without spaces two letters
    that stand together are a word: single ones are in every paragraph."""
    spaced = UNSPACED.sub(lambda row: f" {' '.join(map(''.join, pairwise(row[0]))) or row[0]} ", text.lower())
    return [word[:LONGEST_WORD] for word in WORD.findall(spaced) or spaced.split()]


def kept(text):
    return text if len(text) <= KEPT else text[:KEPT].rpartition(" ")[0] or text[:KEPT]


def likeness(some, others):
    """Which part of the words two lists have in common, in whatever order: from 0 to 1."""
    shared = (Counter(some) & Counter(others)).total()
    return 2 * shared / ((len(some) + len(others)) or 1)


@dataclass(frozen=True)
class _Sought:
    """A Place in words."""

    place: Place
    words: list
    before: list
    after: list


@dataclass(frozen=True)
class _Found:
    """A stretch of the row that may be the paragraph, and how many words before and after it are as they were."""

    start: int
    end: int
    like: float
    before: int
    after: int


class _Row:
    def __init__(self, story_html):
        self.paragraphs = paragraphs_of(story_html)
        self.row, self.starts = [EDGE], []
        self.same = defaultdict(list)
        self.holders = defaultdict(list)  # a word, and the paragraphs that it stands in
        for position, text in enumerate(self.paragraphs):
            self._add(position, text)
        self.row.append(EDGE)
        self.between = defaultdict(list)  # what stands before and after, or one of the two, and the paragraphs there
        for position in sorted(position for positions in self.same.values() for position in positions):
            start, end = self._span(position)
            for sides in _neighbours(self.row[max(0, start - AT_HOME) : start], self.row[end : end + AT_HOME]):
                self.between[sides].append(position)

    def _add(self, position, text):
        words = words_in(text)
        self.starts.append(len(self.row))
        self.row += words
        if words:
            self.same[tuple(words if len(text) <= KEPT else words_in(kept(text)))].append(position)
        for word in set(words):
            self.holders[word].append(position)

    def _span(self, position):
        last = len(self.row) - 1
        return self.starts[position], self.starts[position + 1] if position + 1 < len(self.starts) else last

    def place(self, position):
        if not 0 <= position < len(self.paragraphs) or not self.paragraphs[position]:
            return None
        start, end = self._span(position)
        words = kept(self.paragraphs[position])
        twins = self.same[tuple(words_in(words))]
        before, after = self.row[max(0, start - AROUND) : start], self.row[end : end + AROUND]
        return Place(
            words,
            " ".join(before),
            " ".join(after),
            position,
            bisect_left(twins, position),
            len(twins),
        )

    def find(self, place):
        """A paragraph of the same words; if there are fewer of these than there were, whatever it may have become."""
        sought = _Sought(place, words_in(place.words), place.before.split(), place.after.split())
        twins = self.same.get(tuple(sought.words), [])
        if twins and len(twins) >= place.alike:
            return self._twin(sought, twins)
        certain = [
            found for found in self._whole(sought, self._near(twins, place, TWINS)) if _is_certain(found, sought)
        ]
        others = certain + self._runs(sought) + self._likenesses(sought, twins)
        best = max(others, key=lambda found: (_worth(found, sought), -self._way(found, place)), default=None)
        return best and self._holder(best.start, best.end)

    # Paragraphs of the same words

    def _twin(self, sought, twins):
        """Of several, the one whose turn it is, if the text around it is what it was; else the one where it is."""
        place = sought.place
        turn = twins[place.nth] if len(twins) == place.alike else None
        if turn is not None and (len(twins) == 1 or _is_certain(self._found(sought, *self._span(turn)), sought)):
            return turn
        best = max(
            self._whole(sought, self._near(twins, place, TWINS)),
            key=lambda found: (found.before + found.after, -self._way(found, place)),
        )
        return self._holder(best.start, best.end) if turn is None or _is_certain(best, sought) else turn

    def _near(self, positions, place, number):
        """The nearest on either side; they stand in their order."""
        at = bisect_left(positions, place.position)
        return positions[max(0, at - number // 2) : at + number // 2]

    def _way(self, found, place):
        return abs(self._holder(found.start, found.end) - place.position)

    def _whole(self, sought, positions):
        return [self._found(sought, *self._span(position), like=1) for position in positions]

    # The same words, with other ends of paragraphs

    def _runs(self, sought):
        """Where all its words stand in a row, in a longer paragraph or in several.

        A few words stand in many a row: they must have kept their neighbours on both sides, a sentence on one.
        """
        words, rarest = sought.words, min(sought.words, key=lambda word: len(self.holders.get(word, ())))
        offset, length = words.index(rarest), len(words)
        starts = [at - offset for at in self._stands(rarest, sought.place)]
        runs = [
            self._found(sought, start, start + length, like=1)
            for start in starts
            if start > 0 and self.row[start : start + length] == words
        ]
        needed = 1 if length >= SENTENCE else 2
        return [found for found in runs if _sides(found, sought) >= needed]

    def _stands(self, word, place):
        for position in self._near(self.holders.get(word, []), place, COMMON):
            start, end = self._span(position)
            yield from (at for at in range(start, end) if self.row[at] == word)

    # Other words

    def _likenesses(self, sought, twins):
        spans = {
            span
            for position in self._candidates(sought).difference(twins)
            for span in self._ends(position, len(sought.words))
        }
        found = (self._found(sought, *span) for span in sorted(spans))
        return [each for each in found if each.like > LIKE and self._is_no_chance(each, sought)]

    def _candidates(self, sought):
        """Paragraphs that stand where it stood, and those that hold its rarest words."""
        neighbours = _neighbours(sought.before[-AT_HOME:], sought.after[:AT_HOME])
        found = {at for sides in neighbours for at in self._near(self.between.get(sides, []), sought.place, FEW)}
        votes = Counter()
        known = [word for word in set(sought.words) if 0 < len(self.holders.get(word, ())) <= COMMON]
        for word in nsmallest(FEW, known, key=lambda word: (len(self.holders[word]), word)):
            votes.update(dict.fromkeys(self.holders[word], self._surprise(word)))
        return found.union(nlargest(FEW, votes, key=lambda position: (votes[position], -position)))

    def _ends(self, position, length):
        """A paragraph, and of one that is longer its first words and its last: others may have been joined to it."""
        start, end = self._span(position)
        yield start, end
        if end - start > length:
            yield start, start + length
            yield end - length, end

    def _is_no_chance(self, found, sought):
        """Between its old neighbours it needs no more proof; elsewhere its words must be rare ones."""
        sides = _sides(found, sought)
        if sides == 2:
            return True
        if not sides and found.like < VERY_LIKE:
            return False
        words = self.row[found.start : found.end]
        if found.like <= max(
            likeness(words, sought.before[-len(words) :]), likeness(words, sought.after[: len(words)])
        ):
            return False  # it is the neighbour
        shared = set(words).intersection(sought.words)
        others = 0 if sides else log(len(self.paragraphs))
        return sum(map(self._surprise, shared)) >= UNLIKELY + others

    def _surprise(self, word):
        """How unlikely a paragraph is to hold this word, as a logarithm: these add up. In a short text no word is rare."""
        return log((len(self.paragraphs) + 1) / (len(self.holders[word]) + 1))

    def _found(self, sought, start, end, like=None):
        before = common(zip(reversed(sought.before), reversed(self.row[max(0, start - AROUND) : start]), strict=False))
        after = common(zip(sought.after, self.row[end : end + AROUND], strict=False))
        like = like or likeness(self.row[start:end], sought.words)
        return _Found(start, end, like, before, after)

    def _holder(self, start, end):
        """The paragraph with most of these words; of two, the first."""
        first, last = (bisect_right(self.starts, at) - 1 for at in (start, end - 1))
        spans = {position: self._span(position) for position in range(first, last + 1)}
        return max(
            spans, key=lambda position: (min(end, spans[position][1]) - max(start, spans[position][0]), -position)
        )


def _neighbours(before, after):
    before, after = tuple(before), tuple(after)
    return (before, after), (before, None), (None, after)


def _sides(found, sought):
    """On how many sides it has the neighbours that it had."""
    pairs = ((found.before, sought.before), (found.after, sought.after))
    return sum(number >= min(AT_HOME, len(words)) for number, words in pairs)


def _is_certain(found, sought):
    pairs = ((found.before, sought.before), (found.after, sought.after))
    return any(number >= min(CERTAIN, len(words)) for number, words in pairs)


def _worth(found, sought):
    return found.like + (found.before + found.after) / (len(sought.before) + len(sought.after))
