"""A canon's timeline: its numbers, its folds, its branches, and what is veiled for whom."""

from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from headcanon.accounts.blocking import block, mute
from headcanon.accounts.models import User
from headcanon.canon.models import Canon, Event, Fandom
from headcanon.core import editions
from headcanon.core.outbox import drain
from headcanon.discovery.drawing import branch_tint, branch_width, flow_path, flow_widths, short
from headcanon.works.placing import place
from tests import cast
from tests.canon_lines import event_of, line, stand
from tests.memory import forget_everything
from tests.visitor import Visitor

TITLES = ["The lamp is lit", "The storm", "The drowning", "Morning"]
GREEK = "/fandoms/greek-myth/timeline"


@pytest.fixture
def canon(db):
    return line(TITLES, instalments=["Book one", "Book two"])


def source(address=GREEK, user=None, said=None):
    """The page as it is now; `said` is a guest's cookie of how far she has come."""
    drain()
    forget_everything()
    client = Visitor()
    if user:
        client.force_login(user)
    if said is not None:
        client.cookies["canons"] = said
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def words(node):
    return " ".join(node.text().split())


def drawn(*asked, **more):
    """What the list says, an item each: instalment, title, works set there, ways out."""
    page = LexborHTMLParser(source(*asked, **more))
    return [
        (
            *(words(each) for each in stop.css(".instalment")),
            *(words(each) for each in stop.css(".event-title a")),
            *(words(each) for each in stop.css(".node .ring")),
            *(f"{len(each.css('.beads'))} beads" for each in stop.css(".node:has(.beads)")),
            *(words(each) for each in stop.css(".leaves")),
        )
        for stop in page.css(".timeline > li")
    ]


# --- What there is -------------------------------------------------------------------------------------------------


def test_the_line_says_what_stands_on_it_in_its_order(ana, canon):
    stand(ana, canon, "The storm", 2)
    stand(ana, canon, "The storm", 1, relation="diverges", says="She <waits>")
    stand(ana, canon, "Morning", 7)
    assert drawn() == [
        ("Book one", "The lamp is lit"),
        ("The storm", "1 beads", "She <waits> 1 story"),
        ("Book two", "The drowning"),
        ("Morning", "7"),
    ]
    page = LexborHTMLParser(source())
    assert (
        words(page.css_first(".listing-lead")) == "4 events, 9 stories told between them, and 1 that goes another way."
    )
    links = [link.attributes["href"] for link in page.css(".event-title a")]
    assert links == [each.get_absolute_url() for each in canon.events.all()]


def test_only_what_everybody_may_read_is_counted_or_named(ana, canon):
    rae = cast.person("Rae")
    for work in (cast.posted(ana, "Open"), cast.draft(ana, "A draft"), cast.hidden(ana, "Put out of sight"),
                 cast.restricted(ana, "Among us"), cast.trashed(ana, "Thrown away")):  # fmt: skip
        place(work, canon, "after", event=event_of(canon, "The storm"))
    address = f"{GREEK}?event={event_of(canon, 'The storm').pk}"

    def told(user):
        page = LexborHTMLParser(source(address, user=user))
        return sorted(words(each) for each in page.css(".set-here a[lang]")), words(page.css_first(".set-all"))

    assert told(None) == (["Open"], "The story set here")
    assert told(rae) == (["Among us", "Open"], "The story set here")
    block(ana, rae)
    assert told(rae) == ([], "The story set here")


def test_an_event_that_is_opened_names_three_stories_and_not_what_she_keeps_quiet(ana, canon):
    rae, vex = cast.person("Rae"), cast.person("Vex")
    stand(ana, canon, "Morning", 2)
    stand(vex, canon, "Morning", 2)
    address = f"{GREEK}?event={event_of(canon, 'Morning').pk}"
    mute(rae, vex)

    def told(user):
        page = LexborHTMLParser(source(address, user=user))
        return (
            len(page.css(".set-here li")),
            "Vex" in words(page.css_first(".set-here")),
            words(page.css_first(".set-all")),
        )

    assert told(None) == (3, True, "All 4 set here")
    assert told(rae) == (2, False, "All 4 set here")


def test_the_fourth_branch_gathers_the_rest(ana, canon):
    for number, says in ((9, "a"), (3, "b"), (2, "c"), (1, "d"), (1, "e")):
        stand(ana, canon, "The storm", number, relation="diverges", says=says)
    place(cast.posted(ana, "Silent"), canon, "diverges", event=event_of(canon, "The storm"))
    place(cast.posted(ana, "Silent too"), canon, "diverges", event=event_of(canon, "Morning"))
    assert [stop[1:] for stop in drawn()][1::2] == [
        ("a 9 stories", "b 3 stories", "c 2 stories", "3 more ways to leave 3 stories"),
        ("Another way, not told here 1 story",),
    ]
    titles = [words(each) for each in LexborHTMLParser(source()).css(".way-titles")]
    assert titles == ["The storm 8 · The storm 7"]


def test_another_line_of_the_same_fandom_is_a_link_away(ana, canon):
    line(["The wedding"], name="The film", slug="the-film")
    assert [stop[-1] for stop in drawn()] == TITLES
    assert drawn(f"{GREEK}?canon=the-film") == [("The wedding",)]
    client = Visitor()
    assert client.get(f"{GREEK}?canon=the-play").status_code == 404


@pytest.mark.parametrize("nonsense", ["event=x", "open=-1", f"event={'9' * 40}", "open=1&event=2", "event=%00"])
def test_nonsense_in_the_address_opens_nothing(canon, nonsense):
    assert [stop[-1] for stop in drawn(f"{GREEK}?{nonsense}")] == TITLES


def test_an_event_that_is_not_on_the_line_is_not_there(ana, canon):
    Event.objects.create(canon=canon, title="Only a rumour")
    Event.objects.filter(title="The storm").update(state="gone")
    page = source()
    assert "rumour" not in page and "The storm" not in page and "3 events" in page


# --- Whose line there is -------------------------------------------------------------------------------------------


def test_a_fandom_without_a_line_says_how_one_begins(ana):
    cast.posted(ana)
    fandom = Fandom.objects.get()
    suggesting, ordering = (reverse(name, args=["greek-myth"]) for name in ("line-suggest", "line"))
    beginning = reverse("line-suggest-canon", args=["greek-myth"])
    assert beginning in source() and suggesting not in source()
    assert ordering in source(user=cast.person("Mo", is_archivist=True))
    Canon.objects.create(fandom=fandom, name="The books", slug="the-books")
    assert suggesting in source()


def test_a_fandom_that_only_a_draft_names_is_not_there(ana):
    cast.draft(ana, fandoms=["Secret"])
    client = Visitor()
    assert client.get("/fandoms/secret/timeline").status_code == 404
    assert client.get("/fandoms/never-heard-of/timeline").status_code == 404
    assert client.get("/fandoms/secret/timeline", headers={"cookie": ""}).status_code == 404


def test_a_synonym_leads_to_what_it_means(canon):
    Fandom.objects.create(name="Myths", key="myths", slug="myths", standing="synonym", canonical=canon.fandom)
    answer = Visitor().get("/fandoms/myths/timeline")
    assert (answer.status_code, answer.headers["Location"]) == (302, GREEK)


def test_a_line_that_is_gone_is_not_there(ana, canon):
    cast.posted(ana)
    Canon.objects.update(is_gone=True)
    assert "The storm" not in source()


# --- The veil ------------------------------------------------------------------------------------------------------


def test_what_lies_beyond_is_a_number_without_a_name(ana, canon):
    stand(ana, canon, "Morning", 8)
    stand(ana, canon, "The drowning", 1, relation="diverges", says="He floats")
    Event.objects.filter(title="The drowning").update(where="Sestos")
    first, second = canon.instalments.all()
    far = f"{canon.pk}-{first.pk}"
    rae = cast.person("Rae")
    User.objects.filter(pk=rae.pk).update(canons_read=far)
    rae = User.objects.get(pk=rae.pk)
    hidden = event_of(canon, "Morning").pk
    for address in (GREEK, f"{GREEK}?event={hidden}", f"{GREEK}?open={hidden}"):
        for page in (source(address, said=far), source(address, user=rae)):
            assert not [each for each in ("The drowning", "Morning", "He floats", "Sestos") if each in page]
            assert "The storm" in page and "You have read this far." in page
            assert "2 events lie beyond; their names are covered." in page
    assert drawn(said=far)[2:] == [("Book two",), ("8",)]
    everything = source(said=f"{canon.pk}-{second.pk}")
    assert "Morning" in everything and "You have read this far." not in everything
    assert "Morning" in source()
    nothing = source(said=f"{canon.pk}-0")
    assert not [title for title in TITLES if title in nothing] and "4 events lie beyond" in nothing


def test_what_gives_something_away_is_covered_for_who_has_said_nothing(ana, canon):
    Event.objects.filter(title="The drowning").update(is_spoiler=True)
    page = source()
    assert "The drowning" not in page and "Morning" in page and "You have read this far." not in page
    assert "The drowning" in source(said=f"{canon.pk}-{canon.instalments.last().pk}")


# --- Folding -------------------------------------------------------------------------------------------------------


def long_line(events, instalments):
    return line(
        [f"Event {n}" for n in range(1, events + 1)], instalments=[f"Part {n}" for n in range(1, instalments + 1)]
    )


def test_a_long_line_folds_by_instalment(ana, db):
    canon = long_line(60, 3)
    stand(ana, canon, "Event 21", 2)
    stand(ana, canon, "Event 25", 1, relation="diverges")
    assert drawn() == [("Part 1",), ("Part 2", "2"), ("Part 3",)]
    page = LexborHTMLParser(source())
    fold = page.css(".fold")[1]
    assert words(fold.css_first(".where")) == "20 events · 2 stories set there"
    assert words(fold.css_first(".fold-leaves")) == "1 story leaves canon here"
    opened = fold.css_first("a").attributes["href"]
    pk = event_of(canon, "Event 21").pk
    assert opened == f"{GREEK}?open={pk}#fold-{pk}"
    unfolded = drawn(opened)
    assert [stop[:1] for stop in unfolded] == [
        ("Part 1",),
        ("Part 2",),
        *[(f"Event {n}",) for n in range(22, 41)],
        ("Part 3",),
    ]
    assert [item.attributes["value"] for item in LexborHTMLParser(source(opened)).css(".timeline > li")] == [
        "1", *map(str, range(21, 41)), "41",
    ]  # fmt: skip
    assert len(drawn(f"{GREEK}?event={event_of(canon, 'Event 30').pk}")) == 22


def test_where_the_reader_is_stands_open(db):
    canon = long_line(60, 3)
    far = f"{canon.pk}-{canon.instalments.get(name='Part 2').pk}"
    assert [stop[0] for stop in drawn(said=far)] == [
        "Part 1",
        "Part 2",
        *[f"Event {n}" for n in range(22, 41)],
        "Part 3",
    ]


def test_what_has_no_instalments_folds_by_number_and_very_many_together(db):
    long_line(90, 0)
    assert drawn() == [("The line, events 1 to 30",), ("The line, events 31 to 60",), ("The line, events 61 to 90",)]
    line(
        [f"Scene {n}" for n in range(240)],
        name="The film",
        slug="film",
        instalments=[f"Episode {n}" for n in range(240)],
    )
    folds = drawn(f"{GREEK}?canon=film")
    assert folds[0] == ("Episode 0 – Episode 39",) and len(folds) == 6


# --- What it costs -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("events", "instalments"), [(4, 2), (200, 10)])
def test_it_asks_as_much_of_a_long_line_as_of_a_short_one(ana, monkeypatch, events, instalments):
    monkeypatch.setattr(editions, "LOOK_AGAIN_AFTER", 60)
    canon = long_line(events, instalments)
    stand(ana, canon, "Event 2", 9, relation="diverges", says="a")
    stand(ana, canon, "Event 2", 2)
    stand(ana, canon, f"Event {events}", 1, relation="diverges", says="b")
    address = f"{GREEK}?event={event_of(canon, 'Event 2').pk}"
    source(address)
    forget_everything()
    with CaptureQueriesContext(connection) as captured:
        answer = Visitor().get(address)
    assert len(captured) == 8
    assert b"style=" not in answer.content


# --- The drawing ---------------------------------------------------------------------------------------------------


def test_numbers_fit_into_a_ring():
    assert [short(n) for n in (0, 999, 1000, 1234, 9999, 12_345)] == ["0", "999", "1k", "1.2k", "10k", "12k"]


def test_the_river_grows_with_what_it_carries_and_stays_in_its_bed():
    few, many = flow_widths([0, 1, 4, 9]), flow_widths([0, 7, 6000, 12])
    assert few == sorted(few) and few[0] == many[0] > 0
    assert max(many) <= 84 and many[2] == max(many)
    widths = [branch_width(n) for n in (1, 4, 9, 400, 10_000)]
    assert widths == [5, 8, 11, 22, 22]
    assert flow_path(10, 20).startswith("M45 0V40C45 72 40 68 40 100H60") and flow_path(10, 20, above=0).startswith(
        "M50 0"
    )
    assert branch_tint(8).startswith("M0 0C2 38 18 38 40 38H100V30")
    for here, below in pairwise(few):
        assert "e" not in flow_path(here, below)
