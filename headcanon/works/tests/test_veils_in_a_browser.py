"""A veil is lifted where it lies; without scripts, on a page of its own."""

import pytest

from headcanon.core.outbox import drain
from headcanon.works.models import Work
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("scripts", [True, pytest.param(False, marks=pytest.mark.prove)])
def test_one_key_lifts_it(browser, live_server, ana, scripts):
    work = cast.posted(ana, "The Late Lamp", characters=["Leander, drowned"])
    Work.objects.filter(pk=work.pk).update(is_spoiler=True)
    drain()
    context = browser.new_context(viewport={"width": 360, "height": 800}, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(live_server.url)
    assert "Leander" not in page.content()
    page.get_by_role("link", name="Lift").press("Enter")
    page.get_by_role("link", name="Leander, drowned").wait_for()
    assert page.url == live_server.url + ("/" if scripts else f"/works/{work.pk}/card?lift=yes")
    if scripts:
        assert page.evaluate("document.activeElement.matches('article.card')")
    page.goto(live_server.url)
    assert "Leander" not in page.content()
    page.goto(live_server.url + work.get_absolute_url())
    assert "Leander" not in page.content()
    page.get_by_role("link", name="Lift").press("Enter")
    page.get_by_role("link", name="Leander, drowned").wait_for()
    assert page.url == live_server.url + work.get_absolute_url() + ("" if scripts else "?lift=yes")
    context.close()
