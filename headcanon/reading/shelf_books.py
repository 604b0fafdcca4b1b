"""A shelf as one book: its stories in their order, each with its author and notes, as far as a book can hold them.

What a veil covers for a reader is left out unless she asks for it, as of a series (bindery/collecting.py).
"""

from dataclasses import dataclass

from headcanon.bindery.binding import book_of_many
from headcanon.reading.models import Shelved
from headcanon.reading.shelves import is_own, rows_seen_by, works_seen_on
from headcanon.works.models import Work
from headcanon.works.veiling import veiled
from headcanon.works.visibility import among

MOST_WORKS, MOST_WORDS = 50, 180_000


@dataclass(frozen=True)
class Fitting:
    """The stories that go into the book, how many do not fit any more, and how many are covered for its reader."""

    rows: list
    left: int
    covered: int = 0


def what_fits(shelf, viewer, *, lifts):
    """From the beginning as far as both limits allow; a single story always fits. Drafts are no part of a book."""
    works = works_seen_on(viewer, shelf).posted()
    rows = rows_seen_by(viewer, shelf).filter(among(works))
    covered = Work.objects.filter(veiled(viewer), pk__in=rows.values("work")).order_by()
    left_out = 0 if lifts else covered.count()
    rows = rows.exclude(work__in=covered.values("pk")) if left_out else rows
    lengths = list(rows.order_by("position", "id").values_list("pk", "work__words"))
    words = number = 0
    for _pk, length in lengths[:MOST_WORKS]:
        words += length
        if words > MOST_WORDS and number:
            break
        number += 1
    return Fitting([pk for pk, _ in lengths[:number]], len(lengths) - number, left_out)


def bound(shelf, viewer, kind="epub", *, lifts):
    """The bytes of its book for this viewer at this moment; they are kept nowhere."""
    fitting = what_fits(shelf, viewer, lifts=lifts)
    rows = list(Shelved.objects.filter(pk__in=fitting.rows).order_by("position", "id"))
    works = works_seen_on(viewer, shelf).posted().with_card().prefetch_related("gifts", "pictures")
    found = works.in_bulk([row.work_id for row in rows])
    says_why = not is_own(shelf, viewer) or shelf.sight == shelf.Sight.EVERYONE
    told = [(found[row.work_id], row.why if says_why else "") for row in rows if row.work_id in found]
    identifier = f"urn:headcanon:shelf:{shelf.pk}"
    return book_of_many(shelf.name, told, about=shelf.note, identifier=identifier, kind=kind)
