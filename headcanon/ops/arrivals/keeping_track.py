"""What of an arrival is here already: so that a run which was killed goes on, and nothing comes twice."""

import fcntl
from contextlib import contextmanager

from django.utils import timezone

from headcanon.ops.models import Arrival, Arrived
from headcanon.ops.refusal import Refusal


@contextmanager
def alone(folder):
    """One arrival at a time: two that ran beside each other would each make what the other makes."""
    with open(folder / "arriving.lock", "a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refusal("something else is being brought into this archive just now. Run this again when it is done.")
        yield


class Nothing:
    """The track of an arrival that has not begun."""

    def has(self, kind, old_id):
        return False


class Track:
    """`new_id` says what became of a thing of the source; `note` keeps that, in the transaction that makes it."""

    def __init__(self, kind, source):
        self.arrival, _ = Arrival.objects.get_or_create(kind=kind, source=source[:200])
        self.known = {}

    def of(self, kind):
        """{old id: new id or None} of everything of this kind that has come."""
        if kind not in self.known:
            rows = Arrived.objects.filter(arrival=self.arrival, kind=kind).values_list("old_id", "new_id")
            self.known[kind] = dict(rows.iterator(chunk_size=2000))
        return self.known[kind]

    def has(self, kind, old_id):
        return str(old_id) in self.of(kind)

    def new_id(self, kind, old_id):
        return self.of(kind).get(str(old_id))

    def note(self, kind, pairs):
        """`pairs` of old and new ids; the new one is None for what was left out for good."""
        pairs = [(str(old), new) for old, new in pairs]
        Arrived.objects.bulk_create(
            (Arrived(arrival=self.arrival, kind=kind, old_id=old, new_id=new) for old, new in pairs), batch_size=500
        )
        self.of(kind).update(pairs)

    def forget(self, kind):
        """What became of things of this kind is to be noted anew."""
        Arrived.objects.filter(arrival=self.arrival, kind=kind).delete()
        self.known[kind] = {}

    def end(self):
        Arrival.objects.filter(pk=self.arrival.pk).update(ended_at=timezone.now())
