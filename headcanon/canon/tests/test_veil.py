"""Which events, and which tags, a reader has not come to."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headcanon.accounts.models import User
from headcanon.canon.models import Event, Instalment, Tag, TagFandom
from headcanon.canon.naming import tags_named
from headcanon.canon.tests.lines import as_said, canon_of, event_in
from headcanon.canon.veil import EVENT, PAST, beyond, covered_among, giving_away, veil_over
from tests.cast import viewer

ALL = ("One", "Two", "Three")


@pytest.fixture
def books(db):
    """Two events in each book, one of them flagged, and two in none."""
    canon = canon_of("Greek myth", "The books", ALL)
    for name in (*ALL, None):
        event_in(canon, name, f"plain {name}")
        event_in(canon, name, f"flagged {name}", is_spoiler=True)
    return canon


def titles(who):
    return set(Event.objects.filter(beyond(who)).values_list("title", flat=True))


FLAGGED = {f"flagged {name}" for name in (*ALL, None)}


@pytest.mark.parametrize(
    ("here", "covered"),
    [
        (None, {f"{kind} {name}" for kind in ("plain", "flagged") for name in ALL} | {"flagged None"}),
        ("One", {f"{kind} {name}" for kind in ("plain", "flagged") for name in ALL[1:]} | {"flagged None"}),
        ("Two", {"plain Three", "flagged Three", "flagged None"}),
        ("Three", set()),
    ],
)
def test_who_says_how_far_she_is_is_spared_what_comes_later(books, here, covered):
    rae = User(canons_read=as_said({books: here}))
    assert titles(viewer(canons_read=as_said({books: here}))) == covered
    assert titles(viewer(rae)) == covered


def test_who_says_nothing_is_spared_what_is_flagged(books):
    assert titles(viewer()) == FLAGGED
    film = canon_of("Greek myth", "The film", ALL)
    assert titles(viewer(canons_read=as_said({film: "Two"}))) == FLAGGED
    event_in(film, "Three", "plain film")
    assert titles(viewer(canons_read=as_said({film: "Two"}))) == {*FLAGGED, "plain film"}


def test_what_she_named_and_is_not_there_any_more_counts_as_nothing_read(books):
    """Nor does an instalment of another canon, as a forged cookie may have it."""
    film = canon_of("Greek myth", "The film", ALL)
    gone = 999_999
    elsewhere = film.instalments.get(name="Three").pk
    none_of_it = titles(viewer(canons_read=f"{books.pk}-0"))
    assert none_of_it == titles(viewer(canons_read=f"{books.pk}-{gone}"))
    assert none_of_it == titles(viewer(canons_read=f"{books.pk}-{elsewhere}"))
    assert "plain One" in none_of_it


# --- Against the obvious ---------------------------------------------------------------------------------------------


def obviously_beyond(event, said):
    """`said` is {canon's number: an instalment's, or 0}."""
    if event.canon_id not in said:
        return event.is_spoiler
    read = [each for each in event.canon.instalments.all() if each.pk == said[event.canon_id]]
    furthest = read[0].position if read else -1
    if event.instalment is None:
        has_ended = bool(read) and all(each.position <= furthest for each in event.canon.instalments.all())
        return event.is_spoiler and not has_ended
    return event.instalment.position > furthest


# What may be said of four canons: nothing, not begun, gone, or the nth instalment of them all.
SAID = st.lists(st.one_of(st.none(), st.just(0), st.just(999_999), st.integers(1, 10)), min_size=4, max_size=4)
ANY_WORLD = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def world(db):
    """Four canons of up to four instalments, everything in them flagged and not."""
    canons = [canon_of(f"Fandom {n}", "Books", [f"Part {m}" for m in range(n + 1)]) for n in range(4)]
    for canon in canons:
        for name in (None, *canon.instalments.values_list("name", flat=True)):
            event_in(canon, name, is_spoiler=True)
            event_in(canon, name)
    events = list(Event.objects.select_related("instalment", "canon").prefetch_related("canon__instalments"))
    return canons, events, list(Instalment.objects.order_by("pk").values_list("pk", flat=True))


def check_against_the_obvious(world, answers):
    canons, events, instalments = world
    number = {None: None, 0: 0, 999_999: 999_999} | dict(enumerate(instalments, start=1))
    said = {canon.pk: number[each] for canon, each in zip(canons, answers, strict=True) if each is not None}
    who = viewer(canons_read=".".join(f"{canon}-{here}" for canon, here in said.items()))
    expected = {event.pk for event in events if obviously_beyond(event, said)}
    assert set(Event.objects.filter(beyond(who)).values_list("pk", flat=True)) == expected
    # What is left, too: nothing may fall between the two.
    assert set(Event.objects.exclude(beyond(who)).values_list("pk", flat=True)) == {e.pk for e in events} - expected


@settings(ANY_WORLD, max_examples=30)
@given(SAID)
def test_the_rule_agrees_with_a_slow_and_obvious_one(world, answers):
    check_against_the_obvious(world, answers)


@pytest.mark.prove
@settings(ANY_WORLD, max_examples=1_000)
@given(SAID)
def test_the_rule_agrees_with_it_a_thousand_times(world, answers):
    check_against_the_obvious(world, answers)


# --- Tags ------------------------------------------------------------------------------------------------------------


def test_a_tag_that_gives_something_away_is_covered_until_the_end_of_its_canon(books):
    [death, harmless] = tags_named("freeform", ["Everybody dies", "Fluff"])
    Tag.objects.filter(pk=death.pk).update(is_spoiler=True)
    TagFandom.objects.create(tag=death, fandom=books.fandom)
    met = {
        here: covered_among([death, harmless], viewer(canons_read=as_said({books: here} if here else {})))
        for here in (None, "One", "Three")
    }
    assert met == {None: {death.pk}, "One": {death.pk}, "Three": set()}


def test_one_of_no_fandom_is_covered_for_everybody_and_so_are_its_synonyms(books):
    [death, other] = tags_named("freeform", ["Everybody dies", "All of them die"])
    Tag.objects.filter(pk=death.pk).update(is_spoiler=True, standing="canonical")
    Tag.objects.filter(pk=other.pk).update(standing="synonym", canonical=death)
    who = viewer(canons_read=as_said({books: "Three"}))
    assert set(Tag.objects.filter(giving_away(who))) == {death, other}
    [harmless] = tags_named("freeform", ["Fluff"])
    assert set(Tag.objects.filter(kind="freeform").exclude(giving_away(who))) == {harmless}


# --- What is said of it ----------------------------------------------------------------------------------------------


def test_a_veil_says_what_is_covered_and_because_of_what():
    """Names in it are text, wherever it is printed."""
    past = veil_over("Summary and tags are covered", PAST, "Books", "The <i>Return</i>")
    assert past.because == "it goes past <cite>The &lt;i&gt;Return&lt;/i&gt;</cite>, where you are"
    assert str(past) == "Summary and tags are covered: it goes past The <i>Return</i>, where you are."
    begun = veil_over("The claim is covered", PAST, "The <b>film</b>")
    assert begun.because == "it tells of <cite>The &lt;b&gt;film&lt;/b&gt;</cite>, which you have not begun"
    assert str(veil_over("All", EVENT)) == "All: what it is about may be new to you."
