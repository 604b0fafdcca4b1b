"""Takeouts that people ask for on a page: made beside the serving, kept for seven days, for nobody but their owner.

What was asked for is a row, so a server that ends in the middle makes it anew when it serves again. A file whose row
has gone, because its owner left or asked once more, goes too.
"""

import fcntl
import logging
import shutil
import threading
import time
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from headcanon.core.clockwork import every
from headcanon.core.removing import remove_later
from headcanon.ops.models import Takeout
from headcanon.ops.taking_out import write_takeout

KEPT_FOR = timedelta(days=7)

_maker = {"thread": None}


def takeouts_folder():
    return settings.DATA / "takeouts"


def path_of(takeout):
    return takeouts_folder() / f"{takeout.pk}-{int(takeout.asked_at.timestamp() * 1000)}.zip"


@transaction.atomic
def ask_for_takeout(person):
    """While one is being made, asking again changes nothing; one that is there makes room for a newer one."""
    forget(Takeout.objects.filter(person=person).exclude(made_at=None, complaint=""))
    Takeout.objects.get_or_create(person=person)


def ready_takeout_of(person):
    """Hers, if it is made and its file is here, which it is not in an archive that was restored; else None."""
    takeout = Takeout.objects.filter(person=person, made_at__isnull=False).first()
    return takeout if takeout and path_of(takeout).is_file() else None


def waiting():
    return Takeout.objects.filter(made_at=None, complaint="")


@every(3600)
def forget_old():
    long_ago = timezone.now() - KEPT_FOR
    forget(Takeout.objects.filter(asked_at__lt=long_ago).exclude(made_at=None, complaint=""))
    with the_only_maker() as is_here:
        if is_here:
            clear_away()


@transaction.atomic
def forget(takeouts):
    for takeout in takeouts.select_for_update():
        remove_later(path_of(takeout))
        takeout.delete()


# --- Making --------------------------------------------------------------------------------------------------------


@every(1)
def begin_making():
    """In a thread of its own: facts and other duties do not wait for somebody's half a million words."""
    if waiting().exists() and not (_maker["thread"] and _maker["thread"].is_alive()):
        _maker["thread"] = threading.Thread(target=make_and_close, daemon=True, name="takeouts")
        _maker["thread"].start()


def make_and_close():
    try:
        make_what_waits()
    except Exception:
        logging.getLogger(__name__).exception("A takeout could not be made; it is tried again.")
    finally:
        connection.close()


def make_what_waits():
    with the_only_maker() as is_here:
        if is_here:
            clear_away()
            for takeout in waiting().order_by("asked_at").select_related("person"):
                make(takeout)


@contextmanager
def the_only_maker():
    """Whether this process is the one that makes takeouts now; a killed one lets go by itself."""
    takeouts_folder().mkdir(mode=0o700, exist_ok=True)
    with (takeouts_folder() / ".making").open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def clear_away():
    """What a killed process has left half, and files of nobody."""
    wanted = {".making", *(path_of(takeout).name for takeout in Takeout.objects.exclude(made_at=None))}
    for path in takeouts_folder().iterdir():
        if path.name not in wanted:
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def make(takeout):
    path = path_of(takeout)
    this_one = Takeout.objects.filter(pk=takeout.pk, asked_at=takeout.asked_at)

    try:
        write_takeout(takeout.person, path, advance=now_and_then(this_one))
        is_wanted = this_one.update(made_at=timezone.now(), size=path.stat().st_size)
    except Exception:
        logging.getLogger(__name__).exception("A takeout could not be written.")
        is_wanted = this_one.update(complaint=_("It could not be written. The archivist finds the reason in the log."))
    if not is_wanted:  # she has left meanwhile
        path.unlink(missing_ok=True)


def now_and_then(takeout):
    """Tells its row, once a second, how far it is."""
    said = {"at": time.monotonic()}

    def say(done, total):
        if time.monotonic() - said["at"] >= 1:
            said["at"] = time.monotonic()
            takeout.update(works_done=done, works=total)

    return say
