"""How far a reader says she has come: with an account in her row, without one in a cookie, and nowhere else."""

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from headcanon.accounts.models import User
from headcanon.canon import lines
from headcanon.canon.models import Event, Instalment
from headcanon.canon.progress import progress_of
from headcanon.canon.tests.on_lines import begun, wrangler
from headcanon.core.editions import look_again, pages_changed
from headcanon.core.viewing import CANONS_COOKIE, Viewer
from tests import cast
from tests.memory import forget_everything
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def wyn(db):
    return wrangler()


@pytest.fixture
def canon(wyn):
    return begun(wyn)


@pytest.fixture
def page(canon):
    return reverse("progress", args=[canon.fandom.slug])


def book(name):
    return Instalment.objects.get(name=name).pk


def say(client, page, canon, step, **more):
    forget_everything()
    return client.post(page, {f"canon-{canon.pk}": step, **more})


def test_a_guest_says_it_and_only_her_own_device_knows(canon, page):
    client = Client()
    with CaptureQueriesContext(connection) as asked:
        answer = say(client, page, canon, book("Book One"), next="/rules")
    assert answer.url == "/rules"
    assert client.cookies[CANONS_COOKIE].value == f"{canon.pk}-{book('Book One')}"
    assert client.cookies[CANONS_COOKIE]["httponly"]
    assert set(answer.cookies) == {CANONS_COOKIE}
    assert [query["sql"] for query in asked if not query["sql"].startswith("SELECT")] == []
    assert Session.objects.count() == 0
    say(client, page, canon, "nothing")
    assert client.cookies[CANONS_COOKIE].value == ""


def test_a_member_says_it_and_it_follows_her(canon, page):
    rae = cast.person("Rae")
    client = cast.signed_in(rae)
    assert CANONS_COOKIE not in say(client, page, canon, book("Book Two")).cookies
    assert User.objects.get(pk=rae.pk).canons_read == f"{canon.pk}-{book('Book Two')}"
    other = cast.signed_in(rae).get(page)
    assert other.context["form"][f"canon-{canon.pk}"].initial == str(book("Book Two"))
    say(client, page, canon, "nothing")
    assert User.objects.get(pk=rae.pk).canons_read == ""


def test_the_list_tells_the_names_of_instalments_and_nothing_else(canon, page):
    Event.objects.update(title="Leander drowns", where="Sestos", arc="crossing")
    said = Client().get(page).content.decode()
    assert [words in said for words in ("I have not said", "I have not begun it", "Book One", "Book Two")] == [True] * 4
    assert [words in said for words in ("Leander", "Sestos", "crossing")] == [False] * 3


@pytest.mark.parametrize("step", ["-1", "999999999", "x", "9" * 40, "<b>"])
def test_what_is_no_step_of_this_canon_is_refused(canon, page, wyn, step):
    client = Client()
    assert say(client, page, canon, step).status_code == 200
    other = begun(wyn, "Norse myth", "Edda")
    assert say(client, page, canon, other.instalments.first().pk).status_code == 200
    assert CANONS_COOKIE not in client.cookies
    assert say(client, page, other, other.instalments.first().pk).status_code == 302
    assert client.cookies.get(CANONS_COOKIE) is None or client.cookies[CANONS_COOKIE].value == ""


def test_a_form_leads_nowhere_else(canon, page):
    answer = say(Client(), page, canon, "0", next="https://elsewhere.example/")
    assert answer.url == reverse("timeline", args=[canon.fandom.slug])


def test_what_she_said_of_another_canon_stays(canon, page, wyn):
    film = lines.make_canon(canon.fandom, by=wyn, name="The film", kind="film")
    client = Client()
    say(client, page, canon, book("Book One"))
    say(client, page, film, "0")
    viewer = Viewer(canons_read=client.cookies[CANONS_COOKIE].value)
    assert progress_of(viewer) == {canon.pk: book("Book One"), film.pk: 0}


def test_all_that_she_spoke_of_is_listed_and_forgotten(canon, page, wyn):
    other = begun(wyn, "Norse myth", "Edda <1>")
    settings = reverse("progress-settings")
    for client in (Client(), cast.signed_in(cast.person("Rae"))):
        assert "You have said nothing" in client.get(settings).content.decode()
        first, second = canon.instalments.first(), other.instalments.last()
        client.post(page, {f"canon-{canon.pk}": first.pk})
        client.post(reverse("progress", args=[other.fandom.slug]), {f"canon-{other.pk}": second.pk})
        forget_everything()
        said = client.get(settings).content.decode()
        assert [words in said for words in ("The books", "Edda &lt;1&gt;", "Book One", "Book Two")] == [True] * 4
        client.post(settings, {"canon": other.pk})
        forget_everything()
        assert "Edda" not in client.get(settings).content.decode()
        client.post(settings, {"all": "yes"})
        forget_everything()
        assert "You have said nothing" in client.get(settings).content.decode()


def test_an_instalment_that_is_gone_covers_all_and_is_said_so(canon, page, wyn):
    three = lines.make_instalment(canon, "Book Three", by=wyn)
    client = Client()
    say(client, page, canon, three.pk)
    lines.remove_instalment(three, by=wyn)
    forget_everything()
    assert "is not there any more" in client.get(page).content.decode()
    event = Event.objects.get(title="A")
    assert "An event you have not come to" in client.get(event.get_absolute_url()).content.decode()


def test_a_fandom_without_a_canon_has_no_such_page(db, ana):
    work = cast.posted(ana)
    assert Client().get(reverse("progress", args=[work.fandom_names[0].slug])).status_code == 404


# --- Kept pages ----------------------------------------------------------------------------------------------------


def test_a_page_kept_for_one_guest_is_not_shown_to_another_who_has_come_less_far(canon, page):
    event = Event.objects.get(title="D")
    Event.objects.filter(pk=event.pk).update(title="Leander drowns")
    pages_changed()
    forget_everything()
    far, near, nobody = Visitor(), Visitor(), Visitor()
    far.cookies[CANONS_COOKIE] = f"{canon.pk}-{book('Book Two')}"
    near.cookies[CANONS_COOKIE] = f"{canon.pk}-{book('Book One')}"
    address = event.get_absolute_url()
    for _ in range(2):
        met = ["Leander" in who.get(address).content.decode() for who in (far, near, nobody)]
        assert met == [True, False, True]


def test_a_members_pages_are_made_anew_when_she_has_come_further(canon, page):
    event = Event.objects.get(title="D")
    Event.objects.filter(pk=event.pk).update(title="Leander drowns")
    rae = cast.person("Rae")
    rae.canons_read = f"{canon.pk}-{book('Book One')}"
    rae.save()
    forget_everything()
    client = Visitor()
    client.force_login(rae)
    address = event.get_absolute_url()
    assert ["Leander" in client.get(address).content.decode() for _ in range(2)] == [False, False]
    edition = User.objects.get(pk=rae.pk).edition
    cast.signed_in(rae).post(page, {f"canon-{canon.pk}": book("Book Two")})
    look_again()  # a test never commits
    assert User.objects.get(pk=rae.pk).edition != edition
    assert "Leander" in client.get(address).content.decode()
