"""The page of search as htmx and its script make it: nothing of it is needed to search."""

import re

import pytest
from playwright.sync_api import expect

from headcanon.core.outbox import drain
from tests import search_pages
from tests.cast import person, posted


@pytest.fixture
def address(live_server, transactional_db, monkeypatch):
    search_pages.asked_here(monkeypatch)
    ana = person("Ana")
    posted(ana, "The Lamp", tags=["Lighthouses"])
    posted(ana, "The Loom", tags=["Weaving"], fandoms=["Dracula"])
    drain()
    search_pages.index()
    return f"{live_server.url}/works/search"


@pytest.mark.prove
def test_a_box_is_ticked_struck_and_emptied_and_the_page_follows(browser, address):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    row = page.locator(".facets-tag .facet", has_text="Weaving")
    expect(row.locator(".facet-number")).to_have_text("1")
    row.locator(".facet-with").click()
    expect(page.locator(".search-said")).to_contain_text("1 story tagged Weaving")
    expect(page).to_have_url(f"{address}?tag=weaving")
    expect(page).to_have_title(re.compile("Stories tagged Weaving"))
    expect(page.locator(".facets-fandom .facet")).to_have_count(1)
    assert page.evaluate("document.activeElement.name") == "tag"
    row.hover()
    row.locator(".facet-without").click()
    expect(page).to_have_url(f"{address}?no-tag=weaving")
    expect(page.locator(".card-title")).to_contain_text("The Lamp")
    row.locator(".facet-with").click()
    expect(page).to_have_url(address)
    page.go_back()
    expect(page.locator(".search-said")).to_contain_text("without Weaving")
    page.close()


@pytest.mark.prove
def test_on_a_phone_the_filters_are_a_sheet_that_holds_the_keyboard(browser, address):
    page = browser.new_page(viewport={"width": 360, "height": 700})
    page.goto(address)
    expect(page.locator(".search-filters")).to_be_hidden()
    page.locator(".search-strip a").click()
    page.locator(".facets-fandom .facet", has_text="Dracula").locator(".facet-with").click()
    expect(page.locator("#show")).to_have_text("Show 1 story")
    page.keyboard.press("Escape")
    expect(page.locator(".search-filters")).to_be_hidden()
    expect(page.locator(".search-strip a")).to_be_focused()
    expect(page.locator(".search-strip a")).to_have_text("Filter, 1 set")
    page.close()
