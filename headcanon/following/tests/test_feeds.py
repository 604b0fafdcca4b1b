"""Somebody's news in a feed, for whoever has its address, and her wishes about mail."""

import json
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from headcanon.accounts.blocking import block
from headcanon.accounts.models import User
from headcanon.core.outbox import drain
from headcanon.following.follows import follow
from headcanon.following.models import Hearing, Notice
from tests.cast import posted, signed_in

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def token(rae):
    signed_in(rae).post(reverse("news-settings"), {"new_feed": "1"})
    return Hearing.objects.get().feed_token


def titles(client, token):
    drain()
    root = ElementTree.fromstring(client.get(f"/feeds/{token}").content)
    return [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")]


def test_atom_has_all_that_its_readers_ask_for(ana, rae, token, client):
    follow(rae, "author", ana)
    work = posted(ana, "The <Lamp> & 光")
    drain()
    answer = client.get(f"/feeds/{token}")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert "private" in answer["Cache-Control"]
    root = ElementTree.fromstring(answer.content)
    assert root.tag == f"{ATOM}feed"
    assert all(root.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))
    [entry] = root.iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Ana posted a new story: “The <Lamp> & 光”"
    assert entry.find(f"{ATOM}link").get("href") == f"http://testserver{work.get_absolute_url()}"
    assert entry.findtext(f"{ATOM}id").startswith("tag:testserver,")
    assert entry.findtext(f"{ATOM}updated").count("T") == 1


def test_json_feed_says_the_same(ana, rae, token, client):
    follow(rae, "author", ana)
    work = posted(ana)
    drain()
    answer = client.get(f"/feeds/{token}.json")
    assert answer["Content-Type"] == "application/feed+json"
    assert "private" in answer["Cache-Control"]
    told = json.loads(answer.content)
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert (told["feed_url"], told["home_page_url"]) == (
        f"http://testserver/feeds/{token}.json",
        "http://testserver/inbox",
    )
    [item] = told["items"]
    assert set(item) == {"id", "url", "title", "content_text", "date_published"}
    assert item["url"] == f"http://testserver{work.get_absolute_url()}"


def test_reading_it_marks_nothing_as_read(ana, rae, token, client):
    follow(rae, "author", ana)
    posted(ana)
    assert len(titles(client, token)) == 1
    assert Notice.objects.filter(seen_at=None).count() == 1


def test_it_shows_what_she_may_see_now_and_is_gone_when_she_is(ana, rae, token, client):
    follow(rae, "author", ana)
    posted(ana)
    assert len(titles(client, token)) == 1
    block(ana, rae)
    assert titles(client, token) == []
    User.objects.filter(pk=rae.pk).update(is_active=False)
    assert client.get(f"/feeds/{token}").status_code == 404


def test_a_new_address_ends_the_old_one(rae, token, client):
    signed_in(rae).post(reverse("news-settings"), {"new_feed": "1"})
    assert client.get(f"/feeds/{token}").status_code == 404
    assert client.get(f"/feeds/{Hearing.objects.get().feed_token}").status_code == 200
    for wrong in ("None", "x", "%00", "null.json"):
        assert client.get(f"/feeds/{wrong}").status_code == 404


def test_her_wishes_are_kept_and_a_new_feed_changes_none_of_them(rae):
    client = signed_in(rae)
    client.post(reverse("news-settings"), {"pace": "weekly", "mails_reviews": "on"})
    client.post(reverse("news-settings"), {"new_feed": "1"})
    said = Hearing.objects.values_list("pace", "mails_follows", "mails_reviews", "mails_requests", "mails_kudos").get()
    assert said == ("weekly", False, True, False, False)
    page = client.get(reverse("news-settings")).content.decode()
    assert Hearing.objects.get().feed_token in page
    answer = client.post(reverse("news-settings"), {"pace": "hourly"})
    assert (answer.status_code, Hearing.objects.get().pace) == (200, "weekly")
