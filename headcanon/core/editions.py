"""Which edition of its pages the archive is in: how every process notices that something has changed.

An action that changes what others could see calls `pages_changed()` in its transaction. A process that made the
change itself knows at once; any other asks the database at most every quarter of a second, and only when a page is
asked for. So nothing withdrawn is shown for longer than that, and a warm page costs no query or one. What changes for
one person only is told in standing.py.
"""

import copy
import time
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Subquery

from headcanon.core.models import Archive, Edition

LOOK_AGAIN_AFTER = 0.25  # seconds


@dataclass(frozen=True)
class Seen:
    """What a process saw when it looked last."""

    number: int
    archive: Archive
    at: float


_last: Seen | None = None
_forgotten_at = 0.0


def current_edition():
    """The edition that pages are in, at most a quarter of a second old."""
    return seen().number


def the_archive():
    """The archive's row as it was then; whoever gets it may write in it."""
    return copy.copy(seen().archive)


def seen():
    """Both are looked up together, in one query, as one is hardly wanted without the other."""
    global _last
    if _last is None or not is_recent(_last.at):
        at = time.monotonic()
        archive = archive_with_edition()
        _last = Seen(archive.edition or 0, archive, at)
    return _last


def archive_with_edition():
    """The row of the archive, made if it is asked for the first time, with the number of its `edition`."""
    number = Edition.objects.filter(pk=Edition.ROW).values("number")
    rows = Archive.objects.annotate(edition=Subquery(number)).filter(pk=Archive.ROW)
    archive = rows.first()
    if archive is None:
        Archive.objects.get_or_create(pk=Archive.ROW)
        archive = rows.get()
    return archive


def is_recent(looked):
    """Whether what was looked up at this moment need not be looked up again."""
    return looked > _forgotten_at and time.monotonic() - looked <= LOOK_AGAIN_AFTER


def pages_changed():
    """Say, inside the transaction of a change, that pages made before it are out of date."""
    if not Edition.objects.filter(pk=Edition.ROW).update(number=F("number") + 1):
        Edition.objects.get_or_create(pk=Edition.ROW, defaults={"number": 1})
    transaction.on_commit(look_again)


def look_again():
    global _forgotten_at
    _forgotten_at = time.monotonic()
