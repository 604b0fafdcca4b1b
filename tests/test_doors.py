"""Every way out of the archive, for every kind of work and every kind of person: who meets what.

A new address must be given its place here, or the first test fails.
"""

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import get_resolver, reverse

from headcanon.bindery.writers import FORMATS
from headcanon.works.models import Work
from tests.cast import draft, hidden, person, posted, restricted

# With blanks, so that an address, which a page may repeat to whoever typed it, does not hold it.
SECRET = "nobody ever saw the otter"

STATES = {"draft": draft, "posted": posted, "restricted": restricted, "hidden": hidden}
WHO_MAY_SEE = {
    "draft": {"Ana"},
    "posted": {"guest", "Rae", "Ana", "Mo"},
    "restricted": {"Rae", "Ana", "Mo"},
    "hidden": {"Ana", "Mo"},
}
CAST = ("guest", "Rae", "Ana", "Mo")

LISTINGS = {
    "home": lambda work: reverse("home"),
    "fandoms": lambda work: reverse("fandoms"),
    "fandom": lambda work: work.fandom_names[0].get_absolute_url(),
    "tag": lambda work: work.tags_of("character")[0].get_absolute_url(),
}
PAGES = {
    "works": lambda work: reverse("works"),
    "author": lambda work: work.authors[0].get_absolute_url(),
    "person": lambda work: reverse("person", args=[work.authors[0].user.username]),
    "series": lambda work: work.series.get().get_absolute_url(),
    "work": lambda work: work.get_absolute_url(),
    "whole work": lambda work: f"{work.get_absolute_url()}?view_full_work=true",
    "work, agreed": lambda work: f"{work.get_absolute_url()}?view_adult=true",
    "chapter": lambda work: work.chapters.get(position=1).get_absolute_url(),
    "last chapter": lambda work: work.chapters.get(position=2).get_absolute_url(),
    "navigate": lambda work: reverse("navigate", args=[work.pk]),
}
BOOKS = {
    f"download {extension}": lambda work, extension=extension: reverse("download", args=[work.pk, "x", extension])
    for extension in FORMATS
}
DOORS = {**LISTINGS, **PAGES, **BOOKS}
# Addresses that say nothing of any work.
NOT_OF_WORKS = {
    "about", "rules", "privacy", "appearance", "choose-theme", "archive-settings", "set-up", "account_login",
    "account_logout", "account_inactive", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key", "account_reset_password_from_key_done",
}  # fmt: skip


def test_every_address_has_its_place_here():
    named = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    walked = {door.split()[0].rstrip(",") for door in DOORS} - {"whole", "last"}
    assert named == walked | NOT_OF_WORKS | {"publish"}


@pytest.fixture(params=STATES)
def state(request):
    return request.param


@pytest.fixture
def people(db):
    return {"guest": None, **{name: person(name, is_archivist=name == "Mo") for name in CAST[1:]}}


@pytest.fixture
def work(state, people):
    """One whose every word, name and tag is a secret of its own."""
    said = {
        "chapters": 2,
        "summary": f"<p>{SECRET}</p>",
        "fandoms": [f"Fandom {SECRET}"],
        "characters": [f"Character {SECRET}"],
        "relationships": [],
        "tags": [f"Tag {SECRET}"],
        "series": [(f"Series {SECRET}", 1)],
    }
    made = STATES[state](people["Ana"], f"Title {SECRET}", **said)
    return Work.objects.get(pk=made.pk)


def signed_in(user):
    client = Client()
    if user:
        client.force_login(user)
    return client


def meets(client, address):
    """Whether anything of the secret comes through this door, headers and file names included."""
    caches["pages"].clear()
    response = client.get(address, follow=True)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if response.get("Content-Type") == "application/epub+zip":
        return response.status_code == 200
    return SECRET.encode() in body or SECRET in str(response.headers)


@pytest.mark.parametrize("name", CAST)
def test_who_meets_a_work_at_which_door(people, work, state, name):
    client = signed_in(people[name])
    may_see = name in WHO_MAY_SEE[state]
    expected = {door: may_see for door in DOORS}
    if state == "draft" and may_see:
        # Its fandom's page is there for her and names it; the newest stories and the list of fandoms do not.
        expected |= {"home": False, "fandoms": False, "works": False}
    assert {door: meets(client, address(work)) for door, address in DOORS.items()} == expected


@pytest.mark.parametrize("name", CAST)
def test_only_an_author_can_publish(people, work, state, name):
    response = signed_in(people[name]).post(reverse("publish", args=[work.pk]))
    assert response.status_code == (302 if name == "Ana" else 404)
    work.refresh_from_db()
    assert work.is_draft == (state == "draft" and name != "Ana")


def test_a_hidden_work_looks_exactly_like_a_missing_one(people, db):
    seen = hidden(people["Ana"], chapters=1)
    for address in ("/works/{}", "/works/{}/navigate", "/works/{}?view_full_work=true", "/works/{}?view_adult=true"):
        there, missing = (Client().get(address.format(pk)) for pk in (seen.pk, 999_999))
        assert (there.status_code, missing.status_code) == (404, 404)
        assert there.content.replace(str(seen.pk).encode(), b"") == missing.content.replace(b"999999", b"")


def test_numbers_tell_a_guest_nothing_of_what_she_may_not_see(people, db):
    posted(people["Ana"], "Seen")
    for make in (draft, restricted, hidden):
        make(people["Ana"], f"Title {SECRET}")
    for address in ("/", "/fandoms/greek-myth", people["Ana"].default_pseud.get_absolute_url()):
        page = Client().get(address).content.decode()
        assert "1 story." in page
        assert SECRET not in page
