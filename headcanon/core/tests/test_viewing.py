"""Who is looking, and what a request says about her."""

import pytest
from django.test import Client, RequestFactory

from headcanon.core.looks import Look
from headcanon.core.viewing import GUEST, Viewer
from tests import cast


def with_cookies(address="/", **cookies):
    request = RequestFactory().get(address)
    request.COOKIES.update(cookies)
    return Viewer.with_cookies(request)


@pytest.mark.parametrize(
    ("address", "cookies", "adult", "look"),
    [
        ("/", {}, False, {}),
        ("/", {"adult": "1", "theme": "sepia"}, True, {"theme": "sepia"}),
        ("/?view_adult=true", {"look": "dark.sans"}, True, {"theme": "dark", "face": "sans"}),
        ("/?view_adult=yes", {"adult": "true", "look": "usual", "theme": "dark"}, False, {}),
        ("/", {"look": '"><script>'}, False, {}),
    ],
)
def test_a_guest_is_what_her_cookies_and_the_address_say(address, cookies, adult, look):
    viewer = with_cookies(address, **cookies)
    found = (viewer.is_guest, viewer.is_archivist, viewer.adult, viewer.look)
    assert found == (True, False, adult, Look(**look))


def test_guests_share_a_page_only_when_they_would_be_shown_the_same():
    kinds = [
        with_cookies(),
        with_cookies(adult="1"),
        with_cookies(look="dark"),
        with_cookies(adult="1", look="dark.sans"),
    ]
    assert len({viewer.cache_key for viewer in kinds}) == 4
    assert with_cookies(look="pink").cache_key == with_cookies(look="serif").cache_key == GUEST.cache_key
    assert with_cookies(look="sans.dark").cache_key == with_cookies(look="dark.sans").cache_key


@pytest.mark.django_db
def test_a_person_shares_with_nobody():
    assert cast.viewer(cast.person("Ana")).cache_key is None


def answer_without_address(address):
    response = Client().get(address)
    page = response.content.decode()
    return response.status_code, page.replace(address, "").replace(address.replace("/", "%2F"), "")


@pytest.mark.django_db
def test_what_is_hidden_looks_exactly_like_what_is_missing():
    hidden = cast.hidden(cast.person("Ana"), "What the Sea Kept")
    answer = answer_without_address(hidden.get_absolute_url())
    assert answer == answer_without_address("/works/1")
    assert answer[0] == 404


@pytest.mark.django_db
def test_a_number_too_large_for_the_database_is_missing_too():
    assert Client().get("/works/99999999999999999999").status_code == 404
