"""A made-up line with made-up works on it: as long and as full as was asked for, and counted."""

from argparse import Namespace

import pytest

from headcanon.canon.models import Departure, Event
from headcanon.ops import fill
from headcanon.ops.fill.placing import made_up_line
from headcanon.works.counting_places import miscounted_departures, miscounted_events
from headcanon.works.models import Placement

pytestmark = pytest.mark.django_db


def filled(**said):
    given = {"works": 20, "reviews": 0, "events": 0, "placed": 0, "data": None, "seed": 1, "anyway": False}
    return fill.run(Namespace(**given | said))


def test_it_draws_a_line_and_lets_works_stand_on_it(monkeypatch, data_folder):
    monkeypatch.setattr(fill, "open_archive", lambda data: None)
    filled()
    assert not Event.objects.exists()
    filled(events=30, placed=5)
    filled(events=60, placed=15)
    canon = made_up_line()
    assert [canon.events.count(), canon.instalments.count(), Placement.objects.count()] == [60, 3, 15]
    assert [event.position for event in canon.events.all()] == list(range(1, 61))
    assert Placement.objects.filter(work__fandoms=canon.fandom).count() == 15
    assert not miscounted_events(Event.objects.all()) and not miscounted_departures(Departure.objects.all())
    assert Event.objects.exclude(set_count=0, departure_count=0).exists()
    filled(placed=1_000)
    assert Placement.objects.count() == canon.fandom.works.filter(state="posted").count() <= 20
