"""Browsers of the people in a journey."""

import pytest
from django.conf import settings

from tests.cast import signed_in


@pytest.fixture
def open_as(browser, live_server):
    """A page in a browser of her own."""
    contexts = []

    def page_of(who):
        contexts.append(browser.new_context())
        session = signed_in(who).cookies[settings.SESSION_COOKIE_NAME].value
        contexts[-1].add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        return contexts[-1].new_page()

    yield page_of
    for context in contexts:
        context.close()
