"""Backups in the archive's own folder, which go when the days have passed that the archivist has set.

Backups elsewhere are hers to delete; the archive cannot reach them.
"""

import shutil
import time
from datetime import UTC, datetime, timedelta

from django.conf import settings

from headcanon.core.clockwork import every
from headcanon.core.editions import the_archive
from headcanon.ops.refusal import Refusal

NAME = "headcanon-%Y-%m-%dT%H%M%SZ.zip"
# What a backup that was killed leaves half; none takes as long as this.
LEFTOVERS_AFTER = 24 * 60 * 60


def days_kept():
    return the_archive().backups_kept


def backups_folder():
    return settings.DATA / "backups"


def new_backup(folder):
    """The path for one that is made now."""
    try:
        (folder / "backups").mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise Refusal(f"{folder / 'backups'} cannot be written: {error.strerror}.")
    return folder / "backups" / datetime.now(UTC).strftime(NAME)


@every(3600)
def remove_expired():
    """Only what `headcanon backup` put there itself, by its name, and what is left of one that was killed."""
    long_ago = datetime.now(UTC) - timedelta(days=days_kept())
    for path in backups_folder().glob("headcanon-*.zip"):
        made_at = moment_of(path)
        if made_at and made_at < long_ago:
            path.unlink(missing_ok=True)
    for path in backups_folder().glob(".*"):
        if path.is_dir() and path.stat().st_mtime < time.time() - LEFTOVERS_AFTER:
            shutil.rmtree(path, ignore_errors=True)


def moment_of(path):
    try:
        return datetime.strptime(path.name, NAME).replace(tzinfo=UTC)
    except ValueError:
        return None
