"""Who believes a headcanon, and who is writing it: once each, and others learn only how many."""

import pytest
from django.urls import reverse
from django.utils import timezone

from headcanon.accounts.joining import take_pen_name
from headcanon.core.outbox import drain
from headcanon.headcanons import asking, believing, writing
from headcanon.headcanons.models import Belief, Headcanon, Writing
from headcanon.headcanons.tests.having import asked, had
from tests.cast import signed_in
from tests.memory import forget_everything


@pytest.fixture
def headcanon(ana):
    return had(ana)


def numbers():
    drain()
    return Headcanon.objects.values_list("belief_count", "writing_count").get()


def say(person, headcanon, name, wish="begin"):
    return signed_in(person).post(reverse(name, args=[headcanon.pk]), {"wish": wish})


@pytest.mark.parametrize("name", ["headcanon-believe", "headcanon-writing"])
def test_it_is_said_once_counted_and_taken_back(client, headcanon, rae, vex, name):
    place = ["headcanon-believe", "headcanon-writing"].index(name)
    for person in (rae, rae, vex):
        say(person, headcanon, name)
    assert numbers()[place] == 2
    page = client.get(headcanon.get_absolute_url()).content.decode()
    assert ("2 believe it." if place == 0 else "2 are writing it") in page
    assert not {"Rae", "Vex"} & set(page.replace("<", " ").replace(">", " ").split())
    say(rae, headcanon, name, "end")
    say(rae, headcanon, name, "end")
    assert numbers()[place] == 1
    forget_everything()
    assert "You " in signed_in(vex).get(headcanon.get_absolute_url()).content.decode()


def test_whoever_had_it_believes_it_anyway_and_may_write_it(headcanon, ana):
    say(ana, headcanon, "headcanon-believe")
    say(ana, headcanon, "headcanon-writing")
    assert numbers() == (0, 1)


def test_under_two_names_she_is_one_who_writes_it(headcanon, rae):
    Writing.objects.create(headcanon=headcanon, pseud=take_pen_name(rae, "Owl"))
    writing.begin(headcanon, rae)
    Writing.objects.create(headcanon=headcanon, pseud=rae.default_pseud)  # as two windows at once may
    writing.recount_later(headcanon.pk)
    assert numbers() == (0, 1)
    writing.stop(headcanon, rae)
    assert numbers() == (0, 0)


def test_an_ask_is_not_believed_before_it_is_accepted(ana, rae):
    headcanon = asked(rae, ana)
    assert say(ana, headcanon, "headcanon-believe").status_code == 404
    believing.believe(headcanon, ana)
    assert not Belief.objects.exists()
    believing.believe(asking.accept(headcanon), ana)
    assert Belief.objects.count() == 1


def test_a_guest_comes_to_sign_in_and_who_is_silent_is_told(client, headcanon, rae):
    for name in ("headcanon-believe", "headcanon-writing"):
        address = reverse(name, args=[headcanon.pk])
        assert client.get(address)["Location"].startswith(reverse("account_login"))
    rae.suspended_until = timezone.now() + timezone.timedelta(days=1)
    rae.save()
    say(rae, headcanon, "headcanon-believe")
    say(rae, headcanon, "headcanon-writing")
    assert numbers() == (0, 0)


def test_a_hidden_one_is_not_there_to_be_believed(headcanon, rae):
    Headcanon.objects.update(is_hidden=True)
    assert say(rae, headcanon, "headcanon-believe").status_code == 404
    assert say(rae, headcanon, "headcanon-writing").status_code == 404
