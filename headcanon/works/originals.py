"""Originals: files in the data folder, named for what is in them, written once and never changed."""

import hashlib

from django.conf import settings
from django.db import transaction

from headcanon.core.removing import keep_after_all
from headcanon.core.whole_files import write_whole
from headcanon.works.models import Original


def originals_folder():
    return settings.DATA / "originals"


def original_path(sha256):
    return originals_folder() / sha256[:2] / sha256[2:]


def keep_original(data):
    """Keep `data` byte for byte."""
    [sha256] = keep_originals([data])
    return Original.objects.get(pk=sha256)


@transaction.atomic
def keep_originals(contents):
    """Keep them byte for byte, the same bytes once; the sha256 of each. A file is on the disk before its row is."""
    keep_after_all([original_path(hashlib.sha256(data).hexdigest()) for data in contents])
    kept = [(put_on_disk(data), len(data)) for data in contents]
    Original.objects.bulk_create((Original(sha256=sha256, size=size) for sha256, size in kept), ignore_conflicts=True)
    return [sha256 for sha256, _ in kept]


def put_on_disk(data):
    """The file alone, and the sha256 it is named for. Where it is there already, nothing is written."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = original_path(sha256)
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)
    return sha256


def read_original(original):
    return original_path(original.sha256).read_bytes()
