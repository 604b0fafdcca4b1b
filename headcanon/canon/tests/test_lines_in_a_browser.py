"""A line where there is script: put in order by key and by drag."""

import pytest
from django.conf import settings
from django.urls import reverse

from headcanon.canon.tests.on_lines import begun, order, wrangler
from tests import cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.prove]
SOON = 5_000  # ms


def test_events_are_moved_by_key_and_dragged(browser, live_server, transactional_db):
    wyn = wrangler()
    canon = begun(wyn)
    context = browser.new_context(viewport={"width": 1280, "height": 2000}, base_url=live_server.url)
    cookie = cast.signed_in(wyn).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    page = context.new_page()
    page.goto(reverse("line", args=[canon.fandom.slug]))
    page.locator(".line-handle").nth(1).focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    page.get_by_text("Moved to place 5.").wait_for(timeout=SOON)
    assert order(canon) == "ACDEB"
    page.keyboard.press("ArrowUp")
    page.get_by_text("Moved to place 4.").wait_for(timeout=SOON)
    assert order(canon) == "ACDBE"
    handle = page.locator(".line-handle").nth(4).bounding_box()
    first = page.locator("[data-event]").first.bounding_box()
    page.mouse.move(handle["x"] + 9, handle["y"] + 9)
    page.mouse.down()
    page.mouse.move(first["x"] + 30, first["y"] + 9, steps=4)
    page.mouse.up()
    page.get_by_text("Moved to place 1.").wait_for(timeout=SOON)
    assert order(canon) == "EACDB"
    # What cannot be kept goes back to where it stood.
    type(wyn).objects.update(is_wrangler=False)
    page.locator(".line-handle").nth(0).focus()
    page.keyboard.press("ArrowDown")
    page.get_by_text("It could not be moved.").wait_for(timeout=SOON)
    assert page.locator("[data-event] bdi").all_inner_texts() == list("EACDB")
    context.close()
