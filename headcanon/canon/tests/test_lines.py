"""The line of a canon: members suggest, wranglers put in order, and every act can be undone."""

import random

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from headcanon.accounts.models import User
from headcanon.accounts.speaking import Suspended
from headcanon.canon import line_history, lines
from headcanon.canon.models import Canon, Event, Instalment, OrderingAct
from headcanon.canon.naming import fandoms_named
from headcanon.canon.tests.on_lines import begun, order, wrangler
from tests import cast
from tests.memory import forget_everything

pytestmark = pytest.mark.django_db
NASTY = '<script>alert(1)</script> & "quotes" ‮'


@pytest.fixture
def wyn(db):
    return wrangler()


@pytest.fixture
def fandom(db):
    return fandoms_named(["Greek myth"])[0]


@pytest.fixture
def canon(fandom, wyn):
    return begun(wyn)


@pytest.fixture
def client(wyn):
    return cast.signed_in(wyn)


def named(title):
    return Event.objects.get(title=title)


def send(client, name, fandom, *args, **said):
    forget_everything()
    return client.post(reverse(name, args=[fandom.slug, *args]), said)


def last_act():
    return OrderingAct.objects.latest("pk")


# --- Who may -------------------------------------------------------------------------------------------------------


def test_wranglers_put_in_order_and_nobody_else_finds_where(client, canon, fandom):
    event, instalment = named("C"), Instalment.objects.first()
    pages = [
        ("line",), ("line-table",), ("line-import",), ("line-history",), ("line-suggestions",), ("line-canon-new",),
        ("line-canon", canon.pk), ("line-event-new", canon.pk), ("line-instalment-new", canon.pk),
        ("line-instalment", instalment.pk), ("line-event", event.pk),
    ]  # fmt: skip
    line = reverse("line", args=[fandom.slug])
    forms = [("line-move",), ("line-undo",), ("line-place", canon.pk), ("line-canon-back", canon.pk)]
    said = {"up": event.pk, "wish": "off", "act": last_act().pk, "stood": 1, "place": 3, "name": "X"}
    stood = list(Event.objects.order_by("pk").values()), OrderingAct.objects.count()
    jo = cast.person("Jo")
    User.objects.filter(pk=jo.pk).update(is_moderator=True)
    rae = cast.signed_in(cast.person("Rae"))
    for name, *args in pages + forms:
        assert rae.post(reverse(name, args=[fandom.slug, *args]), said).status_code == 404, name
    assert {rae.get(reverse(name, args=[fandom.slug, *args])).status_code for name, *args in pages} == {404}
    for other in (Client(), cast.signed_in(jo)):
        assert other.post(reverse("line-event", args=[fandom.slug, event.pk]), said).status_code == 404
        assert other.get(reverse("line", args=[fandom.slug])).status_code == 404
    assert rae.get(reverse("line-waiting")).status_code == 404
    assert (list(Event.objects.order_by("pk").values()), OrderingAct.objects.count()) == stood
    for name, *args in pages:
        assert client.get(reverse(name, args=[fandom.slug, *args])).status_code == 200, name
    archivist = cast.signed_in(cast.person("Mo", is_archivist=True))
    assert {archivist.get(address).status_code for address in (reverse("line-waiting"), line)} == {200}


def test_what_belongs_to_another_fandom_is_not_reached_through_this_one(client, canon, wyn):
    other = fandoms_named(["Norse myth"])[0]
    event, instalment = named("C"), Instalment.objects.first()
    for name, pk in (("line-event", event.pk), ("line-canon", canon.pk), ("line-instalment", instalment.pk)):
        assert client.get(reverse(name, args=[other.slug, pk])).status_code == 404
        assert send(client, name, other, pk, wish="off").status_code == 404
    assert send(client, "line-move", other, up=event.pk).status_code == 404
    assert send(client, "line-undo", other, act=last_act().pk).status_code == 404
    assert send(client, "line-suggestions", other, event=event.pk, wish="decline").status_code == 404
    theirs = lines.make_canon(other, by=wyn, name="Edda", kind="book")
    form = {"title": "Y", "instalment": instalment.pk}
    assert "Select a valid choice" in send(client, "line-event-new", other, theirs.pk, **form).content.decode()
    assert (order(canon), order(theirs)) == ("ABCDE", "")


def test_who_is_suspended_suggests_nothing_and_puts_nothing_in_order(canon, wyn):
    rae = cast.person("Rae")
    lines.suggest(canon, by=rae, title="F")
    User.objects.update(suspended_until=timezone.now() + timezone.timedelta(days=1))
    for person in User.objects.all():
        with pytest.raises(Suspended):
            lines.suggest(canon, by=person, title="G")
    with pytest.raises(Suspended):
        lines.take_off(named("A"), by=User.objects.get(pk=wyn.pk))
    assert [event.title for event in lines.suggestions_for(canon.fandom)] == ["F"]
    assert order(canon) == "ABCDE"


# --- Canons and instalments ----------------------------------------------------------------------------------------


def test_a_fandom_without_a_canon_invites_to_begin_one(client, fandom):
    assert "Nobody has begun its line yet" in client.get(reverse("line", args=[fandom.slug])).content.decode()
    form = {"canon-name": "The  books", "canon-kind": "book"}
    assert send(client, "line-canon-new", fandom, **form).status_code == 302
    canon = Canon.objects.get()
    assert (canon.name, canon.slug, canon.fandom) == ("The books", "the-books", fandom)
    assert "There is one called so already" in send(client, "line-canon-new", fandom, **form).content.decode()
    send(client, "line-canon-new", fandom, **{"canon-name": "The film", "canon-kind": "film"})
    film = Canon.objects.get(kind="film")
    send(client, "line-canon", fandom, film.pk, wish="place", place=1)
    assert [each.name for each in lines.canons_of(fandom)] == ["The film", "The books"]
    send(client, "line-canon", fandom, film.pk, wish="save", **{"canon-name": "The movie", "canon-kind": "film"})
    send(client, "line-canon", fandom, film.pk, wish="take-away")
    assert [each.name for each in lines.canons_of(fandom)] == ["The books"]
    send(client, "line-canon-back", fandom, film.pk)
    assert {each.name for each in lines.canons_of(fandom)} == {"The movie", "The books"}


def test_the_line_of_a_synonym_is_the_other_fandoms(client, canon, fandom, wyn):
    short = fandoms_named(["Myth"])[0]
    short.standing, short.canonical = "synonym", fandom
    short.save()
    lines.make_canon(short, by=wyn, name="The film", kind="film")
    page = client.get(reverse("line", args=[short.slug]))
    assert [each.name for each in page.context["canons"]] == ["The books", "The film"]
    assert page.context["fandom"] == fandom


def test_instalments_are_made_renamed_ordered_and_removed_when_nothing_happens_in_them(client, canon, fandom, wyn):
    send(client, "line-instalment-new", fandom, canon.pk, **{"instalment-name": "Prequel"})
    prequel = Instalment.objects.get(name="Prequel")
    send(client, "line-instalment", fandom, prequel.pk, wish="place", place=1)
    send(client, "line-instalment", fandom, prequel.pk, wish="save", **{"instalment-name": "Book Zero"})
    names = ["Book Zero", "Book One", "Book Two"]
    assert [each.name for each in canon.instalments.all()] == names
    one = Instalment.objects.get(name="Book One")
    page = send(client, "line-instalment", fandom, one.pk, wish="remove").content.decode()
    assert "There are events in it" in page
    send(client, "line-instalment", fandom, prequel.pk, wish="remove")
    assert [(each.name, each.position) for each in canon.instalments.all()] == [("Book One", 1), ("Book Two", 2)]
    line_history.undo(last_act(), by=wyn)
    assert next((each.pk, each.name) for each in canon.instalments.all()) == (prequel.pk, "Book Zero")


def test_an_instalment_forgets_what_was_declined_and_remembers_when_it_is_back(canon, wyn):
    three = lines.make_instalment(canon, "Book Three", by=wyn)
    event = lines.suggest(canon, by=cast.person("Rae"), title="F", instalment_id=three.pk)
    lines.decline(event, by=wyn)
    lines.remove_instalment(three, by=wyn)
    event.refresh_from_db()
    assert (event.instalment_id, Instalment.objects.filter(pk=three.pk).exists()) == (None, False)
    line_history.undo(last_act(), by=wyn)
    event.refresh_from_db()
    assert event.instalment_id == three.pk


# --- Suggesting ----------------------------------------------------------------------------------------------------


def test_a_member_suggests_and_a_wrangler_accepts_where_it_was_meant(client, canon, fandom):
    rae = cast.signed_in(cast.person("Rae"))
    page = rae.get(reverse("line-suggest", args=[fandom.slug]))
    assert page.status_code == 200
    first = Instalment.objects.get(name="Book One")
    form = {
        "canon": canon.slug,
        "title": "X",
        "behind": named("B").pk,
        "instalment": first.pk,
        "about": "It *is*.",
        "where": "ch. 2",
    }
    assert send(rae, "line-suggest", fandom, **form).status_code == 302
    send(rae, "line-suggest", fandom, **form)
    event = named("X")
    assert (event.state, event.about, order(canon)) == ("suggested", "<p>It *is*.</p>", "ABCDE")
    assert Client().get(reverse("line-suggest", args=[fandom.slug])).status_code == 302
    lines.move_event(named("E"), 1, by=User.objects.get(username="Wyn"))
    page = client.get(reverse("line-suggestions", args=[fandom.slug])).content.decode()
    assert "Behind “B”" in page
    assert "Rae" in page
    assert "Greek myth" in client.get(reverse("line-waiting")).content.decode()
    send(client, "line-suggestions", fandom, event=event.pk, wish="accept")
    assert order(canon) == "EABXCD"
    assert [each.title for each in lines.suggestions_for(fandom)] == []


def test_a_wrangler_words_a_suggestion_anew_or_declines_it(client, canon, fandom):
    rae = cast.person("Rae")
    one, two = (lines.suggest(canon, by=rae, title=title) for title in ("X", "Y"))
    form = {"title": "Z", "where": "ch. 9", "place": 1, "is_spoiler": "on"}
    send(client, "line-event", fandom, one.pk, wish="accept", **form)
    send(client, "line-event", fandom, two.pk, wish="decline")
    one.refresh_from_db()
    assert (order(canon), one.where, one.is_spoiler) == ("ZABCDE", "ch. 9", True)
    assert {event.state for event in Event.objects.filter(title__in="XY")} == {"declined"}
    lines.decline(one, by=rae)
    assert order(canon) == "ZABCDE", "what is on the line is not declined"


def test_one_member_has_so_many_suggestions_waiting(canon, monkeypatch):
    monkeypatch.setattr(lines, "MOST_WAITING", 2)
    rae = cast.person("Rae")
    for title in ("X", "Y", "X"):
        lines.suggest(canon, by=rae, title=title)
    with pytest.raises(lines.Refused):
        lines.suggest(canon, by=rae, title="Z")
    lines.suggest(canon, by=cast.person("Jo"), title="Z")
    assert lines.suggestions_for(canon.fandom).count() == 3


def test_the_list_where_it_would_stand_names_nothing_that_she_has_not_come_to(canon, fandom):
    rae = cast.person("Rae")
    first = Instalment.objects.get(name="Book One")
    Event.objects.filter(title="D").update(title="Leander drowns")
    rae.canons_read = f"{canon.pk}-{first.pk}"
    rae.save()
    page = cast.signed_in(rae).get(reverse("line-suggest", args=[fandom.slug])).content.decode()
    assert ("Behind 3: C" in page, "Leander" in page, "an event that is covered (Book Two)" in page) == (
        True,
        False,
        True,
    )


# --- Order ---------------------------------------------------------------------------------------------------------


def test_events_are_moved_by_step_by_place_and_by_number(client, canon, fandom):
    send(client, "line-move", fandom, up=named("C").pk)
    assert order(canon) == "ACBDE"
    send(client, "line-move", fandom, down=named("D").pk)
    assert order(canon) == "ACBED"
    send(client, "line-move", fandom, event=named("D").pk, place=1)
    assert order(canon) == "DACBE"
    send(client, "line-place", fandom, canon.pk, stood=1, place=99)
    assert order(canon) == "ACBED"
    for said in ({"up": named("A").pk}, {"down": named("D").pk}, {"event": named("A").pk, "place": "x"}):
        assert send(client, "line-move", fandom, **said).status_code == 302
    for said in ({"up": "x"}, {"event": "9" * 30}, {}):
        assert send(client, "line-move", fandom, **said).status_code == 404
    assert send(client, "line-place", fandom, canon.pk, stood=77, place=1).status_code == 302
    assert order(canon) == "ACBED"


def test_what_is_off_the_line_is_back_where_it_stood(client, canon, fandom, wyn):
    send(client, "line-event", fandom, named("C").pk, wish="off")
    assert (order(canon), named("C").state) == ("ABDE", "gone")
    lines.move_event(named("E"), 1, by=wyn)
    send(client, "line-event", fandom, named("C").pk, wish="back")
    assert order(canon) == "EABCD"


def test_a_new_event_stands_behind_its_instalment(canon, wyn):
    first, second = canon.instalments.all()
    third = lines.make_instalment(canon, "Book Three", by=wyn)
    lines.make_event(canon, by=wyn, title="f", instalment_id=third.pk)
    lines.make_event(canon, by=wyn, title="s", instalment_id=second.pk)
    lines.make_event(canon, by=wyn, title="a", instalment_id=first.pk)
    lines.make_event(canon, by=wyn, title="n")
    assert order(canon) == "ABCaDEsfn"
    zero = lines.make_instalment(canon, "Book Zero", by=wyn, place=1)
    lines.make_event(canon, by=wyn, title="z", instalment_id=zero.pk)
    assert order(canon) == "zABCaDEsfn"


@pytest.mark.parametrize("seed", [*range(3), *(pytest.param(n, marks=pytest.mark.prove) for n in range(3, 40))])
def test_whatever_is_done_places_stay_without_gaps_and_undoing_all_of_it_leads_back(canon, wyn, seed):
    chance = random.Random(seed)
    stood, had = order(canon), set(OrderingAct.objects.values_list("pk", flat=True))
    rae = cast.person("Rae")
    for n in range(25):
        any_event = chance.choice(list(Event.objects.all()))
        chance.choice(
            [
                lambda event=any_event: lines.move_event(event, chance.randint(1, 9), by=wyn),
                lambda event=any_event: lines.step_event(event, chance.choice((-1, 1)), by=wyn),
                lambda event=any_event: lines.take_off(event, by=wyn),
                lambda event=any_event: lines.put_back(event, by=wyn),
                lambda event=any_event: lines.accept(event, by=wyn, place=chance.choice((None, 2))),
                lambda event=any_event: lines.decline(event, by=wyn),
                lambda n=n: lines.suggest(canon, by=rae, title=chr(97 + n), place=chance.choice((None, 1, 4))),
                lambda n=n: lines.make_event(canon, by=wyn, title=chr(97 + n), place=chance.choice((None, 3))),
                lambda event=any_event: lines.change_event(
                    event, by=wyn, title=event.title, where=str(chance.random())
                ),
            ]
        )()
        order(canon)
    for act in OrderingAct.objects.exclude(pk__in=had).exclude(kind__in=line_history.NOT_UNDONE).order_by("-pk"):
        assert line_history.undo(act, by=wyn) == 0
        order(canon)
    assert order(canon) == stood


# --- History -------------------------------------------------------------------------------------------------------


def test_the_history_tells_everything_and_undoes_it(client, canon, fandom, wyn):
    rae = cast.person("Rae")
    x = lines.suggest(canon, by=rae, title="X")
    lines.accept(x, by=wyn, place=1)
    lines.change_event(x, by=wyn, title="Y", where="ch. 1")
    lines.move_event(x, 3, by=wyn)
    lines.take_off(x, by=wyn)
    page = client.get(reverse("line-history", args=[fandom.slug])).content.decode()
    assert [words in page for words in ("took “Y” off the line", "moved “Y” from place 1 to 3", "<del><bdi>X")] == [
        True
    ] * 3
    assert "suggested “Y”" in page
    only = client.get(reverse("line-history", args=[fandom.slug]), {"event": x.pk}).content.decode()
    assert ("began the canon" in page, "began the canon" in only) == (True, False)
    found = []
    for act in OrderingAct.objects.filter(event=x).exclude(kind="event-suggested").order_by("-pk"):
        send(client, "line-undo", fandom, act=act.pk)
        found.append((order(canon), Event.objects.get(pk=x.pk).state))
    assert found == [
        ("ABYCDE", "on-the-line"), ("YABCDE", "on-the-line"), ("XABCDE", "on-the-line"), ("ABCDE", "suggested"),
    ]  # fmt: skip
    acts = list(OrderingAct.objects.filter(event=x).order_by("pk"))
    assert [(act.undone_by, act.undone_at is not None) for act in acts] == [(None, False), *[(wyn, True)] * 4]
    assert "undone by" in client.get(reverse("line-history", args=[fandom.slug])).content.decode()
    send(client, "line-undo", fandom, act=acts[1].pk)
    send(client, "line-undo", fandom, act=acts[0].pk)
    assert Event.objects.get(pk=x.pk).state == "suggested"


def test_what_was_changed_since_is_not_undone_over_it(canon, wyn):
    event = named("B")
    lines.change_event(event, by=wyn, title="Two")
    first = last_act()
    lines.change_event(event, by=wyn, title="Three")
    with pytest.raises(lines.Refused):
        line_history.undo(first, by=wyn)
    line_history.undo(last_act(), by=wyn)
    line_history.undo(first, by=wyn)
    assert Event.objects.get(pk=event.pk).title == "B"


def test_every_act_of_canons_and_instalments_is_undone(canon, fandom, wyn):
    def state():
        rows = [(each.name, each.position, each.kind, each.is_gone) for each in fandom.canons.filter(is_gone=False)]
        return rows, [(each.name, each.position) for each in canon.instalments.all()]

    film = lines.make_canon(fandom, by=wyn, name="The film", kind="film")
    for act in (
        lambda: lines.make_canon(fandom, by=wyn, name="The game", kind="game"),
        lambda: lines.change_canon(canon, by=wyn, name="The novels", kind="other"),
        lambda: lines.move_canon(film, 1, by=wyn),
        lambda: lines.take_canon_away(film, by=wyn),
        lambda: lines.make_instalment(canon, "Book Three", by=wyn, place=2),
        lambda: lines.rename_instalment(Instalment.objects.get(name="Book One"), "One", by=wyn),
        lambda: lines.move_instalment(Instalment.objects.get(name="Book Two"), 1, by=wyn),
    ):
        stood = state()
        act()
        assert state() != stood
        line_history.undo(last_act(), by=wyn)
        assert state() == stood
    three = lines.make_instalment(canon, "Book Three", by=wyn)
    made = last_act()
    lines.make_event(canon, by=wyn, title="F", instalment_id=three.pk)
    with pytest.raises(lines.Refused):
        line_history.undo(made, by=wyn)


# --- Words ---------------------------------------------------------------------------------------------------------


def test_markup_in_every_field_is_printed_as_it_was_typed(client, fandom, wyn):
    canon = lines.make_canon(fandom, by=wyn, name=NASTY, kind="book")
    one = lines.make_instalment(canon, NASTY, by=wyn)
    said = {"title": NASTY, "where": NASTY, "arc": NASTY, "about": f"<p onclick=x>{NASTY}</p>", "instalment_id": one.pk}
    on, off, waiting = lines.make_event(canon, by=wyn, **said), lines.make_event(canon, by=wyn, **said), None
    lines.take_off(off, by=wyn)
    waiting = lines.suggest(canon, by=cast.person("Rae"), **said)
    lines.change_event(on, by=wyn, **(said | {"where": "there", "about": ""}))
    for name, *args in (
        ("line",), ("line-suggestions",), ("line-history",), ("line-suggest",), ("line-canon", canon.pk), ("progress",),
        ("line-instalment", one.pk), ("line-event", on.pk), ("line-event", off.pk), ("line-event", waiting.pk),
    ):  # fmt: skip
        page = client.get(reverse(name, args=[fandom.slug, *args])).content.decode()
        assert "<script>alert" not in page
        assert "onclick" not in page
        assert "&lt;script&gt;alert(1)" in page, name


def test_a_long_line_is_shown_a_page_at_a_time(client, canon, fandom, wyn):
    Event.objects.bulk_create(
        Event(canon=canon, title=f"Event {n}", state="on-the-line", position=n) for n in range(6, 251)
    )
    page = client.get(reverse("line", args=[fandom.slug]), {"canon": canon.slug, "from": 101})
    assert [len(page.context["events"]), page.context["back"], page.context["on"]] == [100, 1, 201]
    answer = send(client, "line-move", fandom, event=named("A").pk, place=230)
    assert answer.url == f"{reverse('line', args=[fandom.slug])}?canon=the-books&from=201#event-{named('A').pk}"
