"""Facts that are acted on after they are true.

An action, or a receiver, writes `post("queue", subject)` in the transaction of the change; the serving process
drains each queue about once a second. A handler runs in the transaction that removes its rows: what it does in the
database happens exactly once, and a process killed in the middle leaves the rows for the next.
"""

import logging
import threading
import time

from django.db import close_old_connections, connection, transaction

from headcanon.core.clockwork import do_what_is_due
from headcanon.core.models import OutboxRow

BATCH = 500
PAUSE = 1.0  # seconds

_handlers = {}


def handles(queue):
    """Names the function that is given a set of subjects (ids) from `queue`; it may meet the same one twice."""

    def register(handler):
        _handlers[queue] = handler
        return handler

    return register


def post(queue, *subjects):
    """Leave these subjects (ids) for the handler of `queue`, when and only when this transaction commits."""
    OutboxRow.objects.bulk_create(OutboxRow(queue=queue, subject=subject) for subject in subjects)


def drain(rest=lambda seconds: None):
    """Hand over everything that waits; returns how many facts were. After each batch `rest` is told how long that held
    the database. An idle outbox costs one read and takes no lock."""
    total = 0
    waiting = waiting_queues()
    for queue, handler in _handlers.items():
        if queue in waiting:
            total += drain_queue(queue, handler, rest)
            waiting = waiting_queues()  # what was done may have left something for a later one
    return total


def waiting_queues():
    """The names of those that hold something: a step in the index for each, however many rows it holds."""
    found, rows = [], OutboxRow.objects.order_by("queue").values_list("queue", flat=True)
    while name := rows.filter(queue__gt=found[-1] if found else "").first():
        found.append(name)
    return found


def drain_queue(queue, handler, rest):
    total = 0
    began = time.monotonic()
    while handed := hand_over(queue, handler):
        total += handed
        rest(time.monotonic() - began)
        began = time.monotonic()
    return total


def hand_over(queue, handler):
    """One batch."""
    with transaction.atomic():
        waiting = OutboxRow.objects.filter(queue=queue).order_by("id")
        if connection.features.has_select_for_update_skip_locked:
            waiting = waiting.select_for_update(skip_locked=True)
        rows = list(waiting[:BATCH])
        if rows:
            handler({row.subject for row in rows})
            OutboxRow.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def drain_for_ever(stop):
    """The serving process's own worker: drains, and does what is due, until `stop` (a threading.Event) is set.

    It rests for as long as it held the database: whoever waits to save something is never kept out by one batch after
    another.
    """
    while not stop.wait(PAUSE):
        try:
            drain(rest=stop.wait)
            do_what_is_due()
        except Exception:
            logging.getLogger(__name__).exception("Something that waited could not be done; it is tried again.")
        finally:
            close_old_connections()


def start_draining():
    """Start the worker in a thread that ends with the process."""
    thread = threading.Thread(target=drain_for_ever, args=[threading.Event()], daemon=True, name="outbox")
    thread.start()
    return thread
