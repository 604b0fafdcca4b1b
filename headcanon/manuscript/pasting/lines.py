"""Lines of a paste, the blank ones between them, and what the blank ones mean."""

from collections import Counter
from dataclasses import dataclass

from headcanon.manuscript.ornaments import is_scene_break
from headcanon.manuscript.rewriting import BLANK
from headcanon.manuscript.tokens import unescape

SPACES = BLANK + "\t\n\r\f"
LONGEST_ORNAMENT = 400
FEWEST_OF_A_HABIT = 5
FEWEST_WITHOUT_BLANKS = 10
CLOSING = "\"'”’»)]*_ \xa0\n\t"


@dataclass
class Pair:
    """Two neighbouring paragraphs: how many blank ones between them, where, and whether a sentence had ended."""

    blanks: int
    place: int | None
    is_after_a_sentence: bool


class Lines:
    def __init__(self, out):
        self.out = out
        self.pairs = []
        self.breaks = 0
        self.line_count = 0
        self.rule()
        self.begin_line()

    def begin_line(self):
        self.pieces = []
        self.length = 0
        self.holds_more = False
        self.has_words = False

    def words(self, text):
        self.has_words = self.has_words or bool(text.strip(SPACES))
        self.pieces.append(len(self.out))
        self.length += len(text)
        self.out.append(text)

    def thing(self):
        """A picture, or a footnote: no blank line, and no ornament."""
        self.holds_more = True

    def end(self, *, by_break, is_plain, may_break):
        """The line that is being read ends here, at a line break or at the edge of a block."""
        said = unescape("".join(self.out[at] for at in self.pieces)) if self.length <= LONGEST_ORNAMENT else "words"
        bare = said.strip(SPACES)
        if bare and may_break and not self.holds_more and is_scene_break(" ".join(bare.replace("\xa0", " ").split())):
            self.write_rule()
        elif bare or self.holds_more:
            self.words_end(is_plain)
        elif by_break:
            self.blank()
        self.is_joined = by_break and (bool(bare) or self.is_joined)
        self.begin_line()

    def write_rule(self):
        for at in self.pieces:
            self.out[at] = ""
        self.out[self.pieces[0]] = "<hr>"
        self.breaks += 1
        self.line_count += 1
        self.rule()

    def words_end(self, is_plain):
        self.line_count += 1
        is_pair = is_plain and self.above is not None and (self.blanks or not self.is_joined)
        if is_pair:
            self.pairs.append(Pair(self.blanks, self.place, ends_a_sentence(self.above)))
        tail = self.out[self.pieces[-1]][-40:] if self.pieces else "."
        self.above = tail if is_plain else None
        self.blanks, self.place = 0, None

    def blank(self):
        self.blanks += 1
        if self.place is None:
            self.place = len(self.out)
            self.out.append("")

    def rule(self):
        """What comes next does not follow on what stands above."""
        self.above, self.blanks, self.place, self.is_joined = None, 0, None, False

    def write_scene_breaks(self):
        """Gaps that are wider than this text's habit become scene breaks; returns how many."""
        found = scene_breaks(self.pairs)
        for pair in found:
            self.out[pair.place] = "<hr>"
        return len(found)


def scene_breaks(pairs):
    """Where most paragraphs are parted by a blank one, two part scenes; where they follow each other, two do, and in
    a longer text one does, if it comes seldom and never inside a sentence."""
    if not pairs:
        return []
    habits = Counter(pair.blanks for pair in pairs)
    usual, often = max(habits.items(), key=lambda each: (each[1], each[0]))
    if often < FEWEST_OF_A_HABIT:
        usual = min(usual, 1)
    wide = [pair for pair in pairs if pair.blanks > usual and pair.blanks > 1]
    if usual == 0 and len(pairs) >= FEWEST_WITHOUT_BLANKS:
        single = [pair for pair in pairs if pair.blanks == 1]
        if len(single) * 5 <= len(pairs) and all(pair.is_after_a_sentence for pair in single):
            wide += single
    return wide


def ends_a_sentence(text):
    last = unescape(text).rstrip(CLOSING)[-1:]
    return not (last.isalnum() or last in ",;:，、")
