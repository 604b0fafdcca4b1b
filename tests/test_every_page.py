"""Every address of the archive, as a person meets it: empty, full and with errors, in both themes, wide and narrow.

axe and the Nu checker find nothing on any of them. A URL name that is not visited fails.
"""

import os
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import get_resolver, reverse

from headcanon.accounts.models import SetupLink
from headcanon.core.editions import pages_changed
from headcanon.core.outbox import drain
from headcanon.works.models import Work
from tests import cast
from tests.programs import chromium, complaints_of_nu

# Addresses that answer with a file or a move, not with a page.
NO_PAGE = {"download", "publish", "choose-theme", "consent", "account_logout"}
TITLE = "The Lamp, and the <Tower>"


@pytest.fixture(scope="module")
def browser():
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop and the database share this thread
    with chromium() as browser:
        yield browser


@pytest.fixture
def full(transactional_db):
    """An archive with people and works of every kind, and where each of its pages is: name → (who, address)."""
    mo, ana, bea = cast.person("Mo", is_archivist=True), cast.person("Ana"), cast.person("Bea")
    long = cast.posted(ana, TITLE, others=[bea], chapters=3, series=[("Nights", 1)])
    cast.posted(ana, "What the Sea Kept", summary=None, series=[("Nights", 2)], rating="Teen")
    cast.posted(bea, "Never Again", rating="Explicit", warnings=["Major character death"])
    draft = cast.draft(ana, "Unfinished")
    drain()
    mail.outbox.clear()
    Client().post(reverse("account_reset_password"), {"email": "ana@example.org"})
    reset = re.search(r"http://[^/\s]+(/\S+)", mail.outbox[0].body).group(1)
    chapter = long.chapters.first()
    adult = Work.objects.get(title="Never Again")
    return {
        "home": [(None, reverse("home")), (ana, reverse("home"))],
        "works": [(None, reverse("works"))],
        "fandoms": [(None, reverse("fandoms"))],
        "fandom": [(None, long.fandom_names[0].get_absolute_url())],
        "tag": [(None, long.tags_of("character")[0].get_absolute_url())],
        "author": [(None, ana.default_pseud.get_absolute_url()), (ana, ana.default_pseud.get_absolute_url())],
        "person": [(None, reverse("person", args=[ana.username]))],
        "work": [
            (None, long.get_absolute_url()),
            (None, f"{long.get_absolute_url()}?view_full_work=true"),
            (ana, draft.get_absolute_url()),
            (None, adult.get_absolute_url()),
            (None, f"{adult.get_absolute_url()}?view_adult=true"),
        ],
        "chapter": [(None, chapter.get_absolute_url())],
        "navigate": [(None, reverse("navigate", args=[long.pk]))],
        "series": [(None, long.series.get().get_absolute_url())],
        "about": [(None, reverse("about"))],
        "rules": [(None, reverse("rules"))],
        "privacy": [(None, reverse("privacy"))],
        "appearance": [(None, reverse("appearance"))],
        "archive-settings": [(mo, reverse("archive-settings"))],
        "set-up": [(None, reverse("set-up", args=[SetupLink.make()])), (None, reverse("set-up", args=["used"]))],
        "account_login": [(None, reverse("account_login"))],
        "account_logout": [(ana, reverse("account_logout"))],
        "account_inactive": [(None, reverse("account_inactive"))],
        "account_reset_password": [(None, reverse("account_reset_password"))],
        "account_reset_password_done": [(None, reverse("account_reset_password_done"))],
        "account_reset_password_from_key": [(None, reset), (None, "/users/password/reset/1-used")],
        "account_reset_password_from_key_done": [(None, reverse("account_reset_password_from_key_done"))],
        "a missing page": [(None, "/works/1"), (None, "/nowhere")],
    }


def url_names():
    return {name for name in get_resolver().reverse_dict if isinstance(name, str)}


def test_every_address_is_visited(full):
    assert url_names() - NO_PAGE - set(full) == set()


def signed_in(context, live_server, user):
    """Give the browser's context the session of `user`."""
    if user is not None:
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    return context


def violations(page):
    found = Axe().run(page).response["violations"]
    return [(page.url, each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found]


def sideways(page):
    """Whether the page scrolls sideways, which on a phone is a page that does not fit."""
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def test_axe_finds_nothing_on_any_page(browser, live_server, full):
    found = []
    for theme in ("light", "dark"):
        for width in (360, 1280):
            for user in {who for visits in full.values() for who, _ in visits}:
                context = browser.new_context(color_scheme=theme, viewport={"width": width, "height": 800})
                page = signed_in(context, live_server, user).new_page()
                for address in [address for visits in full.values() for who, address in visits if who == user]:
                    page.goto(live_server.url + address)
                    found += violations(page)
                    found += [(page.url, "sideways", width)] * sideways(page)
                context.close()
    assert found == []


def test_axe_finds_nothing_on_an_empty_archive(browser, live_server, transactional_db):
    pages_changed()
    page = browser.new_page()
    found = []
    for name in ("home", "works", "fandoms", "about", "rules", "privacy", "account_login"):
        page.goto(live_server.url + reverse(name))
        found += violations(page)
    page.close()
    assert found == []


def test_axe_finds_nothing_on_a_form_with_errors(browser, live_server, transactional_db):
    mo = cast.person("Mo", is_archivist=True)
    found = []
    for user, address in [
        (None, reverse("account_login")),
        (None, reverse("account_reset_password")),
        (None, reverse("set-up", args=[SetupLink.make()])),
        (mo, reverse("archive-settings")),
    ]:
        page = signed_in(browser.new_context(), live_server, user).new_page()
        page.goto(live_server.url + address)
        page.evaluate("document.querySelector('main form').noValidate = true")
        for field in page.locator("main form :is(input:not([type=hidden]):not([type=checkbox]), textarea)").all():
            field.fill("")
        page.locator("main form button[type=submit], main form button:not([type])").first.click()
        # A click does not wait for the page it leads to.
        page.locator("main :is(.errorlist, .errors, .field-error)").first.wait_for(timeout=10_000)
        found += violations(page)
        page.close()
    assert found == []


def test_the_nu_checker_finds_an_error_only_on_the_page_that_was_broken_for_it(client, full, tmp_path):
    for number, (who, address) in enumerate(visit for visits in full.values() for visit in visits):
        client.logout()
        if who is not None:
            client.force_login(who)
        answer = client.get(address, follow=True)
        (tmp_path / f"{number:02}.html").write_bytes(answer.content)
    (tmp_path / "broken.html").write_text("<!DOCTYPE html><title>x</title><p><em>never closed")
    assert {(page, message) for page, message in complaints_of_nu(tmp_path) if page != "broken.html"} == set()
    assert any(page == "broken.html" for page, _ in complaints_of_nu(tmp_path))
