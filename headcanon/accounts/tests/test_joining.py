"""How newcomers join: in an open archive, by invitation, or when the archivist has said yes."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from headcanon.accounts import arriving
from headcanon.accounts.arriving import TIME_TO_CONFIRM, forget_who_never_confirmed
from headcanon.accounts.models import Invitation, Newcomer, User
from headcanon.core.editions import look_again, pages_changed, the_archive
from headcanon.core.models import Archive
from tests import cast
from tests.cast import signed_in
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db(transaction=True)  # letters leave when the change is on the disk

NEA = {"username": "Nea", "email": "nea@example.org", "password1": cast.PASSWORD, "agrees": "on"}


def joining_is(way, **fields):
    archive = the_archive()
    Archive.objects.filter(pk=archive.pk).update(joining=way, **fields)
    pages_changed()
    look_again()  # a test never commits, and only then does a process look at once


@pytest.fixture
def mo():
    return cast.person("Mo", is_archivist=True)


def join(client, address="/users/signup", **said):
    return client.post(address, {**NEA, **said})


def sign_in(client, name="Nea", password=cast.PASSWORD):
    return client.post(reverse("account_login"), {"login": name, "password": password}, follow=True)


def who(client):
    found = re.search(r'<div class="masthead-account">(.*?)</div>', client.get("/about").content.decode(), re.DOTALL)
    name = re.search(r'<a href="/users/(\w+)">', found[1])
    return name[1] if "Sign out" in found[1] else None


def errors_on(answer):
    return re.findall(
        r"<li>(.*?)</li>", " ".join(re.findall(r'<ul class="errors".*?</ul>', answer.content.decode(), re.S))
    )


def mailed(number=-1):
    """The path of the link in a letter."""
    return re.search(r"http://testserver(/\S+)", mail.outbox[number].body)[1]


def confirm(client, link=None):
    link = link or mailed()
    assert "Is this your address?" in client.get(link).content.decode()
    return client.post(link)


class TestAnOpenArchive:
    @pytest.fixture(autouse=True)
    def an_open_archive(self):
        joining_is("open")

    def test_she_signs_up_confirms_and_is_in(self):
        client = Client()
        answer = join(client, follow=True)
        assert answer["Location"] == reverse("account_email_verification_sent")
        assert who(client) is None
        assert [(letter.to, letter.subject) for letter in mail.outbox] == [
            (["nea@example.org"], "Headcanon: confirm your address")
        ]
        assert confirm(client)["Location"] == "/"
        assert who(client) == "Nea"
        nea = User.objects.get(username="Nea")
        assert (nea.email, nea.is_superuser, nea.default_pseud.name) == ("nea@example.org", False, "Nea")
        assert not Newcomer.objects.exists()

    def test_until_she_has_confirmed_her_password_lets_her_nowhere(self):
        join(Client())
        client = Client()
        assert "Look in your mail" in sign_in(client).content.decode()
        assert who(client) is None

    def test_a_link_opened_elsewhere_confirms_and_signs_nobody_in(self):
        join(Client())
        elsewhere = Client()
        assert confirm(elsewhere)["Location"] == reverse("account_login")
        assert who(elsewhere) is None
        sign_in(elsewhere)
        assert who(elsewhere) == "Nea"
        assert "This link no longer works" in Client().get(mailed()).content.decode()

    def test_a_guest_is_shown_the_way_in(self):
        assert 'href="/users/signup"' in Visitor().get("/").content.decode()
        joining_is("invited")
        assert 'href="/users/signup"' not in Visitor().get("/").content.decode()

    def test_a_form_with_mistakes_says_each_and_makes_nobody(self):
        cast.person("Ana")
        answer = Client().post("/users/signup", {"username": "ANA", "email": "nowhere", "password1": "short"})
        assert answer.status_code == 200
        assert len(errors_on(answer)) == 4
        assert "Somebody has this name already; please choose another." in errors_on(answer)
        assert [user.username for user in User.objects.all()] == ["Ana"]

    @pytest.mark.parametrize("name", ["login", "Signup", "two words", "naïve"])
    def test_a_name_that_cannot_be_an_address_is_refused(self, name):
        assert len(errors_on(join(Client(), username=name))) == 1
        assert not User.objects.exists()

    def test_of_two_who_want_one_name_at_once_the_second_is_told(self, monkeypatch):
        make = arriving.make_newcomer

        def after_somebody_else(username, *args):
            if not User.objects.exists():
                cast.person("Nea")
            return make(username, *args)

        monkeypatch.setattr(arriving, "make_newcomer", after_somebody_else)
        answer = join(Client(), email="other@example.org")
        assert errors_on(answer) == ["Somebody has this name already; please choose another."]
        assert User.objects.count() == 1

    def test_of_two_who_give_one_address_at_once_both_are_answered_alike(self, monkeypatch):
        make = arriving.make_newcomer

        def after_somebody_else(*args):
            if not User.objects.exists():
                make("Bea", "nea@example.org", cast.PASSWORD, "", False, None)
            return make(*args)

        monkeypatch.setattr(arriving, "make_newcomer", after_somebody_else)
        assert join(Client())["Location"] == reverse("account_email_verification_sent")
        assert set(User.objects.values_list("username", "email")) == {("Bea", "nea@example.org"), ("Nea", "")}

    def test_who_never_confirms_is_forgotten_and_the_name_free_again(self):
        join(Client())
        cast.person("Ana")
        forget_who_never_confirmed()
        assert User.objects.filter(username="Nea").exists()
        Newcomer.objects.update(came_at=timezone.now() - TIME_TO_CONFIRM - timedelta(minutes=1))
        forget_who_never_confirmed()
        assert [user.username for user in User.objects.all()] == ["Ana"]
        join(Client())
        assert User.objects.filter(username="Nea").exists()

    def test_too_many_sign_ups_from_one_place_are_slowed_down(self):
        client = Client()
        answers = [join(client, username="").status_code for _ in range(21)]
        assert answers == [200] * 20 + [429]
        assert join(Client(REMOTE_ADDR="192.0.2.7"), username="").status_code == 200


def as_seen(answer):
    """All that somebody outside is given: status, headers, body, with what is made anew each time made alike."""
    cookies = {name: {**morsel} for name, morsel in answer.cookies.items()}
    for morsel in cookies.values():
        morsel["expires"] = ""
    body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"|data-reader="\w+"', "", answer.content.decode())
    headers = {name: value for name, value in answer.headers.items() if name != "Expires"}
    return answer.status_code, headers, cookies, body


class TestWhetherAnAddressIsKnown:
    """Ana has an account; somebody without her mailbox tries to learn that."""

    @pytest.fixture(autouse=True)
    def ana(self):
        joining_is("open")
        return cast.person("Ana")

    def both(self, steps):
        """What is seen on the way of `steps` for a new address and for Ana's."""
        seen = []
        for email in ("nea@example.org", "ana@example.org"):
            client = Client()
            User.objects.filter(username="Nea").delete()
            seen.append([as_seen(answer) for answer in steps(client, email)])
        return seen

    def test_signing_up_looks_the_same(self):
        def steps(client, email):
            yield client.get("/users/signup")
            yield join(client, email=email)
            yield client.get(reverse("account_email_verification_sent"))
            yield client.get("/")

        new, known = self.both(steps)
        assert new == known
        assert [(letter.to, letter.subject) for letter in mail.outbox] == [
            (["nea@example.org"], "Headcanon: confirm your address"),
            (["ana@example.org"], "Headcanon: you have an account already"),
        ]
        assert "/users/email/confirm/" not in mail.outbox[1].body

    def test_so_does_all_that_comes_after(self):
        def steps(client, email):
            join(client, email=email)
            other = Client()
            yield Client().get("/users/Nea")
            yield join(other, email="third@example.org")  # the name is taken
            yield other.post(reverse("account_login"), {"login": "Nea", "password": cast.PASSWORD})
            yield other.get(reverse("account_email_verification_sent"))
            yield other.post(reverse("account_login"), {"login": "Nea", "password": "wrong"})
            yield other.post(reverse("account_login"), {"login": email, "password": "wrong"})
            yield other.post(reverse("account_reset_password"), {"email": email})

        new, known = self.both(steps)
        assert str(new).replace("nea@", "ana@") == str(known)

    def test_the_account_that_stands_for_nobody_has_no_say_and_is_forgotten(self, ana, mo):
        join(Client(), email="Ana@Example.org")
        assert User.objects.get(username="Nea").email == ""
        page = signed_in(mo).get(reverse("newcomers")).content.decode()
        assert "Nea" not in page
        newcomer = Newcomer.objects.get()
        answer = signed_in(mo).post(reverse("answer-newcomer", args=[newcomer.pk]), {"answer": "confirm"})
        assert answer.status_code == 404
        mail.outbox.clear()
        Client().post(reverse("account_reset_password"), {"email": "ana@example.org"})
        assert ["Your user name is Ana." in letter.body for letter in mail.outbox] == [True]
        Newcomer.objects.update(came_at=timezone.now() - TIME_TO_CONFIRM - timedelta(minutes=1))
        forget_who_never_confirmed()
        assert not User.objects.filter(username="Nea").exists()

    def test_an_invitation_is_used_up_either_way(self, mo):
        joining_is("invited")
        for email in ("nea@example.org", "ana@example.org"):
            User.objects.filter(username="Nea").delete()
            link = make_invitation(mo)
            join(Client(), link, email=email)
            assert Client().get(link).status_code == 404

    def test_changing_to_an_address_looks_the_same(self):
        seen = []
        for number, email in enumerate(("new@example.org", "ana@example.org")):
            client = signed_in(cast.person(f"Rae{number}"))
            client.post(reverse("account_reauthenticate"), {"password": cast.PASSWORD})
            answer = client.post(reverse("account_email"), {"email": email, "action_add": ""})
            page = client.get(reverse("account_email"))
            said = str([as_seen(answer), as_seen(page)])
            seen.append(said.replace(email, "X").replace(f"Rae{number}", "Rae").replace(f"rae{number}", "rae"))
        assert seen[0] == seen[1]
        assert [letter.subject for letter in mail.outbox] == [
            "Headcanon: confirm your address",
            "Headcanon: you have an account already",
        ]


def make_invitation(person, **said):
    """The path of a new link."""
    answer = signed_in(person).post(reverse("invitations"), {"uses": 1, "days": 30, **said})
    found = re.search(r"<code>http://testserver(/users/signup/[^<]+)</code>", answer.content.decode())
    return found and found[1]


class TestByInvitation:
    @pytest.fixture(autouse=True)
    def invited_only(self):
        joining_is("invited")

    def test_nobody_can_sign_up_by_themselves(self):
        assert "You join by invitation" in Client().get("/users/signup").content.decode()
        assert "You join by invitation" in join(Client()).content.decode()
        assert not User.objects.exists()

    def test_whoever_has_a_link_joins_and_it_is_used_up(self, mo):
        link, client = make_invitation(mo), Client()
        assert client.get(link).status_code == 200
        assert join(client, link)["Location"] == reverse("account_email_verification_sent")
        confirm(client)
        assert who(client) == "Nea"
        for answer in (Client().get(link), join(Client(), link, username="Vex", email="vex@example.org")):
            assert (answer.status_code, "This invitation has ended" in answer.content.decode()) == (404, True)
        assert not User.objects.filter(username="Vex").exists()

    def test_a_link_for_three_lets_in_three(self, mo):
        link = make_invitation(mo, uses=3)
        answers = [join(Client(), link, username=f"N{n}", email=f"n{n}@example.org").status_code for n in range(4)]
        assert answers == [302, 302, 302, 404]

    def test_mistakes_on_the_form_use_nothing_up(self, mo):
        link = make_invitation(mo)
        assert join(Client(), link, password1="short").status_code == 200
        assert join(Client(), link).status_code == 302

    def test_of_two_who_use_it_at_once_one_comes_too_late(self, mo, monkeypatch):
        link = make_invitation(mo)
        make = arriving.make_newcomer

        def after_somebody_else(*args):
            Invitation.objects.update(used=1)
            return make(*args)

        monkeypatch.setattr(arriving, "make_newcomer", after_somebody_else)
        assert join(Client(), link).status_code == 404
        assert not User.objects.filter(username="Nea").exists()

    def test_it_ends_and_can_be_taken_back(self, mo):
        old, taken_back = make_invitation(mo, days=1), make_invitation(mo)
        Invitation.objects.filter(pk=Invitation.objects.first().pk).update(ends_at=timezone.now())
        last = Invitation.objects.last()
        assert signed_in(cast.person("Rae")).post(f"/settings/invitations/{last.pk}/take-back").status_code == 404
        assert Client().get(taken_back).status_code == 200
        signed_in(mo).post(f"/settings/invitations/{last.pk}/take-back")
        assert [Client().get(link).status_code for link in (old, taken_back)] == [404, 404]

    def test_only_its_hash_is_kept(self, mo):
        token = make_invitation(mo).rsplit("/", 1)[1]
        assert token not in str(Invitation.objects.values_list())
        assert token not in signed_in(mo).get(reverse("invitations")).content.decode()

    def test_a_member_gives_as_many_as_she_is_given(self, mo):
        rae = cast.person("Rae")
        assert signed_in(rae).get(reverse("invitations")).status_code == 404
        joining_is("invited", invitations_each=2)
        links = [make_invitation(rae, uses=50) for _ in range(3)]
        assert [link is None for link in links] == [False, False, True]
        answers = [join(Client(), links[0], username=f"N{n}", email=f"n{n}@example.org").status_code for n in (1, 2)]
        assert answers == [302, 404]
        # One that ends unused comes back to her; one that was used does not.
        Invitation.objects.update(ends_at=timezone.now())
        assert [make_invitation(rae) is None for _ in range(2)] == [False, True]

    def test_an_invitation_needs_nobodys_yes(self, mo):
        joining_is("approved")
        link, client = make_invitation(mo), Client()
        assert "A line about you" not in client.get(link).content.decode()
        join(client, link)
        confirm(client)
        assert who(client) == "Nea"


class TestWhenTheArchivistSaysYes:
    WORDS = "I write lighthouses & read the rest."

    @pytest.fixture(autouse=True)
    def an_archive_with_a_door(self, mo):
        joining_is("approved")

    @pytest.fixture
    def nea(self):
        """Nea's browser; she has asked to join and confirmed her address."""
        client = Client()
        assert join(client, words=self.WORDS)["Location"] == reverse("account_email_verification_sent")
        assert confirm(client)["Location"] == reverse("account_waiting")
        mail.outbox.clear()
        return client

    def answer(self, mo, answer):
        newcomer = Newcomer.objects.get()
        return signed_in(mo).post(reverse("answer-newcomer", args=[newcomer.pk]), {"answer": answer}, follow=True)

    def test_a_line_about_her_is_wanted(self):
        assert errors_on(join(Client())) == ["This field is required."]

    def test_while_she_waits_she_is_told_so(self, nea):
        answer = sign_in(nea)
        assert answer.redirect_chain[-1] == (reverse("account_waiting"), 302)
        assert "A little patience" in answer.content.decode()
        assert who(nea) is None

    def test_the_archivist_reads_her_line_and_lets_her_in(self, nea, mo):
        page = signed_in(mo).get(reverse("newcomers")).content.decode()
        assert "I write lighthouses &amp; read the rest." in page
        assert "address not confirmed yet" not in page
        self.answer(mo, "yes")
        [letter] = mail.outbox
        assert (letter.to, letter.subject) == (["nea@example.org"], "Headcanon: you are in")
        assert "http://testserver/users/login" in letter.body
        sign_in(nea)
        assert who(nea) == "Nea"
        assert not Newcomer.objects.exists()

    def test_declined_she_is_written_to_and_forgotten(self, nea, mo):
        self.answer(mo, "no")
        [letter] = mail.outbox
        assert (letter.to, letter.subject) == (["nea@example.org"], "Headcanon: not this time")
        assert not User.objects.filter(username="Nea").exists()
        assert not EmailAddress.objects.filter(email="nea@example.org").exists()

    def test_a_yes_before_the_address_is_confirmed_still_wants_it_confirmed(self, mo):
        client = Client()
        join(client, words=self.WORDS)
        link = mailed()
        self.answer(mo, "yes")
        assert "Look in your mail" in sign_in(client).content.decode()
        confirm(client, link)
        sign_in(client)
        assert who(client) == "Nea"

    def test_a_mail_server_that_is_down_undoes_nothing(self, nea, mo, monkeypatch, caplog):
        def down(*args, **kwargs):
            raise ConnectionRefusedError

        monkeypatch.setattr("headcanon.accounts.letters.send_mail", down)
        assert self.answer(mo, "yes").status_code == 200
        assert "could not be sent" in caplog.text
        sign_in(nea)
        assert who(nea) == "Nea"


class TestTheArchivistsPages:
    def test_she_chooses_the_way(self, mo):
        client = signed_in(mo)
        assert "Only who was invited" in client.get(reverse("joining-settings")).content.decode()
        client.post(reverse("joining-settings"), {"joining": "open", "invitations_each": 3})
        archive = the_archive()
        assert (archive.joining, archive.invitations_each) == ("open", 3)

    def test_she_confirms_by_hand_where_no_mail_goes_out(self, mo):
        joining_is("open")
        join(Client())
        page = signed_in(mo).get(reverse("newcomers")).content.decode()
        assert "nea@example.org" in page
        signed_in(mo).post(reverse("answer-newcomer", args=[Newcomer.objects.get().pk]), {"answer": "confirm"})
        client = Client()
        sign_in(client)
        assert who(client) == "Nea"

    def test_for_anybody_else_they_are_not_there(self, mo):
        joining_is("open")
        join(Client())
        newcomer = Newcomer.objects.get()
        for client in (Client(), signed_in(cast.person("Rae"))):
            for address in (reverse("joining-settings"), reverse("newcomers")):
                assert (client.get(address).status_code, client.post(address).status_code) == (404, 404)
            assert client.post(reverse("answer-newcomer", args=[newcomer.pk]), {"answer": "yes"}).status_code == 404
        assert Newcomer.objects.filter(pk=newcomer.pk).exists()
