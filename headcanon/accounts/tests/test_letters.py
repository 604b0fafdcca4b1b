"""What people are written about by itself: somebody waits at the door, or how one signs in has changed."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse

from headcanon.accounts.models import User
from headcanon.accounts.tests.test_security import code_for
from headcanon.core.editions import the_archive
from headcanon.core.models import Archive
from tests import cast
from tests.account_pages import newcomer, second_factors_of, sure
from tests.memory import forget_everything

pytestmark = pytest.mark.django_db(transaction=True)  # letters leave when the change is on the disk

NEW_PASSWORD = "seven blue kettles"


def link_in(letter):
    return re.search(r"http://testserver(/\S+)", letter.body)[1]


class TestSomebodyAtTheDoor:
    @pytest.fixture(autouse=True)
    def archivist(self):
        return cast.person("Mo", is_archivist=True)

    def joining_is(self, way):
        Archive.objects.filter(pk=the_archive().pk).update(joining=way)
        forget_everything()

    def test_the_archivist_is_written_to_once_when_an_address_is_confirmed(self):
        self.joining_is("approved")
        client = newcomer()
        assert [letter.to for letter in mail.outbox] == [["nea@example.org"]]
        link = link_in(mail.outbox[0])
        for _ in range(2):
            client.post(link)
        [letter] = mail.outbox[1:]
        assert (letter.to, letter.subject) == (["mo@example.org"], "Headcanon: somebody waits for your yes")
        assert link_in(letter) == reverse("newcomers")
        assert "Nea" not in letter.body and "I read." not in letter.body

    def test_where_anybody_may_join_nobody_is_written_to(self):
        self.joining_is("open")
        client = newcomer()
        client.post(link_in(mail.outbox[0]))
        assert [letter.to for letter in mail.outbox] == [["nea@example.org"]]
        assert User.objects.filter(username="Nea").exists()

    def test_a_member_who_confirms_another_address_is_no_newcomer(self):
        self.joining_is("approved")
        client = sure(cast.person("Ana"))
        client.post(reverse("account_email"), {"email": "ana@new.example", "action_add": ""})
        client.post(link_in(mail.outbox[0]))
        assert "mo@example.org" not in [to for letter in mail.outbox for to in letter.to]


class TestHowSheSignsIn:
    """Ana is told of each change, and of nothing else."""

    @pytest.fixture
    def ana(self):
        return cast.person("Ana")

    @pytest.fixture
    def client(self, ana):
        return sure(ana)

    def told(self):
        """What the only letter says has changed."""
        [letter] = mail.outbox
        assert (letter.to, letter.subject) == (["ana@example.org"], "Headcanon: a change to your account")
        assert link_in(letter) == reverse("account_reset_password")
        assert (letter.alternatives, "127.0.0.1" in letter.body) == ([], False)
        return letter.body.split("\n\n")[2]

    def test_her_password(self, client):
        wrong = {"oldpassword": "wrong", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
        client.post(reverse("account_change_password"), wrong)
        assert mail.outbox == []
        client.post(reverse("account_change_password"), {**wrong, "oldpassword": cast.PASSWORD})
        assert self.told() == "Your password is another one."

    def test_a_password_chosen_by_a_link(self, ana):
        client = Client()
        client.post(reverse("account_reset_password"), {"email": ana.email})
        form = client.get(link_in(mail.outbox.pop()))
        client.post(form["Location"], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
        assert self.told() == "Your password is another one; it was chosen by a link in a letter to you."

    def test_codes_from_an_app(self, client):
        secret = re.search(r"<code>(\w+)</code>", client.get(reverse("mfa_activate_totp")).content.decode())[1]
        client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
        assert self.told() == "Signing in asks for a code from an app."
        mail.outbox.clear()
        client.post(reverse("mfa_generate_recovery_codes"))
        assert self.told() == "There are new recovery codes, and the old ones are worth nothing."
        mail.outbox.clear()
        client.post(reverse("mfa_deactivate_totp"))
        assert self.told() == "Signing in asks for no code from an app any more."

    def test_a_passkey_removed(self, ana, client):
        key = second_factors_of(ana)
        client.post(reverse("mfa_remove_webauthn", args=[key.pk]))
        assert not Authenticator.objects.filter(pk=key.pk).exists()
        assert self.told() == "A passkey was removed."

    def test_another_address_is_told_to_the_one_she_had_which_learns_not_which(self, client):
        client.post(reverse("account_email"), {"email": "ana@new.example", "action_add": ""})
        client.post(link_in(mail.outbox.pop()))
        [letter] = mail.outbox
        assert (letter.to, User.objects.get().email) == (["ana@example.org"], "ana@new.example")
        assert "Its letters go to another address from now on." in letter.body
        assert "this is the last letter that comes here" in letter.body
        assert "ana@new.example" not in letter.body

    def test_an_address_she_thinks_better_of_is_no_news(self, client):
        client.post(reverse("account_email"), {"email": "ana@new.example", "action_add": ""})
        mail.outbox.clear()
        client.post(reverse("account_email"), {"email": "ana@new.example", "action_remove": ""})
        assert mail.outbox == []
