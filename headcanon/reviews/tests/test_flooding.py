"""Whoever floods is slowed, then stopped, and keeps her words; nothing of where she comes from is stored."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from headcanon.core import flooding
from headcanon.reviews import applauding
from headcanon.reviews.models import Kudos, Review
from headcanon.reviews.tests.saying import form_at, guest_says, list_at, say, texts, words_of
from tests.cast import person, posted, signed_in

pytestmark = pytest.mark.django_db


class Clock:
    """A clock that stands still, at the beginning of an hour, until it is told to go."""

    def __init__(self):
        self.now = 3600.0 * 1000

    def time(self):
        return self.now


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(flooding, "time", clock)
    return clock


@pytest.fixture
def work(ana):
    return posted(ana)


def test_a_guest_who_is_quick_is_asked_to_wait_and_keeps_her_words(work, clock):
    client = Client()
    for number in range(flooding.GUEST.a_minute):
        assert guest_says(client, work, f"Review {number}.").status_code == 302
    clock.now += 10
    response = guest_says(client, work, "One more.")
    assert "That was quick. Please wait 50 seconds and post again; what you wrote is still here." in words_of(response)
    assert "One more." in response.content.decode()
    clock.now += 50
    assert guest_says(client, work, "One more.").status_code == 302
    assert texts(list_at(work))[0] == "One more."


def test_a_new_cookie_is_no_way_around_and_another_address_is_not_to_blame(work):
    for number in range(flooding.GUEST.a_minute):
        guest_says(Client(), work, f"Review {number}.")
    assert guest_says(Client(), work, "One more.").status_code == 200
    assert guest_says(Client(REMOTE_ADDR="192.0.2.7"), work, "From elsewhere.").status_code == 302


def test_whoever_goes_on_is_stopped_for_the_rest_of_the_hour(work, clock):
    client = Client()
    for number in range(flooding.GUEST.an_hour):
        guest_says(client, work, f"Review {number}.")
    clock.now += 60
    response = guest_says(client, work, "One more.")
    assert "Too much has come from here in a short time. You can post again in 59 minutes" in words_of(response)
    clock.now += 3600
    assert guest_says(client, work, "One more.").status_code == 302


def test_a_member_may_be_quicker_and_is_counted_by_herself(work):
    rae = signed_in(person("Rae"))
    for number in range(flooding.MEMBER.a_minute):
        assert say(rae, work, f"Review {number}.").status_code == 302
    assert "That was quick." in words_of(say(rae, work, "One more."))
    assert say(signed_in(person("Bea")), work, "By Bea.").status_code == 302


def test_a_stop_is_no_try(work):
    client = Client()
    for _ in range(flooding.GUEST.a_minute + 2):
        assert guest_says(client, work, "I loved it. Please update soon!!").status_code == 200
    assert guest_says(client, work, "I loved it.").status_code == 302


def test_kudos_from_one_place_are_slowed_as_well(work, ana):
    works = [posted(ana, f"Night {n}") for n in range(applauding.KUDOS.a_minute + 1)]
    for each in works:
        Client().post(reverse("kudos", args=[each.pk]))
    assert Kudos.objects.count() == applauding.KUDOS.a_minute
    client = Client()
    response = client.post(reverse("kudos", args=[works[-1].pk]), follow=True)
    assert "That was quick." in words_of(response)


def test_no_address_is_stored_anywhere(work):
    address = "198.51.100.23"
    guest_says(Client(REMOTE_ADDR=address), work)
    Client(REMOTE_ADDR=address).post(reverse("kudos", args=[work.pk]))
    assert (Review.objects.count(), Kudos.objects.count()) == (1, 1)
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            assert address not in str(cursor.fetchall()), table


def test_a_cookie_is_set_only_when_a_guest_says_something(work):
    client = Client()
    for address in (work.get_absolute_url(), list_at(work), form_at(work), reverse("kudos", args=[work.pk])):
        assert "device" not in client.get(address).cookies
    cookie = guest_says(client, work).cookies["device"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert Review.objects.get().device not in cookie.value
    assert "device" not in guest_says(client, work, "Again.").cookies
    assert len(set(Review.objects.values_list("device", flat=True))) == 1
