"""A book that a Headcanon bound (bindery/writers/epub.py): member for member, equal to what was bound."""

import re

from headcanon.intake.readers.html import ours
from headcanon.intake.readers.html.page import Page
from headcanon.manuscript.clean import clean
from headcanon.manuscript.model import Chapter, Notes

SIGN = re.compile(r'<sup><a epub:type="noteref" role="doc-noteref" href="#footnote-(\d+)" id="sign-\1">\1</a></sup>')
FOOTNOTE = re.compile(
    r'<aside epub:type="footnote" role="doc-footnote" class="footnote" id="footnote-(\d+)">\s*'
    r'<p><a role="doc-backlink" href="#sign-\1">\1</a> (.*?)</p>\s*</aside>',
    re.DOTALL,
)
OUR_PAGES = re.compile(r"(?:title|foreword|afterword|chapter-\d{4,6})\.xhtml")


def is_its(book):
    names = [leaf.name.rpartition("/")[2] for leaf in book.leaves]
    title = next((leaf.page for leaf, name in zip(book.leaves, names, strict=True) if name == "title.xhtml"), None)
    has_chapters = any(name.startswith("chapter-") and OUR_PAGES.fullmatch(name) for name in names)
    return has_chapters and title is not None and title.first("section", css="title-page") is not None


def read(book, manuscript, metadata, data, name):
    number = 0
    for leaf in book.leaves:
        page = with_footnotes(leaf.page)
        kind = leaf.name.rpartition("/")[2].partition(".")[0]
        if kind == "title":
            read_title_page(page, manuscript)
        elif kind == "foreword":
            manuscript.notes.before = note_on(page, page.first("section"))
        elif kind == "afterword":
            manuscript.notes.after = note_on(page, page.first("section"))
        elif kind.startswith("chapter-"):
            number += 1
            manuscript.chapters.append(chapter_on(page, number))
    only = manuscript.chapters[0] if len(manuscript.chapters) == 1 else None
    if only and only.title == manuscript.title:
        only.title = None
    manuscript.authors = metadata.authors or manuscript.authors
    manuscript.language = metadata.language
    manuscript.series = metadata.series or manuscript.series
    identifiers = metadata.said("identifier")
    manuscript.identifier = identifiers[0] if identifiers else None
    return manuscript


def with_footnotes(page):
    """The page with each footnote where its sign stood."""
    notes = {}
    for number, words in FOOTNOTE.findall(page.source):
        notes.setdefault(number, words)
    if not notes:
        return page
    source = FOOTNOTE.sub("", page.source)
    return Page(SIGN.sub(lambda sign: f'<span class="footnote">{notes.get(sign[1], "")}</span>', source))


def read_title_page(page, manuscript):
    manuscript.title = page.text(page.first("h1", id="title")) or None
    manuscript.authors = ours.names_in(page.text(page.first("p", css="byline")))
    manuscript.summary = ours.said_at_length(page, "summary")
    manuscript.disclaimer = ours.said_at_length(page, "disclaimer")
    facts = page.first("dl", css="facts")
    for term, values in ours.pairs(page, facts) if facts else ():
        ours.take_fact(manuscript, term, values)


def note_on(page, section):
    label = page.first("h1", inside=section)
    return clean(page.html(section, [label] if label else []))


def chapter_on(page, number):
    story = page.first("div", css="story")
    notes = Notes(*(ours.note(page, page.first("section"), f"note-{side}") for side in ("before", "after")))
    return Chapter(clean(page.html(story)) if story else "", title_on(page, number), notes)


def title_on(page, number):
    heading = page.first("h1", css="chapter")
    label = page.first("span", css="number", inside=heading) if heading else None
    title = " ".join(page.lines(heading, without=[label] if label else []).split()) if heading else ""
    return None if not title or (label is None and title == f"Chapter {number}") else title
