"""Shelves as tests need them."""

from headcanon.reading.models import Shelf, Shelved


def shelf_of(person, name="Sea", *works, **fields):
    """A shelf with these works in this order."""
    shelf = Shelf.objects.create(person=person, name=name, **fields)
    Shelved.objects.bulk_create(Shelved(shelf=shelf, work=work, position=n) for n, work in enumerate(works))
    return shelf
