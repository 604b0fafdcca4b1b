"""What somebody follows, as a set of works that her devices keep."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from headcanon.accounts.blocking import block
from headcanon.following.follows import follow, unfollow
from tests import cast
from tests.memory import forget_everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def rae(db):
    return cast.person("Rae")


def told(client):
    return client.get(reverse("offline-contents"), {"sets": "follows"}).json()


def followed(client):
    return told(client)["sets"][0]["works"]


def test_what_she_follows_is_kept_as_it_comes_and_goes(ana, rae):
    client = cast.signed_in(rae)
    bea = cast.person("Bea")
    lamp, sea = cast.posted(ana), cast.posted(bea, "The Sea", series=[("Nights", 1)])
    assert followed(client) == []
    follow(rae, "work", lamp)
    assert followed(client) == [lamp.pk]
    follow(rae, "series", sea.series.get())
    assert set(followed(client)) == {lamp.pk, sea.pk}
    unfollow(rae, "work", lamp)
    assert followed(client) == [sea.pk]
    block(bea, rae)
    assert told(client)["works"] == {}


def test_of_an_author_and_a_pen_name_it_is_what_she_may_see(ana, rae):
    seen, *_ = cast.posted(ana, others=[cast.person("Bea")]), cast.hidden(ana), cast.draft(ana), cast.by_link(ana)
    for name, thing in (("author", ana), ("pseud", ana.default_pseud), ("fandom", seen.fandom_names[0])):
        follow(rae, name, thing)
    answer = told(cast.signed_in(rae))
    assert answer["sets"] == [{"key": "follows", "label": "What I follow", "works": [seen.pk]}]
    assert set(answer["works"]) == {str(seen.pk)}


def test_what_others_follow_is_told_to_nobody(ana, rae):
    follow(rae, "work", cast.posted(ana))
    for person in (None, ana, cast.person("Mo", is_archivist=True)):
        answer = told(cast.signed_in(person) if person else cast.Client())
        assert (answer["works"], [each["works"] for each in answer["sets"]]) == ({}, [[]] if person else [])


def test_it_costs_as_many_queries_for_ten_as_for_one(ana, rae):
    client = cast.signed_in(rae)

    def queries():
        forget_everything()
        with CaptureQueriesContext(connection) as captured:
            told(client)
        return len(captured.captured_queries)

    follow(rae, "work", cast.posted(ana))
    one = queries()
    for number in range(9):
        follow(rae, "author", cast.person(f"Bea{number}"))
        follow(rae, "work", cast.posted(cast.person(f"Gia{number}"), f"Night {number}"))
    assert queries() == one
