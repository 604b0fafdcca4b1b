"""Finished pages for guests: quick, never somebody's own, and never older than the last change."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from headcanon.core import page_cache
from headcanon.core.editions import look_again, pages_changed
from headcanon.core.models import Archive
from headcanon.core.page_cache import PageCacheMiddleware
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def archive():
    return Archive.objects.create(tagline="Under one lamp.")


def page(address="/", client=None):
    return (client or Client()).get(address).content.decode()


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def test_a_kept_page_costs_a_guest_at_most_one_query(archive):
    work = cast.posted(cast.person("Ana"))
    for address in ("/", work.get_absolute_url(), "/about"):
        first = page(address)
        with CaptureQueriesContext(connection) as queries:
            assert page(address) == first
        assert len(queries) <= 1
        look_again()
        with CaptureQueriesContext(connection) as queries:
            page(address)
        assert [query["sql"].split()[0] for query in queries] == ["SELECT"]


def test_a_page_is_kept_until_something_public_changes(archive):
    page()
    Archive.objects.update(tagline="Under two lamps.")
    assert "Under one lamp." in page()
    pages_changed()
    assert "Under two lamps." in page()


def test_a_work_that_is_hidden_is_gone_at_once(archive):
    work = cast.posted(cast.person("Ana"), "What the Sea Kept")
    assert "What the Sea Kept" in page()
    assert "What the Sea Kept" in page(work.get_absolute_url())
    type(work).objects.filter(pk=work.pk).update(is_hidden=True)
    pages_changed()
    assert "What the Sea Kept" not in page()
    assert Client().get(work.get_absolute_url()).status_code == 404


def test_another_process_is_noticed_after_a_quarter_of_a_second(archive, monkeypatch):
    monkeypatch.setattr("headcanon.core.editions.look_again", lambda: None)  # the change was made elsewhere
    page()
    Archive.objects.update(tagline="Under two lamps.")
    pages_changed()
    assert "Under one lamp." in page()
    monkeypatch.setattr("headcanon.core.editions.LOOK_AGAIN_AFTER", 0)
    assert "Under two lamps." in page()


def test_a_persons_page_is_neither_kept_nor_made_of_a_kept_one(archive):
    ana = signed_in(cast.person("Ana"))
    assert 'href="/users/Ana"' in page(client=ana)
    assert 'href="/users/Ana"' not in page()
    assert 'href="/users/Ana"' in page(client=ana)


def test_guests_of_different_themes_do_not_share_a_page(archive):
    dark = Client()
    dark.cookies["theme"] = "dark"
    assert '<html lang="en">' in page()
    assert '<html lang="en" data-theme="dark">' in page(client=dark)
    assert '<html lang="en">' in page()


@pytest.mark.parametrize("address", ["/users/login", "/users/password/reset", "/appearance"])
def test_a_page_with_a_form_is_made_for_each_guest(archive, address):
    """Two guests who were given one token could send each other's forms."""
    tokens = [Client().get(address).context["csrf_token"] for _ in range(2)]
    assert tokens[0] != tokens[1]
    assert Client().get(address).cookies["csrftoken"].value


def answered(response, request=None):
    """How often the page behind the cache is made when it is asked for twice."""
    made = []

    def make(request):
        made.append(request)
        return response()

    middleware = PageCacheMiddleware(make)
    for _ in range(2):
        middleware(request or RequestFactory().get("/lamp"))
    return len(made)


def with_cookie():
    response = HttpResponse("page")
    response.set_cookie("who", "Ana")
    return response


def test_only_a_plain_page_is_kept(archive, monkeypatch):
    assert answered(lambda: HttpResponse("page")) == 1
    caches["pages"].clear()
    monkeypatch.setattr(page_cache, "LARGEST", 10)
    never = {
        "sets a cookie": with_cookie,
        "is private": lambda: HttpResponse("page", headers={"Cache-Control": "private"}),
        "is missing": lambda: HttpResponse("page", status=404),
        "moves": lambda: HttpResponse(status=302),
        "streams": lambda: StreamingHttpResponse(["page"]),
        "is large": lambda: HttpResponse("page" * 10),
    }
    assert {why: answered(response) for why, response in never.items()} == dict.fromkeys(never, 2)


def test_only_a_guest_who_asks_is_given_a_kept_page(archive):
    request = RequestFactory()
    with_session = request.get("/lamp")
    with_session.COOKIES["sessionid"] = "x"
    never = {
        "sends": request.post("/lamp"),
        "has a session": with_session,
        "has a password": request.get("/lamp", headers={"Authorization": "Basic x"}),
    }
    plain = lambda: HttpResponse("page")  # noqa: E731
    assert {why: answered(plain, asked) for why, asked in never.items()} == dict.fromkeys(never, 2)


def test_what_is_kept_answers_with_the_same_headers(archive):
    first, second = Client().get("/about"), Client().get("/about")
    assert dict(first.headers) == dict(second.headers)
    assert "default-src 'none'" in second["Content-Security-Policy"]
