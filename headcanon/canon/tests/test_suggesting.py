"""What wranglers are offered."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from headcanon.canon import wrangling
from headcanon.canon.models import Tag
from headcanon.canon.suggesting import apart, other_orders, suggestions_for
from headcanon.core.outbox import drain
from tests import cast

pytestmark = pytest.mark.django_db


def suggested(name, kind=None):
    tag = Tag.objects.filter(**{"kind": kind} if kind else {}).get(name=name)
    return [(each.of.name, each.is_by_spelling) for each in suggestions_for([tag])[tag.pk]]


@pytest.mark.parametrize(
    ("one", "other", "limit", "far"),
    [("abc", "abc", 2, 0), ("abc", "acb", 2, 1), ("lighthouse", "lighthouses", 2, 1), ("kitten", "sitting", 2, 3),
     ("abcd", "xbcy", 2, 2), ("", "ab", 2, 2), ("abc", "abd", 0, 1)],
)  # fmt: skip
def test_how_far_two_names_are_apart(one, other, limit, far):
    assert apart(one, other, limit) == apart(other, one, limit) == far


def test_other_orders():
    assert set(other_orders("hero/leander")) == {"leander/hero", "leander / hero", "hero / leander"}
    assert other_orders("hero") == other_orders("a/b&c") == other_orders("/") == []


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("Lighthuoses", "freeform"), ("Light-houses", "freeform"), ("Lîghthouses", "freeform"),
        ("ighthouses", "freeform"), ("Lighthouse", "freeform"), ("Leander/Hero", "relationship"),
        ("Hero / Leander", "relationship"), ("Leander /Hero", "relationship"),
    ],
)  # fmt: skip
def test_by_spelling(ana, typed, kind):
    for _ in range(2):
        cast.posted(ana, tags=["Lighthouses"], relationships=["Hero/Leander"])
    cast.posted(ana, **{"tags": [typed]} if kind == "freeform" else {"relationships": [typed]})
    drain()
    assert suggested(typed)[:1] == [("Lighthouses" if kind == "freeform" else "Hero/Leander", True)]
    assert suggested("Lighthouses") == suggested("Hero/Leander") == []


def test_by_use(ana):
    for _ in range(2):
        cast.posted(ana, characters=["Hero of Sestos"], fandoms=["Greek myth"])
    cast.posted(ana, characters=["Hero"], fandoms=["Greek myth"])
    cast.posted(ana, characters=["Hero Brown"], fandoms=["Another"])
    cast.draft(ana, characters=["Hero in secret"], fandoms=["Greek myth"])
    drain()
    assert suggested("Hero") == [("Hero of Sestos", False)]


def test_nothing_is_told_of_what_is_not_public(ana):
    cast.hidden(ana, tags=["Lighthouses", "Lighthouses"], characters=["Hero of Sestos"])
    cast.draft(ana, tags=["Lighthousez"], characters=["Hero of Troy"])
    cast.posted(ana, tags=["Lighthouse"], characters=["Hero"])
    drain()
    Tag.objects.filter(name__in=["Lighthouses", "Hero of Sestos"]).update(work_count=0)
    assert suggested("Lighthouse") == suggested("Hero") == []


def test_another_name_is_offered_as_its_canonical_one(ana):
    wanda = cast.person("Wanda")
    for name in ("Lighthouses", "Beacons", "Lighthousse"):
        cast.posted(ana, tags=[name])
    drain()
    wrangling.make_synonym(Tag.objects.get(name="Lighthouses"), Tag.objects.get(name="Beacons"), by=wanda)
    assert suggested("Lighthousse") == [("Beacons", True)]


def test_a_page_of_tags_costs_what_one_costs(ana):
    cast.posted(ana, tags=[f"Lighthouse {letter}" for letter in "abcdefghij"])
    drain()
    tags = list(Tag.objects.filter(kind="freeform"))

    def asked(some):
        with CaptureQueriesContext(connection) as captured:
            suggestions_for(some)
        return len(captured)

    assert asked(tags[:1]) == asked(tags)
