"""The lines of a file, to be read beside what became of it. Of a document they are its paragraphs, all words in them.

Pure, and no second reader: it understands nothing. Where a file has no lines (RTF, what cannot be opened) it has none.
"""

import re

from headcanon.intake import sniffing
from headcanon.intake.readers.packages import Package
from headcanon.intake.readers.unreadable import Unreadable
from headcanon.manuscript.clean import clean
from headcanon.manuscript.words import plain_text

LONGEST_LINE = 20_000
A_PAGE = re.compile(r"\.x?html?$", re.IGNORECASE)
END_OF_PARAGRAPH = re.compile(rb"</(?:w:p|text:p|text:h)>")
TAG = re.compile(rb"<[^>]*>")
BODY = {sniffing.DOCX: "word/document.xml", sniffing.ODT: "content.xml"}
ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"}


def lines_of(data, name, encoding):
    kind = sniffing.sniff(data, name)
    try:
        if kind in BODY:
            found = paragraphs_in(Package(data, name).read(BODY[kind]))
        elif kind == sniffing.EPUB:
            found = pages_in(Package(data, name))
        elif kind == sniffing.HTML:
            found = words_of_page(decoded(data, encoding))
        elif kind in (sniffing.TEXT, sniffing.MARKDOWN, sniffing.MBOX):
            found = decoded(data, encoding).splitlines()
        else:
            return []
    except Unreadable:
        return []
    return [line[:LONGEST_LINE].rstrip() for line in found]


def decoded(data, encoding):
    """As the reader took it, so that what was saved twice looks as it did."""
    try:
        return data.decode(encoding or "utf-8", "replace").lstrip("\ufeff")
    except LookupError:
        return data.decode("utf-8", "replace")


def words_of_page(html):
    return plain_text(clean(html)).splitlines()


def pages_in(package):
    for name in sorted(each for each in package.names() if A_PAGE.search(each)):
        yield from [*words_of_page(package.read(name).decode("utf-8", "replace")), ""]


def paragraphs_in(xml):
    for paragraph in END_OF_PARAGRAPH.split(xml):
        text = TAG.sub(b"", paragraph).decode("utf-8", "replace")
        for entity, sign in ENTITIES.items():
            text = text.replace(entity, sign)
        yield from [" ".join(text.split()), ""]
