"""Gaps between paragraphs: the text's habit, a plain scene break, or something odd."""

from dataclasses import dataclass
from itertools import pairwise

from headcanon.intake.readers.text import marks

FEWEST_OF_A_CUSTOM = 5
FEWEST_WORDS_OF_A_SENTENCE = 5
NONE, BREAK, ODD = "none", "break", "odd"


@dataclass
class Gap:
    """The place between two blocks, as the reader of the text sees it."""

    above: object
    below: object
    kind: str = NONE
    stops_short: bool = False


class Habit:
    """How this text parts its paragraphs and its scenes, learnt from all of it.

    One blank line more than usual may be a slip, a lost line or a scene break: it is odd. Two more are a scene
    break. Where lines follow each other without any blank line, one says as much.
    """

    def __init__(self, usual, sections):
        self.usual = usual
        pairs = [pair for section in sections for pair in pairwise(section) if all(map(is_text, pair))]
        prose = [above for above, _ in pairs if above.is_prose]
        open_ended = [block for block in prose if marks.is_unfinished(block.text) and not is_short(block)]
        self.stops_often = len(open_ended) > max(3, len(prose) * 0.1)
        self.commas_often = sum(map(breaks_off, prose)) > max(3, len(prose) * 0.02)
        self.is_custom = self.parts_scenes_by_one(pairs)

    def parts_scenes_by_one(self, pairs):
        """The same slightly taller gap again and again, at places that could all be scene breaks, and no other."""
        taller = [pair for pair in pairs if pair[1].gap > self.usual]
        alike = all(below.gap == self.usual + 1 for _, below in taller)
        enough = len(taller) >= (FEWEST_OF_A_CUSTOM if self.usual else 1)
        return alike and enough and len(taller) * 2 <= len(pairs) and all(could_be_break(*pair) for pair in taller)

    def judge(self, above, below):
        """What the gap between two neighbours is."""
        if not is_text(above) or not is_text(below):
            return Gap(above, below, stops_short=is_text(above) and breaks_off(above))
        if below.gap <= self.usual:
            return Gap(above, below, stops_short=not self.commas_often and lost_its_next_line(above, below))
        plain = below.gap > self.usual + 1 or self.is_custom
        return Gap(above, below, BREAK if plain else ODD, breaks_off(above) or self.stops(above))

    def stops(self, block):
        """Without a full stop, in a text that sets them; headings, greetings and stanzas need none."""
        return block.is_prose and not is_short(block) and not self.stops_often and marks.is_unfinished(block.text)


def breaks_off(block):
    """A sentence ends in a comma; that of a stanza or a greeting may."""
    return block.is_prose and not is_short(block) and marks.ends_in_a_comma(block.text)


def lost_its_next_line(above, below):
    """Between ordinary paragraphs: a long sentence ends in a comma, and what follows neither goes on nor is said."""
    if not breaks_off(above) or len(above.text.split(None, 8)) <= 8:
        return False
    return below.is_prose and below.text[:1].isupper() and not marks.opens_speech(below.text)


def is_text(block):
    return not (marks.is_scene_break(block.text) or marks.is_worded_break(block.text))


def is_short(block):
    return len(block.text.split(None, FEWEST_WORDS_OF_A_SENTENCE)) < FEWEST_WORDS_OF_A_SENTENCE


def could_be_break(above, below):
    """Not in the middle of a sentence, and not between two who speak to each other."""
    in_speech = marks.opens_speech(above.text) and marks.opens_speech(below.text)
    return not in_speech and not (above.is_prose and marks.is_unfinished(above.text) and not is_short(above))
