"""What came of a headcanon and of a story, and where a story came from: walked either way, and never past a veil."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from headcanon.accounts.blocking import block, mute
from headcanon.core.viewing import GUEST, Viewer
from headcanon.works.lineage import CHILDREN, what_came_of, where_it_came_from
from headcanon.works.models import RelatedWork, Work
from headcanon.works.tests.growing import came_of, grow, grown, headcanon
from tests import cast
from tests.memory import forget_everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def bea(db):
    return cast.person("Bea")


def told(kin):
    """Titles in their places; with a number behind what is not drawn."""
    name = str(kin.work) if kin.work else kin.claim or kin.title or "?"
    below = [told(child) for child in kin.children] + ([kin.more] if kin.more else [])
    return {name: below} if below else name


def down(thing, viewer=GUEST, **place):
    return [told(child) for child in what_came_of(thing, viewer, **place).root.children]


def up(work, viewer=GUEST):
    return [told(child) for child in where_it_came_from(work, viewer).root.children]


def page(address, person=None):
    forget_everything()
    return (cast.signed_in(person) if person else Client()).get(address).content.decode()


@pytest.fixture
def family(ana, bea):
    """claim → Lamp → (Oil → (Wick → Flame), Der Docht); and Oil grew from another claim, too."""
    claim, other = headcanon(ana, "Hero trimmed it."), headcanon(bea, "The oil was bad.")
    lamp = grown(ana, "Lamp", claim)
    oil = grow(came_of(lamp, bea, "Oil"), other)
    wick = came_of(oil, ana, "Wick", "sequel")
    flame = came_of(wick, bea, "Flame", "inspired")
    came_of(lamp, bea, "Der Docht", "translation")
    return claim, lamp, oil, wick, flame


def test_it_is_walked_from_a_headcanon_down_and_from_a_story_both_ways(family):
    claim, _lamp, oil, wick, flame = family
    [tree] = down(claim)
    assert sorted(tree["Lamp"], key=str) == ["Der Docht", {"Oil": [{"Wick": [1]}]}]
    assert down(oil) == [{"Wick": ["Flame"]}]
    assert up(wick) == [{"Oil": ["The oil was bad.", {"Lamp": ["Hero trimmed it."]}]}]
    assert up(flame) == [{"Wick": [{"Oil": ["The oil was bad.", "Lamp"]}]}], "three generations"


def test_what_has_more_says_how_many_and_leads_on(ana, bea):
    claim = headcanon(ana)
    began = cast.timezone.now() - cast.timezone.timedelta(days=20)
    days = [began + cast.timezone.timedelta(days=number) for number in range(11)]
    works = [grown(ana, f"Night {number:02}", claim, at=day) for number, day in enumerate(days)]
    tree = what_came_of(claim, GUEST)
    assert (len(tree.root.children), tree.root.more) == (CHILDREN, 3)
    rest = page(tree.root.onward)
    on_first = {child.work.title for child in tree.root.children}
    assert all((work.title in rest) != (work.title in on_first) for work in works)
    parent = works[0]
    for number in range(10):
        came_of(parent, bea, f"Remix {number}")
    assert next(child for child in down(claim, behind=tree.older) if isinstance(child, dict))["Night 00"][-1] == 2
    first = [child.pk for child in what_came_of(parent, GUEST).root.children]
    onward = next(child.onward for child in what_came_of(claim, GUEST, behind=tree.older).root.children if child.more)
    assert re.fullmatch(rf"/works/{parent.pk}/lineage\?behind=\d+", onward)
    behind = int(onward.rpartition("=")[2])
    second = [child.pk for child in what_came_of(parent, GUEST, behind=behind).root.children]
    assert (len({*first, *second}), len(second)) == (10, 2)


def test_each_story_stands_in_it_once(ana, bea):
    claim = headcanon(ana)
    lamp = grown(ana, "Lamp", claim)
    both = grow(came_of(lamp, bea, "Both"), claim)
    RelatedWork.objects.create(work=both, parent=lamp, kind="sequel", agreed_at=cast.timezone.now())
    assert sorted(map(str, down(claim))) == ["Both", "Lamp"]
    assert down(lamp) == ["Both"]
    assert up(both) == [claim.claim, "Lamp"]


def test_the_other_ones_author_agrees_first_but_upwards_it_is_told_at_once(ana, bea):
    lamp = cast.posted(ana, "Lamp")
    oil = came_of(lamp, bea, "Oil", agreed=False)
    assert (down(lamp), up(oil)) == ([], ["Lamp"])
    RelatedWork.objects.update(agreed_at=cast.timezone.now())
    assert down(lamp) == ["Oil"]


def test_one_elsewhere_is_named_with_its_author(ana):
    lamp = cast.posted(ana, "Lamp")
    RelatedWork.objects.create(
        work=lamp, kind="remix", title="Far <Away>", author="Sam", address="https://example.org/1"
    )
    found = page(reverse("lineage", args=[lamp.pk]))
    assert ('<a class="kin-title" href="https://example.org/1" rel="nofollow noopener"' in found, "Sam" in found) == (
        True,
        True,
    )
    assert "Far &lt;Away&gt;" in found


@pytest.mark.parametrize(
    "make", [cast.draft, cast.hidden, cast.trashed, cast.for_herself, cast.by_link, cast.restricted]
)
def test_what_she_may_not_see_is_not_there_nor_what_came_of_it(ana, bea, make):
    claim = headcanon(ana)
    lamp = grown(ana, "Lamp", claim)
    secret = grow(came_of(lamp, bea, "Secret", make=make), claim)
    after = came_of(secret, ana, "After")
    members = make is cast.restricted
    for reader, sees in (
        (GUEST, False),
        (Viewer(cast.person("Rae")), members),
        (Viewer(None, link_keys=[cast.SECRET_KEY]), False),
    ):
        names = [down(claim, reader), down(lamp, reader), up(after, reader)]
        assert ["Secret" in str(each) for each in names] == [sees] * 3
        assert ("After" in str(names[0])) is sees
    for name, thing in (("headcanon-lineage", claim), ("lineage", lamp), ("lineage", after)):
        assert "Secret" not in page(reverse(name, args=[thing.pk]))
    assert Client().get(reverse("lineage", args=[secret.pk])).status_code == 404


def test_people_apart_and_whom_she_mutes_are_not_there(ana, bea, family):
    claim, *_ = family
    rae, vex = cast.person("Rae"), cast.person("Vex")
    block(bea, vex)
    mute(rae, bea)
    for reader in (vex, rae):
        assert down(claim, Viewer(reader)) == ["Lamp"]


def test_a_story_under_a_veil_does_not_say_what_it_grew_from(ana):
    claim = headcanon(ana, "She drowns.")
    lamp, rae = grown(ana, "Lamp", claim), cast.person("Rae")
    Work.objects.filter(pk=lamp.pk).update(is_spoiler=True)
    after = came_of(lamp, ana, "After")
    for work in (lamp, after):
        for reader in (None, rae):
            assert "drowns" not in page(reverse("lineage", args=[work.pk]), reader)
        assert "drowns" in page(reverse("lineage", args=[work.pk]), ana)


def test_the_page_is_nested_lists_with_drawn_threads_and_no_style(family):
    claim, lamp, *_ = family
    for where in (
        reverse("headcanon-lineage", args=[claim.pk]),
        reverse("lineage", args=[lamp.pk]),
        claim.get_absolute_url(),
    ):
        found = page(where)
        assert ('<ul class="lineage' in found, '<svg class="kin-threads" aria-hidden="true"' in found) == (True, True)
        assert 'style="' not in found
    assert "<bdi>Bea</bdi>, a remix" in page(reverse("lineage", args=[lamp.pk]))
    Work.objects.filter(title="Der Docht").update(language="de")
    assert "<bdi>Bea</bdi>, in Deutsch" in page(reverse("lineage", args=[lamp.pk]))


def test_the_pages_of_both_lead_to_it(family):
    claim, lamp, oil, wick, flame = family
    for work in (lamp, oil, wick, flame):
        assert reverse("lineage", args=[work.pk]) in page(work.get_absolute_url())
    assert page(claim.get_absolute_url()).count("kin-title") == 4
    alone = cast.posted(lamp.authors[0].user, "Alone")
    assert reverse("lineage", args=[alone.pk]) not in page(alone.get_absolute_url())
    assert "Nothing has come of it" in page(reverse("lineage", args=[alone.pk]))


def test_threads_arrive_where_the_lists_stand():
    from headcanon.works.lineage import ARRIVES, LINE, Kin

    leaf, pair = Kin(1), Kin(2, children=[Kin(3), Kin(4)])
    root = Kin(5, children=[leaf, pair], more=2)
    assert (root.lines, root.height, root.height_in_rem) == (4, str(4 * LINE), "17")
    start = 1.5 * LINE + ARRIVES
    ends = [ARRIVES, LINE + 0.5 * LINE + ARRIVES, 3 * LINE + ARRIVES]
    assert [arrives for _, arrives in root.threads] == [f"{end:g}" for end in ends]
    assert [path.startswith(f"M0 {start:g}C32") for path, _ in root.threads] == [True] * 3


def test_each_generation_costs_the_same_however_large_it_is(ana, bea, family):
    claim, lamp, oil, wick, flame = family
    walks = [(what_came_of, claim), (what_came_of, lamp), (where_it_came_from, flame)]

    def asked():
        numbers = []
        for reader in (GUEST, Viewer(bea)):
            for walk, thing in walks:
                with CaptureQueriesContext(connection) as captured:
                    walk(thing, reader)
                numbers.append(len(captured))
        return numbers

    asked()  # what is asked once for each person is not asked again
    before = asked()
    for number in range(3):
        grow(came_of(oil, ana, f"Wick {number}"), claim)
        came_of(wick, ana, f"Flame {number}")
        RelatedWork.objects.create(work=flame, parent=cast.posted(ana, f"Root {number}"), kind="remix")
    assert asked() == before
    assert max(before) <= 10
