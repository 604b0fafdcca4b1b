"""What was understood becomes a work: hers, or somebody else's whose story she keeps; or it is thrown away."""

import logging
import threading
import time
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from headcanon.accounts.joining import first_pseud
from headcanon.accounts.models import ORPHAN, Pseud, fold
from headcanon.core.clockwork import every
from headcanon.core.editions import pages_changed
from headcanon.intake.models import Brought, Keeping
from headcanon.intake.pipeline import Story, take_in
from headcanon.intake.understood import manuscript_of
from headcanon.works.erasing import drop_if_unused, finish
from headcanon.works.originals import read_original

KEPT_FOR = timedelta(days=30)

_taker = {"thread": None}
NAME_LENGTH = Pseud._meta.get_field("name").max_length


class NotTaken(Exception):
    """Its message is a sentence for the person who wanted to take it in."""


def take(brought, pseud):
    """A draft by `pseud` of what waits; the work, and whether it is new."""
    return settle(brought, pseud)


def take_for(brought, author, *, archived_by):
    """Posted as `author`'s, whoever she is, kept here by the pen name `archived_by`. Raises NotTaken where nobody is
    named, or where somebody writes under this name who can bring it herself."""
    return settle(brought, author_named(author), archived_by=archived_by)


@transaction.atomic
def settle(brought, pseud, *, archived_by=None):
    row = Brought.objects.select_for_update().select_related("original").filter(pk=brought.pk).kept().first()
    if row is None or row.content is None:
        raise NotTaken(_("“%s” does not wait any more: it was taken in or thrown away elsewhere.") % brought)
    story = Story(manuscript_of(row), read_original(row.original), row.file_name, row.file_name, row.part)
    [(work, is_new)] = take_in([story], pseuds=[pseud], publishing=archived_by is not None)
    if archived_by and is_new:
        Keeping.objects.create(work=work, archived_by=archived_by)
        pages_changed()
    row.delete()
    return work, is_new


def author_named(name):
    """Somebody without an account that anybody can sign in to; made if there is nobody of this name."""
    name = " ".join((name or "").split())
    if not name:
        raise NotTaken(_("It does not say who wrote it. Correct that first."))
    if len(name) > NAME_LENGTH:
        raise NotTaken(_("“%s…” is too long for a pen name. Correct who wrote it first.") % name[:40])
    known = list(Pseud.objects.filter(key=fold(name)).exclude(user__username=ORPHAN).select_related("user"))
    absent = next((pseud for pseud in known if is_absent(pseud.user)), None)
    if known and not absent:
        raise NotTaken(_("%s writes here herself. Ask her to bring it, or write her name in another way.") % name)
    return absent or first_pseud(name)


def is_absent(user):
    """Whether this account was made for somebody who has never been here: nobody can sign in to it, or has."""
    return user.last_login is None and not user.has_usable_password() and user.username != ORPHAN


# --- Many at once --------------------------------------------------------------------------------------------------


def want(rows, pseud, *, is_of_another):
    """Each of these is taken in soon, as far as it was read; what a server that ends did not come to is done later."""
    wanted = rows.kept().filter(state=Brought.State.READ, take_as=None)
    return wanted.update(take_as=pseud, is_of_another=is_of_another, complaint="")


def take_wanted(rows, seconds=None):
    """What is wanted among these, as far as the time goes. Answers with how many could not be taken in; each says why."""
    until = time.monotonic() + seconds if seconds else None
    refused = 0
    wanted = rows.exclude(take_as=None).kept().select_related("take_as__user").order_by("brought_at", "pk")
    while (until is None or time.monotonic() < until) and (row := wanted.first()):
        try:
            pseud = row.take_as
            take_for(row, row.author, archived_by=pseud) if row.is_of_another else take(row, pseud)
        except NotTaken as why:
            refused += 1
            Brought.objects.filter(pk=row.pk).update(take_as=None, complaint=str(why))
    return refused


@every(1)
def begin_taking():
    """In a thread of its own, as reading is."""
    if Brought.objects.exclude(take_as=None).kept().exists() and not (_taker["thread"] and _taker["thread"].is_alive()):
        _taker["thread"] = threading.Thread(target=take_and_close, daemon=True, name="taking-in")
        _taker["thread"].start()


def take_and_close():
    try:
        take_wanted(Brought.objects.all())
    except Exception:
        logging.getLogger(__name__).exception("What was brought could not be taken in; it is tried again.")
    finally:
        connection.close()


# --- Throwing away -------------------------------------------------------------------------------------------------


def throw_away(rows):
    return rows.filter(thrown_away_at=None).update(thrown_away_at=timezone.now())


def take_back(rows):
    return rows.exclude(thrown_away_at=None).update(thrown_away_at=None)


@every(3600)
def empty():
    """For good, after thirty days."""
    for row in Brought.objects.filter(thrown_away_at__lt=timezone.now() - KEPT_FOR):
        forget(Brought.objects.filter(pk=row.pk).exclude(thrown_away_at=None))


@transaction.atomic
def forget(rows):
    """These, and their files unless something else came of them."""
    for row in rows.select_for_update().select_related("original"):
        row.delete()
        drop_if_unused(row.original)
    transaction.on_commit(finish)
