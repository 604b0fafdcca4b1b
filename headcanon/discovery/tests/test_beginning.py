"""A member suggests how a line begins that nobody has begun; a wrangler answers as she does all suggestions."""

import pytest
from django.test import Client
from django.urls import reverse

from headcanon.canon import line_history, lines
from headcanon.canon.models import Canon, Event, Fandom
from headcanon.canon.tests.on_lines import begun, order, wrangler
from tests import cast
from tests.memory import forget_everything

pytestmark = pytest.mark.django_db
BEGINS = {
    "canon-name": "The  books",
    "canon-kind": "book",
    "title": "The storm",
    "where": "ch. 1",
    "about": "It rains.",
}


@pytest.fixture
def fandom(ana):
    cast.posted(ana, fandoms=["Greek myth"])
    return Fandom.objects.get()


@pytest.fixture
def rae():
    return cast.signed_in(cast.person("Rae"))


@pytest.fixture
def wyn():
    return cast.signed_in(wrangler())


def send(client, name, *args, **said):
    forget_everything()
    return client.post(reverse(name, args=args), said)


def source(client, name, *args):
    forget_everything()
    return client.get(reverse(name, args=args)).content.decode()


def suggest(client, **said):
    return send(client, "line-suggest-canon", "greek-myth", **(BEGINS | said))


def test_it_waits_unseen_and_begins_when_its_event_is_accepted(rae, wyn, fandom):
    answer = suggest(rae)
    assert answer.url == f"{reverse('line-suggest', args=['greek-myth'])}?canon=the-books"
    event = Event.objects.get()
    assert (event.state, event.title, event.about) == ("suggested", "The storm", "<p>It rains.</p>")
    assert list(lines.canons_of(fandom)) == []
    for name in ("timeline", "fandom", "progress"):
        assert "The books" not in source(rae, name, "greek-myth"), name
    assert "Begins a canon: <bdi>The books</bdi> (Books)" in source(wyn, "line-suggestions", "greek-myth")
    assert "Greek myth" in source(wyn, "line-waiting")
    assert "The books" not in source(wyn, "line", "greek-myth"), "it was not taken away"
    send(wyn, "line-suggestions", "greek-myth", event=event.pk, wish="accept")
    [canon] = lines.canons_of(fandom)
    assert (canon.name, canon.kind, canon.position) == ("The books", "book", 1)
    assert "The storm" in source(Client(), "timeline", "greek-myth")
    kinds = ["event-suggested", "canon-made", "event-accepted"]
    assert list(canon.acts.order_by("pk").values_list("kind", flat=True)) == kinds


def test_what_follows_is_suggested_on_the_next_page_and_only_by_her(rae, wyn, fandom):
    suggest(rae)
    page = source(rae, "line-suggest", "greek-myth")
    assert "The storm" in page and "The books" in page
    assert send(rae, "line-suggest", "greek-myth", canon="the-books", title="The lamp").status_code == 302
    jo = cast.signed_in(cast.person("Jo"))
    forget_everything()
    assert jo.get(reverse("line-suggest", args=["greek-myth"])).status_code == 404
    for title in ("The storm", "The lamp"):
        wish = {"event": Event.objects.get(title=title).pk, "wish": "accept"}
        send(wyn, "line-suggestions", "greek-myth", **wish)
    assert order(Canon.objects.get()) == "The stormThe lamp"


def test_declined_it_never_begins_and_may_be_accepted_after_all(rae, wyn, fandom):
    suggest(rae)
    event = Event.objects.get()
    send(wyn, "line-event", "greek-myth", event.pk, wish="decline")
    assert list(lines.canons_of(fandom)) == [] == list(lines.suggestions_for(fandom))
    said = {"wish": "accept", "title": "The great storm"}
    assert send(wyn, "line-event", "greek-myth", event.pk, **said).status_code == 302
    assert order(Canon.objects.get(is_gone=False)) == "The great storm"


def test_suggested_by_two_it_waits_once(rae, fandom):
    suggest(rae)
    suggest(rae)
    suggest(cast.signed_in(cast.person("Jo")), **{"canon-name": "the BOOKS"}, title="The lamp")
    assert Canon.objects.count() == 1
    assert [each.title for each in lines.suggestions_for(fandom)] == ["The storm", "The lamp"]


def test_what_was_begun_otherwise_meanwhile_takes_the_events(rae, wyn, fandom):
    suggest(rae)
    suggest(rae, title="The lamp")
    there = begun(wrangler("Willa"))
    send(wyn, "line-suggestions", "greek-myth", event=Event.objects.get(title="The storm").pk, wish="accept")
    assert list(Canon.objects.all()) == [there]
    assert order(there) == "ABCDEThe storm"
    assert [each.title for each in lines.suggestions_for(fandom)] == ["The lamp"]


def test_an_accepted_beginning_can_be_undone(rae, wyn, fandom):
    suggest(rae)
    event = Event.objects.get()
    send(wyn, "line-suggestions", "greek-myth", event=event.pk, wish="accept")
    mo = wrangler("Mo")
    for act in event.canon.acts.exclude(kind="event-suggested").order_by("-pk"):
        line_history.undo(act, by=mo)
    assert list(lines.canons_of(fandom)) == []
    assert "Canons that were taken away" in source(wyn, "line", "greek-myth")


def test_a_second_way_of_telling_it_is_suggested_likewise_but_none_twice(rae, wyn, fandom):
    canon = begun(wrangler("Willa"))
    assert reverse("line-suggest-canon", args=["greek-myth"]) in source(rae, "line-suggest", "greek-myth")
    assert "There is one called so already" in suggest(rae).content.decode()
    suggest(rae, **{"canon-name": "The film", "canon-kind": "film"})
    send(wyn, "line-suggestions", "greek-myth", event=Event.objects.get(title="The storm").pk, wish="accept")
    assert [each.name for each in lines.canons_of(fandom)] == [canon.name, "The film"]


def test_too_many_suggestions_and_empty_fields_get_a_sentence_and_leave_nothing(rae, fandom, monkeypatch):
    assert "This field is required" in suggest(rae, **{"canon-name": " "}).content.decode()
    assert "This field is required" in suggest(rae, title="").content.decode()
    monkeypatch.setattr(lines, "MOST_WAITING", 0)
    assert "wait for a wrangler" in suggest(rae).content.decode()
    assert not Canon.objects.exists()


def test_of_a_fandom_that_only_a_draft_names_nothing_is_said(rae, ana, fandom):
    cast.draft(ana, fandoms=["Secret"])
    for slug in ("secret", "never-heard-of"):
        assert rae.get(reverse("line-suggest-canon", args=[slug])).status_code == 404
        assert send(rae, "line-suggest-canon", slug, **BEGINS).status_code == 404
    assert not Canon.objects.exists()
    assert Client().get(reverse("line-suggest-canon", args=["greek-myth"])).status_code == 302


def test_markup_is_printed_as_it_was_typed(rae, wyn, fandom):
    nasty = "<script>alert(1)</script>"
    suggest(rae, **{"canon-name": nasty}, title=nasty)
    event = Event.objects.get()
    pages = [source(wyn, "line-suggestions", "greek-myth"), source(wyn, "line-event", "greek-myth", event.pk)]
    for page in [*pages, source(rae, "line-suggest", "greek-myth")]:
        assert nasty not in page
        assert "&lt;script&gt;" in page
