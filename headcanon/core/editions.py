"""Which edition of its pages the archive is in: how every process notices that something has changed.

An action that changes what others could see calls `pages_changed()` in its transaction. A process that made the
change itself knows at once; any other asks the database at most every quarter of a second, and only when a page is
asked for. So nothing withdrawn is shown for longer than that, and a warm page costs no query or one. What changes for
one person only is told in standing.py.
"""

import time

from django.core.cache import cache
from django.db import transaction
from django.db.models import F

from headcanon.core.models import Archive, Edition

LOOK_AGAIN_AFTER = 0.25  # seconds

_latest = {"number": 0, "looked": 0.0}
_forgotten = {"at": 0.0}


def current_edition():
    """The edition that pages are in, at most a quarter of a second old."""
    if not is_recent(_latest["looked"]):
        looked = time.monotonic()
        _latest.update(number=stored_edition(), looked=looked)
    return _latest["number"]


def stored_edition():
    return Edition.objects.filter(pk=Edition.ROW).values_list("number", flat=True).first() or 0


def is_recent(looked):
    """Whether what was looked up at this moment need not be looked up again."""
    return looked > _forgotten["at"] and time.monotonic() - looked <= LOOK_AGAIN_AFTER


def pages_changed():
    """Say, inside the transaction of a change, that pages made before it are out of date."""
    if not Edition.objects.filter(pk=Edition.ROW).update(number=F("number") + 1):
        Edition.objects.get_or_create(pk=Edition.ROW, defaults={"number": 1})
    transaction.on_commit(look_again)


def look_again():
    _forgotten["at"] = time.monotonic()


def the_archive():
    """The archive's row, kept in memory until the next edition."""
    key = f"archive-{current_edition()}"
    archive = cache.get(key)
    if archive is None:
        archive = Archive.objects.get_or_create(pk=Archive.ROW)[0]
        cache.set(key, archive, timeout=3600)
    return archive
