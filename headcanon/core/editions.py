"""Which edition of its pages the archive is in: how every process notices that something public has changed.

An action that changes what a guest could see calls `pages_changed()` in its transaction. A process that made the
change itself knows at once; any other asks the database at most every quarter of a second, and only when a page is
asked for. So nothing withdrawn is shown for longer than that, and a warm page costs no query or one.
"""

import time

from django.core.cache import cache
from django.db import transaction
from django.db.models import F

from headcanon.core.models import Archive, Edition

LOOK_AGAIN_AFTER = 0.25  # seconds

_latest = {"number": 0, "looked": 0.0}


def current_edition():
    """The edition that pages are in, at most a quarter of a second old."""
    now = time.monotonic()
    if now - _latest["looked"] > LOOK_AGAIN_AFTER:
        _latest.update(number=stored_edition(), looked=now)
    return _latest["number"]


def stored_edition():
    return Edition.objects.filter(pk=Edition.ROW).values_list("number", flat=True).first() or 0


def pages_changed():
    """Say, inside the transaction of a change, that pages made before it are out of date."""
    if not Edition.objects.filter(pk=Edition.ROW).update(number=F("number") + 1):
        Edition.objects.get_or_create(pk=Edition.ROW, defaults={"number": 1})
    transaction.on_commit(look_again)


def look_again():
    _latest["looked"] = 0.0


def the_archive():
    """The archive's row, kept in memory until the next edition."""
    key = f"archive-{current_edition()}"
    archive = cache.get(key)
    if archive is None:
        archive = Archive.objects.get_or_create(pk=Archive.ROW)[0]
        cache.set(key, archive, timeout=3600)
    return archive
