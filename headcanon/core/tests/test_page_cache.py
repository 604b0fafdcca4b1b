"""Finished pages: quick, never somebody else's, and never older than the last change."""

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import DatabaseError, connection
from django.http import HttpResponse, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path
from django.utils.cache import patch_vary_headers

from headcanon.core import editions, page_cache
from headcanon.core.editions import look_again, pages_changed
from headcanon.core.models import Archive
from headcanon.core.standing import pages_changed_for
from tests import cast
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_second_look(monkeypatch):
    """What was looked up counts for the whole test, however slow the machine is."""
    monkeypatch.setattr(editions, "LOOK_AGAIN_AFTER", 60)


@pytest.fixture
def archive():
    return Archive.objects.create(tagline="Under one lamp.")


@pytest.fixture
def rae():
    return cast.person("Rae")


def page(address="/", client=None):
    return (client or Visitor()).get(address).content.decode()


def signed_in(user):
    client = Visitor()
    client.force_login(user)
    return client


def queries_for(address, client=None):
    with CaptureQueriesContext(connection) as queries:
        assert (client or Visitor()).get(address).status_code == 200
    return [query["sql"].split()[0] for query in queries]


# --- What a kept page costs ----------------------------------------------------------------------------------------


def test_a_kept_page_costs_a_guest_at_most_one_query(archive):
    work = cast.posted(cast.person("Ana"))
    for address in ("/", work.get_absolute_url(), "/about"):
        first = page(address)
        assert (queries_for(address), page(address)) == ([], first)
        look_again()
        assert queries_for(address) == ["SELECT"]


def test_a_kept_page_costs_a_member_one_more_look_at_her_session_and_at_herself(archive, rae):
    work = cast.posted(cast.person("Ana"))
    client = signed_in(rae)
    for address in ("/", work.get_absolute_url()):
        first = page(address, client)
        page(address, client)
        assert (queries_for(address, client), page(address, client)) == ([], first)
        look_again()
        assert queries_for(address, client) == ["SELECT"] * 3


# --- When something changes ----------------------------------------------------------------------------------------


@pytest.fixture(params=["guest", "Rae"])
def reader(request, rae):
    return Visitor() if request.param == "guest" else signed_in(rae)


def test_a_page_is_kept_until_something_changes(archive, reader):
    page("/", reader)
    Archive.objects.update(tagline="Under two lamps.")
    assert "Under one lamp." in page("/", reader)
    pages_changed()
    assert "Under two lamps." in page("/", reader)


def test_a_work_that_is_hidden_is_gone_at_once(archive, reader):
    work = cast.posted(cast.person("Ana"), "What the Sea Kept")
    for _ in range(2):
        assert "What the Sea Kept" in page("/", reader)
        assert "What the Sea Kept" in page(work.get_absolute_url(), reader)
    type(work).objects.filter(pk=work.pk).update(is_hidden=True)
    pages_changed()
    assert "What the Sea Kept" not in page("/", reader)
    assert reader.get(work.get_absolute_url()).status_code == 404


def test_another_process_is_noticed_after_a_quarter_of_a_second(archive, reader, monkeypatch):
    monkeypatch.setattr("headcanon.core.editions.look_again", lambda: None)  # the change was made elsewhere
    page("/", reader)
    Archive.objects.update(tagline="Under two lamps.")
    pages_changed()
    assert "Under one lamp." in page("/", reader)
    monkeypatch.setattr(editions, "LOOK_AGAIN_AFTER", 0)
    assert "Under two lamps." in page("/", reader)


@pytest.fixture
def lamp():
    return cast.posted(cast.person("Ana"), "The Lamp")


def rename_unnoticed(work):
    type(work).objects.filter(pk=work.pk).update(title="The Torch")


def sends(client, address, **form):
    """The same browser sends a form; this door asks for no token."""
    behind = Client()
    behind.cookies = client.cookies
    behind.post(address, form)


def test_a_form_that_a_member_sends_makes_her_pages_new_wherever_she_is_signed_in(archive, lamp, rae):
    at_home, abroad, another = signed_in(rae), signed_in(rae), signed_in(cast.person("Vex"))
    for client in (at_home, abroad, another):
        page("/", client)
    rename_unnoticed(lamp)
    assert "The Lamp" in page("/", at_home)
    sends(at_home, "/appearance/look", theme="")
    assert ["The Torch" in page("/", client) for client in (at_home, abroad, another)] == [True, True, False]


def test_an_action_can_make_one_persons_pages_new(archive, lamp, rae):
    hers, another = signed_in(rae), signed_in(cast.person("Vex"))
    for client in (hers, another):
        page("/", client)
    rename_unnoticed(lamp)
    pages_changed_for(rae)
    assert ["The Torch" in page("/", client) for client in (hers, another)] == [True, False]


# --- Whose page it is ----------------------------------------------------------------------------------------------

OWN = 'href="/users/{}"'


def test_two_members_and_a_guest_are_each_shown_their_own(archive, rae):
    clients = {"Ana": signed_in(cast.person("Ana")), "Rae": signed_in(rae), "guest": Visitor()}
    for _ in range(2):
        for name, client in clients.items():
            shown = page("/", client)
            assert {each for each in ("Ana", "Rae") if OWN.format(each) in shown} == {name} - {"guest"}


def test_whoever_signs_out_is_a_guest(archive, rae):
    client = signed_in(rae)
    page("/", client)
    kept = dict(client.cookies)
    client.logout()
    assert OWN.format("Rae") not in page("/", client)
    client.cookies.update(kept)
    look_again()
    assert OWN.format("Rae") not in page("/", client)


def end_session(rae):
    Session.objects.all().delete()


def let_session_expire(rae):
    Session.objects.update(expire_date="2020-01-01T00:00Z")


def change_password(rae):
    rae.set_password("ten green lanterns")
    rae.save()


def deactivate(rae):
    type(rae).objects.filter(pk=rae.pk).update(is_active=False)


@pytest.mark.parametrize("change", [end_session, let_session_expire, change_password, deactivate])
def test_a_session_that_ended_elsewhere_shows_nothing_more(archive, rae, change):
    restricted = cast.restricted(cast.person("Ana")).get_absolute_url()
    client = signed_in(rae)
    page(restricted, client)
    page(restricted, client)
    assert queries_for(restricted, client) == []
    change(rae)
    look_again()
    assert client.get(restricted)["Location"].startswith("/users/login")
    assert OWN.format("Rae") not in page("/", client)


def test_somebody_made_archivist_is_shown_what_an_archivist_sees(archive, rae):
    client = signed_in(rae)
    change = 'href="/settings/archive"'
    assert change not in page("/about", client)
    type(rae).objects.filter(pk=rae.pk).update(is_superuser=True)
    look_again()
    assert change in page("/about", client)


def test_guests_of_different_looks_do_not_share_a_page(archive):
    dark = Visitor(headers={"cookie": "look=dark"})
    assert '<html lang="en">' in page()
    assert '<html lang="en" data-theme="dark">' in page(client=dark)
    assert '<html lang="en">' in page()


def test_guests_share_a_page_in_whatever_order_their_cookies_come(archive):
    page("/", Visitor(headers={"cookie": "look=dark; adult=1; else=1"}))
    assert queries_for("/", Visitor(headers={"cookie": "adult=1; look=dark"})) == []


@pytest.mark.parametrize("spelling", ["sessionid={}", "sessionid ={}", " sessionid= {}", "look=dark;sessionid={}"])
def test_a_session_is_recognised_in_every_spelling(archive, rae, spelling):
    session = signed_in(rae).cookies["sessionid"].value
    cookie = spelling.format(session)
    assert OWN.format("Rae") in page("/", Visitor(headers={"cookie": cookie}))
    assert OWN.format("Rae") not in page("/", Visitor(headers={"cookie": "look=dark" if "dark" in cookie else ""}))


def test_somebody_else_is_not_let_in_by_a_cookie_that_is_nearly_hers(archive, rae):
    client = signed_in(rae)
    page("/", client)
    session = client.cookies["sessionid"].value
    for cookie in (f"sessionid={session[:-1]}", f"sessionid={session}x", f"xsessionid={session}", "sessionid="):
        assert OWN.format("Rae") not in page("/", Visitor(headers={"cookie": cookie}))


@pytest.mark.parametrize("address", ["/users/login", "/users/password/reset", "/appearance"])
def test_a_page_with_a_form_is_made_for_each_guest(archive, address):
    """Two guests who were given one token could send each other's forms."""
    guests = Visitor(), Visitor()
    pages = [page(address, guest) for guest in guests]
    assert pages[0] != pages[1]
    assert guests[0].cookies["csrftoken"].value != guests[1].cookies["csrftoken"].value


def test_a_guest_is_told_what_she_is_to_be_told(archive, rae):
    page("/")
    client = signed_in(rae)
    assert "You are signed out." not in page("/", client)
    sends(client, "/users/logout")
    assert ["You are signed out." in page("/", client) for _ in range(2)] == [True, False]


# --- Which request is which ----------------------------------------------------------------------------------------


def test_another_address_is_another_page(archive):
    work = cast.posted(cast.person("Ana"), chapters=2).get_absolute_url()
    addresses = [work, f"{work}?view_full_work=true", f"{work}?", "/works/1", "/about", "/rules"]
    first = [(page(address), page(address)) for address in addresses]
    assert [one == two for one, two in first] == [True] * len(addresses)
    assert len({one for one, _ in first if one}) == len(addresses) - 1  # an empty query asks for the same page


def test_head_is_answered_like_get_without_the_page(archive):
    asked = Visitor().get("/about")
    for _ in range(2):
        answer = Visitor().head("/about")
        assert (answer.status_code, answer.content, dict(answer.headers)) == (200, b"", dict(asked.headers))


def test_head_leaves_no_page_behind(archive):
    Visitor().head("/about")
    assert "Under one lamp." in page("/about")


@override_settings(ALLOWED_HOSTS=["lamp.example.org", "tower.example.org"])
def test_a_host_that_is_not_ours_is_refused_whatever_is_kept(archive):
    def status(host):
        return Visitor(headers={"host": host}).get("/about").status_code

    for _ in range(2):
        assert [status(host) for host in ("lamp.example.org", "evil.example.org")] == [200, 400]
    caches["pages"].clear()
    assert [status(host) for host in ("evil.example.org", "tower.example.org", "evil.example.org")] == [400, 200, 400]


def test_what_is_kept_answers_with_the_same_headers(archive):
    first, second = Visitor().get("/about"), Visitor().get("/about")
    assert dict(first.headers) == dict(second.headers)
    assert "default-src 'none'" in second["Content-Security-Policy"]


def test_a_database_that_does_not_answer_is_left_to_django(archive, monkeypatch):
    def unreachable():
        raise DatabaseError

    page("/about")
    look_again()
    monkeypatch.setattr(editions, "archive_with_edition", unreachable)
    assert Visitor().get("/about").status_code == 500


# --- What may be kept ----------------------------------------------------------------------------------------------

made = []


def made_of(response):
    def view(request):
        made.append(request)
        return response(request)

    return view


def with_cookie(request):
    response = HttpResponse("page")
    response.set_cookie("who", "Ana")
    return response


def with_vary(request):
    response = HttpResponse("page")
    patch_vary_headers(response, ["HX-Request"])
    return response


KINDS = {
    "plain": lambda request: HttpResponse("page"),
    "cookie": with_cookie,
    "varies": with_vary,
    "private": lambda request: HttpResponse("page", headers={"Cache-Control": "private"}),
    "missing": lambda request: HttpResponse("page", status=404),
    "moves": lambda request: HttpResponse(status=302),
    "streams": lambda request: StreamingHttpResponse(["page"]),
    "large": lambda request: HttpResponse("page" * 10),
    "token": lambda request: HttpResponse(get_token(request)),
}
urlpatterns = [path(kind, made_of(response)) for kind, response in KINDS.items()]


def times_made(kind, **asked):
    """How often a page is made when it is asked for three times."""
    made.clear()
    visitor = asked.pop("visitor", None) or Visitor()
    method = asked.pop("method", "get")
    for _ in range(3):
        getattr(visitor, method)(f"/{kind}", **asked)
    return len(made)


@override_settings(ROOT_URLCONF=__name__)
def test_only_a_plain_page_is_kept(archive, rae, monkeypatch):
    monkeypatch.setattr(page_cache, "LARGEST", 10)
    never = dict.fromkeys(KINDS, 3)
    assert {kind: times_made(kind) for kind in KINDS} == {**never, "plain": 1}
    hers = {kind: times_made(kind, visitor=signed_in(rae)) for kind in KINDS if kind not in ("cookie", "token")}
    assert hers == {kind: 1 if kind == "plain" else 3 for kind in hers}


@override_settings(ROOT_URLCONF=__name__)
def test_a_members_page_with_a_form_is_kept_with_the_token_she_has_already(archive, rae):
    assert times_made("token", visitor=signed_in(rae)) == 2


@override_settings(ROOT_URLCONF=__name__)
def test_only_who_asks_for_a_page_is_given_a_kept_one(archive):
    """htmx asks for pages, too, and takes out of them what it wants; one that is another for it says so in `Vary`."""
    asked = {
        "asks": {},
        "takes a part of it": {"headers": {"hx-request": "true"}},
        "sends": {"method": "options"},
        "has a password": {"headers": {"authorization": "Basic x"}},
        "has a session that is over": {"headers": {"cookie": "sessionid=x"}},
    }
    times_made("plain")
    made_again = {who: times_made("plain", **how) for who, how in asked.items()}
    assert made_again == {**dict.fromkeys(asked, 3), "asks": 0, "takes a part of it": 0}
