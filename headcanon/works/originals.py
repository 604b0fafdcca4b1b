"""Originals: files in the data folder, named for what is in them, written once and never changed."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

from headcanon.works.models import Original


def originals_folder():
    return settings.DATA / "originals"


def original_path(sha256):
    return originals_folder() / sha256[:2] / sha256[2:]


def keep_original(data):
    """Keep `data` byte for byte; the same bytes are kept once. The file is on the disk before its row is."""
    return Original.objects.get_or_create(sha256=put_on_disk(data), defaults={"size": len(data)})[0]


def put_on_disk(data):
    """The file alone, and the sha256 it is named for. Where it is there already, nothing is written."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = original_path(sha256)
    if not path.is_file():
        write_whole(path, data)
    return sha256


def read_original(original):
    return original_path(original.sha256).read_bytes()


def write_whole(path, data):
    """Write a file that is there wholly or not at all, whenever the process dies and whoever else writes it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".new-", delete=False) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)
