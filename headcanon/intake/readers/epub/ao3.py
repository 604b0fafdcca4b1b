"""A work downloaded from the Archive of Our Own as EPUB: its page of HTML, which Calibre has cut into pieces."""

from headcanon.intake.readers.html import ao3
from headcanon.intake.readers.html.page import Page
from headcanon.intake.readers.text.decoding import Decoded

# Nothing that a page leaves open reaches into the next.
END_OF_PAGE = "</i></b></em></strong></u></s></a></span></p></blockquote></blockquote></ul></ol>"


def is_its(book):
    pages = [leaf.page for leaf in book.leaves]
    return any(each.first(id="chapters") for each in pages) and any(each.first("dl", css="tags") for each in pages)


def read(book, manuscript, metadata, data, name):
    glued = Page("".join(glue(book.leaves)))
    (found,) = ao3.read(glued, Decoded(glued.source, manuscript.source.encoding), data, name)
    metadata.fill(found, takes_subjects=False)
    return found


def glue(leaves):
    """The preface, one place for all chapters, also where a long one was cut in two, and the afterword."""
    places = [leaf.page.first(id="chapters") for leaf in leaves]
    first = next(at for at, place in enumerate(places) if place)
    around = [outside(leaf, place) + END_OF_PAGE for leaf, place in zip(leaves, places, strict=True)]
    yield from around[: first + 1]
    yield '<div id="chapters">'
    for leaf, place in zip(leaves, places, strict=True):
        if place and leaf.page.text(place):
            yield leaf.page.html(place) + END_OF_PAGE
    yield "</div>"
    yield from around[first + 1 :]


def outside(leaf, place):
    return leaf.page.html(leaf.body, [place] if place else []) if leaf.body else ""
