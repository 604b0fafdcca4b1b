"""`headcanon check` knows what headcanons, lines and lineages must be."""

import pytest

from headcanon.canon.models import Canon, Event, Fandom, FandomDescent, Instalment
from headcanon.core.outbox import drain
from headcanon.headcanons.models import Headcanon, HeadcanonFandom
from headcanon.ops import findings_of_ideas as ideas
from headcanon.ops.findings import misplaced_works
from headcanon.works.models import Growth, Placement, RelatedWork
from headcanon.works.tests.growing import came_of, grown, headcanon
from tests import cast

pytestmark = pytest.mark.django_db


def says(look):
    return [finding.says for finding in look()]


def mended(look):
    """What was found; after repairing there is nothing left."""
    found = list(look())
    for finding in found:
        finding.repair()
    assert says(look) == []
    return [finding.says for finding in found]


def fandoms(*names):
    return [Fandom.objects.create(name=name, slug=name, key=name) for name in names]


@pytest.fixture
def sound(ana):
    claim = headcanon(ana)
    work = grown(ana, "The Lamp", claim)
    drain()
    assert [says(look) for look in ideas.CHECKS] == [[]] * len(ideas.CHECKS)
    return claim, work


def test_a_wrong_number_of_stories_or_believers(sound):
    claim, _ = sound
    Headcanon.objects.filter(pk=claim.pk).update(work_count=7, belief_count=3)
    assert mended(ideas.miscounted_headcanons) == [
        f"Headcanon {claim.pk} is said to have 7 stories and has 1.",
        f"Headcanon {claim.pk} is said to be believed, written and talked of by 3, 0, 0 and is by 0, 0, 0.",
    ]


def test_what_waits_to_be_counted_is_not_wrong(ana, sound):
    claim, _ = sound
    grown(ana, "The Sea", claim)
    assert says(ideas.miscounted_headcanons) == []


def test_a_wrong_place_in_a_list(sound):
    claim, work = sound
    HeadcanonFandom.objects.update(newest_key=1)
    assert mended(ideas.misplaced_headcanons) == [f"Headcanon {claim.pk} stands in the wrong place of a list."]
    Growth.objects.update(newest_key=1)
    assert mended(misplaced_works) == [f"Work {work.pk} stands in the wrong place of a listing."]


def test_what_lies_under_what(sound):
    world, land, town = fandoms("world", "land", "town")
    for one, other, is_direct in ((world, land, True), (land, town, True)):
        FandomDescent.objects.create(ancestor=one, descendant=other, is_direct=is_direct)
    assert mended(ideas.broken_descent) == ["What lies under what among fandoms is not what it follows from."]
    rows = FandomDescent.objects.filter(ancestor=world, descendant=town)
    assert [row.is_direct for row in rows] == [False]
    FandomDescent.objects.filter(ancestor=land, descendant=town).delete()
    mended(ideas.broken_descent)
    assert not rows.all().exists()


def test_places_on_another_line_and_wrong_numbers_at_events(ana, sound):
    _, work = sound
    [fandom] = fandoms("myth")
    canons = [Canon.objects.create(fandom=fandom, name=name, slug=name) for name in ("book", "film")]
    events = [
        Event.objects.create(canon=canon, title="It begins", state="on-the-line", set_count=0) for canon in canons
    ]
    Placement.objects.create(work=work, canon=canons[0], relation="after", event=events[1], newest_key=work.newest_key)
    assert says(ideas.impossible_places) == [f"Work {work.pk} stands at an event of another line than it says."]
    Event.objects.filter(pk=events[0].pk).update(set_count=5)
    assert mended(ideas.miscounted_lines) == [f"Event {events[0].pk} is said to have other stories than stand there."]
    Event.objects.filter(pk=events[0].pk).update(
        instalment=Instalment.objects.create(canon=canons[1], name="One", position=1)
    )
    assert says(ideas.misplaced_events) == [f"Event {events[0].pk} happens in an instalment of another canon."]


def test_a_circle_of_stories_that_an_older_archive_let_in(ana, sound):
    _, lamp = sound
    oil = came_of(lamp, ana, "Oil")
    RelatedWork.objects.create(work=lamp, parent=oil, kind="remix", agreed_at=cast.timezone.now())
    assert len(says(ideas.circles_of_works)) == 2
