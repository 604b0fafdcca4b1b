"""What came in a takeout and has no place here, told again in the next one where it stood."""

from collections import defaultdict

from django.utils.crypto import salted_hmac

from headcanon.ops.models import Carried


class CarriedBy:
    """All of one person's, read once."""

    def __init__(self, person):
        self.entries, self.overlays = defaultdict(list), defaultdict(dict)
        for row in Carried.objects.filter(person=person).order_by("position", "pk"):
            if row.thing is None:
                self.entries[row.member, row.work_id].append((row.position, row.told))
            elif isinstance(row.told, dict):
                self.overlays[row.member, row.thing].update(row.told)

    def into(self, member, told, work=None):
        """The same, with the entries that belong into its lists in their places; `told` is a list or an object."""
        if isinstance(told, list):
            return self.woven(told, member, work)
        return {
            name: self.woven(value, f"{member}/{name}", work) if isinstance(value, list) else value
            for name, value in told.items()
        }

    def woven(self, rows, member, work=None):
        rows = list(rows)
        for position, told in self.entries.get((member, work), ()):
            rows.insert(position, told)
        return rows

    def over(self, member, thing, told):
        """What is told of one row, with what it came with besides."""
        return {**told, **self.overlays.get((member, thing), {})}


def this_archive():
    """What this archive calls itself in takeouts: from its key, which nobody learns by it."""
    return salted_hmac("headcanon.takeout", "this archive", algorithm="sha256").hexdigest()[:32]
