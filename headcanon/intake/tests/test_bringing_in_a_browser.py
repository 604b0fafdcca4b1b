"""With script, files are dropped, and many are sent a few at a time."""

import pytest
from django.conf import settings
from django.urls import reverse

from headcanon.intake.models import Brought
from tests import cast


@pytest.fixture
def page(browser, live_server, transactional_db):
    context = browser.new_context()
    cookie = cast.signed_in(cast.person("Ana")).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + reverse("intake"))
    yield page
    context.close()


def test_a_dozen_files_are_sent_in_turns_and_chapters_among_them_are_one_story(page):
    chapters = [(f"The Quay {number:02}.txt", f"It was night {number}, and she swept.") for number in range(1, 12)]
    files = [{"name": name, "mimeType": "text/plain", "buffer": text.encode()} for name, text in chapters]
    other = {"name": "salt.txt", "mimeType": "text/plain", "buffer": b"Title: Salt\n\nSalt on the sill."}
    page.set_input_files("#file-to-bring", [*files, other])
    page.click(".intake-drop button")
    page.wait_for_selector(".intake-list")
    assert page.locator(".intake-list > li").count() == 2
    assert not Brought.objects.filter(state="arriving").exists()


def test_a_dropped_file_is_read(page):
    page.evaluate(
        """() => {
          const carried = new DataTransfer();
          carried.items.add(new File(["Title: Salt\\n\\nSalt on the sill."], "salt.txt"));
          const form = document.querySelector("[data-drop]");
          form.dispatchEvent(new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
        }"""
    )
    page.wait_for_selector(".parallel")
    assert page.locator(".parallel-title").inner_text() == "Salt"
