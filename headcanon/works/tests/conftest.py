"""What the tests of the editor ask for."""

import pytest

from headcanon.works.tests.editing import Desk


@pytest.fixture
def context(browser):
    return browser.new_context(viewport={"width": 1280, "height": 900})


@pytest.fixture
def desk(context, live_server, ana):
    desk = Desk(context, live_server, ana)
    yield desk
    desk.leave()
