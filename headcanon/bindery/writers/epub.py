"""EPUB 3.3: one file per chapter, under names that stay when chapters are added."""

from html import escape
from pathlib import Path

from headcanon.bindery.writers import cover
from headcanon.bindery.writers.about import byline, note_label, parts
from headcanon.bindery.writers.illustrations import file_name, with_footnotes_below, with_pictures
from headcanon.bindery.writers.markup import (
    as_printed,
    chapter_note,
    head_of_work,
    in_english,
    language_attributes,
    number_and_title,
)
from headcanon.bindery.writers.package import CONTAINER, entries_of_contents, old_contents, package
from headcanon.bindery.writers.zipping import zipped


def write(manuscript):
    """The work as the bytes of an EPUB."""
    pages = reading_pages(manuscript)
    files = {
        "cover.xhtml": cover_page(manuscript),
        **{name: body for name, _, body in pages},
        "nav.xhtml": contents(manuscript, pages),
        "toc.ncx": old_contents(manuscript, pages),
        "style.css": Path(__file__).with_name("book.css").read_text(encoding="utf-8"),
        "cover.svg": cover.draw(manuscript),
        **{file_name(address, data): data for address, data in manuscript.pictures.items()},
    }
    return zipped(
        {
            # Readers recognise an EPUB by these bytes at a fixed place: first, and not compressed.
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": CONTAINER,
            "EPUB/package.opf": package(manuscript, list(files)),
            **{f"EPUB/{name}": body for name, body in files.items()},
        },
        first=("mimetype",),
    )


def reading_pages(manuscript):
    """(file name, entry in the table of contents, XHTML) of every page but the cover, in reading order."""
    pages = [("title.xhtml", "About this story", title_page(manuscript))]
    if manuscript.notes.before:
        pages.append(("foreword.xhtml", note_label(manuscript, "before"), note_page(manuscript, "before", "foreword")))
    for part in parts(manuscript):
        title = part.heading or manuscript.title
        pages.append((f"chapter-{part.number:04}.xhtml", title, chapter_page(manuscript, part, title)))
    if manuscript.notes.after:
        pages.append(("afterword.xhtml", note_label(manuscript, "after"), note_page(manuscript, "after", "afterword")))
    return pages


def cover_page(manuscript):
    author = byline(manuscript)
    alternative = f"Cover: {manuscript.title}" + (f" by {author}" if author else "")
    picture = f'<section epub:type="cover"><img src="cover.svg" alt="{escape(alternative)}"/></section>'
    return page(manuscript, "Cover", picture, ' class="cover"')


def title_page(manuscript):
    body = (
        '<section epub:type="titlepage" class="title-page" aria-labelledby="title">\n'
        f"{head_of_work(manuscript)}</section>"
    )
    return page(manuscript, manuscript.title, body)


def note_page(manuscript, side, kind):
    label = note_label(manuscript, side)
    body = (
        f'<section epub:type="{kind}" role="doc-{kind}" class="note" aria-labelledby="label">\n'
        f'<h1 id="label">{in_english(manuscript, label)}</h1>\n{as_printed(getattr(manuscript.notes, side))}\n</section>'
    )
    return page(manuscript, label, body)


def chapter_page(manuscript, part, title):
    heading = number_and_title(manuscript, part) if part.heading else escape(title)
    body = (
        '<section epub:type="chapter" role="doc-chapter" aria-labelledby="heading">\n'
        f'<h1 id="heading" class="chapter">{heading}</h1>\n'
        + chapter_note(manuscript, part, "before", "note-before", ' epub:type="preamble"')
        + f'<div class="story">\n{as_printed(part.chapter.html)}\n</div>\n'
        + chapter_note(manuscript, part, "after", "note-after", ' epub:type="afterword"')
        + "</section>"
    )
    return page(manuscript, title, body)


def contents(manuscript, pages):
    start = next((name for name, *_ in pages if name.startswith("chapter")), "title.xhtml")
    body = f"""<nav epub:type="toc" role="doc-toc" aria-labelledby="contents">
<h1 id="contents">{in_english(manuscript, "Contents")}</h1>
<ol>
{entries_of_contents(pages)}
</ol>
</nav>
<nav epub:type="landmarks" aria-label="Landmarks" hidden="hidden">
<ol>
<li><a epub:type="cover" href="cover.xhtml">Cover</a></li>
<li><a epub:type="titlepage" href="title.xhtml">About this story</a></li>
<li><a epub:type="bodymatter" href="{start}">Start of the story</a></li>
</ol>
</nav>"""
    return page(manuscript, "Contents", body)


def page(manuscript, title, body, attributes=""):
    body = with_footnotes_below(with_pictures(manuscript, body, file_name))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"{language_attributes(manuscript)}>
<head>
<meta charset="utf-8"/>
<title>{escape(title)}</title>
<link rel="stylesheet" type="text/css" href="style.css"/>
</head>
<body{attributes}>
{body}
</body>
</html>
"""
