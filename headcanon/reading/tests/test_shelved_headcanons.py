"""Headcanons on a reader's shelves."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from headcanon.headcanons.models import Headcanon
from headcanon.headcanons.posting import take_back
from headcanon.headcanons.tests.having import CLAIM, asked, had
from headcanon.reading.models import Shelf, ShelvedHeadcanon
from headcanon.reading.shelved_headcanons import put
from tests.cast import person, signed_in
from tests.memory import forget_everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def rae():
    return person("Rae")


@pytest.fixture
def headcanon(ana):
    return had(ana)


def shelf_of(owner, **more):
    return Shelf.objects.create(person=owner, name="Lamps", **more)


def public(owner):
    return shelf_of(owner, sight="everyone", pseud=owner.default_pseud)


def page_of(client, address):
    forget_everything()
    return client.get(address).content.decode()


def shelved():
    return list(ShelvedHeadcanon.objects.values_list("shelf__name", "headcanon__claim", "note").order_by("pk"))


def test_she_puts_one_on_shelves_old_and_new_with_a_note_and_takes_it_off_again(headcanon, rae):
    shelf, browser = shelf_of(rae), signed_in(rae)
    address = reverse("headcanon-shelve", args=[headcanon.pk])
    assert address in page_of(browser, headcanon.get_absolute_url())
    browser.post(address, {"shelves": [shelf.pk], "new": "Nights", "note": "For the cold."})
    assert shelved() == [("Lamps", CLAIM, "For the cold."), ("Nights", CLAIM, "For the cold.")]
    for page in (reverse("shelf", args=[shelf.pk]), reverse("shelf-headcanons", args=[shelf.pk])):
        assert CLAIM in page_of(browser, page)
        assert "For the cold." in page_of(browser, page)
    nights = Shelf.objects.get(name="Nights")
    page = browser.post(address, {"shelves": [nights.pk], "was": [shelf.pk, nights.pk], "note": "Warm."})
    assert shelved() == [("Nights", CLAIM, "Warm.")]
    browser.post(reverse("shelf-headcanons-undo"), {"token": page.context["token"]})
    assert sorted(shelved()) == [("Lamps", CLAIM, "For the cold."), ("Nights", CLAIM, "Warm.")]


def test_twice_is_once_and_taken_off_it_can_be_put_back_once(headcanon, rae):
    shelf, browser = shelf_of(rae), signed_in(rae)
    for _ in range(2):
        put(headcanon, [shelf], person=rae, note="Mine")
    row = ShelvedHeadcanon.objects.get()
    taken = browser.post(reverse("shelf-headcanon-take", args=[shelf.pk]), {"line": row.pk})
    assert shelved() == []
    for _ in range(2):
        browser.post(reverse("shelf-headcanons-undo"), {"token": taken.context["token"]})
    assert shelved() == [("Lamps", CLAIM, "Mine")]


def test_nobody_reaches_anothers_shelf_or_line(headcanon, ana, rae):
    shelf, vex = shelf_of(rae), signed_in(person("Vex"))
    put(headcanon, [shelf], person=rae)
    row = ShelvedHeadcanon.objects.get()
    vex.post(reverse("headcanon-shelve", args=[headcanon.pk]), {"shelves": [shelf.pk], "note": "Vex"})
    assert vex.post(reverse("shelf-headcanon-take", args=[shelf.pk]), {"line": row.pk}).status_code == 404
    assert vex.get(reverse("shelf-headcanons", args=[shelf.pk])).status_code == 404
    taken = signed_in(rae).post(reverse("shelf-headcanon-take", args=[shelf.pk]), {"line": row.pk}).context["token"]
    vex.post(reverse("shelf-headcanons-undo"), {"token": taken})
    assert shelved() == []
    assert signed_in(rae).post(reverse("shelf-headcanon-take", args=[shelf.pk]), {"line": "x"}).status_code == 404


def test_an_ask_and_a_hidden_one_are_on_no_shelf(ana, rae, headcanon):
    waiting = asked(rae, ana)
    Headcanon.objects.filter(pk=headcanon.pk).update(is_hidden=True)
    browser = signed_in(person("Vex"))
    for each in (waiting, headcanon):
        assert browser.get(reverse("headcanon-shelve", args=[each.pk])).status_code == 404
    assert signed_in(ana).get(reverse("headcanon-shelve", args=[waiting.pk])).status_code == 404


def test_of_a_public_shelf_others_see_what_they_may_and_no_note(ana, rae, headcanon):
    shelf = public(rae)
    hidden, covered = had(ana, "Hidden claim"), had(ana, "Covered claim", is_spoiler=True)
    for each in (headcanon, hidden, covered):
        put(each, [shelf], person=rae, note="A note of mine")
    Headcanon.objects.filter(pk=hidden.pk).update(is_hidden=True)
    for client in (Client(), signed_in(person("Vex"))):
        page = page_of(client, reverse("shelf", args=[shelf.pk]))
        assert CLAIM in page
        assert not any(words in page for words in ("Hidden claim", "Covered claim", "A note of mine"))
    page = page_of(signed_in(rae), reverse("shelf", args=[shelf.pk]))
    assert "A headcanon that is not there any more" in page
    assert "A note of mine" in page


def test_taken_back_only_her_note_stays(headcanon, rae):
    shelf = shelf_of(rae)
    put(headcanon, [shelf], person=rae, note="I liked it")
    take_back(headcanon)
    page = page_of(signed_in(rae), reverse("shelf", args=[shelf.pk]))
    assert "I liked it" in page
    assert shelved() == [("Lamps", None, "I liked it")]


def test_it_goes_out_as_csv_and_comes_in_again_once(ana, headcanon, rae):
    unnamed = had(ana, "=Without a name", is_anonymous=True)
    shelf, browser = shelf_of(rae), signed_in(rae)
    for each in (headcanon, unnamed):
        put(each, [shelf], person=rae, note="Mine")
    data = b"".join(browser.get(reverse("shelves-export")).streaming_content)
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert [row[:3] + row[4:5] for row in rows[1:]] == [
        ["Lamps", CLAIM, "Ana", "Mine"],
        ["Lamps", "'=Without a name", "", "Mine"],
    ]
    ShelvedHeadcanon.objects.filter(headcanon=headcanon).delete()
    for added, there in ((1, 1), (0, 2)):
        file = SimpleUploadedFile("lamps.csv", data, content_type="text/csv")
        report = browser.post(reverse("shelves-import"), {"file": file}).context["report"]
        assert (report.added, report.there, report.troubles) == (added, there, [])
    assert len(shelved()) == 2


def test_whoever_is_silent_puts_nothing_where_others_see_it(headcanon, rae):
    rae.suspended_until = timezone.now() + timezone.timedelta(days=1)
    rae.save()
    shown, own = public(rae), Shelf.objects.create(person=rae, name="Own")
    browser = signed_in(rae)
    for shelf in (shown, own):
        browser.post(reverse("headcanon-shelve", args=[headcanon.pk]), {"shelves": [shelf.pk]})
    assert [name for name, *_ in shelved()] == ["Own"]
