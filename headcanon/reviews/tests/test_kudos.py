"""Kudos: once a person or a device, never for oneself, and said in one line."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from headcanon.accounts.blocking import block, mute
from headcanon.accounts.models import User
from headcanon.core import editions
from headcanon.core.outbox import drain
from headcanon.core.viewing import Viewer
from headcanon.reviews.applauding import applaud
from headcanon.reviews.models import Kudos
from headcanon.reviews.signals import kudos_given
from headcanon.reviews.tests.saying import list_at, shown, words_of
from headcanon.works.models import Work
from tests.cast import draft, hidden, person, posted, restricted, signed_in, trashed
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def rae(db):
    return person("Rae")


@pytest.fixture
def work(ana):
    return posted(ana)


def at(work):
    return reverse("kudos", args=[work.pk])


def line(client, work):
    found = shown(at(work), client).css_first("#kudos > p")
    return " ".join(found.text().split()) if found else ""


def test_a_member_gives_kudos_once_and_her_name_stands_there(work, rae):
    client, given = signed_in(rae), []
    kudos_given.connect(receiver := lambda kudos, **_: given.append(kudos))
    for _ in range(2):
        assert client.post(at(work)).url == at(work)
    assert Kudos.objects.get().person == rae
    assert given == [Kudos.objects.get()]
    assert line(client, work) == "You have left kudos."
    assert line(Client(), work) == "1 reader has, Rae among them."
    kudos_given.disconnect(receiver)


def test_a_guests_device_gives_kudos_once_and_only_a_hash_of_it_is_kept(work):
    client = Client()
    for _ in range(2):
        client.post(at(work))
    kudos = Kudos.objects.get()
    assert (kudos.person, len(kudos.device)) == (None, 64)
    assert kudos.device != client.cookies["device"].value
    assert line(client, work) == "You have left kudos."
    Client().post(at(work))
    assert line(client, work) == "You and 1 other have left kudos."
    client.cookies["device"] = "nonsense"
    client.post(at(work))
    assert Kudos.objects.count() == 3


def test_an_author_gives_none_to_herself_and_finds_no_button(ana, rae):
    work = posted(ana, others=[rae])
    for who in (ana, rae):
        assert "This is your own story." in words_of(signed_in(who).post(at(work), follow=True))
        assert shown(at(work), signed_in(who)).css("#kudos button") == []
    assert Kudos.objects.count() == 0


def test_what_cannot_be_seen_cannot_be_applauded(ana, rae):
    made = [restricted(ana), hidden(ana), trashed(ana), draft(ana)]
    assert [Client().post(at(work)).status_code for work in made] == [404] * 4
    assert [signed_in(rae).post(at(work)).status_code for work in made] == [302, 404, 404, 404]
    assert Kudos.objects.count() == 1


def test_somebody_suspended_gives_none(work, rae):
    User.objects.filter(pk=rae.pk).update(suspended_until=timezone.now() + timedelta(days=1))
    assert "A moderator has asked you to be silent" in words_of(signed_in(rae).post(at(work), follow=True))
    assert Kudos.objects.count() == 0


def test_names_of_people_who_keep_apart_or_are_muted_stand_nowhere_for_each_other(work, rae):
    bea, tea = person("Bea"), person("Tea")
    for who in (bea, tea):
        applaud(work, viewer=Viewer(who))
    block(bea, rae)
    mute(rae, tea)
    assert line(signed_in(rae), work) == "2 readers have."
    assert line(Client(), work) == "2 readers have, Tea and Bea among them."
    User.objects.filter(pk=tea.pk).update(is_active=False)
    assert line(Client(), work) == "2 readers have, Bea among them."


def test_the_number_on_the_kept_page_follows(work, rae):
    applaud(work, viewer=Viewer(rae))
    applaud(work, viewer=Viewer(), device="d" * 64)
    drain()
    work = Work.objects.get(pk=work.pk)
    assert work.kudos_count == 2
    assert "2 readers have." in shown(work.get_absolute_url()).css_first("#kudos").text()
    assert "2 readers have, Rae among them." in " ".join(shown(list_at(work)).css_first("#kudos").text().split())


def test_a_guests_page_holds_no_token_and_a_members_form_does(work, rae):
    for address in (work.get_absolute_url(), list_at(work)):
        response = Client().get(address)
        assert (b"csrfmiddlewaretoken" in response.content, dict(response.cookies)) == (False, {})
    assert b"csrfmiddlewaretoken" in signed_in(rae).get(list_at(work)).content
    assert signed_in(rae, lambda: Client(enforce_csrf_checks=True)).post(at(work)).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_htmx_is_given_the_very_page_that_is_kept_for_all_guests(work, monkeypatch):
    monkeypatch.setattr(editions, "LOOK_AGAIN_AFTER", 60)
    first = Visitor().get(list_at(work))
    with CaptureQueriesContext(connection) as captured:
        again = Visitor().get(list_at(work), headers={"HX-Request": "true"})
    assert (again.content, len(captured)) == (first.content, 1)  # has anything changed?
