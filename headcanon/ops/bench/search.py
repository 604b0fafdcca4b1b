"""The search, as the archive grows: what people ask for most and what costs most, never answered from what was kept.

Every question is another one. A cold one is asked of an index that was just opened, after the system was told to forget
the files of index and database.
"""

import contextlib
import gc
import itertools
import os
import random
import time
from dataclasses import replace

from headcanon.core.paging import PAGE_SIZE
from headcanon.ops.bench.figures import Figure, Table, in_seconds, spread
from headcanon.ops.bench.servers import seconds_for

SIZES = (10_000, 100_000, 1_000_000)
QUICK_SIZES = (500,)
MANY, FEW = (1_000, 100), (50, 5)  # questions, warm and cold
WARMING_UP = 20
SEED = 7

PAGE_GOAL, FACETS_GOAL, COMPLETION_GOAL, WORST_GOAL = 0.050, 0.150, 0.010, 1.0  # seconds, for 99 of 100
BUILD_GOAL = 20 * 60
FAR = 500
POPULAR = 20  # fandoms


def prepare(data):
    """A new archive, if there is none in this folder."""
    from headcanon.ops.archive import has_archive, open_archive
    from headcanon.ops.bench.servers import archive_server

    if not has_archive(data):
        with archive_server(data):
            pass
    open_archive(data)


def at_every_size(data, sizes, questions):
    prepare(data)
    for works in sizes:
        yield at_size(data, works, questions)


def at_size(data, works, questions):
    took = seconds_for("fill", "--works", works, "--data", data, "--anyway") + seconds_to_index()
    there = number_indexed()
    limit = BUILD_GOAL if works == max(SIZES) else None
    figures = [in_seconds("to fill the archive and build the index, or as much as was missing", took, under=limit)]
    figures += sizes_of(data)
    for what, (ask, goal) in asked(there).items():
        figures += both_ways(what, ask, goal, questions, data)
    return Table(
        f"Search in {there:,} works",
        figures,
        note=f"Median and 99th percentile of {questions[0]:,} questions (cold ones: {questions[1]:,}), each another. "
        "A page is what searching.py answers: the works, from the database, and the total.",
    )


def seconds_to_index():
    """What the filling has left over."""
    from headcanon.discovery.index.keeping import Keeper

    began, keeper = time.perf_counter(), Keeper()
    keeper.keep()
    keeper.put_down()
    return time.perf_counter() - began


def number_indexed():
    from headcanon.discovery.asking import Question
    from headcanon.discovery.index.engine import the_index

    return the_index().count(Question(is_member=True))


def sizes_of(data):
    for what, folder in (("index", data / "index"), ("archive", data)):
        size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
        goal = {"at_most": 8e9, "goal": "< 8 GB"} if what == "archive" else {}
        yield Figure(f"size of the {what}", size, f"{size / 1e6:,.0f} MB", **goal)


# --- What is asked --------------------------------------------------------------------------------------------------


def asked(works):
    """{what: (an iterator of things to call, the goal)}"""
    from headcanon.core.viewing import GUEST
    from headcanon.discovery.searching import facets, search

    ground = Ground()
    pages = {
        "a popular fandom, newest first": (ground.popular, "updated"),
        "fandom and relationship, without two tags, in a word range, by kudos": (ground.narrow, "kudos"),
        "two words of text in a fandom, the best first": (ground.words, "best"),
    }
    found = {}
    for what, (question, sort) in pages.items():
        found[what] = (lambda q=question, s=sort: search(GUEST, q(), sort=s), PAGE_GOAL)
        found[f"{what}: its facets"] = (lambda q=question: facets(GUEST, q()), FACETS_GOAL)
    number = max(1, min(FAR, works * 9 // 10 // PAGE_SIZE))
    pages_before = itertools.cycle(range(max(0, number - 50), number))
    found[f"everything, about page {number}"] = (
        lambda: search(GUEST, ground.everything(), page=1 + next(pages_before)), PAGE_GOAL
    )  # fmt: skip
    found["everything: its facets, which are counted ahead"] = (lambda: facets(GUEST, ground.everything()), None)
    found["the worst that may be asked, or its refusal"] = (lambda: answered(ground.worst()), WORST_GOAL)
    found["completing a name"] = (ground.complete, COMPLETION_GOAL)
    return found


def answered(question):
    from headcanon.core.viewing import GUEST
    from headcanon.discovery.asking import NotUnderstood
    from headcanon.discovery.searching import search

    with contextlib.suppress(NotUnderstood):
        search(GUEST, question, sort="best")


class Ground:
    """What there is to ask for."""

    def __init__(self):
        from headcanon.canon.models import Fandom, Tag
        from headcanon.ops.fill.invention import WORDS

        self.chance, self.known = random.Random(SEED), WORDS
        self.fandoms = list(Fandom.objects.order_by("-work_count")[:POPULAR])
        self.tags = list(Tag.objects.filter(kind="freeform").order_by("-work_count")[:200])
        self.names = [tag.name for tag in Tag.objects.order_by("-work_count").exclude(name="")[:20_000]]
        self.pairs = {fandom: self.relationships_in(fandom) for fandom in self.fandoms}

    def relationships_in(self, fandom):
        from headcanon.canon.models import Tag
        from headcanon.works.models import WorkFandom

        works = WorkFandom.objects.filter(fandom=fandom).order_by("-newest_key").values_list("work", flat=True)[:300]
        found = Tag.objects.filter(kind="relationship", taggings__work__in=list(works)).distinct()
        return list(found.order_by("-work_count")[:20])

    def everything(self):
        from headcanon.discovery.asking import Question

        return Question()

    def popular(self):
        """Of so few there are more questions than fandoms: none of them is kept, and each is counted anew."""
        return replace(self.everything(), having=(self.one("fandoms", self.chance.choice(self.fandoms)),))

    def narrow(self):
        fandom = self.chance.choice(self.fandoms)
        pairs = self.pairs[fandom]
        having = [self.one("fandoms", fandom)]
        having += [self.one("tags", self.chance.choice(pairs))] if pairs else []
        lacking = (self.one("tags", *self.chance.sample(self.tags, min(2, len(self.tags)))),)
        least = self.chance.randrange(100, 400)
        between = {"words": (least, least + self.chance.randrange(200, 5_000))}
        return replace(self.everything(), having=tuple(having), lacking=lacking, between=between)

    def words(self):
        from headcanon.discovery.asking import Every, Phrase

        words = Every(tuple(Phrase(word, "text") for word in self.chance.sample(sorted(set(self.known)), 2)))
        return replace(self.popular(), words=words)

    def worst(self):
        """Some of the commonest words, alone, in a row and only begun, in all texts at once; now and then too many."""
        from headcanon.discovery.asking import Either, Phrase
        from headcanon.discovery.index.limits import MOST_ASKED, MOST_ASKED_WORDS, MOST_BEGUN

        words = sorted(set(self.known))
        begun = [Phrase(self.chance.choice(words)[:3], is_begun=True) for _ in range(MOST_BEGUN)]
        begun = [phrase for phrase in begun if len(phrase.words) == 3]
        number = self.chance.randrange(1, MOST_ASKED - MOST_BEGUN)
        each = self.chance.randrange(1, 1 + MOST_ASKED_WORDS // MOST_ASKED)
        said = [" ".join(self.chance.choices(words, k=each)) for _ in range(number)]
        return replace(self.everything(), words=Either((*begun, *map(Phrase, said))))

    def one(self, mark, *things):
        from headcanon.discovery.asking import OneOf

        return OneOf(mark, frozenset(thing.pk for thing in things))

    def complete(self):
        from headcanon.core.viewing import GUEST
        from headcanon.discovery.completing import SUBJECT, complete

        name = self.chance.choice(self.names)
        begins = self.chance.choice([0, 0, self.chance.randrange(max(1, len(name) - 2))])
        kind = self.chance.choice([SUBJECT, "tag", "character", "relationship", "fandom"])
        return complete(GUEST, kind, name[begins : begins + self.chance.randrange(1, 6)])


# --- How long it takes -----------------------------------------------------------------------------------------------


def both_ways(what, ask, goal, questions, data):
    warm, cold = questions
    if goal is None:  # it takes long, and is one question again and again
        warm = cold
    for _ in range(min(warm, WARMING_UP)):
        seconds_of(ask)
    yield spread(what, [seconds_of(ask) for _ in range(warm)], goal)
    if goal != COMPLETION_GOAL:  # names are looked through in memory
        yield spread(f"{what}, cold", [seconds_of(ask, data) for _ in range(cold)])


def seconds_of(ask, forgotten=None):
    """With `forgotten`, of an archive in this folder that nobody has asked anything lately."""
    from django.core.cache import caches

    caches["facets"].clear()
    if forgotten:
        forget(forgotten)
    began = time.perf_counter()
    ask()
    return time.perf_counter() - began


def forget(data):
    from django.db import connection

    from headcanon.discovery.index.engine import let_go

    let_go()
    connection.close()
    gc.collect()
    for file in (*(data / "index").rglob("*"), *data.glob("*.sqlite3*")):
        with contextlib.suppress(OSError):
            drop_from_memory(file)


def drop_from_memory(file):
    if file.is_file() and hasattr(os, "posix_fadvise"):
        with open(file, "rb") as opened:
            os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
