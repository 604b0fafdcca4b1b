"""How people come in: the archivist by a link that works once, everybody by name and password."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from headcanon.accounts.models import SetupLink, User
from tests import cast

pytestmark = pytest.mark.django_db

MO = {"username": "Mo", "email": "mo@example.org", "password": cast.PASSWORD}


@pytest.fixture
def link():
    return reverse("set-up", args=[SetupLink.make()])


def who(client):
    """The name in the masthead, or None for a guest."""
    found = re.search(r'<div class="masthead-account">(.*?)</div>', client.get("/about").content.decode(), re.DOTALL)
    name = re.search(r'<a href="/users/(\w+)">', found[1])
    return name and name[1]


def sign_in(client, login, password=cast.PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": login, "password": password, **more})


def errors_on(answer):
    return re.findall(
        r"<li>(.*?)</li>", " ".join(re.findall(r'<ul class="errors".*?</ul>', answer.content.decode(), re.S))
    )


class TestTheFirstLink:
    def test_it_makes_the_archivist_and_signs_her_in(self, link):
        client = Client()
        assert client.get(link).status_code == 200
        answer = client.post(link, MO)
        assert (answer.status_code, answer["Location"]) == (302, reverse("archive-settings"))
        mo = User.objects.get()
        assert (mo.username, mo.is_superuser, mo.default_pseud.name) == ("Mo", True, "Mo")
        assert who(client) == "Mo"
        assert client.get(reverse("archive-settings")).status_code == 200

    def test_it_works_once(self, link):
        Client().post(link, MO)
        for answer in (Client().get(link), Client().post(link, {**MO, "username": "Vex", "email": "vex@example.org"})):
            assert answer.status_code == 404
            assert "This link no longer works" in answer.content.decode()
        assert [user.username for user in User.objects.all()] == ["Mo"]

    def test_it_grows_old(self, link):
        SetupLink.objects.update(made_at=timezone.now() - timedelta(days=7, minutes=1))
        assert Client().post(link, MO).status_code == 404
        assert not User.objects.exists()

    def test_a_form_with_mistakes_uses_nothing_up_and_keeps_what_was_typed(self, link):
        cast.person("Ana")
        answer = Client().post(link, {"username": "ana", "email": "no address", "password": "short"})
        assert len(errors_on(answer)) == 3
        assert 'value="ana"' in answer.content.decode()
        assert 'value="no address"' in answer.content.decode()
        assert "short" not in answer.content.decode().replace("too short", "")
        assert Client().post(link, MO).status_code == 302

    def test_a_made_up_token_opens_nothing(self, link):
        assert Client().get(reverse("set-up", args=["made-up"])).status_code == 404


class TestSigningIn:
    @pytest.mark.parametrize("login", ["Ana", "ana", "ana@example.org", "ANA@EXAMPLE.ORG"])
    def test_by_name_or_by_mail_address_in_any_case(self, login):
        cast.person("Ana")
        client = Client()
        assert sign_in(client, login)["Location"] == "/"
        assert who(client) == "Ana"

    def test_a_wrong_password_says_so_once_and_keeps_the_name(self):
        cast.person("Ana")
        client = Client()
        answer = sign_in(client, "Ana", "wrong lanterns")
        assert len(errors_on(answer)) == 1
        assert 'value="Ana"' in answer.content.decode()
        assert "wrong lanterns" not in answer.content.decode()
        assert who(client) is None

    def test_an_unknown_name_is_told_just_what_a_wrong_password_is(self):
        cast.person("Ana")
        assert errors_on(sign_in(Client(), "Ana", "wrong")) == errors_on(sign_in(Client(), "Nobody", "wrong"))

    def test_she_goes_back_to_what_she_was_reading(self):
        cast.person("Ana")
        link = re.search(r'href="(/users/login[^"]*)"', Client().get("/rules").content.decode())[1]
        assert link == "/users/login?next=%2Frules"
        page = Client().get(link).content.decode()
        field = re.search(r'<input type="hidden" name="next" value="([^"]*)"', page)[1]
        assert sign_in(Client(), "Ana", next=field)["Location"] == "/rules"

    def test_a_closed_account_stays_closed(self):
        ana = cast.person("Ana")
        ana.is_active = False
        ana.save()
        client = Client()
        assert sign_in(client, "Ana")["Location"] == reverse("account_inactive")
        assert "This account is closed" in client.get(reverse("account_inactive")).content.decode()
        assert who(client) is None

    def test_signing_out_asks_first(self):
        client = Client()
        client.force_login(cast.person("Ana"))
        assert 'href="/users/logout"' in client.get("/").content.decode()
        assert "Sign out?" in client.get(reverse("account_logout")).content.decode()
        assert who(client) == "Ana"
        assert client.post(reverse("account_logout"))["Location"] == "/"
        assert who(client) is None

    def test_the_masthead_names_no_pen_name(self):
        """A downloader takes every link to a pen name on a story's page for one of its authors."""
        rae = cast.person("Rae")
        client = Client()
        client.force_login(rae)
        authors = re.findall(
            r'href="(/users/\w+/pseuds/[^"]*)"',
            client.get(cast.posted(cast.person("Ana")).get_absolute_url()).content.decode(),
        )
        assert set(authors) == {"/users/Ana/pseuds/Ana"}


class TestAForgottenPassword:
    NEW = "seven blue kettles"

    @pytest.fixture
    def mailed(self):
        """The link in the mail that Ana gets."""
        cast.person("Ana")
        Client().post(reverse("account_reset_password"), {"email": "ana@example.org"})
        return re.search(r"http://testserver(/\S+)", mail.outbox[0].body)[1]

    def choose(self, client, link, password=NEW):
        form = client.get(link)
        return client.post(
            form["Location"] if form.status_code == 302 else link, {"password1": password, "password2": password}
        )

    def test_a_mailed_link_lets_her_choose_another(self, mailed):
        message = mail.outbox[0]
        assert (message.to, message.subject) == (["ana@example.org"], "Headcanon: a new password")
        assert "Your user name is Ana." in message.body
        client = Client()
        assert self.choose(client, mailed)["Location"] == reverse("account_reset_password_from_key_done")
        assert (
            "Your password is changed" in client.get(reverse("account_reset_password_from_key_done")).content.decode()
        )
        old, new = Client(), Client()
        sign_in(old, "Ana")
        sign_in(new, "Ana", self.NEW)
        assert (who(old), who(new)) == (None, "Ana")

    def test_the_link_works_once(self, mailed):
        self.choose(Client(), mailed)
        answer = Client().get(mailed)
        assert "This link no longer works" in answer.content.decode()
        assert "Location" not in answer

    def test_a_password_too_easy_to_guess_is_refused_with_the_reason(self, mailed):
        client = Client()
        answer = self.choose(client, mailed, "password12")
        assert answer.status_code == 200
        assert errors_on(answer) == ["This password is too common."]
        assert self.choose(client, mailed).status_code == 302

    def test_an_address_nobody_has_is_answered_alike_and_written_to_by_nobody(self):
        cast.person("Ana")
        known = Client().post(reverse("account_reset_password"), {"email": "ana@example.org"}, follow=True)
        unknown = Client().post(reverse("account_reset_password"), {"email": "vex@example.org"}, follow=True)
        assert known.redirect_chain == unknown.redirect_chain == [(reverse("account_reset_password_done"), 302)]
        assert [message.to for message in mail.outbox] == [["ana@example.org"]]
