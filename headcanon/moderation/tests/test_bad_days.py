"""The switches for a bad day."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from headcanon.accounts.inviting import invite
from headcanon.accounts.models import Invitation, User
from headcanon.core.editions import pages_changed
from headcanon.core.models import Archive
from headcanon.moderation.bad_days import close
from headcanon.moderation.models import Act
from headcanon.moderation.tests.things import moderator
from tests import cast
from tests.memory import forget_everything

pytestmark = pytest.mark.django_db

NEW = {"username": "Nora", "email": "nora@example.org", "password1": cast.PASSWORD}


@pytest.fixture
def nim():
    return moderator()


def switches():
    archive = Archive.objects.get()
    return archive.signups_closed, archive.guest_reviews_closed, archive.links_closed


def turn(client, which):
    forget_everything()
    return client.post(reverse("bad-day"), {"turn": which})


def test_one_click_closes_all_three_and_each_is_opened_alone_or_all_at_once(nim):
    client = cast.signed_in(nim)
    client.get(reverse("bad-day"))
    states = []
    for which in ("close all", "open links", "close links", "open all", "close guest-reviews"):
        turn(client, which)
        states.append(switches())
    assert states == [(True,) * 3, (True, True, False), (True,) * 3, (False,) * 3, (False, True, False)]


def test_what_was_turned_stands_on_the_trail_once(nim):
    for _ in range(2):
        close(["signups", "links"], by=nim)
    assert list(Act.objects.values_list("kind", "thing", "by_number")) == [
        ("close", "signups", nim.pk),
        ("close", "links", nim.pk),
    ]


def test_nonsense_turns_nothing(nim):
    client = cast.signed_in(nim)
    client.get(reverse("bad-day"))
    assert [turn(client, which).status_code for which in ("", "close", "shut all", "close name", "open all all")] == [
        404
    ] * 5
    assert switches() == (False,) * 3


def test_nobody_but_moderators_turns_them(nim):
    client = cast.signed_in(cast.person("Rae"))
    assert (turn(client, "close all").status_code, turn(Client(), "close all").status_code) == (404, 404)
    assert not Act.objects.exists()


@pytest.mark.parametrize("is_invited", [False, True])
def test_nobody_joins_while_joining_is_closed(nim, is_invited):
    Archive.objects.update_or_create(pk=Archive.ROW, defaults={"joining": "open"})
    pages_changed()
    page = reverse("account_signup")
    if is_invited:
        page = reverse("sign-up-invited", args=[invite(nim, uses=1, lasts=timedelta(days=3))])
    forget_everything()
    assert Client().get(page).status_code == 200
    close(["signups"], by=nim)
    forget_everything()
    for answer in (Client().get(page), Client().post(page, NEW)):
        assert (answer.status_code, "Nobody new can join today" in answer.content.decode()) == (403, True)
    assert reverse("account_signup") not in Client().get("/").content.decode()
    assert not User.objects.filter(username="Nora").exists()
    assert not Invitation.objects.exclude(used=0).exists()
