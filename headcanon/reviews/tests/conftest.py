"""What the tests of reviews in a browser ask for."""

import pytest
from django.conf import settings

from tests.cast import signed_in


@pytest.fixture
def open_page(browser, live_server):
    """A page at the end of a story; what its console complains of fails the test."""
    contexts, complaints = [], []

    def open_at(address, *, user=None, **options):
        context = browser.new_context(**options)
        contexts.append(context)
        if user:
            session = signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(live_server.url + address)
        return page

    yield open_at
    for context in contexts:
        context.close()
    assert complaints == []
