"""What a reading page costs besides its text, and when it stands there to be read."""

import gzip
import re
from posixpath import dirname, normpath

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from headcanon.core.outbox import drain
from headcanon.manuscript.model import Chapter
from headcanon.works.manuscripts import draft_from
from headcanon.works.publishing import publish
from tests.cast import manuscript, person, posted, signed_in

MOST = 60_000  # bytes, compressed
LOADED = re.compile(
    r'<link rel="(?:stylesheet|modulepreload)" href="/static/([^"]+)"|<script[^>]* src="/static/([^"]+)"'
)
IMPORTED = re.compile(rb'\b(?:from|import)\s*\(?"(\.{1,2}/[^"]+)"|url\("(\.\./[^"]+)"\)')
TEXT = re.compile(r'(<div class="story[^>]*>).*?</div>', re.DOTALL)
LONG = "".join(
    f"<p>It was night number {n}, and the keeper trimmed her lamp. {'She waited. ' * 12}</p>" for n in range(60)
)

# What Chromium itself saw: how far things moved, and when the largest of them was painted.
SEEN = """() => new Promise((done) => {
  const seen = { shift: 0, painted: 0 };
  new PerformanceObserver((list) => list.getEntries().forEach((each) => { seen.shift += each.value; }))
    .observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => list.getEntries().forEach((each) => { seen.painted = each.startTime; }))
    .observe({ type: "largest-contentful-paint", buffered: true });
  setTimeout(() => done(seen), 300);
})"""


def packed(data):
    return len(gzip.compress(data, 6))


def loaded_by(page):
    """The names of all files that a page asks for, and that those ask for."""
    found, asked = set(), {one or other for one, other in LOADED.findall(page)}
    while asked:
        found |= asked
        asked = {each for name in asked for each in asked_by(name)} - found
    return found


def asked_by(name):
    for one, other in IMPORTED.findall(content_of(name)):
        yield normpath(f"{dirname(name)}/{(one or other).decode()}")


def content_of(name):
    with open(finders.find(name), "rb") as file:
        return file.read()


def weights(client, address):
    """How many bytes each part comes to, compressed: the page without its text, and each file."""
    page = client.get(address).content.decode()
    frame = TEXT.sub(r"\1</div>", page)
    assert len(frame) < len(page)
    return {"page": packed(frame.encode()), **{name: packed(content_of(name)) for name in loaded_by(page)}}


@pytest.mark.django_db
@pytest.mark.parametrize("who", [None, "Rae"])
@pytest.mark.parametrize("part", ["one-shot", "chapter", "whole"])
def test_all_that_is_not_text_is_small(ana, who, part):
    work = posted(ana, chapters=1 if part == "one-shot" else 40)
    address = {
        "one-shot": work.get_absolute_url(),
        "chapter": work.chapters.last().get_absolute_url(),
        "whole": f"{work.get_absolute_url()}?view_full_work=true",
    }[part]
    found = weights(signed_in(person(who)) if who else Client(), address)
    assert {"reading/page.js", "reading/page.css", "core/css/tokens.css"} < set(found)
    assert sum(found.values()) < MOST, found


def a_long_story(ana):
    pages = manuscript(chapters=2)
    pages.chapters = [Chapter(LONG, "One"), Chapter(LONG, "Two")]
    work = publish(draft_from(pages, pseuds=[ana.default_pseud]))
    drain()
    return work


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [360, pytest.param(1280, marks=pytest.mark.prove)])
def test_nothing_moves_and_the_story_is_painted_before_any_script(browser, live_server, ana, width):
    work = a_long_story(ana)
    page = browser.new_page(viewport={"width": width, "height": 800})
    held = []
    page.route(re.compile(r"\.js(\?|$)"), lambda route: held.append(route))
    page.goto(live_server.url + work.chapters.last().get_absolute_url(), wait_until="commit")
    page.locator("#p-3").wait_for()
    page.wait_for_timeout(500)
    before = page.evaluate("performance.now()")
    for route in held:
        route.continue_()
    page.locator(".reading-left:not(:empty)").wait_for()
    seen = page.evaluate(SEEN)
    page.close()
    assert len(held) >= 5
    assert 0 < seen["painted"] < before
    assert seen["shift"] == 0
