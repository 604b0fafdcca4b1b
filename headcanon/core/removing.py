"""Files that must go because of what was done in the database.

An action names them in its transaction. They go within a second of its commit, and a kill between the two changes
nothing about that: what is still to go is written down. Whoever needs such a file again says so in her transaction.
"""

import logging
import shutil

from django.conf import settings
from django.db import transaction

from headcanon.core.clockwork import every
from headcanon.core.models import UnwantedFile
from headcanon.core.outbox import handles, post

QUEUE = "remove-files"


def remove_later(*paths):
    """These files, and folders with all that is in them, go when and only when this transaction commits."""
    rows = [UnwantedFile.objects.get_or_create(path=place_of(path))[0] for path in paths]
    post(QUEUE, *(row.pk for row in rows))


def keep_after_all(paths):
    """From here to the end of this transaction none of these files is removed, and it is not removed afterwards.

    One that has been removed already stays away: look, and write it again.
    """
    UnwantedFile.objects.filter(path__in=[place_of(path) for path in paths]).delete()


def place_of(path):
    return path.relative_to(settings.DATA).as_posix()


@handles(QUEUE)
def remove_now(_ids):
    remove_unwanted()


@every(600)
@transaction.atomic
def remove_unwanted():
    """All that are to go. One that cannot be removed now is tried again."""
    # The lock on its row is what `keep_after_all` waits for.
    for unwanted in list(UnwantedFile.objects.select_for_update()):
        try:
            remove(settings.DATA / unwanted.path)
            unwanted.delete()
        except OSError:
            logging.getLogger(__name__).exception("%s was to be removed, and is still there.", unwanted)


def remove(path):
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
