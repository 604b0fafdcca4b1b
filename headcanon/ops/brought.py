"""Takeouts that people bring on a page: they wait in the data folder until they are taken in (arrivals/takeout_waiting.py).

What was brought is a row, whose file is there.
"""

from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from headcanon.core.removing import remove_later
from headcanon.core.whole_files import whole_file
from headcanon.intake.readers.sizes import in_mb
from headcanon.ops.models import Arrival, Bringing

MOST_BYTES = 500 * 2**20


class Busy(Exception):
    """What she brought before is still being taken in."""


class TooLarge(Exception):
    """More than a page takes; the message says what to do."""


def brought_folder():
    return settings.DATA / "takeouts-brought"


def path_of(bringing):
    return brought_folder() / f"{bringing.pk}-{int(bringing.brought_at.timestamp() * 1000)}.zip"


@transaction.atomic
def wait_for(person, upload):
    """Keep what she brought until it is taken in. Raises Busy and TooLarge."""
    refuse_size(upload.size)
    there = Bringing.objects.select_for_update().filter(person=person).first()
    if there and there.is_waiting:
        raise Busy
    Bringing.objects.filter(person=person).delete()
    bringing, is_new = Bringing.objects.get_or_create(
        person=person, defaults={"file_name": Path(upload.name or "").name[-200:]}
    )
    if not is_new:
        raise Busy
    brought_folder().mkdir(mode=0o700, exist_ok=True)
    with whole_file(path_of(bringing)) as file:
        for chunk in upload.chunks():
            file.write(chunk)
    return bringing


def refuse_size(size):
    if size > MOST_BYTES:
        raise TooLarge(
            _("This file is larger than %(most)s, the most that is taken here. Ask the archivist: she can bring it.")
            % {"most": in_mb(MOST_BYTES)}
        )


def forget_takeouts_brought(person):
    """What she brought, and what is known of where it came from, before she leaves."""
    remove_later(*(path_of(each) for each in Bringing.objects.filter(person=person)))
    Bringing.objects.filter(person=person).delete()
    forget_arrivals(person)


def forget_arrivals(person):
    """What is known of where hers came from; what others brought stays."""
    Arrival.objects.filter(kind=Arrival.Kind.TAKEOUT, source__contains=f" {person.pk} ").delete()
