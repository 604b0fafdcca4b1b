"""A shelf as one book: its stories in their order, each with its author and notes, as far as a book can hold them."""

from dataclasses import dataclass

from headcanon.bindery.binding import book_of_many
from headcanon.reading.models import Shelved
from headcanon.reading.shelves import is_own, rows_seen_by, works_seen_on

MOST_WORKS, MOST_WORDS = 50, 180_000


@dataclass(frozen=True)
class Fitting:
    """The stories that go into the book, and how many do not fit any more."""

    rows: list
    left: int


def what_fits(shelf, viewer):
    """From the beginning as far as both limits allow; a single story always fits. Drafts are no part of a book."""
    works = works_seen_on(viewer, shelf).posted()
    rows = rows_seen_by(viewer, shelf).filter(work__in=works)
    lengths = list(rows.order_by("position", "id").values_list("pk", "work__words"))
    words = number = 0
    for _pk, length in lengths[:MOST_WORKS]:
        words += length
        if words > MOST_WORDS and number:
            break
        number += 1
    return Fitting([pk for pk, _ in lengths[:number]], len(lengths) - number)


def bound(shelf, viewer, kind="epub"):
    """The bytes of its book for this viewer at this moment; they are kept nowhere."""
    fitting = what_fits(shelf, viewer)
    rows = list(Shelved.objects.filter(pk__in=fitting.rows).order_by("position", "id"))
    works = works_seen_on(viewer, shelf).posted().with_card().prefetch_related("gifts", "pictures")
    found = works.in_bulk([row.work_id for row in rows])
    says_why = not is_own(shelf, viewer) or shelf.sight == shelf.Sight.EVERYONE
    told = [(found[row.work_id], row.why if says_why else "") for row in rows if row.work_id in found]
    identifier = f"urn:headcanon:shelf:{shelf.pk}"
    return book_of_many(shelf.name, told, about=shelf.note, identifier=identifier, kind=kind)
