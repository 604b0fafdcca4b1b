"""Where the index lies in the data folder: `index/current` names the folder of the one that is asked, beside which
another may be growing to take its place.

What is asked is never changed under anybody's feet: a new one is made in a folder of its own, and named when it is
whole.
"""

import json
import os
import secrets
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from headcanon.core.whole_files import write_whole

# Whoever still reads from a folder that was replaced has noticed by then; see engine.py.
STAYS_FOR = 60  # seconds


@dataclass(frozen=True)
class Place:
    """A folder with an index, and the form that what is in it has; see keeping.py."""

    folder: Path
    form: str


def index_folder():
    return settings.DATA / "index"


def current_place():
    """Where the index that is asked lies, or None where there is none yet."""
    try:
        told = json.loads((index_folder() / "current").read_text())
        return Place(index_folder() / Path(told["folder"]).name, told["form"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def current_folder():
    place = current_place()
    return place and place.folder


def age():
    """How long ago, in seconds, the current one took its place."""
    return time.time() - (index_folder() / "current").stat().st_mtime


def new_folder():
    folder = index_folder() / secrets.token_hex(6)
    folder.mkdir(parents=True)
    return folder


def make_current(folder, form):
    """From here on this is the one that is asked, by every process."""
    if (before := current_folder()) and before.is_dir():
        os.utime(before)
    write_whole(index_folder() / "current", json.dumps({"folder": folder.name, "form": form}).encode())


def sweep():
    """Remove the folders of indexes that were replaced some time ago, or were never finished. Only its writer may."""
    kept = current_folder()
    for folder in index_folder().iterdir():
        if folder.is_dir() and folder != kept and folder.stat().st_mtime < time.time() - STAYS_FOR:
            shutil.rmtree(folder, ignore_errors=True)
