"""From names as they are typed to fandoms and tags."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from headcanon.canon import naming
from headcanon.canon.models import Fandom, Tag
from headcanon.canon.naming import fandoms_for, fandoms_named, tags_for, tags_named

pytestmark = pytest.mark.django_db


def slugs(model):
    made = Tag.objects.filter(offered=None) if model is Tag else model.objects
    return list(made.order_by("id").values_list("name", "slug"))


def test_names_keep_their_order_and_each_comes_once_as_it_was_first_typed():
    assert [str(each) for each in fandoms_named(["Salt", " ", "the  Aeneid", "SALT", "The Aeneid"])] == [
        "Salt",
        "the Aeneid",
    ]
    assert fandoms_named(["THE AENEID", "salt"]) == list(Fandom.objects.order_by("-id"))


def test_a_tag_of_one_kind_is_none_of_another():
    [hero] = tags_named(Tag.Kind.CHARACTER, ["Hero"])
    [other] = tags_named(Tag.Kind.FREEFORM, ["Hero"])
    assert (hero.kind, other.kind) == ("character", "freeform")
    assert slugs(Tag) == [("Hero", "hero"), ("Hero", "hero-2")]


def test_different_names_whose_slugs_are_the_same_get_different_ones_even_at_once():
    fandoms_named(["Salt!"])
    fandoms_named(["Salt?", "Salt", "🕯", "✨"])
    assert slugs(Fandom) == [("Salt!", "salt"), ("🕯", "tag"), ("Salt?", "salt-2"), ("✨", "tag-2"), ("Salt", "salt-3")]


def test_each_list_gets_what_it_names():
    lists = [[("character", "Hero"), ("freeform", "Salt")], [], [("freeform", "salt"), ("freeform", "Hero")]]
    found = tags_for(lists)
    assert [[(tag.kind, tag.name) for tag in tags] for tags in found] == [
        [("character", "Hero"), ("freeform", "Salt")],
        [],
        [("freeform", "Salt"), ("freeform", "Hero")],
    ]
    assert tags_for(lists) == found


def test_what_another_process_made_after_we_had_looked_is_found(monkeypatch):
    [theirs] = fandoms_named(["Salt"])
    looks = iter([lambda *_: {}, naming.find])
    monkeypatch.setattr(naming, "find", lambda *what: next(looks)(*what))
    assert fandoms_named(["salt"]) == [theirs]
    assert slugs(Fandom) == [("Salt", "salt")]


@pytest.mark.parametrize("number", [1, 30])
def test_many_names_cost_what_one_does(number):
    names = [[f"Salt {n}"] for n in range(number)]
    with CaptureQueriesContext(connection) as made:
        fandoms_for(names)
    with CaptureQueriesContext(connection) as known:
        fandoms_for(names)
    assert (len(made), len(known)) == (3, 1)
