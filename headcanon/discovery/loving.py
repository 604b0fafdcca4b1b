"""Which stories are loved together: what the readers of one have given kudos too, or recommend on a shelf of theirs.

It is reckoned in the background, one story after another and round again, a small part of the time; nothing waits for
it. What a shelf holds that its reader shows to nobody counts for nothing, and what two readers do not have in common
is told of none.
"""

import math
import random
import time
from collections import Counter
from dataclasses import replace

from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, OuterRef, Q

from headcanon.core.clockwork import every
from headcanon.core.random_ids import HIGHEST_ID, LOWEST_ID
from headcanon.discovery.asking import NotUnderstood
from headcanon.discovery.filters import Filters, always_left_out
from headcanon.discovery.models import LovedTogether
from headcanon.discovery.searching import search
from headcanon.reading.models import Shelf, Shelved
from headcanon.reviews.models import Kudos
from headcanon.works.models import Authorship, Tagging, Work, WorkFandom

SHOWN = 5
KEPT = 20  # of which some may be nothing for whoever looks
FEWEST = 2  # readers who loved both
# Of a story that everybody loves, and of readers who love everything, the last of so many.
MOST_READERS, MOST_LOVES = 200, 10_000
LIKELIEST = 60  # whose tags are compared
MOST_SHARED = 10  # tags that count

EVERY, HELD = 5, 0.1  # seconds
A_ROUND = 600  # seconds at least
A_PIECE = 20  # stories


# --- For a reader --------------------------------------------------------------------------------------------------


def loved_with(work, viewer):
    """The works that whoever loved this one also loved, as far as she may see them and has nothing against them."""
    ids = list(LovedTogether.objects.filter(work=work).values_list("other", flat=True))
    found = (
        Work.objects.listed_to(viewer).posted().without_muted(viewer).filter(pk__in=ids) if ids else Work.objects.none()
    )
    works = {each.pk: each for each in found.order_by().with_card()}
    wanted = not_left_out(works, viewer)
    return [works[pk] for pk in ids if pk in wanted][:SHOWN]


def not_left_out(ids, viewer):
    """Those of these that nothing speaks against that she never wishes to find; where that cannot be asked, none."""
    if not ids or viewer.is_guest or not list(always_left_out(viewer).parts):
        return set(ids)
    question = replace(Filters().question(viewer), among_works=frozenset(ids))
    try:
        return {work.pk for work in search(viewer, question, size=KEPT)}
    except NotUnderstood:
        return set()


def has_readers(works, viewer):
    """A slot's loader: what may have something to show. No question is asked for it."""
    return {work.pk: True for work in works if work.kudos_count >= FEWEST and not work.is_draft}


# --- One story -----------------------------------------------------------------------------------------------------


def reckon(work_id):
    """What belongs beside it now, stored if it is not what stood there."""
    found = loved_beside(work_id)
    rows = LovedTogether.objects.filter(work=work_id)
    if list(rows.values_list("other", "readers", "shared_tags")) != found:
        store(work_id, found)


@transaction.atomic
def store(work_id, found):
    LovedTogether.objects.filter(work=work_id).delete()
    LovedTogether.objects.bulk_create(
        LovedTogether(work_id=work_id, other_id=other, place=place, readers=readers, shared_tags=shared)
        for place, (other, readers, shared) in enumerate(found)
    )


def loved_beside(work_id):
    """[(id, readers who loved both, shared tags and fandoms)], the closest first."""
    readers = readers_of(work_id)
    if len(readers) < FEWEST:
        return []
    both = Counter(other for other, _person in loves_of(readers) if other != work_id)
    likely = dict(sorted(both.items(), key=lambda pair: (-pair[1], -pair[0]))[: LIKELIEST * 3])
    likely = {other: number for other, number in likely.items() if number >= FEWEST}
    posted = Work.objects.posted().filter(pk__in=likely, trashed_at=None)
    loved = dict(posted.values_list("pk", "kudos_count"))
    near = sorted(loved, key=lambda other: (-closeness(likely[other], loved[other]), -other))[:LIKELIEST]
    shared = shared_with(work_id, near)
    near.sort(key=lambda other: (-closeness(likely[other], loved[other], shared[other]), -other))
    return [(other, likely[other], shared[other]) for other in near[:KEPT]]


def closeness(readers, loved, shared=0):
    """What everybody loves stands beside everything: so it counts by how many of its own readers these are."""
    return readers / math.sqrt(max(loved, readers)) * (1 + min(shared, MOST_SHARED) / MOST_SHARED)


def readers_of(work_id):
    """The ids of the last who loved it, without those who wrote it."""
    authors = set(Authorship.objects.filter(work=work_id).values_list("pseud__user", flat=True))
    applauding = (
        Kudos.objects.filter(work=work_id, person__isnull=False).order_by("-pk").values_list("person", flat=True)
    )
    shelving = recommended().filter(work=work_id).order_by("-pk").values_list("shelf__person", flat=True)
    readers = dict.fromkeys([*applauding[:MOST_READERS], *shelving[:MOST_READERS]])
    return [each for each in readers if each not in authors][:MOST_READERS]


def loves_of(readers):
    """{(work, person)}: what these people loved last, without what they wrote."""
    applauding = Kudos.objects.filter(person__in=readers).order_by("-pk").values_list("work", "person")
    shelving = recommended().filter(shelf__person__in=readers, work__isnull=False).order_by("-pk")
    loves = {*applauding[:MOST_LOVES], *shelving.values_list("work", "shelf__person")[:MOST_LOVES]}
    return loves - set(Authorship.objects.filter(pseud__user__in=readers).values_list("work", "pseud__user"))


def recommended():
    return Shelved.objects.filter(
        shelf__sight=Shelf.Sight.EVERYONE, shelf__is_later=False, shelf__is_hidden=False, shelf__person__is_active=True
    )


def shared_with(work_id, others):
    """{id: how many tags and fandoms it has that this work has too}."""
    shared = Counter()
    for link, name in ((Tagging, "tag"), (WorkFandom, "fandom")):
        its = link.objects.order_by().filter(work=work_id).values(name)
        rows = link.objects.order_by().filter(work__in=others, **{f"{name}__in": its})
        shared.update(dict(rows.values_list("work").annotate(Count("pk"))))
    return shared


# --- One after another ---------------------------------------------------------------------------------------------


class Round:
    """Where this process stands. It begins anywhere, so that no story has to wait for a process that never ends."""

    def __init__(self):
        self.at = random.randint(LOWEST_ID, HIGHEST_ID)
        self.left = 2  # times that the end may be reached before it rests: from the middle on, and from the beginning
        self.began = time.monotonic()

    def is_over(self):
        return self.left == 0


_round = None


@every(EVERY)
def reckon_some():
    """A few, for a moment."""
    global _round
    if _round is None or (_round.is_over() and time.monotonic() - _round.began >= A_ROUND):
        _round = Round()
    until = time.monotonic() + HELD
    while not _round.is_over() and time.monotonic() < until:
        go_on(_round, until)


def go_on(walk, until):
    ids = next_works(walk.at)
    for pk in ids:
        try:
            reckon(pk)
        except IntegrityError:
            pass  # it was erased meanwhile, or another process was quicker
        walk.at = pk
        if time.monotonic() >= until:
            return
    if len(ids) < A_PIECE:
        walk.at, walk.left = 0, walk.left - 1


def next_works(behind):
    stands = Exists(LovedTogether.objects.filter(work=OuterRef("pk")))
    works = Work.objects.posted().filter(Q(kudos_count__gte=FEWEST) | stands, pk__gt=behind)
    return list(works.order_by("pk").values_list("pk", flat=True)[:A_PIECE])
