"""What becomes of shelves when people go, and what they take along."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from headcanon.core.viewing import Viewer
from headcanon.ops.leaving import leave
from headcanon.ops.taking_out_shelves import shelves_of
from headcanon.reading.models import Shelf, Shelved
from headcanon.reading.tests.on_shelves import shelf_of
from headcanon.works.models import Work
from tests import cast
from tests.memory import forget_everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def rae(db):
    return cast.person("Rae")


def number_on(shelf):
    forget_everything()
    return Client().get(reverse("shelf", args=[shelf.pk])).context["number"]


def test_leaving_takes_her_shelves_and_works_left_behind_stay_on_those_of_others(ana, rae):
    works = [cast.posted(ana, title) for title in ("Crows", "Apples")]
    love = shelf_of(rae, "What I love", *works, sight="everyone", pseud=rae.default_pseud)
    shelf_of(ana, "Hers", works[0])
    leave(ana, leaving_behind=True)
    assert (list(Shelf.objects.all()), number_on(love)) == ([love], 2)
    leave(rae)
    assert (Shelf.objects.count(), Shelved.objects.count()) == (0, 0)


def test_works_that_go_with_their_author_leave_the_words_of_readers(ana, rae):
    love = shelf_of(rae, "What I love", cast.posted(ana), sight="everyone", pseud=rae.default_pseud)
    Shelved.objects.update(note="Mine")
    leave(ana)
    assert (list(Shelved.objects.values_list("work", "note")), number_on(love)) == ([(None, "Mine")], 0)


def test_a_takeout_has_her_shelves_and_not_what_she_may_not_see(rae, ana):
    seen, gone = cast.posted(ana, "Seen"), cast.posted(ana, "Secret")
    shelf = shelf_of(rae, "Sea", seen, gone, sight="link")
    shelf_of(ana, "Ana’s", seen)
    Shelved.objects.update(note="Mine", tags=["a"])
    Work.objects.filter(pk=gone.pk).update(is_hidden=True)
    [told] = shelves_of(rae, Viewer(rae))
    assert (told["name"], told["sight"], [line["title"] for line in told["works"]]) == ("Sea", "link", ["Seen", ""])
    assert {(line["note"], *line["tags"]) for line in told["works"]} == {("Mine", "a")}
    assert shelf.link_token not in json.dumps(told)
    assert "Secret" not in json.dumps(told)
