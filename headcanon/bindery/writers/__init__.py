"""Books from manuscripts. Pure: bytes depend on the manuscript alone, and nothing here imports Django.

The same manuscript gives the same bytes, in any process, time zone or year.
"""

from collections.abc import Callable
from dataclasses import dataclass

from headcanon.bindery.writers import epub, markdown, page, text
from headcanon.bindery.writers.pdf import setting
from headcanon.bindery.writers.pdf.setting import Unprintable  # noqa: F401  (what `write` may raise)
from headcanon.bindery.writers.preparing import prepared
from headcanon.bindery.writers.word import document
from headcanon.manuscript.model import Manuscript


class UnknownFormat(ValueError):
    """Asked for a kind of book that nobody can make here; its text is a sentence for a person."""


@dataclass(frozen=True)
class Format:
    """What a file name's ending stands for: how such a file is made, and how HTTP calls it."""

    write: Callable[[Manuscript], bytes]
    media_type: str


PDF = "application/pdf"
FORMATS = {
    "epub": Format(epub.write, "application/epub+zip"),
    "html": Format(page.write, "text/html; charset=utf-8"),
    "pdf": Format(setting.a5, PDF),
    "a4.pdf": Format(setting.a4, PDF),
    "phone.pdf": Format(setting.phone, PDF),
    "docx": Format(document.write, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "txt": Format(text.write, "text/plain; charset=utf-8"),
    "md": Format(markdown.write, "text/markdown; charset=utf-8"),
}


def write(manuscript, extension, name=None):
    """The manuscript as a file of this kind; `name` titles a work that has no title of its own."""
    book = FORMATS.get(extension.lower().lstrip("."))
    if not book:
        raise UnknownFormat(f"“{extension}” is no kind of book made here. Choose one of: {', '.join(FORMATS)}.")
    return book.write(prepared(manuscript, name))
