"""A made-up line of events, and made-up works that stand on it.

It belongs to the largest made-up fandom; works that are about another get this one besides. A few events have most of
the works (Zipf's law, in no order along the line), and of the ways out at an event a few are taken by most.
"""

import random

from django.db import transaction
from django.utils.text import slugify

from headcanon.accounts.models import fold
from headcanon.canon.models import Canon, Departure, Event, Fandom, Instalment
from headcanon.canon.naming import fandoms_named
from headcanon.core.editions import pages_changed
from headcanon.ops.fill.invention import Zipf, fandom_name, sentence, weighted
from headcanon.ops.fill.storing import made_up_works
from headcanon.works.counting import count_anew as count_subjects_anew
from headcanon.works.counting_places import count_anew
from headcanon.works.models import Placement, WorkFandom

BATCH = 5_000
NAME = "The made-up books"
EVENTS_IN_A_VOLUME = 25
WAYS_OUT = 12  # at one event, at most
Relation = Placement.Relation
RELATIONS = {
    Relation.AFTER: 30, Relation.DURING: 12, Relation.BEFORE: 8, Relation.BETWEEN: 8, Relation.DIVERGES: 32,
    Relation.OUTSIDE: 10,
}  # fmt: skip


def made_up_line():
    """The canon, made where there is none; another's line is never touched."""
    [fandom] = fandoms_named([fandom_name(0)])
    canon, _made = Canon.objects.get_or_create(
        fandom=fandom, slug=slugify(NAME), defaults={"name": NAME, "position": 1}
    )
    return canon


@transaction.atomic
def draw_line(events, seed):
    """So many events on it; how many it had before."""
    canon = made_up_line()
    before = canon.events.count()
    chance = random.Random(f"line {seed} {before}")
    volumes = {each.position: each for each in canon.instalments.all()}
    for volume in range(1, -(-events // EVENTS_IN_A_VOLUME) + 1):
        if volume not in volumes:
            volumes[volume] = Instalment.objects.create(canon=canon, name=f"Volume {volume}", position=volume)
    Event.objects.bulk_create(
        Event(
            canon=canon,
            instalment=volumes[place // EVENTS_IN_A_VOLUME + 1],
            title=sentence(chance, 3, 7).rstrip("."),
            where=f"Chapter {place % EVENTS_IN_A_VOLUME + 1}",
            position=place + 1,
            state=Event.State.ON_THE_LINE,
        )
        for place in range(before, events)
    )
    pages_changed()
    return before


def placed_already():
    return Placement.objects.filter(canon=made_up_line()).count()


@transaction.atomic
def place_works(number, seed):
    """So many more, of those that do not stand there yet; how many there were to be had."""
    canon = made_up_line()
    works = made_up_works().filter(state="posted").exclude(placements__canon=canon).order_by("pk")
    works = list(works.values_list("pk", "newest_key")[:number])
    chance = random.Random(f"places {seed} {placed_already()}")
    events = list(canon.events.filter(state=Event.State.ON_THE_LINE))
    said = [(work, place_from(events, ranks_of(len(events)), seed, chance)) for work in works] if events else []
    ways = departures_for({(event, way) for _, (_, event, _, way) in said if way})
    name_fandom(canon.fandom, [(pk, key) for (pk, key), _ in said])
    Placement.objects.bulk_create(
        Placement(
            work_id=pk, canon=canon, relation=relation, event=event, until=until, newest_key=key,
            departure_id=ways.get((event.pk, fold(way))) if way else None,
        )
        for (pk, key), (relation, event, until, way) in said
    )  # fmt: skip
    pages_changed()
    return len(said)


def ranks_of(number, known={}):  # noqa: B006  (what was worked out is kept)
    return known.setdefault(number, Zipf(number))


def place_from(events, ranks, seed, chance):
    """(relation, event, the one until which, what goes differently)"""
    relation = weighted(chance, RELATIONS)
    if relation == Relation.OUTSIDE:
        return relation, None, None, ""
    mixed = ranks.draw(chance) * 617 % len(events)  # which events are most written about has nothing to do with order
    if relation == Relation.BETWEEN and mixed + 1 < len(events):
        return relation, events[mixed], events[mixed + 1], ""
    if relation == Relation.DIVERGES:
        return relation, events[mixed], None, way_out(events[mixed], ranks_of(WAYS_OUT).draw(chance), seed)
    return Relation.AFTER if relation == Relation.BETWEEN else relation, events[mixed], None, ""


def way_out(event, number, seed):
    return sentence(random.Random(f"way {seed} {event.position} {number}"), 4, 9).rstrip(".")


def departures_for(pairs):
    """{(event's id, key): id} for these (event, sentence), made where there are none."""
    Departure.objects.bulk_create(
        (Departure(event=event, says=says, key=fold(says)) for event, says in pairs), ignore_conflicts=True
    )
    events = {event.pk for event, _ in pairs}
    rows = Departure.objects.filter(event__in=events) if len(events) < BATCH else Departure.objects.all()
    return {(event, key): pk for pk, event, key in rows.values_list("pk", "event", "key")}


def name_fandom(fandom, works):
    WorkFandom.objects.bulk_create(
        (WorkFandom(work_id=pk, fandom=fandom, typed=fandom.name, position=9, newest_key=key) for pk, key in works),
        ignore_conflicts=True,
    )


def count_places():
    canon = made_up_line()
    count_anew(Event.objects.filter(canon=canon), Departure.objects.filter(event__canon=canon))
    count_subjects_anew(Fandom.objects.filter(pk=canon.fandom_id))
