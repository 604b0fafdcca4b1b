"""Books (EPUB 2 and 3) to Manuscript: those of archives whose layout is known, and any other."""

import hashlib

from headcanon.intake.readers.epub import ao3, fanficfare, other, ours
from headcanon.intake.readers.epub.book import Book
from headcanon.intake.readers.epub.metadata import Metadata
from headcanon.intake.readers.packages import Package
from headcanon.intake.readers.unreadable import Unreadable
from headcanon.manuscript.model import Concern, Manuscript, Source

MAKERS = (ours, ao3, fanficfare, other)
MOST_TOLD = 20


def read(data, name):
    book = Book(Package(data, name))
    if not any(leaf.text for leaf in book.leaves):
        raise Unreadable(f"{name} is a book without a word of text.")
    maker = next(each for each in MAKERS if each.is_its(book))
    source = Source("epub", book.leaves[0].encoding, hashlib.sha256(data).hexdigest())
    manuscript = maker.read(book, Manuscript(source=source), Metadata(book.root), data, name)
    manuscript.source = source
    manuscript.concerns += [Concern("lost-line", "", complaint) for complaint in book.complaints[:MOST_TOLD]]
    return [manuscript]
