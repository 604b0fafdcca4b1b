"""Takeouts that people brought on a page are taken in beside the serving.

A server that ends in the middle goes on when it serves again. The file goes as soon as it was taken in, and so does the
file of somebody who has left.
"""

import logging
import threading
import time

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from headcanon.accounts.speaking import Suspended
from headcanon.core.clockwork import every
from headcanon.intake.readers.sizes import in_mb
from headcanon.ops.arrivals.takeout import the_only_one
from headcanon.ops.arrivals.takeout_bringing import bring, report_of
from headcanon.ops.arrivals.takeout_file import Takeout
from headcanon.ops.brought import brought_folder, path_of
from headcanon.ops.models import Bringing
from headcanon.ops.refusal import Refusal

MOST_UNPACKED = 2 * 2**30
MOST_MEMBERS = 200_000
AN_HOUR = 60 * 60  # seconds

_taker = {"thread": None}


def waiting():
    return Bringing.objects.filter(ended_at=None)


@every(1)
def begin_taking_in():
    """In a thread of its own: facts and other duties do not wait for somebody's five hundred stories."""
    if waiting().exists() and not (_taker["thread"] and _taker["thread"].is_alive()):
        _taker["thread"] = threading.Thread(target=take_in_and_close, daemon=True, name="brought takeouts")
        _taker["thread"].start()


def take_in_and_close():
    try:
        take_in_what_waits()
    except Exception:
        logging.getLogger(__name__).exception("A takeout could not be taken in; it is tried again.")
    finally:
        connection.close()


def take_in_what_waits():
    with the_only_one() as is_alone:
        if is_alone:
            clear_away()
            for bringing in waiting().order_by("brought_at").select_related("person"):
                take_in(bringing)


def clear_away():
    """Files of nobody, and of what has ended; not those whose row is being written at this moment."""
    wanted = {path_of(each).name for each in waiting()}
    for path in brought_folder().glob("*") if brought_folder().is_dir() else ():
        if path.name not in wanted and path.stat().st_mtime < time.time() - AN_HOUR:
            path.unlink(missing_ok=True)


def take_in(bringing):
    row = Bringing.objects.filter(pk=bringing.pk, brought_at=bringing.brought_at)
    try:
        said = {"report": list(report_of(taken_in(bringing, row)))}
    except (Refusal, Suspended) as why:
        said = {"complaint": str(why)[:500]}
    except Exception:
        logging.getLogger(__name__).exception("A takeout could not be taken in.")
        said = {
            "complaint": _(
                "It could not be taken in to its end. What came before is here; the archivist finds the reason in the log."
            )
        }
    row.update(ended_at=timezone.now(), **said)
    path_of(bringing).unlink(missing_ok=True)


def taken_in(bringing, row):
    with Takeout(path_of(bringing), called=bringing.file_name) as file:
        if file.size > MOST_UNPACKED or len(file.manifest["members"]) > MOST_MEMBERS:
            raise file.damaged(f"it unpacks to more than {in_mb(MOST_UNPACKED)}, which only the archivist can take in")
        file.verify()
        return bring(file, bringing.person, is_vouched=False, advance=now_and_then(row))


def now_and_then(row):
    """Tells the row, once a second, how far it is."""
    said = {"at": time.monotonic()}

    def say(done, total):
        if time.monotonic() - said["at"] >= 1:
            said["at"] = time.monotonic()
            row.update(works_done=done, works=total)

    return say
