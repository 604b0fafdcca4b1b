"""Over which headcanons a veil lies, for whom, and because of what."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from headcanon.canon.models import Tag
from headcanon.canon.naming import tags_named
from headcanon.canon.tests.lines import as_said, canon_of, event_in
from headcanon.headcanons.models import Headcanon, HeadcanonTag
from headcanon.headcanons.veiling import veiled, veiled_among
from tests.cast import person, viewer

THE_CLAIM = "The claim is covered"


@pytest.fixture
def books(db):
    return canon_of("Greek myth", "The books", ["One", "Two", "Three"])


@pytest.fixture
def bea(db):
    return person("Bea")


def had(bea, claim="She could swim.", **fields):
    return Headcanon.objects.create(pseud=bea.default_pseud, claim=claim, sent_with=claim, **fields)


def why(headcanon, who):
    """What its band says; the two rules, of which one is for lists, agree."""
    veil = veiled_among([headcanon], who).get(headcanon.pk)
    assert Headcanon.objects.filter(veiled(who), pk=headcanon.pk).exists() == (veil is not None)
    assert Headcanon.objects.exclude(veiled(who)).filter(pk=headcanon.pk).exists() == (veil is None)
    return veil and str(veil)


def reader(places):
    return viewer(canons_read=as_said(places))


def test_one_about_an_event_is_covered_as_the_event_is(bea, books):
    late = had(bea, event=event_in(books, "Two", is_spoiler=True))
    assert why(late, reader({books: "One"})) == f"{THE_CLAIM}: it goes past One, where you are."
    assert why(late, reader({books: None})) == f"{THE_CLAIM}: it tells of The books, which you have not begun."
    assert why(late, viewer()) == f"{THE_CLAIM}: what it is about may be new to you."
    assert why(late, reader({books: "Two"})) is None


def test_one_that_gives_something_away_is_covered_until_she_has_come_there(bea, books):
    """Where it is about no event, nobody has."""
    placed = had(bea, "One", event=event_in(books, "Two"), is_spoiler=True)
    loose = had(bea, "Another", is_spoiler=True)
    said = f"{THE_CLAIM}: its author says it gives something away."
    assert (why(placed, viewer()), why(loose, viewer())) == (said, said)
    assert (why(placed, reader({books: "Two"})), why(loose, reader({books: "Three"}))) == (None, said)


def test_so_is_one_with_a_tag_that_does(bea, books):
    headcanon = had(bea)
    [tag] = tags_named("character", ["Leander, drowned"])
    Tag.objects.filter(pk=tag.pk).update(is_spoiler=True)
    HeadcanonTag.objects.create(headcanon=headcanon, tag=tag, typed=tag.name)
    assert why(headcanon, viewer()) == f"{THE_CLAIM}: one of its tags gives something away."
    plain = had(bea, "Plain")
    assert [why(plain, who) for who in (viewer(), reader({books: "One"}), reader({books: "Three"}))] == [None] * 3


def test_whose_it_is_and_who_was_asked_see_it_always(bea, books):
    ana = person("Ana")
    headcanon = had(bea, is_spoiler=True, asked_of=ana, state="asked")
    met = [why(headcanon, viewer(who)) is None for who in (bea, ana, person("Rae"), person("Mo", is_archivist=True))]
    assert met == [True, True, False, False]


def test_any_number_costs_one_query_and_one_for_where_she_is(bea, books):
    every = [had(bea, f"Claim {n}", event=event_in(books, "Three")) for n in range(3)]
    for who, expected in ((viewer(), 1), (reader({books: "One"}), 2), (viewer(person("Rae")), 1)):
        with CaptureQueriesContext(connection) as asked:
            found = veiled_among(every, who)
        assert (len(found), len(asked)) == (3 if expected == 2 else 0, expected)
    assert veiled_among([], viewer()) == {}
