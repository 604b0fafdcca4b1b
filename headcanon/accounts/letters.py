"""Mail to one person, which leaves when the change that it tells of is on the disk."""

import logging

from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string

from headcanon.core.editions import the_archive


def send_letter(name, to, **context):
    """The letter `accounts/letters/NAME.txt`, whose first line is its subject."""
    if to:
        text = render_to_string(f"accounts/letters/{name}.txt", {"archive": the_archive(), **context})
        subject, body = text.strip().split("\n", 1)
        transaction.on_commit(lambda: deliver(lambda: send_mail(subject, body.strip(), None, [to])))


def deliver(send):
    """A mail server that is down must not undo or hide what was done: the archivist reads of it and can help."""
    try:
        send()
    except OSError:
        logging.getLogger(__name__).exception("A letter could not be sent.")
