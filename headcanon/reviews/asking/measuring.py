"""How well the tables do on the list that is shipped with them.

A third of the list is held out: chosen by the hash of its text, never looked at when a table is changed. Whoever adds
a review does not choose where it goes.
"""

import json
from hashlib import sha256
from importlib.resources import files
from typing import NamedTuple

from headcanon.reviews.asking.requests import requests_for_more


class Measure(NamedTuple):
    """`precision`: of what was told to ask, the part that does. `recall`: of what asks, the part that was told."""

    reviews: int
    precision: float
    recall: float


def examples():
    """Every review of the list, as {"text": …, "lang": …, "asks": …}."""
    folder = files("headcanon.reviews.asking") / "examples"
    listed = sorted((each for each in folder.iterdir() if each.name.endswith(".jsonl")), key=lambda each: each.name)
    return [json.loads(line) for each in listed for line in each.read_text(encoding="utf-8").splitlines()]


def is_held_out(review):
    return int(sha256(review["text"].encode()).hexdigest(), 16) % 3 == 0


def is_told(review):
    return bool(requests_for_more(review["text"], review["lang"]))


def measured(reviews):
    told = [review["asks"] for review in reviews if is_told(review)]
    asking = sum(review["asks"] for review in reviews)
    return Measure(len(reviews), sum(told) / max(len(told), 1), sum(told) / max(asking, 1))
