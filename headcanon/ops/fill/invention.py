"""What made-up works are like.

A work is invented from its number and a seed alone, so that a fill that was interrupted goes on where it stopped.
Fandoms, tags and authors follow Zipf's law (a few are everywhere, most are rare), a work has fifteen tags, of which
there are more than 60,000 among a million works, a third of all works have several chapters, and dates crowd towards
the end of ten years. Lengths are log-normal around 2,500 words, but only a few works
are told at that length; most are cut short, and those of a very large archive shorter still.
"""

import bisect
import itertools
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

FANDOMS, CHARACTERS, FREEFORMS, AUTHORS = 1_000, 40, 8_000, 20_000
LAST_DAY = datetime(2026, 1, 1, tzinfo=UTC)
TEN_YEARS = 3652 * 24 * 3600  # seconds
WHOLE_TEXT_EVERY = 50  # works; the others have SHORT_TEXT words, or a hundred thousand of them would fill the disk
SHORT_TEXT, VERY_SHORT_TEXT = (200, 600), (50, 200)  # words
SHORT_UNTIL = 20_000  # works
LONGEST = 300_000  # words

RATINGS = {"not-rated": 8, "general": 30, "teen": 34, "mature": 17, "explicit": 11}
STATES = {"posted": 98, "draft": 2}
AUDIENCES = {"everyone": 93, "members": 7}
UNFINISHED = {"in-progress": 60, "hiatus": 15, "abandoned": 25}
WARNINGS = {
    "No warnings apply": 55,
    "Author chose not to warn": 25,
    "Graphic violence": 10,
    "Major character death": 10,
}
CATEGORIES = {"Gen": 25, "F/M": 30, "M/M": 25, "F/F": 12, "Multi": 5, "Other": 3}

FIRST_NAMES = """Ada Bran Cato Della Edda Finn Greta Hal Ines Jory Kit Lorna Mab Nils Orla Pim Quill Rhea Sorrel Tam
Una Vera Wren Xan Yara Zeb""".split()
LAST_NAMES = """Ashgrove Brightwater Carrow Dunmore Eastlake Fairweather Greyling Hollow Ironside Juniper Kestrel
Longmile Marsh Nightingale Oakes Pemberton Quarry Redfern Saltmarsh Thistle Underhill Vane Winterbourne Yarrow""".split()
OF_WHAT = """Ash Brass Copper Dust Embers Frost Glass Hours Ice Jade Keys Lanterns Mirrors Needles Orchards Paper Quartz
Rain Salt Thorns Umber Velvet Water Years Zinc""".split()
PLACES = """Academy Bridge Chronicle Deep Engine Forest Garden Harbour Island Journal Kingdom Library Mountain Network
Observatory Palace Quay Road Station Tower University Voyage Watch Yard Archive Bells Crown Door Expedition Fields
Guild House Inn Junction Keep Lighthouse Mill North Order Pilots""".split()
MOODS = """Angst Banter Comfort Drama Fluff Grief Humour Hurt Longing Mystery Pining Regret Tenderness Whimsy Yearning
Slow-Burn Domestic Epistolary Gothic Nautical""".split()
TURNS = """at the Market|in Winter|with Dragons|by Letter|after the War|before the Story|on a Train|among Thieves
in Space|over Tea|without Magic|in Five Parts|from the Window|under the Mountain|between Scenes|at Midnight
with a Cat|for Beginners|in the Rain|told Backwards""".replace("\n", "|").split("|")
WORDS = """a the the the of of and and to to in in was was her his with that she he they it on for at from by lantern
door harbour rain letter winter garden bread river morning quiet hands stairs window promise story brother sister
captain kettle road light snow voice shoulder answer silence kitchen table candle map coat ship bridge ghost
remembered waited turned carried laughed whispered opened followed mended counted never always once again almost
slowly enough because until before after under beside""".split()


class Zipf:
    """Draws numbers below `size`; number k comes up about 1/(k+1) as often as number 0."""

    def __init__(self, size, exponent=1.0):
        weights = (1 / (rank + 1) ** exponent for rank in range(size))
        self.cumulated = list(itertools.accumulate(weights))

    def draw(self, chance):
        return bisect.bisect(self.cumulated, chance.random() * self.cumulated[-1])


FANDOM_RANKS, CHARACTER_RANKS = Zipf(FANDOMS), Zipf(CHARACTERS)
FREEFORM_RANKS, AUTHOR_RANKS = Zipf(FREEFORMS), Zipf(AUTHORS, exponent=0.7)


@dataclass
class Invention:
    """A made-up work; `lengths` is how many words each chapter has, roughly: a text ends with a paragraph."""

    title: str
    summary: str
    authors: list[int]
    fandoms: list[str]
    tags: dict[str, list[str]]
    rating: str
    state: str
    audience: str
    status: str
    planned_chapters: int | None
    lengths: list[int]
    posted_at: datetime
    chance: random.Random


def invent(number, seed):
    chance = random.Random(f"{seed}/{number}")
    fandoms = several(chance, FANDOM_RANKS, most=1 + (chance.random() < 0.1))
    lengths = chapter_lengths(chance)
    status, planned = how_far(chance, len(lengths))
    return Invention(
        title=sentence(chance, 2, 6).title().rstrip("."),
        summary=" ".join(sentence(chance, 8, 20) for _ in range(chance.randint(1, 4))),
        authors=several(chance, AUTHOR_RANKS, most=1 + (chance.random() < 0.04)),
        fandoms=[fandom_name(rank) for rank in fandoms],
        tags=tags_for(chance, fandoms),
        rating=weighted(chance, RATINGS),
        state=weighted(chance, STATES),
        audience=weighted(chance, AUDIENCES),
        status=status,
        planned_chapters=planned,
        lengths=told_at(number, lengths, chance),
        posted_at=LAST_DAY - timedelta(seconds=int(chance.random() ** 2 * TEN_YEARS)),
        chance=chance,
    )


def weighted(chance, weights):
    return chance.choices(list(weights), weights.values())[0]


def several(chance, ranks, most):
    """Up to `most` different numbers, at least one."""
    return list(dict.fromkeys(ranks.draw(chance) for _ in range(most)))


def chapter_lengths(chance):
    total = min(LONGEST, max(100, int(chance.lognormvariate(7.8, 1.1))))
    chapters = 1 if chance.random() < 0.68 else min(60, 2 + int(chance.expovariate(1 / 4)))
    return [total // chapters] * chapters


def told_at(number, lengths, chance):
    if number % WHOLE_TEXT_EVERY == 0:
        return lengths
    words = chance.randint(*(SHORT_TEXT if number < SHORT_UNTIL else VERY_SHORT_TEXT))
    return [min(length, words // len(lengths)) for length in lengths]


def how_far(chance, chapters):
    """The status of a work, and how many chapters its author means to write."""
    if chapters == 1:
        return "one-shot", 1
    if chance.random() < 0.6:
        return "complete", chapters
    planned = chapters + chance.randint(1, 12) if chance.random() < 0.5 else None
    return weighted(chance, UNFINISHED), planned


def tags_for(chance, fandoms):
    cast = several(chance, CHARACTER_RANKS, most=chance.randint(1, 10))
    names = [character_name(chance.choice(fandoms), rank) for rank in cast]
    pairs = [f"{first}/{second}" for first, second in itertools.pairwise(names)]
    return {
        "warning": [weighted(chance, WARNINGS)],
        "relationship": pairs[: chance.randint(0, 4)],
        "character": names,
        "freeform": [freeform_name(rank) for rank in several(chance, FREEFORM_RANKS, most=chance.randint(1, 14))],
        "category": [weighted(chance, CATEGORIES)],
    }


def fandom_name(rank):
    return f"The {PLACES[(rank // 25 + rank % 25 * 7) % 40]} of {OF_WHAT[rank % 25]}"


def character_name(fandom, rank):
    number = fandom * 7 + rank * 29
    return f"{FIRST_NAMES[number % 26]} {LAST_NAMES[number // 26 % 24]}"


def freeform_name(rank):
    mood, turn, place = MOODS[rank % 20], TURNS[(rank // 20 + rank * 7) % 20], rank // 400
    return f"{mood} {turn}" if place == 0 else f"{mood} {turn}, {OF_WHAT[place]} Verse"


def author_name(number):
    return f"{FIRST_NAMES[number % 26]} {LAST_NAMES[(number // 26 + number % 26) % 24]} {number // 624 or ''}".strip()


def sentence(chance, shortest, longest):
    return " ".join(chance.choices(WORDS, k=chance.randint(shortest, longest))).capitalize() + "."


def paragraph(chance):
    return " ".join(sentence(chance, 5, 19) for _ in range(chance.randint(3, 7)))
