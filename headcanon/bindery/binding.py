"""Books of the archive's works: built once for what is in them, kept in the data folder, and served from there."""

import hashlib
import json
import re
import threading
import unicodedata
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from headcanon import manuscript
from headcanon.bindery import writers
from headcanon.core.removing import remove_later
from headcanon.core.whole_files import write_whole
from headcanon.manuscript.clean import escape, paragraphs
from headcanon.works.manuscripts import manuscript_of
from headcanon.works.models import Work
from headcanon.works.pictures import picture_path

A_PICTURE = re.compile('<img src="([^"]*)"')
LONGEST_NAME = 24  # letters of a file's name; what readers' devices show without cutting
PDFS = ("pdf", "a4.pdf", "phone.pdf")
PATIENCE = 40  # seconds that somebody waits for the press
press = threading.BoundedSemaphore()  # setting a long PDF takes seconds and much memory: one at a time


class Busy(Exception):
    """Others' books are being set; in a minute there is room."""


@dataclass(frozen=True)
class Download:
    name: str
    address: str


def downloads_of(work):
    """Where each kind of book of a work is had. The address changes when the work does, so that no copy is stale."""
    return [
        Download(name, f"{address_of(work, extension)}?updated_at={int(work.revised_at.timestamp())}")
        for extension, name in kinds_of_books().items()
    ]


def kinds_of_books():
    """What a reader can choose from, by the ending of its file."""
    return {
        "epub": "EPUB",
        "html": "HTML",
        "pdf": "PDF",
        "a4.pdf": _("PDF, A4"),
        "phone.pdf": _("PDF for a phone"),
        "docx": "DOCX",
        "txt": _("Plain text"),
        "md": "Markdown",
    }


def address_of(work, extension):
    return reverse("download", args=[work.pk, file_name(work), extension])


def file_name(work):
    """The title in letters that every device can keep; one that leaves next to none adds its work's number."""
    return name_on_a_device(work.title, f"Work {work.pk}")


def name_on_a_device(title, otherwise):
    """Plain letters, cut between words."""
    ascii_only = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    name = " ".join(re.sub(r"[^\w -]+", "", ascii_only).split())
    if len(name) > LONGEST_NAME:
        at_a_word = name[: LONGEST_NAME + 1].rpartition(" ")[0]
        name = (at_a_word or name[:LONGEST_NAME]).strip()
    if len(name) < 3:
        name = f"{name} {otherwise}".strip()
    return name.replace(" ", "_")


def book_of(work, extension):
    """The path of the book of `work` as it is now. Books of what it was before are dropped when a new one is made."""
    pages = manuscript_of(work)
    book = kept(
        books_folder(work.pk) / f"{digest_of(pages)}.{extension}",
        lambda: writers.write(replace(pages, pictures=pictures_of(work, pages)), extension),
    )
    if not Work.objects.filter(pk=work.pk).exists():  # it was erased while its book was being made
        remove_later(books_folder(work.pk))
    return book


def kept(book, make):
    """`book`, made if it is not there; older ones of its kind in its folder go."""
    if book.is_file():
        return book
    with room_at_the_press(kind_of(book)):
        if not book.is_file():
            book.parent.mkdir(parents=True, exist_ok=True)
            write_whole(book, make())
    for older in book.parent.iterdir():
        if older != book and kind_of(older) == kind_of(book):
            older.unlink(missing_ok=True)
    return book


def kind_of(book):
    return book.name.partition(".")[2]


@contextmanager
def room_at_the_press(kind):
    if kind not in PDFS:
        yield
        return
    if not press.acquire(timeout=PATIENCE):
        raise Busy
    try:
        yield
    finally:
        press.release()


def pictures_of(work, pages):
    """The bytes of the work's own pictures that stand in its pages, in their order. One of another work, which not
    everybody may see who sees this one, leaves its description."""
    shown = dict.fromkeys(A_PICTURE.findall("".join(every_text(pages))))
    own = {picture.get_absolute_url(): picture_path(picture) for picture in work.pictures.all()} if shown else {}
    return {address: own[address].read_bytes() for address in shown if address in own and own[address].is_file()}


def every_text(pages):
    for notes in (pages.notes, *(chapter.notes for chapter in pages.chapters)):
        yield from (notes.before, notes.after)
    yield from (chapter.html for chapter in pages.chapters)
    yield from (pages.summary or "", pages.disclaimer or "")


def books_folder(work_id):
    return settings.DATA / "books" / str(work_id)


def folder_of_collections():
    """Books of several works. All of it goes when a work is erased: which of them hold it nobody has written down."""
    return settings.DATA / "books" / "several"


def digest_of(pages):
    """One for the same words from the same writers, and for nothing else. A picture never changes under its address."""
    said = json.dumps(asdict(replace(pages, pictures={})), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(f"{edition_of_writers()}\n{said}".encode()).hexdigest()


@cache
def edition_of_writers():
    """What changes whenever the code that makes books does, so that nobody needs to remember a number."""
    edition = hashlib.sha256()
    for package in (writers, manuscript):
        for file in sorted(Path(package.__file__).parent.rglob("*.*")):
            if file.suffix in (".py", ".css", ".typ"):
                edition.update(file.read_bytes())
    return edition.hexdigest()


# --- Several in one ------------------------------------------------------------------------------------------------


def book_of_many(title, told, *, about="", identifier, kind="epub"):
    """A book of several works, `told`: (work, a line that recommends it, or nothing). Whoever asks has looked who may
    see them, and gets the bytes; since the next reader may see others of them, nothing is kept."""
    pages = pages_of_many(title, told, about=about, identifier=identifier)
    with room_at_the_press(kind):
        return writers.write(pages, kind)


def pages_of_many(title, told, *, about="", identifier):
    """The same as a manuscript, each work a part of it with a title page."""
    manuscripts = [(work, manuscript_of(work), why) for work, why in told]
    languages = {pages.language for _work, pages, _why in manuscripts}
    return manuscript.model.Manuscript(
        title=title,
        authors=list(dict.fromkeys(name for _work, pages, _why in manuscripts for name in pages.authors)),
        summary=paragraphs(about) if about else None,
        fandoms=list(dict.fromkeys(name for _work, pages, _why in manuscripts for name in pages.fandoms)),
        # Of several languages the book has none, or a voice would read half of it wrongly.
        language=languages.pop() if len(languages) == 1 else None,
        chapters=[
            chapter
            for number, (work, pages, why) in enumerate(manuscripts, start=1)
            for chapter in as_part(number, work, pages, why)
        ],
        pictures={
            address: data for work, pages, _why in manuscripts for address, data in pictures_of(work, pages).items()
        },
        identifier=identifier,
    )


def as_part(number, work, pages, why):
    """Its title page, and its chapters under numbers that begin with the part's; notes stay with what they belong to."""
    chapter = manuscript.model.Chapter
    yield chapter(title_page_of(pages, why), title=f"{number}. {work}", notes=replace(pages.notes, after=""))
    for place, each in enumerate(pages.chapters, start=1):
        is_last = place == len(pages.chapters)
        after = each.notes.after + (pages.notes.after if is_last else "")
        name = each.title or (_("Chapter %d") % place if len(pages.chapters) > 1 else pages.title)
        yield replace(each, title=f"{number}.{place}. {name}", notes=replace(each.notes, after=after))


def title_page_of(pages, why):
    facts = [", ".join(pages.fandoms), pages.rating or "", ", ".join(pages.warnings), f"{pages.words:,} {_('words')}"]
    facts = " · ".join(filter(None, facts))
    by = _("by %s") % ", ".join(pages.authors)
    return (
        f'<p class="center">{escape(by)}</p><p class="center">{escape(facts)}</p><hr>{pages.summary or ""}'
        + (f"<p><em>{escape(why)}</em></p>" if why else "")
        + (pages.disclaimer or "")
    )
