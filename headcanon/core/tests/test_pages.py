"""The archive's own pages, through the front door."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from headcanon.core.models import Archive
from tests import cast

CSS = Path(__file__).parent.parent / "static/core/css"


@pytest.fixture
def mo(db):
    """The archivist's browser."""
    client = Client()
    client.force_login(cast.person("Mo", is_archivist=True))
    return client


def words_of(page):
    """The text of a page, its blanks made single."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


SAID = {
    "name": "The Long Gallery",
    "tagline": "Stories by lamplight",
    "about": "Kept by Mo.\n\nFor her friends.",
    "rules": "<p>Be <b>kind</b>.</p><script>alert(1)</script>",
    "privacy": "",
    "letters_a_minute": 60,
}


@pytest.mark.django_db(transaction=True)
def test_what_the_archivist_says_is_on_every_page_at_once(mo):
    guest = Client()
    assert "Headcanon" in words_of(guest.get("/about"))
    answer = mo.post(reverse("archive-settings"), SAID, follow=True)
    assert answer.redirect_chain == [(reverse("archive-settings"), 302)]
    assert "The archive's pages are saved." in answer.content.decode().replace("&#x27;", "'")
    about = guest.get("/about").content.decode()
    assert "<title>About · The Long Gallery</title>" in about
    assert '<div class="prose"><p>Kept by Mo.</p><p>For her friends.</p></div>' in about
    assert '<p class="footer-tagline">Stories by lamplight</p>' in about
    assert '<div class="prose"><p>Be <strong>kind</strong>.</p></div>' in guest.get("/rules").content.decode()
    assert "The archivist has not written this page yet." in words_of(guest.get("/privacy"))


@pytest.mark.django_db(transaction=True)
def test_the_archivist_meets_her_words_as_she_typed_them(mo):
    mo.post(reverse("archive-settings"), SAID)
    form = mo.get(reverse("archive-settings")).context["form"]
    assert {name: form[name].value() for name in SAID} == {**SAID, "rules": "<p>Be <strong>kind</strong>.</p>"}


def test_settings_that_cannot_be_saved_keep_what_was_typed_and_say_why_beside_the_field(mo):
    page = mo.post(reverse("archive-settings"), {**SAID, "name": ""}).content.decode()
    assert '<ul class="errors" id="id_name_error"><li>This field is required.</li></ul>' in page
    assert re.search(r'<input[^>]*name="name"[^>]*aria-invalid="true"[^>]*aria-describedby="id_name_error"', page)
    assert "Kept by Mo." in page
    assert Archive.objects.get().name == "Headcanon"


@pytest.mark.django_db
def test_for_anybody_else_there_are_no_settings():
    guest, ana = Client(), Client()
    ana.force_login(cast.person("Ana"))
    for client in (guest, ana):
        assert client.get(reverse("archive-settings")).status_code == 404
        assert client.post(reverse("archive-settings"), SAID).status_code == 404
    assert not Archive.objects.filter(name=SAID["name"]).exists()
    assert reverse("archive-settings") not in ana.get("/about").content.decode()


@pytest.mark.django_db
def test_the_way_back_never_leaves_the_archive():
    for elsewhere in ("https://example.org/", "//example.org", "javascript:alert(1)", ""):
        answer = Client().post("/appearance/look", {"theme": "dark", "next": elsewhere})
        assert answer["Location"] == "/", elsewhere
        assert 'name="next" value="/"' in Client().get("/appearance", {"next": elsewhere}).content.decode()


@pytest.mark.django_db
def test_a_form_that_went_stale_says_that_nothing_was_lost():
    client = Client(enforce_csrf_checks=True)
    page = client.post("/appearance/look", {"theme": "dark"})
    assert (page.status_code, page["Cache-Control"]) == (403, "private, no-store")
    assert "Nothing was changed." in words_of(page)
    assert "look" not in page.cookies


@pytest.mark.django_db
def test_a_missing_page_says_what_may_have_happened_and_where_to_go():
    page = Client().get("/nowhere")
    assert page.status_code == 404
    assert "There is nothing at this address" in words_of(page)
    assert 'href="/users/login"' in page.content.decode()


def test_the_page_for_a_failure_asks_nothing_of_the_database():
    page = render_to_string("500.html")
    assert "What was saved before is safe." in page


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/about", "/appearance", "/users/login", "/nowhere"])
def test_pages_hold_to_their_own_content_policy(address):
    answer = Client().get(address)
    page = answer.content.decode()
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    # JSON for a script is read and never run.
    assert not re.findall(r'<style|\sstyle=|\son\w+=|<script(?![^>]*(?:\ssrc=|\stype="application/json"))', page)
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)


@pytest.mark.django_db
def test_a_keyboard_gets_to_the_page_in_one_step():
    page = Client().get("/about").content.decode()
    assert re.findall(r"<a [^>]*>", page)[0] == '<a class="skip-link" href="#main">'
    assert page.count('<main id="main" tabindex="-1">') == 1


def test_all_the_style_of_the_archive_is_small():
    assert sum(file.stat().st_size for file in CSS.glob("*.css")) < 42_000
