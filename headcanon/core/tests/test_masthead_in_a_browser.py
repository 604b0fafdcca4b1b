"""The ways through the archive, in Chromium without script: all in sight where there is room, else behind one sign."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page_of(browser, live_server):
    """A guest's page of the canons in a window so many pixels wide."""
    contexts = []

    def page_of(width):
        contexts.append(browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=False))
        page = contexts[-1].new_page()
        page.goto(f"{live_server.url}/fandoms")
        return page

    yield page_of
    for context in contexts:
        context.close()


def test_on_a_phone_a_sign_opens_them_by_key_and_by_finger(page_of):
    page = page_of(360)
    stories, sign = page.get_by_role("link", name="Stories", exact=True), page.get_by_role("button", name="Menu")
    assert not stories.is_visible()
    sign.press("Enter")
    assert stories.is_visible()
    page.keyboard.press("Escape")
    assert not stories.is_visible()
    sign.click()
    page.get_by_role("button", name="Close the menu").click()
    assert not stories.is_visible()
    sign.click()
    stories.click()
    assert page.get_by_role("heading", name="Stories", exact=True).is_visible()


def test_where_there_is_room_they_are_in_sight(page_of):
    page = page_of(1280)
    assert page.get_by_role("link", name="Stories", exact=True).is_visible()
    assert page.get_by_role("link", name="Sign in").is_visible()
    assert not page.get_by_role("button", name="Menu").is_visible()
