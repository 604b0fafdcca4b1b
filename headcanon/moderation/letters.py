"""Letters of moderators: to whom an act concerns, and to guests who asked for an answer."""

from django.core.mail import send_mail
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from headcanon.accounts.letters import deliver
from headcanon.core.editions import the_archive
from headcanon.moderation.models import Act

signer = Signer(salt="headcanon.moderation.answer")


def key_of(telling):
    """What a letter's link carries, so that she can answer it also when she cannot sign in."""
    return signer.sign(telling.pk)


def telling_number(key):
    """The number of the telling; None for a key that is none."""
    try:
        return int(signer.unsign(key))
    except (BadSignature, ValueError):
        return None


def tell_whom_it_concerns(tellings, site):
    for telling in tellings:
        if telling.whom and telling.act.kind not in Act.SILENT:
            address = site + reverse("moderation-letter", args=[key_of(telling)])
            send("concerned", telling.whom.email, person=telling.whom, telling=telling, address=address)


def tell_reporters(reports, done, site):
    for address in set(reports.values_list("email", flat=True)):
        send("reported", address, done=done, address=site)


def send(name, to, **context):
    """The letter `moderation/letters/NAME.txt`, whose first line is its subject."""
    if to:
        text = render_to_string(f"moderation/letters/{name}.txt", {"archive": the_archive(), **context})
        subject, body = text.strip().split("\n", 1)
        transaction.on_commit(lambda: deliver(lambda: send_mail(subject, body.strip(), None, [to])))
