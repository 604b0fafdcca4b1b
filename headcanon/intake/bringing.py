"""Files are brought: each is kept at once, as it came, then read; what was understood of it waits for its person.

Files that take long are read beside the serving, a few at a time. A server that ends in the middle goes on where it
was: what is not read yet is a row.
"""

import logging
import os
import threading
import time
from datetime import timedelta

from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import F
from django.utils import timezone

from headcanon.core.clockwork import every
from headcanon.intake.models import Brought
from headcanon.intake.pipeline import FILE_NAME_LENGTH, Story, told
from headcanon.intake.readers.gathering import Entry, read_together, stories_of
from headcanon.intake.readers.opening import read_story
from headcanon.intake.readers.sizes import MAX_BYTES, in_mb
from headcanon.intake.readers.unreadable import Unreadable
from headcanon.intake.understood import concerns_kept, put, put_concerns
from headcanon.works.erasing import drop_if_unused, finish
from headcanon.works.models import Original
from headcanon.works.originals import keep_originals, put_on_disk, read_original

MOST_BYTES = 10 * 1024 * 1024  # of one file; the archivist may bring what the readers read
MOST_WAITING = 500
MOST_WAITING_BYTES = 200 * 1024 * 1024
READ_AT_ONCE = 1.5  # seconds that somebody waits for the page
MOST_TRIES = 2
A_WHILE = timedelta(minutes=5)
TRIES = 5

STOPPED = "{name} could not be read: reading it was begun twice and never ended. Save it in another format."

_reader = {"thread": None}
_turn = threading.Lock()


def most_bytes(person):
    return MAX_BYTES if person.is_superuser else MOST_BYTES


def refuse(person, name, size):
    """Raises Unreadable if she cannot bring a file of this size now."""
    if size == 0:
        raise Unreadable(f"{name} is empty.")
    if size > (most := most_bytes(person)):
        raise Unreadable(
            f"{name} is {in_mb(size)}, and {in_mb(most)} is the most that is read here. Bring it in parts, or ask "
            "the archivist, who can take in more."
        )
    if person.is_superuser:
        return
    waiting = Brought.objects.filter(person=person)
    if waiting.count() >= MOST_WAITING or sum_of_sizes(waiting) + size > MOST_WAITING_BYTES:
        raise Unreadable(
            f"{name} was not kept: too much waits here already. Take in some of it first, or throw it away."
        )


def sum_of_sizes(waiting):
    originals = Original.objects.filter(pk__in=waiting.values("original"))
    return sum(originals.values_list("size", flat=True))


def bring(person, name, content, *, batch="", more_follow=False):
    """Keep a file's bytes, to be read. Answers with its row, and whether that is new: the same bytes wait once.

    Files of one `batch` are read together, as soon as no more follow. Raises Unreadable where she cannot.
    """
    name = os.path.basename(name.replace("\\", "/").replace("\0", ""))[-FILE_NAME_LENGTH:] or "file"
    refuse(person, name, len(content))
    put_on_disk(content)
    state = Brought.State.ARRIVING if more_follow else Brought.State.WAITING
    told = {"file_name": name, "batch": batch, "state": state}
    for attempt in range(1, TRIES + 1):
        try:
            with transaction.atomic():
                [sha256] = keep_originals([content])
                return kept_row(person, sha256, told)
        except (IntegrityError, OperationalError):
            if attempt == TRIES:
                raise


def kept_row(person, sha256, told):
    """What was thrown away and is brought again is taken out of the bin."""
    row, is_new = Brought.objects.get_or_create(person=person, original_id=sha256, part=0, defaults=told)
    if not is_new and row.thrown_away_at:
        Brought.objects.filter(person=person, original_id=sha256).update(thrown_away_at=None)
        return row, True
    return row, is_new


def all_are_here(person, batch):
    """Nothing more of it follows."""
    arriving = Brought.objects.filter(person=person, batch=batch, state=Brought.State.ARRIVING)
    arriving.update(state=Brought.State.WAITING)


# --- Reading -------------------------------------------------------------------------------------------------------


def read_for(person, seconds=READ_AT_ONCE):
    """Read of what she has brought as much as she can be asked to wait for; the rest is read beside the serving."""
    if _turn.acquire(blocking=False):
        try:
            read_what_waits(Brought.objects.filter(person=person), time.monotonic() + seconds)
        finally:
            _turn.release()


def read_what_waits(rows, until=None):
    waiting = rows.filter(state=Brought.State.WAITING).order_by("brought_at", "pk")
    while row := waiting.first():
        for group in groups_with(row):
            read(group)
            if until and time.monotonic() >= until:
                return


def groups_with(row):
    """The rows that came with this one, in lists of those that may be parts of one story. What has ended the process
    once is read by itself."""
    batch = Brought.objects.filter(person=row.person_id, batch=row.batch, state=Brought.State.WAITING)
    rows = list(batch.select_related("original").order_by("brought_at", "pk")) if row.batch else [row]
    entries, alone = {}, []
    for each in rows:
        path = each.file_name if each.file_name not in entries else f"{each.pk}/{each.file_name}"
        if each.tries:
            alone.append([each])
        else:
            entries[path] = each
    named = [
        Entry(path, each.file_name, lambda each=each: read_original(each.original)) for path, each in entries.items()
    ]
    return [[entries[entry.path] for entry in group] for group in read_together(named)] + alone


def read(rows):
    """In place of rows that wait: a row for each story in them, or what is wrong with it.

    That reading was begun is written down before: a file that ends the process is given up after its second try.
    """
    if any(row.tries >= MOST_TRIES for row in rows):
        for row in rows:
            complain(row, STOPPED.format(name=row.file_name))
        return
    Brought.objects.filter(pk__in=[row.pk for row in rows]).update(tries=F("tries") + 1)
    entries = [Entry(row.file_name, row.file_name, lambda row=row: read_original(row.original)) for row in rows]
    try:
        found = [each for one in stories_of(entries, read_story) for each in told(one)]
    except Exception:
        logging.getLogger(__name__).exception("A file could not be read.")
        for row in rows:
            complain(row, f"{row.file_name} could not be read; the archivist finds the reason in the log.")
        return
    replace(rows, found)


def complain(row, says):
    Brought.objects.filter(pk=row.pk).update(state=Brought.State.UNREADABLE, complaint=says)


@transaction.atomic
def replace(rows, found):
    """Wholly or not at all. Rows that have gone meanwhile, because their person left, stay gone."""
    those = Brought.objects.select_for_update().filter(pk__in=[row.pk for row in rows], state=Brought.State.WAITING)
    here = {(row.original_id, row.part): row for row in those.select_related("original")}
    if not here:
        return
    like = next(iter(here.values()))
    stories = [each for each in found if isinstance(each, Story)]
    keep_originals(list({each.content for each in stories if each.place not in here}))
    new = [row_of(like, each) for each in stories if each.place not in here]
    Brought.objects.bulk_create(new, ignore_conflicts=True)
    for each in stories:
        if row := here.pop(each.place, None):
            understood(row, each).save()
    for row in here.values():
        say_or_forget(
            row, [each.complaint for each in found if is_about(each, row, len(rows))], has_stories=bool(stories)
        )


def is_about(each, row, number):
    return not isinstance(each, Story) and (number == 1 or each.file == row.file_name)


def say_or_forget(row, complaints, *, has_stories):
    """A file that became other rows goes; one of which something could not be read stays and says so."""
    if complaints or not has_stories:
        complain(row, "\n".join(complaints) or f"There is no story in {row.file_name}.")
        return
    row.delete()
    drop_if_unused(row.original)
    transaction.on_commit(finish)


def row_of(like, story):
    sha256, part = story.place
    row = Brought(person_id=like.person_id, original_id=sha256, part=part, brought_at=like.brought_at, batch=like.batch)
    return understood(row, story)


def understood(row, story):
    row.state, row.file_name, row.complaint = Brought.State.READ, story.file_name[-FILE_NAME_LENGTH:], ""
    return put_concerns(put(row, story.manuscript), concerns_kept(story.manuscript.concerns))


# --- Beside the serving --------------------------------------------------------------------------------------------


@every(1)
def begin_reading():
    """In a thread of its own: facts and other duties do not wait for a long book."""
    waiting = Brought.objects.filter(state=Brought.State.WAITING)
    if waiting.exists() and not (_reader["thread"] and _reader["thread"].is_alive()):
        _reader["thread"] = threading.Thread(target=read_and_close, daemon=True, name="intake")
        _reader["thread"].start()


def read_and_close():
    try:
        with _turn:
            read_what_waits(Brought.objects.all())
    except Exception:
        logging.getLogger(__name__).exception("Files that were brought could not be read; it is tried again.")
    finally:
        connection.close()


@every(60)
def give_up_waiting():
    """Whoever was sending more has gone away: what had arrived is read."""
    long_ago = timezone.now() - A_WHILE
    Brought.objects.filter(state=Brought.State.ARRIVING, brought_at__lt=long_ago).update(state=Brought.State.WAITING)
