"""Every way to a headcanon, for every state and every kind of person: who meets it."""

import pytest
from django.test import Client
from django.urls import reverse

from headcanon.accounts.blocking import block
from headcanon.headcanons.asking import decline
from headcanon.headcanons.models import Headcanon
from headcanon.headcanons.tests.having import asked, had, on_the_line, remarked
from tests.cast import signed_in
from tests.memory import forget_everything

pytestmark = pytest.mark.django_db
SECRET = "nobody ever saw the otter"
EVERYBODY = {"guest", "Rae", "Ana", "Vex", "Bea", "Nim", "Mo"}

# Rae has it, Ana is asked, Vex and Rae keep apart, Bea is anybody, Nim is a moderator, Mo the archivist.
STATES = {
    "posted": EVERYBODY - {"Vex"},
    "without a name": EVERYBODY,
    "hidden": {"Rae", "Nim", "Mo"},
    "asked": {"Rae", "Ana"},
    "asked, hidden": {"Rae"},
    "declined": {"Rae", "Ana"},
}
PAGES = {
    "headcanon": lambda it: it.get_absolute_url(),
    "believe": lambda it: reverse("headcanon-believe", args=[it.pk]),
    "writing": lambda it: reverse("headcanon-writing", args=[it.pk]),
    "talk": lambda it: reverse("headcanon-talk", args=[it.pk]),
    "new remark": lambda it: reverse("remark-new", args=[it.pk]),
}
LISTS = {
    "list": lambda it: reverse("headcanons"),
    "never": lambda it: f"{reverse('headcanons')}?show=never",
    "event": lambda it: f"{reverse('headcanons')}?event={it.event_id}",
    "fandom": lambda it: f"{reverse('headcanons')}?fandom=greek-myth",
    "tag": lambda it: f"{reverse('headcanons')}?tag=hero",
}
OPEN_STATES = {"posted", "without a name", "hidden"}
FOR_MEMBERS = {"believe", "writing", "new remark"}


@pytest.fixture
def people(ana, rae, vex, bea, nim, mo):
    block(rae, vex)
    return {"guest": None, "Rae": rae, "Ana": ana, "Vex": vex, "Bea": bea, "Nim": nim, "Mo": mo}


def secret_of(state):
    return f"{SECRET}, {state}."


def made(state, people, event=None):
    rae, ana = people["Rae"], people["Ana"]
    about = {"event": event or on_the_line()}
    if state.startswith(("asked", "declined")):
        headcanon = asked(rae, ana, secret_of(state), **about)
    else:
        headcanon = had(rae, secret_of(state), is_anonymous=state == "without a name", **about)
    if state == "declined":
        decline(headcanon)
    Headcanon.objects.filter(pk=headcanon.pk).update(is_hidden="hidden" in state)
    return Headcanon.objects.get(pk=headcanon.pk)


def clients(people):
    return {name: signed_in(each) if each else Client() for name, each in people.items()}


@pytest.mark.parametrize("state", STATES)
def test_who_meets_it(people, state):
    headcanon = made(state, people)
    forget_everything()
    by = clients(people)
    for name, address in PAGES.items():
        expected = STATES[state] if name == "headcanon" or state in OPEN_STATES else set()
        expected = expected - {"guest"} if name in FOR_MEMBERS else expected
        met = {who for who, client in by.items() if client.get(address(headcanon)).status_code in (200, 302)}
        met -= {"guest"} if name in FOR_MEMBERS else set()  # a guest is led to sign in, whatever is there
        assert met == expected, name


def test_who_meets_which_in_a_list(people):
    event = on_the_line()
    all_of_them = {state: made(state, people, event) for state in STATES}
    forget_everything()
    by = clients(people)
    for name, address in LISTS.items():
        pages = {who: client.get(address(all_of_them["posted"])).content.decode() for who, client in by.items()}
        for state in STATES:
            expected = STATES[state] if state in OPEN_STATES else set()
            assert {who for who, page in pages.items() if secret_of(state) in page} == expected, (name, state)


@pytest.mark.parametrize("state", ["posted", "hidden"])
def test_what_is_said_of_it_is_met_by_whoever_meets_it(people, state):
    headcanon = made("posted", people)
    remark = remarked(headcanon, people["Bea"], "Said of the otter")
    Headcanon.objects.update(is_hidden=state == "hidden")
    forget_everything()
    met = {who for who, client in clients(people).items() if client.get(remark.get_absolute_url()).status_code == 200}
    assert met == STATES[state]


def test_a_hidden_one_looks_exactly_like_a_missing_one(people):
    headcanon = made("hidden", people)
    forget_everything()
    client = Client()
    hidden, missing = (client.get(f"/headcanons/{pk}") for pk in (headcanon.pk, headcanon.pk + 1))
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert hidden.content.replace(str(headcanon.pk).encode(), b"") == missing.content.replace(
        str(headcanon.pk + 1).encode(), b""
    )
    assert client.get(f"/headcanons/{2**70}").status_code == 404
