"""Where in a chapter somebody stopped, as it is kept, and where that is in the chapter's text of today.

What is kept is a `Place` of the paragraph at the top of her window, and signs of the paragraphs above and below it: if
hers is gone, she goes on at the nearest one that is left.
"""

import re
from base64 import urlsafe_b64encode
from collections import Counter
from hashlib import sha256
from itertools import zip_longest

from headcanon.manuscript.places import Place, find_again, paragraphs_of, place_at

OPENING = 80  # letters of a paragraph by which a page says which one is meant
FAR = 50  # paragraphs, above and below, of which signs are kept
SIGN = 4  # letters of a sign: two of one chapter's paragraphs have the same once in a hundred thousand chapters
NO_SIGN = "-" * SIGN
AROUND = ("above", "below")
ELSE = (*AROUND, "whole")  # what is kept with a place besides it; `whole`: that she read all chapters on one page
NO_LETTER = re.compile(r"[\W_]+")


def stop_at(story_html, position, opening=""):
    """What to keep of the paragraph at `position`, which began with `opening` when she read it; None in an empty text.

    The page that she read may be older than the text: then the letters say which paragraph it was.
    """
    paragraphs = paragraphs_of(story_html)
    position = with_words(paragraphs, meant(paragraphs, position, opening))
    place = None if position is None else place_at(story_html, position)
    if place is None:
        return None
    signs = signs_of(paragraphs)
    above, below = reversed(signs[max(0, position - FAR) : position]), signs[position + 1 : position + 1 + FAR]
    return {**place.as_json(), "above": "".join(above), "below": "".join(below)}


def found(kept, story_html):
    """The number that her paragraph has in this text, or the nearest one that is left; None in an empty text."""
    place = Place.from_json({name: value for name, value in kept.items() if name not in ELSE})
    position = find_again(place, story_html)
    if position is not None:
        return position
    paragraphs = paragraphs_of(story_html)
    for nearest in (nearest_twin(place, paragraphs), nearest_left(kept, signs_of(paragraphs))):
        if nearest is not None:
            return nearest
    return with_words(paragraphs, place.position)


# --- Which paragraph is meant ----------------------------------------------------------------------------------------


def letters(text):
    """What a page and we agree about, whatever each makes of line breaks, footnotes and quotes."""
    return NO_LETTER.sub("", text).casefold()


def meant(paragraphs, position, opening):
    opening = letters(opening)[:OPENING]
    if opening:
        same = [at for at, text in enumerate(paragraphs) if letters(text[: 3 * OPENING]).startswith(opening)]
        if same:
            return min(same, key=lambda at: abs(at - position))
    return position


def with_words(paragraphs, position):
    """The paragraph there, or the next that has words, or the last that has."""
    worded = [at for at, text in enumerate(paragraphs) if text]
    return next((at for at in worded if at >= position), worded[-1] if worded else None)


# --- The nearest one left --------------------------------------------------------------------------------------------


def signs_of(paragraphs):
    """A short sign of each paragraph; one whose words another has as well has none."""
    words = [letters(text) for text in paragraphs]
    times = Counter(words)
    return [sign(each) if each and times[each] == 1 else NO_SIGN for each in words]


def sign(words):
    return urlsafe_b64encode(sha256(words.encode()).digest()[:3]).decode()


def nearest_twin(place, paragraphs):
    """Where one with her words is left of several, it may be another than hers, but she reads the same."""
    words = letters(place.words)
    same = [at for at, text in enumerate(paragraphs) if letters(text[: len(place.words)]) == words]
    return min(same, key=lambda at: abs(at - place.position), default=None)


def nearest_left(kept, signs):
    """The one that stood nearest to hers; of two that were equally near, the one where the story went on."""
    now = {each: at for at, each in enumerate(signs) if each != NO_SIGN}
    above, below = (cut(kept.get(name, "")) for name in AROUND)
    for pair in zip_longest(below, above):
        for each in pair:
            if each in now:
                return now[each]
    return None


def cut(signs):
    return [signs[at : at + SIGN] for at in range(0, len(signs), SIGN)]
