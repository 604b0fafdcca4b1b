"""The page of one event: what happens there, what stories make of it, and nothing of it for who has not come so far."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from headcanon.accounts.blocking import mute
from headcanon.accounts.models import fold
from headcanon.canon import lines
from headcanon.canon.models import Departure, Event
from headcanon.canon.naming import fandoms_named
from headcanon.canon.tests.on_lines import begun, wrangler
from headcanon.core import editions
from headcanon.core.viewing import LINK_COOKIE
from headcanon.works.models import Placement, Work
from tests import cast
from tests.memory import forget_everything
from tests.test_doors import STATES, WHO_MAY_SEE

pytestmark = pytest.mark.django_db
SECRET = "Leander drowns"


@pytest.fixture
def wyn(db):
    return wrangler()


@pytest.fixture
def canon(wyn):
    return begun(wyn)


@pytest.fixture
def event(canon):
    """The fourth of five, in the second book."""
    found = Event.objects.get(title="D")
    said = {
        "title": SECRET,
        "where": "at Sestos",
        "arc": "The crossing",
        "about": f"<p>{SECRET} on <em>that</em> night.</p>",
    }
    Event.objects.filter(pk=found.pk).update(**said)
    return Event.objects.select_related("canon__fandom").get(pk=found.pk)


def place(work, event, relation="during", **said):
    Placement.objects.filter(work=work, canon=event.canon).delete()
    newest_key = Work.objects.get(pk=work.pk).newest_key
    return Placement.objects.create(
        work=work, canon=event.canon, event=event, relation=relation, newest_key=newest_key, **said
    )


def way_out(event, says, number=1):
    return Departure.objects.create(event=event, says=says, key=fold(says), work_count=number)


def page_of(event, client=None, **asked):
    forget_everything()
    return (client or Client()).get(event.get_absolute_url(), asked)


def reader_who_read(event, book):
    rae = cast.person("Rae")
    rae.canons_read = f"{event.canon_id}-{event.canon.instalments.get(name=book).pk}"
    rae.save()
    return cast.signed_in(rae)


# --- What it shows -------------------------------------------------------------------------------------------------


def test_it_tells_what_happens_what_is_set_there_and_what_leaves(event, ana):
    set_there, leaves = cast.posted(ana, "After the storm"), cast.posted(ana, "Calm sea")
    elsewhere, nowhere = cast.posted(ana, "Elsewhere"), cast.posted(ana, "Nowhere")
    way = way_out(event, "The lamp stays lit")
    place(set_there, event, "after")
    place(leaves, event, "diverges", departure=way)
    place(elsewhere, Event.objects.get(title="E"))
    response = page_of(event)
    page = response.content.decode()
    for words in (SECRET, "at Sestos", "The crossing", "Book Two", "on <em>that</em> night", "The lamp stays lit"):
        assert words in page, words
    assert f"<title>{SECRET}" in page
    assert (response.context["set_here"], response.context["leaving"]) == ([set_there], [leaves])
    assert (response.context["before"].title, response.context["after"].title) == ("C", "E")
    assert nowhere.title not in page
    by_way = page_of(event, way=way.pk)
    assert [work.title for work in by_way.context["page"]] == ["Calm sea"]


def test_the_lists_are_paged_newest_first(event, ana):
    works = [cast.posted(ana, f"Night {n}") for n in range(23)]
    for work in works:
        place(work, event)
    keys = {work.pk: Work.objects.get(pk=work.pk).newest_key for work in works}
    newest = sorted(works, key=lambda work: -keys[work.pk])
    assert page_of(event).context["set_here"] == newest[:5]
    first = page_of(event, show="set").context["page"]
    assert (first.items, first.older) == (newest[:20], keys[newest[19].pk])
    assert page_of(event, show="set", behind=first.older).context["page"].items == newest[20:]
    assert page_of(event, show="leaves").context["page"].items == []


def test_each_reader_finds_the_works_that_she_may_see(event, ana):
    """In lists nobody finds drafts, nor what a secret link opens."""
    for state, make in STATES.items():
        place(make(ana, f"The {state} one"), event)
    readers = {"guest": Client(), "holder": Client(), "Ana": cast.signed_in(ana)}
    readers["holder"].cookies[LINK_COOKIE] = cast.SECRET_KEY
    readers |= {name: cast.signed_in(cast.person(name, is_archivist=name == "Mo")) for name in ("Rae", "Mo")}
    for name, client in readers.items():
        may_see = {state for state in STATES if name in WHO_MAY_SEE[state]} - {"draft"}
        may_see -= {"by link"} if name == "holder" else set()
        for asked in ({}, {"show": "set"}):
            page = page_of(event, client, **asked).content.decode()
            assert {state for state in STATES if f"The {state} one" in page} == may_see, name


def test_what_its_reader_does_not_want_to_meet_is_left_out(event, ana):
    bea, rae = cast.person("Bea"), cast.person("Rae")
    for author in (ana, bea):
        place(cast.posted(author, f"By {author}"), event)
    mute(rae, bea)
    works = page_of(event, cast.signed_in(rae), show="set").context["works"]
    assert [work.title for work in works] == ["By Ana"]


def test_a_way_that_only_unseen_works_go_is_not_told(event, ana):
    way = way_out(event, "She swims herself", number=0)
    place(cast.draft(ana, "Draft"), event, "diverges", departure=way)
    assert "She swims" not in page_of(event).content.decode()
    assert page_of(event, way=way.pk).status_code == 404
    other = way_out(Event.objects.get(title="E"), "Of another event")
    for typed in (other.pk, "x", "9" * 30, "-1"):
        assert page_of(event, way=typed).status_code == 404


def test_it_costs_the_same_however_much_hangs_on_it(event, ana, monkeypatch):
    monkeypatch.setattr(editions, "LOOK_AGAIN_AFTER", 60)  # a slow machine would look twice in one request

    def cost():
        forget_everything()
        with CaptureQueriesContext(connection) as asked:
            assert Client().get(event.get_absolute_url()).status_code == 200
        return len(asked)

    place(cast.posted(ana, "One"), event)
    place(cast.posted(ana, "Two"), event, "diverges", departure=way_out(event, "One way"))
    once = cost()
    for n in range(4):
        place(cast.posted(ana, f"Night {n}"), event)
        place(cast.posted(ana, f"Day {n}"), event, "diverges", departure=way_out(event, f"Way {n}"))
    assert cost() == once


# --- Where it is not -----------------------------------------------------------------------------------------------


def test_only_what_is_on_the_line_has_a_page_and_it_is_back_with_all_that_hangs_on_it(event, wyn, ana):
    work = cast.posted(ana, "After the storm")
    place(work, event)
    waiting = lines.suggest(event.canon, by=cast.person("Rae"), title="Waits")
    for who in (Client(), cast.signed_in(wyn), cast.signed_in(waiting.suggested_by)):
        assert page_of(waiting, who).status_code == 404
    lines.take_off(event, by=wyn)
    assert page_of(event).status_code == 404
    assert work.placements.get().event == event
    lines.put_back(event, by=wyn)
    assert page_of(event).context["set_here"] == [work]
    lines.take_canon_away(event.canon, by=wyn)
    assert page_of(event).status_code == 404


def test_an_event_is_found_under_its_own_fandom_and_its_synonyms(event):
    fandom = event.canon.fandom
    other, short = fandoms_named(["Norse myth", "Myth"])
    short.standing, short.canonical = "synonym", fandom
    short.save()
    assert Client().get(reverse("event", args=[other.slug, event.pk])).status_code == 404
    assert Client().get(reverse("event", args=[short.slug, event.pk])).url == event.get_absolute_url()


# --- The veil ------------------------------------------------------------------------------------------------------


def test_who_has_not_come_so_far_finds_no_word_of_it_in_the_page(event, ana):
    work = cast.posted(ana, "After the storm")
    place(work, event)
    way_out(event, "The lamp stays lit")
    behind = reader_who_read(event, "Book One")
    response = page_of(event, behind)
    page = response.content.decode()
    words = (SECRET, "Sestos", "crossing", "that</em> night", "The lamp stays lit", "After the storm")
    assert [each in page for each in words] == [False] * 6
    assert "Book Two" in page
    assert "it goes past <cite>Book One</cite>, where you are" in page
    lifted = page_of(event, behind, lift="yes")
    assert [each in lifted.content.decode() for each in words] == [True] * 6
    assert lifted["X-Robots-Tag"] == "noindex"
    before = page_of(Event.objects.get(title="C"), behind).content.decode()
    assert (SECRET in before, "<h1><bdi>C</bdi></h1>" in before) == (False, True)
    assert SECRET in page_of(event).content.decode()


def test_who_has_said_nothing_is_spared_what_is_flagged(event):
    assert SECRET in page_of(event).content.decode()
    Event.objects.filter(pk=event.pk).update(is_spoiler=True)
    assert SECRET not in page_of(event).content.decode()
    assert SECRET not in page_of(Event.objects.get(title="E")).content.decode()
    assert SECRET in page_of(event, reader_who_read(event, "Book Two")).content.decode()


# --- From the fandom's page ----------------------------------------------------------------------------------------


def test_the_page_of_a_fandom_leads_to_its_line(event, wyn, ana):
    def ways(client, slug):
        forget_everything()
        page = client.get(reverse("fandom", args=[slug])).content.decode()
        names = ("timeline", "progress", "line-suggest", "line-suggest-canon", "line")
        return [
            f'href="{reverse(name, args=[slug])}' + end in page
            for name, end in zip(names, ('"', "?", '"', '"', '"'), strict=True)
        ]

    cast.posted(ana, "One", fandoms=["Greek myth", "Norse myth"])
    rae = cast.signed_in(cast.person("Rae"))
    assert ways(Client(), "greek-myth") == [True, True, False, False, False]
    assert ways(rae, "greek-myth") == [True, True, True, False, False]
    assert ways(cast.signed_in(wyn), "greek-myth") == [True, True, True, False, True]
    assert ways(Client(), "norse-myth") == [False] * 5
    assert ways(rae, "norse-myth") == [False, False, False, True, False]
    assert ways(cast.signed_in(wyn), "norse-myth") == [False, False, False, False, True]


def test_it_leads_to_searches_that_say_where_they_look(event, ana):
    place(cast.posted(ana, "Set Here"), event)
    place(cast.posted(ana, "Leaves Here"), event, "diverges")
    page = LexborHTMLParser(Client().get(event.get_absolute_url()).content.decode())
    found = [link.attributes["href"] for link in page.css(f'main a[href^="{reverse("search")}"]')]
    asks = {address.partition("?")[2] for address in found}
    fandom = event.canon.fandom.slug
    assert asks == {f"set-at={event.pk}", f"leaves-at={event.pk}", f"fandom={fandom}&up-to={event.pk}"}
    for address in found:
        said = Client().get(address)
        assert (said.status_code, SECRET in said.content.decode()) == (200, True)
