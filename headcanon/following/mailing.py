"""Sending letters of news, one after the other, as quickly as the archivist has said.

One process does it. On SQLite that is the one that serves the folder; on PostgreSQL the one that holds a lock there.
No transaction is open while a mail server is talked to. That a letter was taken is written down at once, so a process
that is killed repeats at most the one that was on its way, under the same Message-ID.
"""

import logging
import smtplib
import threading
import time
from datetime import timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.db import close_old_connections, connection
from django.utils import timezone

from headcanon.core.editions import the_archive
from headcanon.following.letters import begin_letters, confirmed_address, message_of
from headcanon.following.models import Letter

logger = logging.getLogger(__name__)

PAUSE = 1.0  # seconds
LONGEST_PAUSE = 600.0
TIMEOUT = 30  # seconds that a mail server may take for an answer
TAKEN_AT_ONCE = 20
FIRST_PAUSE, LONGEST = timedelta(minutes=1), timedelta(hours=12)
GIVEN_UP_AFTER = timedelta(days=5)
LOCK = 0x68656164  # on PostgreSQL; any number that nobody else takes
SMTP = "django.core.mail.backends.smtp.EmailBackend"


class ServerAway(Exception):
    """The mail server cannot be reached, or will not talk to us; no letter is to blame."""


def start_mailing(address):
    """Start the mailer in a thread that ends with the process; `address` is where the archive answers."""
    mailer = Mailer(settings.ADDRESS or address, threading.Event())
    thread = threading.Thread(target=mailer.mail_for_ever, daemon=True, name="mailer")
    thread.start()
    return thread


def is_ours_to_send():
    """Asked again and again: the same connection may take the lock as often as it likes, and loses it when it ends."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        return cursor.fetchone()[0]


class Mailer:
    def __init__(self, address, stop):
        self.address, self.stop = address, stop
        self.server, self.pause, self.next_at = None, 0.0, 0.0

    def mail_for_ever(self):
        while not self.stop.wait(max(PAUSE, self.pause)):
            try:
                self.work()
                self.pause = 0.0
            except ServerAway as away:
                self.pause = min(max(self.pause * 2, 5.0), LONGEST_PAUSE)
                logger.warning("Mail waits: the mail server cannot be used (%s). It is tried again.", away)
            except Exception:
                logger.exception("Letters could not be sent; they are tried again.")
            finally:
                self.hang_up()
                close_old_connections()

    def work(self):
        """Begin what is due, and send until nothing is. Raises ServerAway."""
        if not is_ours_to_send():
            return
        begin_letters()
        while not self.stop.is_set() and (letters := take_letters()):
            for letter in letters:
                if not self.wait_for_turn():
                    return
                self.send(letter)
            begin_letters()

    def wait_for_turn(self):
        """False when it is time to stop, or nothing may leave at all."""
        rate = the_archive().letters_a_minute
        if not rate or self.stop.wait(max(0.0, self.next_at - time.monotonic())):
            return False
        self.next_at = max(self.next_at, time.monotonic() - 1.0) + 60 / rate
        return True

    # --- One letter ------------------------------------------------------------------------------------------------

    def send(self, letter):
        try:
            message = message_of(letter, self.address)
        except Exception:
            logger.exception("A letter could not be written; it is tried again.")
            return try_later(letter, "it could not be written")
        if message is None:
            letter.delete()
            return None
        message.connection = self.connected()
        try:
            message.send()
        except (smtplib.SMTPException, OSError, ValueError) as error:
            self.hang_up()
            return refuse(letter, error) if is_final(error) else try_later(letter, error)
        Letter.objects.filter(pk=letter.pk).update(sent_at=timezone.now())
        return None

    def connected(self):
        """The line to the mail server stays open; where letters are files, each has its own."""
        if self.server is None or settings.EMAIL_BACKEND != SMTP:
            server = get_connection(timeout=TIMEOUT)
            try:
                server.open()
            except (smtplib.SMTPException, OSError) as error:
                raise ServerAway(error) from error
            self.server = server
        return self.server

    def hang_up(self):
        server, self.server = self.server, None
        try:
            if server:
                server.close()
        except (smtplib.SMTPException, OSError):
            pass  # it is gone already


def take_letters():
    """The next few that are due. From now on they take up nothing more."""
    due = Letter.objects.filter(sent_at=None, refused_at=None, due_at__lte=timezone.now())
    letters = list(due.order_by("due_at", "pk").select_related("person")[:TAKEN_AT_ONCE])
    Letter.objects.filter(pk__in=[letter.pk for letter in letters], began_at=None).update(began_at=timezone.now())
    return letters


def is_final(error):
    """Whether trying again is no use: the server will never take this letter to this address."""
    match error:
        case smtplib.SMTPRecipientsRefused():
            code = next(iter(error.recipients.values()))[0]
        case smtplib.SMTPDataError():
            code = error.smtp_code
        case _:
            return isinstance(error, smtplib.SMTPNotSupportedError | ValueError)
    return 500 <= code < 600


def try_later(letter, why):
    """After a minute, then two, four … For five days."""
    if timezone.now() - letter.made_at > GIVEN_UP_AFTER:
        return refuse(letter, why)
    pause = min(FIRST_PAUSE * 2 ** min(letter.tries, 12), LONGEST)
    Letter.objects.filter(pk=letter.pk).update(due_at=timezone.now() + pause, tries=letter.tries + 1)
    return None


def refuse(letter, why):
    because = str(why)[:300]
    Letter.objects.filter(pk=letter.pk).update(refused_at=timezone.now(), refused_because=because)
    logger.warning(
        "A letter of news to %s (%s) cannot be delivered: %s. What it tells is in the inbox; the address may be wrong.",
        letter.person.username, confirmed_address(letter.person), because,
    )  # fmt: skip
