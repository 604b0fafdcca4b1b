"""Several works as one book, or as a ZIP of their own books: a series, or everything by one author.

What does not fit into one volume goes on in the next, so that nothing is left out. What a veil covers for a reader is
left out unless she asks for it: a book's title pages would tell her.
"""

import zipfile
from dataclasses import dataclass, field
from hashlib import sha256

from headcanon.bindery import writers
from headcanon.bindery.binding import (
    book_of,
    digest_of,
    file_name,
    folder_of_collections,
    kept,
    name_on_a_device,
    pages_of_many,
)
from headcanon.bindery.writers.zipping import NO_TIME
from headcanon.core.removing import remove_later
from headcanon.core.whole_files import whole_file
from headcanon.works.models import Work
from headcanon.works.veiling import veiled

MOST_WORKS, MOST_WORDS = 50, 180_000  # in a volume
ZIPPED = ("epub", "docx", "html", "txt", "md")  # setting fifty PDFs at once would take everybody's time


@dataclass(frozen=True)
class Collection:
    """`identifier` is its own among all collections; `works` are whole, in their order, as its reader may see them."""

    title: str
    identifier: str
    works: list
    covered: int = 0
    volumes: list = field(default_factory=list)

    @property
    def words(self):
        return sum(work.words for work in self.works)


@dataclass(frozen=True)
class Volume:
    number: int
    works: list

    @property
    def words(self):
        return sum(work.words for work in self.works)


def collected(title, identifier, works, viewer, *, lifts):
    """`works`: a query of works in an order, which this reader may see."""
    posted = works.posted()
    seen = posted if lifts else posted.exclude(veiled(viewer))
    found = list(seen.with_card().prefetch_related("gifts", "pictures").select_related("rating_sign"))
    covered = 0 if lifts else posted.count() - len(found)
    return Collection(title, identifier, found, covered, volumes_of(found))


def volumes_of(works):
    """In their order; a work longer than a volume has one for itself."""
    rows = []
    for work in works:
        is_full = rows and (
            len(rows[-1]) == MOST_WORKS or sum(each.words for each in rows[-1]) + work.words > MOST_WORDS
        )
        if not rows or is_full:
            rows.append([])
        rows[-1].append(work)
    return [Volume(number, row) for number, row in enumerate(rows, start=1)]


def name_of(collection, volume):
    title = name_on_a_device(collection.title, "Stories")
    return f"{title}_{volume.number}" if len(collection.volumes) > 1 else title


def title_of(collection, volume):
    return f"{collection.title} ({volume.number})" if len(collection.volumes) > 1 else collection.title


def bound(collection, volume, kind):
    """The path of a volume as one book, built once for what is in it."""
    pages = pages_of_many(
        title_of(collection, volume),
        [(work, "") for work in volume.works],
        identifier=f"{collection.identifier}:{volume.number}",
    )
    book = kept(folder_of(collection, volume) / f"{digest_of(pages)}.{kind}", lambda: writers.write(pages, kind))
    forget_if_erased(volume)
    return book


def forget_if_erased(volume):
    """One of its works may have been erased while the book was being made."""
    if Work.objects.filter(pk__in=[work.pk for work in volume.works]).count() < len(volume.works):
        remove_later(folder_of_collections())


def zipped(collection, volume, kind):
    """The path of a ZIP with a volume's works, each a book of its own, numbered in their order."""
    books = [(work, book_of(work, kind)) for work in volume.works]
    digest = sha256("\n".join(f"{file_name(work)} {book.name}" for work, book in books).encode()).hexdigest()
    path = folder_of(collection, volume) / f"{digest}.{kind}.zip"
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(path) as file:
            put_together(file, books, kind)
        for older in path.parent.glob(f"*.{kind}.zip"):
            if older != path:
                older.unlink(missing_ok=True)
        forget_if_erased(volume)
    return path


def put_together(file, books, kind):
    with zipfile.ZipFile(file, "w") as archive:
        for number, (work, book) in enumerate(books, start=1):
            entry = zipfile.ZipInfo(f"{number:02} {file_name(work)}.{kind}", date_time=NO_TIME)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, book.read_bytes(), zipfile.ZIP_DEFLATED)


def folder_of(collection, volume):
    key = sha256(collection.identifier.encode()).hexdigest()[:32]
    return folder_of_collections() / key / str(volume.number)
