"""Names that are offered while somebody types, chosen by key and by pointer; and a field that does without."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import reverse

from headcanon.core.outbox import drain
from tests import cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.prove]


@pytest.fixture
def open_form(browser, live_server):
    contexts = []

    def open_it(person, address, **how):
        context = browser.new_context(base_url=live_server.url, **how)
        contexts.append(context)
        cookie = cast.signed_in(person).cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.goto(address)
        return page

    yield open_it
    for context in contexts:
        context.close()


@pytest.fixture
def rae(ana):
    cast.posted(ana, fandoms=["Otters of the Sea", "Greek myth"], characters=["<b>Hero</b>", "Heron", "Hero, Queen"])
    drain()
    return cast.person("Rae")


def test_names_are_chosen_by_key_and_by_pointer(open_form, rae):
    page = open_form(rae, reverse("headcanon-new"))
    field, options = page.get_by_label("Canon", exact=True), page.get_by_role("option")
    field.press_sequentially("Dracula, sea")
    options.first.wait_for()
    assert options.all_inner_texts() == ["Otters of the Sea\n1"]
    assert (field.get_attribute("role"), field.get_attribute("aria-expanded")) == ("combobox", "true")
    found = (
        Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "best-practice"]}).response["violations"]
    )
    assert [each["id"] for each in found] == []
    page.keyboard.press("ArrowDown")
    assert options.first.get_attribute("id") == field.get_attribute("aria-activedescendant")
    page.keyboard.press("Enter")
    assert (field.input_value(), options.count()) == ("Dracula, Otters of the Sea, ", 0)
    characters = page.get_by_label("Characters")
    characters.press_sequentially("her")
    options.first.wait_for()
    # In a list the comma of “Hero, Queen” would part it in two.
    assert sorted(options.all_inner_texts()) == ["<b>Hero</b>\n1", "Heron\n1"]
    page.keyboard.press("Escape")
    assert options.count() == 0
    characters.press_sequentially("on")
    options.first.wait_for()
    options.first.click()
    assert characters.input_value() == "Heron, "


def test_a_textarea_offers_them_too_and_without_script_it_is_typed(open_form, rae):
    work = cast.draft(rae, fandoms=[], characters=[], relationships=[], tags=[])
    page = open_form(rae, reverse("work-edit", args=[work.pk]), viewport={"width": 360, "height": 740})
    field = page.get_by_label("Canons")
    field.press_sequentially("otter")
    page.locator(".names-offered > li").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert field.input_value() == "Otters of the Sea, "
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    plain = open_form(rae, reverse("work-edit", args=[work.pk]), java_script_enabled=False)
    plain.get_by_label("Canons").fill("Otters of the Sea, Dracula")
    assert plain.locator(".names-offered").count() == 0
