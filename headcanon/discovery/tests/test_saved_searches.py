"""Searches that somebody saves: hers alone, under names of her own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from headcanon.accounts.models import User
from headcanon.discovery import saving
from headcanon.discovery.models import SavedSearch
from tests import cast
from tests.cast import signed_in

ASKS = "fandom=greek-myth&no-tag=grief"


@pytest.fixture
def rae(db):
    return cast.person("Rae")


def save(client, name="Lamps", asks=ASKS):
    return client.post(f"{reverse('saved-search-new')}?{asks}", {"name": name}, follow=True)


def test_a_search_is_saved_named_opened_and_let_go(ana, rae):
    cast.posted(ana)
    client = signed_in(rae)
    form = client.get(f"{reverse('saved-search-new')}?no-tag=grief&fandom=Greek+myth&nonsense=1").text
    assert "from Greek myth" in form
    page = save(client).text
    search = SavedSearch.objects.get()
    assert (search.person, search.name, search.asks) == (rae, "Lamps", ASKS)
    assert f'href="{search.get_absolute_url()}"' in page
    assert client.get(search.get_absolute_url())["Location"] == f"{reverse('search')}?{ASKS}"
    edit = reverse("saved-search-edit", args=[search.pk])
    assert "from Greek myth" in client.get(edit).text
    assert "Lighthouses" in client.post(edit, {"name": " Lighthouses "}, follow=True).text
    assert SavedSearch.objects.get().name == "Lighthouses"
    client.post(edit, {"let_go": "1"})
    assert not SavedSearch.objects.exists()


def test_nobody_else_finds_it(rae):
    search = saving.save(rae, name="Mine alone", asks=ASKS)
    vex, mo = cast.person("Vex"), cast.person("Mo", is_archivist=True)
    for other in (vex, mo):
        client = signed_in(other)
        assert "Mine alone" not in client.get(reverse("saved-searches")).text
        for name in ("saved-search", "saved-search-edit"):
            assert client.get(reverse(name, args=[search.pk])).status_code == 404
        for said in ({"name": "Yours"}, {"let_go": "1"}, {"new_feed": "1"}):
            assert client.post(reverse("saved-search-edit", args=[search.pk]), said).status_code == 404
    for name in ("saved-searches", "saved-search-new"):
        assert Client().get(reverse(name)).status_code == 302
    assert Client().get(search.get_absolute_url())["Location"].startswith("/users/login")
    kept = SavedSearch.objects.get()
    assert (kept.name, kept.feed_token) == ("Mine alone", search.feed_token)


def test_the_same_twice_is_one_and_another_needs_another_name(rae):
    client = signed_in(rae)
    save(client)
    save(client)
    refused = client.post(f"{reverse('saved-search-new')}?fandom=dracula", {"name": "Lamps"})
    assert refused.status_code == 400
    assert "Another search of yours is called “Lamps”" in refused.text
    other = saving.save(rae, name="Counts", asks="fandom=dracula")
    refused = client.post(reverse("saved-search-edit", args=[other.pk]), {"name": "Lamps"})
    assert (refused.status_code, "Another search of yours" in refused.text) == (400, True)
    assert sorted(SavedSearch.objects.values_list("name", flat=True)) == ["Counts", "Lamps"]
    saving.save(cast.person("Vex"), name="Lamps", asks=ASKS)


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "a" * 81, "\0"])
def test_a_name_is_one(rae, name):
    refused = signed_in(rae).post(f"{reverse('saved-search-new')}?{ASKS}", {"name": name})
    assert (refused.status_code, SavedSearch.objects.exists()) == (400, False)


def test_markup_in_it_is_printed_as_it_was_typed(rae):
    client = signed_in(rae)
    save(client, name="<b>Lamps</b> & more", asks="q=<i>lamp</i>&tag=<script>")
    edit = reverse("saved-search-edit", args=[SavedSearch.objects.get().pk])
    for address in (reverse("saved-searches"), edit):
        page = client.get(address).text
        assert "&lt;b&gt;Lamps&lt;/b&gt; &amp; more" in page
        assert "<b>Lamps" not in page
        assert "<script>" not in page.replace("<script type", "")


def test_no_more_are_kept_than_can_be_looked_after(rae, monkeypatch):
    monkeypatch.setattr(saving, "MOST", 2)
    client = signed_in(rae)
    for name in ("One", "Two", "Three"):
        page = save(client, name=name).text
    assert "You have 2 saved searches, and no more can be kept." in page
    assert SavedSearch.objects.count() == 2
    save(client, name="Two")
    assert SavedSearch.objects.count() == 2


def test_one_that_asks_for_too_much_is_refused(rae):
    asks = "&".join(f"tag={'x' * 150}{number}" for number in range(40))
    page = save(signed_in(rae), asks=asks)
    assert (page.status_code, SavedSearch.objects.exists()) == (400, False)
    assert "asks for more than can be kept" in page.text


def test_its_feed_gets_a_new_address(rae):
    search = saving.save(rae, name="Lamps", asks=ASKS)
    assert saving.search_of_feed(search.feed_token) == search
    signed_in(rae).post(reverse("saved-search-edit", args=[search.pk]), {"new_feed": "1"})
    assert SavedSearch.objects.get().feed_token != search.feed_token


@pytest.mark.django_db(transaction=True)
def test_saved_from_two_windows_at_once_it_is_one():
    rae = cast.person("Rae")
    start = Barrier(2)

    def save_it(_):
        start.wait()
        try:
            return saving.save(User.objects.get(pk=rae.pk), name="Lamps", asks=ASKS).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        assert len(set(threads.map(save_it, range(2)))) == 1
    assert SavedSearch.objects.count() == 1
