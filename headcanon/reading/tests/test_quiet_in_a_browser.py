"""From a card to quiet and back, by keyboard, on a phone, without scripts."""

import pytest
from django.conf import settings

from headcanon.core.outbox import drain
from tests import cast
from tests.cast import signed_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.prove
def test_an_author_is_left_out_from_a_card_and_it_is_undone(browser, live_server, ana):
    cast.posted(ana, "Loud Thunder")
    cast.posted(cast.person("Bea"), "Soft Rain")
    drain()
    cookie = signed_in(cast.person("Rae")).cookies[settings.SESSION_COOKIE_NAME].value
    context = browser.new_context(viewport={"width": 360, "height": 800}, java_script_enabled=False)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url)
    card = page.locator("article.card", has_text="Loud Thunder")
    assert card.get_by_role("link", name="Less like this").is_hidden()
    menu = card.locator("summary")
    assert menu.bounding_box()["height"] >= 44
    menu.press("Enter")
    card.get_by_role("link", name="Less like this").press("Enter")
    page.get_by_label("Ana").press("Space")
    page.get_by_role("button", name="Leave it out").press("Enter")
    assert page.locator(".card-title > a").all_inner_texts() == ["Soft Rain"]
    page.get_by_role("button", name="Undo").press("Enter")
    assert sorted(page.locator(".card-title > a").all_inner_texts()) == ["Loud Thunder", "Soft Rain"]
    context.close()
