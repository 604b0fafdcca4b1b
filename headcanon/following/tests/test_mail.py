"""Letters of news: what is in one, when it is begun, and what becomes of it when a mail server says no."""

import smtplib
import threading
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.locmem import EmailBackend as Locmem
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from headcanon.accounts.blocking import block, mute
from headcanon.accounts.models import User
from headcanon.core.models import Archive
from headcanon.core.outbox import drain
from headcanon.following import mailing
from headcanon.following.announcing import announce
from headcanon.following.follows import follow
from headcanon.following.hearing import person_by_token, unsubscribe_token
from headcanon.following.letters import begin_letters, forget_sent_letters
from headcanon.following.models import Hearing, Letter, Notice
from headcanon.works.models import Work
from headcanon.works.trash import trash
from tests.cast import person, posted, signed_in
from tests.memory import forget_everything
from tests.programs import complaints_of_nu

pytestmark = pytest.mark.django_db
SITE = "https://archive.example"


@pytest.fixture(autouse=True)
def quick(db):
    Archive.objects.update_or_create(pk=Archive.ROW, defaults={"name": "Lamplight", "letters_a_minute": 10**9})
    forget_everything()


def post_all():
    """Everything that waits is told, and what is due by mail leaves."""
    drain()
    mailing.Mailer(SITE, threading.Event()).work()
    return mail.outbox


def posted_for(reader, author, *titles, **fields):
    follow(reader, "author", author)
    return [posted(author, title, **fields) for title in titles]


def chosen(reader, **wishes):
    Hearing.objects.update_or_create(person=reader, defaults=wishes)


# --- What is in one ------------------------------------------------------------------------------------------------


def test_what_comes_up_together_is_one_letter_that_everybody_can_read(ana, rae, tmp_path):
    lamp, sea = posted_for(rae, ana, "The <Lamp>", "The Sea")
    announce(ana.default_pseud, "<p>I am <em>back</em> & glad.</p>", sent_with="one")
    [letter] = post_all()
    assert (letter.to, letter.subject) == (["rae@example.org"], "A word from Ana, and 2 more")
    html, kind = letter.alternatives[0]
    assert kind == "text/html"
    for words in ("Ana posted a new story", f"{SITE}{lamp.get_absolute_url()}", f"{SITE}{sea.get_absolute_url()}"):
        assert (letter.body.count(words) > 0, html.count(words) > 0) == (True, True)
    assert "“The <Lamp>”" in letter.body
    assert "“The &lt;Lamp&gt;”" in html
    assert "I am back & glad." in letter.body
    assert not any(word in html for word in ("<img", "<table", "<script", "style=", "http://"))
    (tmp_path / "news.html").write_text(html)
    assert complaints_of_nu(tmp_path) == []


def test_its_headers_let_a_mail_program_end_it(ana, rae):
    posted_for(rae, ana, "The Lamp")
    [letter] = post_all()
    address = f"{SITE}{reverse('unsubscribe', args=[unsubscribe_token(rae)])}"
    stored = Letter.objects.get()
    assert letter.extra_headers == {
        "Message-ID": stored.message_id,
        "List-Unsubscribe": f"<{address}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    assert address in letter.body
    assert letter.message()["Message-ID"] == stored.message_id
    assert stored.sent_at is not None


def test_a_letter_that_waits_takes_up_what_comes_and_one_that_was_begun_does_not(ana, rae):
    posted_for(rae, ana, "One")
    drain()
    begin_letters()
    posted_for(rae, ana, "Two")
    drain()
    begin_letters()
    assert [letter.notices.count() for letter in Letter.objects.all()] == [2]
    Letter.objects.update(began_at=timezone.now())
    posted_for(rae, ana, "Three")
    drain()
    begin_letters()
    assert sorted(letter.notices.count() for letter in Letter.objects.all()) == [1, 2]


@pytest.mark.parametrize(
    "later",
    [
        lambda ana, rae, work: block(ana, rae),
        lambda ana, rae, work: mute(rae, ana),
        lambda ana, rae, work: trash(work),
        lambda ana, rae, work: Work.objects.filter(pk=work.pk).update(is_hidden=True),
        lambda ana, rae, work: User.objects.filter(pk=rae.pk).update(is_active=False),
        lambda ana, rae, work: EmailAddress.objects.filter(user=rae).update(verified=False),
    ],
    ids=["blocked", "muted", "trashed", "hidden", "inactive", "unconfirmed"],
)
def test_what_she_may_not_see_when_it_leaves_is_not_in_it_and_nothing_is_no_letter(ana, rae, later):
    [work] = posted_for(rae, ana, "The Lamp")
    drain()
    begin_letters()
    later(ana, rae, work)
    assert post_all() == []
    assert not Letter.objects.exists()


# --- When ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("pace", "days"), [("daily", 1), ("weekly", 7)])
def test_who_wishes_it_daily_or_weekly_gets_all_of_a_day_or_a_week(ana, rae, pace, days):
    chosen(rae, pace=pace)
    posted_for(rae, ana, "One")
    assert post_all() == []
    Notice.objects.update(told_at=timezone.now() - timedelta(days=days, minutes=-5))
    posted_for(rae, ana, "Two")
    assert post_all() == []
    Notice.objects.filter(news__work__title="One").update(told_at=timezone.now() - timedelta(days=days))
    [letter] = post_all()
    assert ("“One”" in letter.body, "“Two”" in letter.body) == (True, True)


def test_what_she_has_read_meanwhile_is_not_sent(ana, rae):
    chosen(rae, pace="daily")
    posted_for(rae, ana, "One")
    drain()
    signed_in(rae).post(reverse("inbox-read"), {"up_to": Notice.objects.get().pk})
    Notice.objects.update(told_at=timezone.now() - timedelta(days=2))
    assert post_all() == []


def test_who_wishes_none_or_none_of_this_kind_gets_none(ana, rae, vex, mo):
    chosen(rae, pace="never")
    chosen(vex, mails_follows=False)
    chosen(mo, mails_kudos=False)
    for reader in (rae, vex, mo):
        follow(reader, "author", ana)
    posted(ana)
    assert [letter.to for letter in post_all()] == [["mo@example.org"]]
    assert Notice.objects.count() == 3


def test_only_a_confirmed_address_is_written_to(ana, rae):
    EmailAddress.objects.filter(user=rae).update(verified=False)
    posted_for(rae, ana, "The Lamp")
    assert (post_all(), Letter.objects.count(), Notice.objects.count()) == ([], 0, 1)


# --- Ending it -----------------------------------------------------------------------------------------------------


def test_one_click_ends_all_mail_without_signing_in(ana, rae):
    posted_for(rae, ana, "One")
    drain()
    begin_letters()
    posted_for(rae, ana, "Two")
    drain()
    address = reverse("unsubscribe", args=[unsubscribe_token(rae)])
    program = Client(enforce_csrf_checks=True)
    assert "<button" in program.get(address).content.decode()
    assert Hearing.objects.count() == 0, "looking ends nothing: mail programs look at every link"
    answer = program.post(address, {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, dict(answer.cookies)) == (200, {})
    assert Hearing.objects.get().pace == "never"
    assert post_all() == []
    posted_for(rae, ana, "Three")
    assert post_all() == []
    assert Notice.objects.filter(person=rae).count() == 3


def test_the_link_is_the_same_for_ever_and_nobody_can_make_one(rae, vex):
    token = unsubscribe_token(rae)
    assert token == unsubscribe_token(rae)
    assert person_by_token(token) == rae
    forged = token.replace(str(rae.pk), str(vex.pk), 1)
    for wrong in (forged, token[:-1], str(vex.pk), f"{vex.pk}.x", ".", "9" * 40 + "." + "x"):
        answer = Client().post(reverse("unsubscribe", args=[wrong]))
        assert answer.status_code == 404
    assert Hearing.objects.count() == 0


# --- When a server says no -----------------------------------------------------------------------------------------


class Saying(Locmem):
    """A mail server that says to each address what `Saying.no` holds for it."""

    no = {}

    def send_messages(self, messages):
        for message in messages:
            if error := Saying.no.get(message.to[0]):
                raise error
        return super().send_messages(messages)


class Away(BaseEmailBackend):
    def open(self):
        raise ConnectionRefusedError("nobody listens")


@pytest.fixture
def saying(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Saying"
    Saying.no = {}
    yield Saying.no
    Saying.no = {}


def refused(address, code):
    return smtplib.SMTPRecipientsRefused({address: (code, b"no")})


def test_an_address_that_is_refused_for_good_blocks_nobody_and_the_archivist_reads_of_it(ana, saying, caplog):
    readers = [person(name) for name in ("Bell", "Candle", "Dusk")]
    saying["bell@example.org"] = refused("bell@example.org", 550)
    saying["candle@example.org"] = smtplib.SMTPDataError(554, b"no")
    for reader in readers:
        follow(reader, "author", ana)
    posted(ana)
    assert [letter.to for letter in post_all()] == [["dusk@example.org"]]
    assert "Bell (bell@example.org)" in caplog.text
    assert Letter.objects.filter(refused_at__isnull=False).count() == 2
    saying.clear()
    Letter.objects.update(due_at=timezone.now())
    assert len(post_all()) == 1


@pytest.mark.parametrize(
    "error",
    [refused("rae@example.org", 450), smtplib.SMTPServerDisconnected("gone"), TimeoutError("slow")],
    ids=["450", "gone", "slow"],
)
def test_what_may_work_later_is_tried_again_with_growing_pauses_and_one_message_id(ana, rae, saying, error):
    saying["rae@example.org"] = error
    posted_for(rae, ana, "The Lamp")
    pauses, ids = [], set()
    for _ in range(3):
        before = timezone.now()
        assert post_all() == []
        letter = Letter.objects.get()
        pauses.append(round((letter.due_at - before) / timedelta(minutes=1)))
        ids.add(letter.message_id)
        Letter.objects.update(due_at=timezone.now())
    assert (pauses, len(ids)) == ([1, 2, 4], 1)
    saying.clear()
    [sent] = post_all()
    assert {sent.extra_headers["Message-ID"]} == ids


def test_after_five_days_it_is_given_up(ana, rae, saying):
    saying["rae@example.org"] = refused("rae@example.org", 450)
    posted_for(rae, ana, "The Lamp")
    post_all()
    Letter.objects.update(due_at=timezone.now(), made_at=timezone.now() - timedelta(days=6))
    post_all()
    assert Letter.objects.get().refused_at is not None


def test_a_server_that_is_away_is_nobodys_fault(ana, rae, settings):
    posted_for(rae, ana, "The Lamp")
    settings.EMAIL_BACKEND = f"{__name__}.Away"
    with pytest.raises(mailing.ServerAway):
        post_all()
    letter = Letter.objects.get()
    assert (letter.tries, letter.refused_at, letter.sent_at) == (0, None, None)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert len(post_all()) == 1


def test_a_letter_that_cannot_be_written_stops_no_other(ana, rae, vex, monkeypatch):
    for reader in (rae, vex):
        follow(reader, "author", ana)
    posted(ana)
    message_of = mailing.message_of

    def stumble(letter, address):
        if letter.person == rae:
            raise KeyError("a template")
        return message_of(letter, address)

    monkeypatch.setattr(mailing, "message_of", stumble)
    assert [letter.to for letter in post_all()] == [["vex@example.org"]]
    monkeypatch.undo()
    Letter.objects.update(due_at=timezone.now())
    assert [letter.to for letter in post_all()][1:] == [["rae@example.org"]]


# --- How many ------------------------------------------------------------------------------------------------------


def test_no_more_leave_in_a_minute_than_the_archivist_has_said(ana, monkeypatch):
    """The pauses between letters are counted, not waited for."""
    Archive.objects.update(letters_a_minute=120)
    forget_everything()
    for name in ("Bell", "Candle", "Dusk"):
        follow(person(name), "author", ana)
    posted(ana)
    drain()
    clock = {"now": 1000.0}
    waited = []

    class Stop:
        def is_set(self):
            return False

        def wait(self, seconds):
            waited.append(round(seconds, 3))
            clock["now"] += seconds
            return False

    monkeypatch.setattr(mailing.time, "monotonic", lambda: clock["now"])
    mailer = mailing.Mailer(SITE, Stop())
    mailer.next_at = clock["now"]
    mailer.work()
    assert (len(mail.outbox), waited) == (3, [0.0, 0.5, 0.5])


def test_nought_a_minute_holds_every_letter_back(ana, rae):
    Archive.objects.update(letters_a_minute=0)
    forget_everything()
    posted_for(rae, ana, "The Lamp")
    assert post_all() == []
    Archive.objects.update(letters_a_minute=60_000)
    forget_everything()
    assert len(post_all()) == 1


def test_letters_that_were_sent_long_ago_are_forgotten_and_their_notices_are_not(ana, rae):
    posted_for(rae, ana, "The Lamp")
    post_all()
    forget_sent_letters()
    assert Letter.objects.count() == 1
    Letter.objects.update(sent_at=timezone.now() - timedelta(days=31))
    forget_sent_letters()
    assert (Letter.objects.count(), Notice.objects.count()) == (0, 1)
    assert post_all() == mail.outbox[:1]


def test_without_a_mail_server_each_letter_is_a_file_of_its_own(ana, rae, vex, settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    for reader in (rae, vex):
        follow(reader, "author", ana)
    posted(ana)
    post_all()
    found = [path.read_text() for path in (tmp_path / "mail").iterdir()]
    assert sorted("rae@example.org" in text for text in found) == [False, True]
