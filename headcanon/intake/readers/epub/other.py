"""Any other book: a page for each chapter, as its table of contents and its headings tell."""

import re
from bisect import bisect_left
from html import escape

from headcanon.intake.readers.document.parts import Part, put_chapters
from headcanon.intake.readers.document.reading import manuscript_of, pasted
from headcanon.intake.readers.html.begun import story_html, tell_left_out
from headcanon.intake.readers.text import labels, marks
from headcanon.intake.readers.text import reading as text
from headcanon.intake.readers.unreadable import Unreadable
from headcanon.manuscript.blocks import blocks_of
from headcanon.manuscript.words import plain_text

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
TAG = re.compile(r"<[^<>]*>")
FRONT_KINDS = {"titlepage", "title-page", "title_page", "halftitlepage", "halftitle", "copyright-page", "colophon",
               "imprint", "dedication"}  # fmt: skip
CONTENTS_KINDS = {"toc", "nav", "loi", "lot", "landmarks"}
FRONT_NAMES = re.compile(
    r"(?:.*[/_-])?(?:title|title_?page|titlepage|cover|intro|introduction|info|front\w*)\.x?html?$"
)
COVER_NAMES = re.compile(r"cover", re.IGNORECASE)
MOST_ON_A_TITLE_PAGE = 600  # words, but for a summary
FEWEST_LINKS = 3
MOST_HEADINGS = 2
TOLD_IN_FRONT = (
    "title", "authors", "summary", "fandoms", "characters", "relationships", "rating", "warnings", "tags", "categories",
    "recipients", "series", "language", "status", "planned_chapters", "date", "disclaimer",
)  # fmt: skip
BYLINE = re.compile(r"(?:written |a story )?by:?\s+", re.IGNORECASE)


def is_its(book):
    return True


def read(book, manuscript, metadata, data, name):
    front, leaves = split(book, metadata, manuscript)
    more, parts = parts_of(leaves, metadata.title)
    front += more
    if len(parts) == 1 and not (parts[0].title and len(labels_in("".join(front))) > 1):
        return read_whole(front, parts[0], manuscript, metadata, data, name)
    read_front(front, manuscript, metadata, data, name)
    metadata.fill(manuscript)
    put_chapters(manuscript, parts, looks_for_notes=True)
    text.learn_the_rest(manuscript)
    return manuscript


def read_whole(front, part, manuscript, metadata, data, name):
    """One page holds it all: what stands in it is found as in any document."""
    heading = f"<h1>{escape(part.title)}</h1>" if part.title else ""
    found = manuscript_of(pasted("".join([*front, heading, part.story])), name, format="epub", data=data)
    found.concerns = manuscript.concerns + found.concerns
    metadata.fill(found)
    only = found.chapters[0] if len(found.chapters) == 1 else None
    if only and only.title and only.title.casefold() == (found.title or "").casefold():
        only.title = None
    return found


def split(book, metadata, manuscript):
    """(HTML of the pages before the story, the pages of the story); contents and covers are told and left."""
    front, rest = [], []
    for leaf in book.leaves:
        words = leaf.text
        if not words:
            if not COVER_NAMES.search(leaf.name) and "cover" not in leaf.kinds:
                rest.append(leaf)
        elif is_contents(leaf, words):
            tell_left_out(manuscript, words)
        elif not has_begun(rest) and is_front(leaf, words, metadata):
            front.append(leaf.html)
        else:
            rest.append(leaf)
    if any(leaf.text for leaf in rest):
        return front, rest
    told = [leaf for leaf in book.leaves if leaf.text]
    return [leaf.html for leaf in told[:-1]], told[-1:]


def has_begun(rest):
    return bool(rest) and any(leaf.text for leaf in rest[-2:])


def is_contents(leaf, words):
    if leaf.kinds & CONTENTS_KINDS:
        return True
    links = [
        leaf.page.text(each) for each in leaf.page.find("a") if "#" in each.get("href") or "html" in each.get("href")
    ]
    return len(links) >= FEWEST_LINKS and sum(map(len, links)) > len(words) * 0.8


def is_front(leaf, words, metadata):
    if leaf.kinds & FRONT_KINDS or ("cover" in leaf.kinds and len(words.split()) < 100):
        return True
    count = len(words.split())
    headings = [leaf.page.text(each) for each in leaf.page.elements if each.name in HEADINGS]
    if len(leaf.entries) > 1 or any(map(marks.is_heading, headings)):
        return False
    if FRONT_NAMES.match(leaf.name.lower()) and count < MOST_ON_A_TITLE_PAGE:
        return True
    begins = bool(metadata.title) and words.casefold().startswith(metadata.title.casefold())
    names_author = any(name.casefold() in words.casefold()[:300] for name in metadata.authors)
    if begins and names_author and count < MOST_ON_A_TITLE_PAGE:
        return True
    return count < MOST_ON_A_TITLE_PAGE and len(labels_in(leaf.html)) > 2


def labels_in(html):
    lines = plain_text(story_html(html)).split("\n") if html else []
    return [found for line in lines[:200] if (found := labels.record(line)) and not found.is_weak]


def read_front(front, manuscript, metadata, data, name):
    """Fields from what stands before the story; the rest of its words go to the notes."""
    for html in front:
        try:
            found = manuscript_of(pasted(html), name, format="epub", data=data)
        except Unreadable:
            continue
        for key in TOLD_IN_FRONT:
            if not getattr(manuscript, key):
                setattr(manuscript, key, getattr(found, key))
        manuscript.notes.before += words_left(found, {metadata.title, found.title, *metadata.authors, *found.authors})


def words_left(found, said):
    names = {each.casefold() for each in said if each}
    left = [found.notes.before, found.notes.after]
    for chapter in found.chapters:
        left += [chapter.notes.before, heading_of(chapter, names), chapter.html, chapter.notes.after]
    blocks = [block for html in left for block in blocks_of(html)]
    return "".join(each for each in blocks if not is_said_already(each, names))


def heading_of(chapter, names):
    return (
        f"<p><strong>{escape(chapter.title, quote=False)}</strong></p>"
        if chapter.title and chapter.title.casefold() not in names
        else ""
    )


def is_said_already(block, names):
    words = " ".join(plain_text(block).split()).casefold()
    return block == "<hr>" or BYLINE.sub("", words, count=1) in names


# Chapters


class Gathered:
    """A chapter on its way, as pieces of HTML under its title."""

    def __init__(self, title, html):
        self.title, self.pieces = title, [html]

    @property
    def html(self):
        return "".join(self.pieces)

    @property
    def count(self):
        """Its words, nearly; pictures and rules are none."""
        return sum(len(TAG.sub(" ", each).split()) for each in self.pieces)


def parts_of(leaves, book_title):
    """(HTML of what turns out to stand before the story, the chapters)."""
    gathered = []
    for leaf in leaves:
        for part in pieces_of(leaf):
            add(gathered, part)
    front = []
    if len(gathered) > 1 and is_front_matter(gathered[0], book_title):
        first = gathered.pop(0)
        front = [f"<h1>{escape(first.title)}</h1>{first.html}"]
    return front, [Part(each.title, each.html) for each in gathered if each.title or each.count]


def add(gathered, part):
    """A piece without a name goes on with the one before it; a heading without words with the one behind it."""
    last = gathered[-1] if gathered else None
    if last is None or (part.title and last.count):
        gathered.append(part)
    elif not part.title:
        last.pieces += part.pieces
    else:
        last.title = f"{last.title}: {part.title}" if last.title else part.title
        last.pieces += part.pieces


def is_front_matter(part, book_title):
    """Under the book's own name, and full of labels: a title page on the page of the first chapter."""
    is_named = bool(part.title) and part.title.casefold() == (book_title or "").casefold()
    return is_named and part.count < MOST_ON_A_TITLE_PAGE and bool(labels_in(part.html))


def pieces_of(leaf):
    """The parts of a page, cut where the table of contents leads into it."""
    page, body = leaf.page, leaf.body
    if body is None:
        return [Gathered(None, leaf.html)]
    cuts = [(each.at, leaf.entries[each.id]) for each in page.inside(body) if each.id and each.id in leaf.entries]
    if len(cuts) < 2:
        return [piece(page, body.at + 1, body.end, next(iter(leaf.entries.values()), None))]
    stops = [*(at for at, _ in cuts[1:]), body.end]
    found = [piece(page, start, stop, label) for (start, label), stop in zip(cuts, stops, strict=True)]
    before = piece(page, body.at + 1, cuts[0][0], None)
    return [before, *found] if before.title or before.count else found


def piece(page, start, stop, label):
    """A chapter with its heading taken off; the book's contents name it where it has none."""
    headings = leading_headings(page, start, stop)
    said = [page.text(each) for each in headings]
    title = ": ".join(each.rstrip(":") for each in said if each) or label
    return Gathered(title or None, page.between(start, stop, headings))


def leading_headings(page, start, stop):
    """Those on top of everything else; "Chapter 1" and its name below are one."""
    found = []
    for each in page.elements[bisect_left(page.ats, start) : bisect_left(page.ats, stop)]:
        if each.name not in HEADINGS:
            continue
        at = found[-1].end + 1 if found else start
        if any(isinstance(token, str) and token.strip() for token in page.row[at : each.at]):
            break
        if found and (len(found) == MOST_HEADINGS or not marks.is_heading(page.text(found[-1]))):
            break
        found.append(each)
    return found
