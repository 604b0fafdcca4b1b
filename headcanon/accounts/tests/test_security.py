"""How a member keeps her account hers: password, address, second factor, sessions, and limits on guessing."""

import base64
import hmac
import re
import time
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from headcanon.accounts.models import User
from headcanon.accounts.sessions import forget_ended_sessions, in_two_words
from tests import cast

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
A_PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Safari/604.1"


def sign_in(client, login="Ana", password=cast.PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": login, "password": password}, **more)


def signed_in(**headers):
    client = Client(**headers)
    sign_in(client)
    return client


def prove(client, password=cast.PASSWORD):
    return client.post(reverse("account_reauthenticate"), {"password": password})


def is_in(client):
    return 'href="/users/logout"' in client.get("/about").content.decode()


def errors_on(answer):
    return re.findall(
        r"<li>(.*?)</li>", " ".join(re.findall(r'<ul class="errors".*?</ul>', answer.content.decode(), re.S))
    )


class TestGuessing:
    TOO_MANY = "That were too many tries. Wait five minutes, then try again."

    def test_after_five_wrong_passwords_even_the_right_one_has_to_wait(self, ana):
        client = Client()
        for _ in range(5):
            assert self.TOO_MANY not in errors_on(sign_in(client, password="wrong lanterns"))
        for place in (client, Client(REMOTE_ADDR="192.0.2.7")):
            assert errors_on(sign_in(place)) == [self.TOO_MANY]
            assert not is_in(place)

    def test_other_people_meanwhile_come_in(self, ana):
        cast.person("Rae")
        for _ in range(6):
            sign_in(Client(), password="wrong lanterns")
        rae = Client()
        sign_in(rae, "Rae")
        assert is_in(rae)

    def test_one_visitor_who_tries_many_names_is_stopped_and_others_are_not(self, ana):
        guesser = Client(REMOTE_ADDR="192.0.2.7")
        for number in range(10):
            sign_in(guesser, f"Somebody{number}", "wrong lanterns")
        assert errors_on(sign_in(guesser)) == [self.TOO_MANY]
        assert is_in(signed_in())

    def test_right_passwords_are_not_counted(self, ana):
        assert [sign_in(Client()).status_code for _ in range(12)] == [302] * 12

    def test_a_form_sent_too_often_rests_and_says_so(self, ana):
        answers = [sign_in(Client(), f"Somebody{n}", "") for n in range(31)]
        assert [answer.status_code for answer in answers] == [200] * 30 + [429]
        assert "Slowly, please" in answers[-1].content.decode()

    def test_behind_a_proxy_a_visitor_cannot_choose_whom_her_tries_count_for(self, ana, settings):
        """She may claim addresses in X-Forwarded-For; the proxy adds the one it sees, and only that one counts."""
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
        for number in range(10):
            sign_in(Client(), f"Somebody{number}", "wrong", HTTP_X_FORWARDED_FOR=f"198.51.100.{number}, 192.0.2.7")
        assert errors_on(sign_in(Client(), HTTP_X_FORWARDED_FOR="198.51.100.99, 192.0.2.7")) == [self.TOO_MANY]
        assert errors_on(sign_in(Client(), HTTP_X_FORWARDED_FOR="192.0.2.8")) == []

    def test_without_a_proxy_the_header_says_nothing(self, ana):
        for number in range(10):
            sign_in(Client(), f"Somebody{number}", "wrong", HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")
        assert errors_on(sign_in(Client(), HTTP_X_FORWARDED_FOR="192.0.2.8")) == [self.TOO_MANY]


class TestHerPassword:
    NEW = "seven blue kettles"

    def change(self, client, old=cast.PASSWORD, new=NEW, again=NEW):
        said = {"oldpassword": old, "password1": new, "password2": again}
        return client.post(reverse("account_change_password"), said)

    def test_she_changes_it_and_is_signed_out_everywhere_else(self, ana):
        here, elsewhere = signed_in(), signed_in()
        assert self.change(here).status_code == 302
        assert (is_in(here), is_in(elsewhere)) == (True, False)
        sign_in(elsewhere, password=self.NEW)
        assert is_in(elsewhere)

    @pytest.mark.parametrize("slip", [{"old": "wrong"}, {"new": "short", "again": "short"}, {"again": "other kettles"}])
    def test_a_slip_changes_nothing(self, ana, slip):
        client = signed_in()
        assert len(errors_on(self.change(client, **slip))) == 1
        assert is_in(signed_in())

    def test_a_guest_is_asked_to_sign_in_first(self):
        for name in ("mfa_index", "account_change_password", "account_email", "mfa_list_webauthn", "usersessions_list"):
            assert Client().get(reverse(name))["Location"] == f"/users/login?next={reverse(name)}"


class TestHerAddress:
    def test_it_changes_when_the_new_one_is_confirmed(self, ana):
        client = signed_in()
        prove(client)
        client.post(reverse("account_email"), {"email": "New@Example.org", "action_add": ""})
        assert User.objects.get().email == "ana@example.org"
        assert "new@example.org takes its place" in client.get(reverse("account_email")).content.decode()
        assert [letter.to for letter in mail.outbox] == [["new@example.org"]]
        client.post(re.search(r"http://testserver(/\S+)", mail.outbox[0].body)[1])
        assert User.objects.get().email == "new@example.org"
        assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [
            ("new@example.org", True, True)
        ]

    def test_it_wants_her_password_first_and_goes_on_from_there(self, ana):
        client = signed_in()
        asked = client.post(reverse("account_email"), {"email": "new@example.org", "action_add": ""})
        assert asked["Location"] == "/users/confirm?next=%2Fsettings%2Fsecurity%2Femail"
        assert not mail.outbox
        client.post(asked["Location"], {"password": cast.PASSWORD, "next": "/settings/security/email"})
        assert [letter.to for letter in mail.outbox] == [["new@example.org"]]

    def test_she_can_think_better_of_it(self, ana):
        client = signed_in()
        prove(client)
        client.post(reverse("account_email"), {"email": "new@example.org", "action_add": ""})
        client.post(reverse("account_email"), {"email": "new@example.org", "action_remove": ""})
        assert [address.email for address in EmailAddress.objects.all()] == ["ana@example.org"]

    def test_a_new_address_that_somebody_else_took_meanwhile_is_refused(self, ana):
        client = signed_in()
        prove(client)
        client.post(reverse("account_email"), {"email": "rae@example.org", "action_add": ""})
        cast.person("Rae")
        EmailAddress.objects.filter(user__username="Rae").update(verified=False)
        link = re.search(r"http://testserver(/\S+)", mail.outbox[0].body)[1]
        answer = client.post(link, follow=True)
        assert "another account has it by now" in answer.content.decode()
        assert User.objects.get(username="Ana").email == "ana@example.org"

    def test_a_slip_in_a_new_address_gives_nobody_her_account(self, ana):
        client = signed_in()
        prove(client)
        client.post(reverse("account_email"), {"email": "anna@example.org", "action_add": ""})
        mail.outbox.clear()
        Client().post(reverse("account_reset_password"), {"email": "anna@example.org"})
        assert mail.outbox == []


def code_for(secret, steps=0):
    """What an authenticator app shows now, or `steps` half-minutes later."""
    counter = int(time.time()) // 30 + steps
    digest = hmac.digest(base64.b32decode(secret), counter.to_bytes(8, "big"), "sha1")
    offset = digest[-1] & 15
    return f"{(int.from_bytes(digest[offset : offset + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"


class TestCodesFromAnApp:
    @pytest.fixture
    def secret(self, ana):
        """Ana's account asks for codes."""
        client = signed_in()
        prove(client)
        secret = re.search(r"<code>(\w+)</code>", client.get(reverse("mfa_activate_totp")).content.decode())[1]
        answer = client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
        assert answer["Location"] == reverse("mfa_view_recovery_codes")
        self.codes = re.findall(r"<code>(\w+)</code>", client.get(answer["Location"]).content.decode())
        return secret

    def test_then_the_password_alone_lets_nobody_in(self, secret):
        client = Client()
        assert sign_in(client)["Location"] == reverse("mfa_authenticate")
        assert not is_in(client)
        wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
        assert len(errors_on(wrong)) == 1
        assert client.post(reverse("mfa_authenticate"), {"code": code_for(secret, 1)})["Location"] == "/"
        assert is_in(client)

    def test_nor_a_downloader_with_it(self, secret):
        client = Client()
        said = {"authenticity_token": "", "user[login]": "Ana", "user[password]": cast.PASSWORD}
        assert client.post("/users/login", said)["Location"] == reverse("mfa_authenticate")
        assert not is_in(client)

    def test_a_recovery_code_lets_her_in_once(self, secret):
        assert len(set(self.codes)) == 10
        entered = []
        for _ in range(2):
            client = Client()
            sign_in(client)
            client.post(reverse("mfa_authenticate"), {"code": self.codes[0]})
            entered.append(is_in(client))
        assert entered == [True, False]

    def test_guessing_codes_is_slowed_down(self, secret):
        client = Client()
        sign_in(client)
        for _ in range(5):
            client.post(reverse("mfa_authenticate"), {"code": "000000"})
        answer = client.post(reverse("mfa_authenticate"), {"code": code_for(secret, 1)})
        assert errors_on(answer) == [TestGuessing.TOO_MANY]

    def test_she_can_give_it_up_again(self, secret):
        client = Client()
        sign_in(client)
        client.post(reverse("mfa_authenticate"), {"code": self.codes[0]})
        assert client.get(reverse("mfa_deactivate_totp"))["Location"].startswith("/users/confirm")
        prove(client)
        client.post(reverse("mfa_deactivate_totp"))
        assert is_in(signed_in())

    def test_new_recovery_codes_end_the_old(self, secret):
        client = Client()
        sign_in(client)
        client.post(reverse("mfa_authenticate"), {"code": self.codes[0]})
        prove(client)
        client.post(reverse("mfa_generate_recovery_codes"))
        page = client.get(reverse("mfa_download_recovery_codes")).content.decode()
        assert len(page.split()) == 10
        assert set(page.split()) & set(self.codes) == set()

    def test_her_codes_are_shown_to_her_alone_and_only_after_her_password(self, secret):
        rae = cast.person("Rae")
        client = Client()
        client.force_login(rae)
        prove(client)
        assert client.get(reverse("mfa_view_recovery_codes")).status_code == 404
        ana = Client()
        sign_in(ana)
        ana.post(reverse("mfa_authenticate"), {"code": self.codes[0]})
        for name in ("mfa_view_recovery_codes", "mfa_download_recovery_codes"):
            assert ana.get(reverse(name))["Location"].startswith("/users/confirm")


class TestHerSessions:
    def test_she_sees_them_and_ends_one(self, ana):
        here, phone = signed_in(HTTP_USER_AGENT=FIREFOX), signed_in(HTTP_USER_AGENT=A_PHONE)
        page = here.get(reverse("usersessions_list")).content.decode()
        assert ("Firefox, Linux" in page, "Safari, iPhone" in page) == (True, True)
        [other] = re.findall(r'action="(/settings/security/sessions/\d+/end)"', page)
        here.post(other)
        assert (is_in(here), is_in(phone)) == (True, False)

    def test_she_ends_all_others_at_once(self, ana):
        here, *others = [signed_in() for _ in range(3)]
        here.post(reverse("usersessions_list"))
        assert [is_in(client) for client in (here, *others)] == [True, False, False]

    def test_nobody_ends_anothers(self, ana):
        anas = signed_in()
        rae = Client()
        rae.force_login(cast.person("Rae"))
        assert rae.post(reverse("end-session", args=[UserSession.objects.get().pk])).status_code == 404
        assert is_in(anas)

    def test_neither_her_address_nor_more_than_the_browsers_name_is_kept(self, ana):
        client = signed_in(REMOTE_ADDR="192.0.2.7", HTTP_USER_AGENT=FIREFOX)
        TestHerPassword().change(client)
        assert set(UserSession.objects.values_list("ip", "user_agent")) == {("0.0.0.0", "Firefox, Linux")}

    def test_what_has_ended_is_forgotten(self, ana):
        here, gone = signed_in(), signed_in()
        Session.objects.filter(pk=gone.session.session_key).update(expire_date=timezone.now() - timedelta(minutes=1))
        forget_ended_sessions()
        assert list(Session.objects.values_list("pk", flat=True)) == [here.session.session_key]
        assert list(UserSession.objects.values_list("session_key", flat=True)) == [here.session.session_key]

    @pytest.mark.parametrize(
        ("said", "kept"),
        [
            (FIREFOX, "Firefox, Linux"),
            (A_PHONE, "Safari, iPhone"),
            ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/125.0 Safari/537.36 Edg/125.0", "Edge, Windows"),
            ("Firefox, Linux", "Firefox, Linux"),
            ("curl/8.5", ""),
            ("", ""),
        ],
    )
    def test_a_browser_is_known_by_two_words(self, said, kept):
        assert in_two_words(said) == kept


class TestADownloadersWayIn:
    """FanFicFare itself comes in tests/test_fanficfare.py; here is what must not."""

    def form(self, token, **more):
        return {"authenticity_token": token, "user[login]": "Ana", "user[password]": cast.PASSWORD, **more}

    def test_it_comes_in_without_a_referer_also_by_https(self, ana):
        client = Client(enforce_csrf_checks=True)
        token = client.get("/token_dispenser.json", secure=True).json()["token"]
        client.post("/users/login", self.form(token), secure=True)
        assert is_in(client)

    def test_a_token_of_another_browser_is_none(self, ana):
        token = Client().get("/token_dispenser.json").json()["token"]
        for client in (Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)):
            assert client.post("/users/login", self.form(token)).status_code == 403
            assert client.post("/users/login", self.form("")).status_code == 403
            client.get("/token_dispenser.json")
            assert not is_in(client)

    def test_a_page_elsewhere_cannot_sign_a_reader_in(self, ana):
        client = Client(enforce_csrf_checks=True)
        token = client.get("/token_dispenser.json", secure=True).json()["token"]
        answer = client.post("/users/login", self.form(token), secure=True, HTTP_ORIGIN="https://elsewhere.example")
        assert answer.status_code == 403
        assert not is_in(client)

    def test_our_own_form_wants_its_token_too(self, ana):
        client = Client(enforce_csrf_checks=True)
        assert sign_in(client).status_code == 403
        assert not is_in(client)
