"""Over which works a veil lies, for whom, and because of what."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headcanon.accounts.models import Preferences, User
from headcanon.canon.models import Tag, TagFandom
from headcanon.canon.tests.lines import as_said, canon_of, event_in
from headcanon.works.models import Placement, Tagging, Work
from headcanon.works.tests.test_about import save
from headcanon.works.veiling import veiled, veils_of
from headcanon.works.visibility import ITSELF, KNOWN
from tests.cast import person, posted, viewer

WORDS = "Summary and tags are covered"


@pytest.fixture
def books(db):
    return canon_of("Greek myth", "The books", ["One", "Two", "Three"])


def set_at(work, event, relation="after", until=None):
    return Placement.objects.create(work=work, canon=event.canon, relation=relation, event=event, until=until)


def reader(places):
    return viewer(canons_read=as_said(places))


def why(work, who):
    """What its band says, if there is one."""
    found = veils_of([work], who).get(work.pk)
    return str(found.words) if found and found.words else None


def flagged(work, **fields):
    Work.objects.filter(pk=work.pk).update(**fields)
    return Work.objects.get(pk=work.pk)


# --- What it is set at -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("relation", ["before", "during", "after", "diverges"])
def test_a_work_set_beyond_where_she_is_lies_under_a_veil(ana, books, relation):
    work = posted(ana)
    set_at(work, event_in(books, "Two"), relation)
    assert why(work, reader({books: "One"})) == f"{WORDS}: it goes past One, where you are."
    assert why(work, reader({books: None})) == f"{WORDS}: it tells of The books, which you have not begun."
    assert [why(work, who) for who in (reader({books: "Two"}), reader({books: "Three"}), viewer())] == [None] * 3


def test_one_between_two_events_is_beyond_her_when_either_is(ana, books):
    work = posted(ana)
    set_at(work, event_in(books, "One"), "between", until=event_in(books, "Three"))
    assert why(work, reader({books: "Two"})) == f"{WORDS}: it goes past Two, where you are."
    assert why(work, reader({books: "Three"})) is None


def test_an_event_that_is_flagged_covers_what_is_set_there_for_who_has_said_nothing(ana, books):
    work = posted(ana)
    set_at(work, event_in(books, "Two", is_spoiler=True))
    film = canon_of("Greek myth", "The film")
    expected = f"{WORDS}: what it is about may be new to you."
    assert [why(work, who) for who in (viewer(), reader({film: "Three"}))] == [expected] * 2
    assert why(work, reader({books: "Two"})) is None


def test_a_crossover_is_covered_by_the_line_on_which_she_is_behind(ana, books):
    """Whatever she said of the other, and whatever stands there."""
    film = canon_of("Film noir", "The film")
    work = posted(ana)
    set_at(work, event_in(books, "Two", is_spoiler=True))
    set_at(work, event_in(film, "Three"))
    assert why(work, reader({books: "Three", film: "Two"})) == f"{WORDS}: it goes past Two, where you are."
    assert why(work, reader({film: "Three"})) == f"{WORDS}: what it is about may be new to you."
    assert why(work, reader({books: "Two", film: "Three"})) is None


# --- What its author says, and its tags ------------------------------------------------------------------------------


def test_what_its_author_flags_is_covered_for_everybody_where_it_stands_on_no_line(ana, books):
    work = flagged(posted(ana), is_spoiler=True)
    expected = f"{WORDS}: its author says it gives something away."
    assert [why(work, who) for who in (viewer(), reader({books: "Three"}))] == [expected] * 2
    Placement.objects.create(work=work, canon=books, relation="outside")
    assert why(work, reader({books: "Three"})) == expected


def test_and_else_until_she_has_said_on_every_line_that_she_has_come_that_far(ana, books):
    film = canon_of("Film noir", "The film")
    work = flagged(posted(ana), is_spoiler=True)
    set_at(work, event_in(books, "Two"))
    expected = f"{WORDS}: its author says it gives something away."
    assert (why(work, viewer()), why(work, reader({books: "Two"}))) == (expected, None)
    set_at(work, event_in(film, "One"))
    assert (why(work, reader({books: "Two"})), why(work, reader({books: "Two", film: "One"}))) == (expected, None)


def test_a_tag_that_gives_something_away_covers_the_works_that_have_it(ana, books):
    work, other = posted(ana, tags=["Everybody dies"]), posted(ana, "Other")
    tag = Tag.objects.get(name="Everybody dies")
    Tag.objects.filter(pk=tag.pk).update(is_spoiler=True)
    TagFandom.objects.create(tag=tag, fandom=books.fandom)
    expected = f"{WORDS}: one of its tags gives something away."
    assert [why(work, who) for who in (viewer(), reader({books: "Two"}))] == [expected] * 2
    assert why(work, reader({books: "Three"})) is None
    assert why(other, viewer()) is None


# --- Whom it does not concern ----------------------------------------------------------------------------------------


def test_its_authors_see_it_always_and_the_archivist_as_any_reader(ana, books):
    bea = person("Bea")
    mo = person("Mo", is_archivist=True)
    work = flagged(posted(ana, others=[bea], warnings=["Graphic violence"]), is_spoiler=True, veils_warnings=True)
    for author in (ana, bea):
        author.canons_read = as_said({books: None})
        assert veils_of([work], viewer(author)) == {}
    assert why(work, viewer(mo)) == "Summary, tags and warnings are covered: its author says it gives something away."


# --- Warnings --------------------------------------------------------------------------------------------------------


def test_warnings_are_covered_where_the_author_or_the_reader_wishes_it(ana):
    rae, kim = person("Rae"), person("Kim")
    Preferences.objects.create(person=rae, veils_warnings=True)
    works = {
        name: posted(ana, name, warnings=warnings)
        for name, warnings in (
            ("grim", ["Graphic violence"]),
            ("mild", ["none"]),
            ("open", ["Author chose not to warn"]),
        )
    }
    met = {
        who: {name for name, work in works.items() if work.pk in veils_of(list(works.values()), viewer(reader))}
        for who, reader in (("guest", None), ("Rae", rae), ("Kim", kim))
    }
    assert met == {"guest": set(), "Rae": {"grim"}, "Kim": set()}
    Work.objects.update(veils_warnings=True)
    found = veils_of(Work.objects.all(), viewer())
    assert {pk: str(covered.warnings) for pk, covered in found.items()} == {
        works["grim"].pk: "Warnings are covered: its author says they contain a spoiler."
    }
    assert found[works["grim"].pk].words is None


# --- Lists, and their cost -------------------------------------------------------------------------------------------


def test_a_member_may_wish_that_lists_leave_it_out_altogether(ana, books):
    plain, late = posted(ana, "Plain"), posted(ana, "Late")
    own = posted(rae := person("Rae"), "Own")
    for work in (late, own):
        set_at(work, event_in(books, "Three"))
    User.objects.filter(pk=rae.pk).update(canons_read=as_said({books: "One"}))
    listed = Work.objects.posted()
    assert set(listed.without_muted(viewer(User.objects.get(pk=rae.pk)))) == {plain, late, own}
    Preferences.objects.create(person=rae, hides_beyond=True)
    rae = User.objects.get(pk=rae.pk)
    assert set(listed.without_muted(viewer(rae))) == {plain, own}
    # What she is in the middle of, or follows, is not among what a list shows her unasked.
    for asked_for in (ITSELF, KNOWN):
        assert set(listed.without_muted(viewer(rae), asked_for)) == {plain, late, own}


def test_any_number_of_works_costs_one_query_and_one_for_where_she_is(ana, books):
    for n in range(4):
        set_at(posted(ana, f"Night {n}"), event_in(books, "Three"))
    works = list(Work.objects.with_card())
    places = as_said({books: "One"})
    for said, expected in (({}, 1), ({"canons_read": places}, 2), ({"user": person("Rae")}, 1)):
        for some in (works[:1], works):
            who = viewer(**said)
            with CaptureQueriesContext(connection) as asked:
                veils_of(some, who)
            assert len(asked) == expected
            with CaptureQueriesContext(connection) as asked:
                veils_of(some, who)
            assert len(asked) == 1
    assert veils_of([], viewer()) == {}


# --- Against the obvious ---------------------------------------------------------------------------------------------

# Of a work: where it stands on each of two lines (nowhere, outside, or at an event), is it flagged, has it such a tag.
EVENTS = st.one_of(st.none(), st.just("outside"), st.tuples(st.sampled_from("123-"), st.booleans()))
A_WORK = st.tuples(EVENTS, EVENTS, st.booleans(), st.booleans())
HERE = st.one_of(st.none(), st.sampled_from("0123"))
ANY_WORLD = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def world(ana):
    lines = [canon_of(f"Fandom {n}", "Books", ["1", "2", "3"]) for n in range(2)]
    events = {
        (line.pk, name, is_flagged): event_in(line, None if name == "-" else name, is_spoiler=is_flagged)
        for line in lines
        for name in "123-"
        for is_flagged in (False, True)
    }
    works = [posted(ana, f"Night {n}", tags=[]) for n in range(4)]
    tag = Tag.objects.create(kind="freeform", key="death", slug="death", name="Death", is_spoiler=True)
    TagFandom.objects.create(tag=tag, fandom=lines[0].fandom)
    return lines, events, works, tag


def is_beyond(at, here):
    instalment, is_flagged = at
    if here is None:
        return is_flagged
    return is_flagged and here != "3" if instalment == "-" else instalment > here


def obviously_veiled(told, answers):
    *places, is_flagged, has_tag = told
    there = [(at, here) for at, here in zip(places, answers, strict=True) if at not in (None, "outside")]
    has_come = bool(there) and all(here is not None and not is_beyond(at, here) for at, here in there)
    beyond_her = any(is_beyond(at, here) for at, here in there)
    return beyond_her or (is_flagged and not has_come) or (has_tag and answers[0] != "3")


def as_placed(events, line, at):
    return {"relation": "outside"} if at == "outside" else {"relation": "after", "event": events[line.pk, *at]}


def check_against_the_obvious(world, told, answers):
    lines, events, works, tag = world
    Placement.objects.all().delete()
    Tagging.objects.filter(tag=tag).delete()
    pairs = list(zip(works, told, strict=True))
    Work.objects.update(is_spoiler=False)
    Work.objects.filter(pk__in=[work.pk for work, each in pairs if each[2]]).update(is_spoiler=True)
    Tagging.objects.bulk_create(Tagging(work=work, tag=tag, typed="Death") for work, each in pairs if each[3])
    Placement.objects.bulk_create(
        Placement(work=work, canon=line, **as_placed(events, line, at))
        for work, each in pairs
        for line, at in zip(lines, each[:2], strict=True)
        if at
    )
    said = {line: None if here == "0" else here for line, here in zip(lines, answers, strict=True) if here}
    who = reader(said)
    expected = {work.pk for work, each in zip(works, told, strict=True) if obviously_veiled(each, answers)}
    assert set(veils_of(Work.objects.with_card(), who)) == expected
    assert set(Work.objects.filter(veiled(who)).values_list("pk", flat=True)) == expected
    assert set(Work.objects.exclude(veiled(who)).values_list("pk", flat=True)) == {each.pk for each in works} - expected


FOUR = st.lists(A_WORK, min_size=4, max_size=4)


@settings(ANY_WORLD, max_examples=30)
@given(FOUR, st.tuples(HERE, HERE))
def test_the_rule_agrees_with_a_slow_and_obvious_one(world, told, answers):
    check_against_the_obvious(world, told, answers)


@pytest.mark.prove
@settings(ANY_WORLD, max_examples=1_000)
@given(FOUR, st.tuples(HERE, HERE))
def test_the_rule_agrees_with_it_a_thousand_times(world, told, answers):
    check_against_the_obvious(world, told, answers)


# --- Where it is said ------------------------------------------------------------------------------------------------


def test_an_author_says_it_in_her_storys_form_and_takes_it_back(client, ana):
    work = posted(ana)
    client.force_login(ana)
    assert save(client, work, is_spoiler="on", veils_warnings="on").status_code == 302
    work = Work.objects.get(pk=work.pk)
    assert (work.is_spoiler, work.veils_warnings) == (True, True)
    page = client.get(reverse("work-edit", args=[work.pk])).context["form"]
    assert (page["is_spoiler"].value(), page["veils_warnings"].value()) == (True, True)
    assert save(client, work, is_spoiler=None, veils_warnings=None).status_code == 302
    work = Work.objects.get(pk=work.pk)
    assert (work.is_spoiler, work.veils_warnings) == (False, False)


def test_nobody_else_says_it(client, ana):
    work = posted(ana)
    client.force_login(person("Vex"))
    said = {"title": "Mine", "is_spoiler": "on", "audience": "everyone"}
    assert client.post(reverse("work-edit", args=[work.pk]), said).status_code == 404
    assert not Work.objects.get(pk=work.pk).is_spoiler


def test_a_reader_says_it_among_her_preferences(client, db):
    client.force_login(rae := person("Rae"))
    said = {"hides_beyond": "on", "veils_warnings": "on", "language": ""}
    assert client.post(reverse("preferences"), said).status_code == 302
    assert Preferences.objects.filter(person=rae, hides_beyond=True, veils_warnings=True).exists()
    page = client.get(reverse("preferences")).content.decode()
    assert "leave out of lists what is covered for me" in page
    assert client.post(reverse("preferences"), {"language": ""}).status_code == 302
    assert Preferences.objects.filter(person=rae, hides_beyond=False, veils_warnings=False).exists()
