"""By which numbers and words answers are put in order."""

from math import log2

from headcanon.discovery.asking import Phrase, Without

# A story whose kudos are twice as many stands beside one that is so much younger.
HALF_LIFE = 182 * 24 * 60 * 60  # seconds

RISING = ("title", "author")


def number_for(sort, numbers):
    """The greatest first; of sorts by a number."""
    if sort == "kudos-for-its-age":
        return int(numbers["posted"] + HALF_LIFE * log2(1 + numbers["kudos"]))
    return numbers["newest" if sort in ("updated", "best") else sort]


def text_for(sort, document):
    return document.sorted_title if sort == "title" else document.sorted_author


def seeks(node):
    """Whether words are looked for, by which one story can be better than another; to leave some out is not enough."""
    if node is None or isinstance(node, Without):
        return False
    return isinstance(node, Phrase) or any(seeks(part) for part in node.parts)
