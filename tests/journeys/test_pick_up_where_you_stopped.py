"""Read to the middle of chapter three at home, go on in the train at the same paragraph; and once more after the author
has written two paragraphs above it. A guest goes on in her browser, and the archive keeps nothing of her."""

import pytest
from django.conf import settings
from django.urls import reverse

from headcanon.core.editions import pages_changed
from headcanon.reading import remembering
from headcanon.reading.models import Reading
from headcanon.reading.remembering import write_places
from headcanon.works.models import Chapter
from tests.cast import person, posted, signed_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.prove]
WAY = "the stair went up and up, and the sea below it went on with whatever it had been saying since Tuesday. "
PARAGRAPHS = [f"Step {n}: {WAY * 4}" for n in range(40)]
AT_THE_TOP = """() => {
  const all = [...document.querySelectorAll(".story > p")];
  const above = getComputedStyle(document.documentElement).scrollPaddingTop;
  const line = (parseFloat(above) || 0) + (parseFloat(getComputedStyle(all[0]).scrollMarginTop) || 0) + 4;
  return all.find((p) => p.getBoundingClientRect().bottom > line).textContent.split(":")[0];
}"""


@pytest.fixture
def open_page(browser, live_server):
    contexts = []

    def page_of(who=None, **size):
        contexts.append(browser.new_context(viewport=size))
        if who:
            session = signed_in(who).cookies[settings.SESSION_COOKIE_NAME].value
            contexts[-1].add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        return contexts[-1].new_page()

    yield page_of
    for context in contexts:
        context.close()


@pytest.fixture
def work(ana, monkeypatch):
    monkeypatch.setattr(remembering, "_steps", {})
    work = posted(ana, "The Long Stair", chapters=5)
    write(work, PARAGRAPHS)
    return work


def write(work, paragraphs):
    Chapter.objects.filter(work=work).update(body="".join(f"<p>{words}</p>" for words in paragraphs))
    pages_changed()


def read_to(page, n):
    page.locator(".story > p").nth(n).evaluate("p => p.scrollIntoView({behavior: 'instant'})")
    page.wait_for_timeout(1100)


def stands_at_step_20(page):
    for _ in range(50):  # she is taken there smoothly
        page.wait_for_timeout(100)
        if page.evaluate(AT_THE_TOP) == "Step 20":
            return
    assert page.evaluate(AT_THE_TOP) == "Step 20"


def test_pick_up_where_you_stopped(work, open_page, live_server):
    rae, site = person("Rae"), live_server.url
    third = work.chapters.get(position=3)
    desk = open_page(rae, width=1280, height=800)
    desk.goto(site + third.get_absolute_url())
    read_to(desk, 20)
    assert desk.evaluate(AT_THE_TOP) == "Step 20"
    desk.wait_for_timeout(300)
    desk.goto("about:blank")
    write_places()
    reading = Reading.objects.get()
    assert (reading.chapter, reading.place["position"], reading.permille > 400) == (third, 20, True)

    phone = open_page(rae, width=360, height=740)
    phone.goto(site + work.get_absolute_url())
    assert "in chapter 3" in phone.locator(".stopped").inner_text()
    phone.locator(".stopped a").click()
    phone.wait_for_url(f"**{third.get_absolute_url()}#p-20")
    stands_at_step_20(phone)

    write(work, ["Step new: one more.", "Step newer: and another.", *PARAGRAPHS])
    phone.goto(site + reverse("home"))
    phone.locator(".going-on a", has_text="The Long Stair").click()
    phone.wait_for_url(f"**{third.get_absolute_url()}#p-22")
    stands_at_step_20(phone)


def test_a_guest_goes_on_where_she_stopped_and_only_her_browser_knows(work, open_page, live_server):
    site, third = live_server.url, work.chapters.get(position=3)
    page = open_page(width=360, height=740)
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.goto(site + third.get_absolute_url())
    read_to(page, 20)
    page.wait_for_timeout(300)
    page.goto(site + work.get_absolute_url())
    offered = page.locator(".stopped.is-offered")
    assert "You stopped at “Step 20: the stair" in offered.inner_text()
    offered.locator("a").click()
    page.wait_for_url(f"**{third.get_absolute_url()}#p-20")
    stands_at_step_20(page)

    write(work, ["Step new: one more.", "Step newer: and another.", *PARAGRAPHS])
    page.goto(site + work.get_absolute_url())
    page.locator(".stopped.is-offered a").click()
    page.wait_for_url(f"**{third.get_absolute_url()}#p-20")
    stands_at_step_20(page)
    page.goto(site + work.get_absolute_url())
    page.locator(".stopped.is-offered button").click()
    page.reload()
    page.wait_for_timeout(300)
    assert page.locator(".stopped.is-offered").count() == 0
    assert (sent, Reading.objects.count()) == ([], 0)
