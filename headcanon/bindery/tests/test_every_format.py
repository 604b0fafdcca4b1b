"""What all books have in common, whatever they are made of."""

import hashlib
import os
import subprocess
import sys
import zipfile
from io import BytesIO
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from headcanon.bindery.tests.manuscripts import SAMPLES
from headcanon.bindery.writers import FORMATS, UnknownFormat, write
from headcanon.manuscript.clean import clean
from headcanon.manuscript.model import STATUSES, Chapter, Manuscript, Notes, Origin

PRINT_DIGESTS = """
import sys
from headcanon.bindery.tests.test_every_format import digests
assert "django" not in sys.modules
print(digests())
"""


def digests():
    return [
        (name, extension, hashlib.sha256(write(manuscript, extension, name)).hexdigest())
        for name, manuscript in SAMPLES.items()
        for extension in FORMATS
        if not extension.endswith("pdf")  # these take longer: see test_pdf.py
    ]


def test_the_same_work_gives_the_same_bytes_in_any_process():
    for seed, zone in (("0", "UTC"), ("4711", "Pacific/Kiritimati")):
        surroundings = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        printed = subprocess.run(
            [sys.executable, "-c", PRINT_DIGESTS], env=surroundings, capture_output=True, text=True, check=True
        )
        assert printed.stdout.strip() == str(digests())


def test_an_ending_may_be_written_as_people_write_it():
    assert write(SAMPLES["full"], ".TXT") == write(SAMPLES["full"], "txt")


def test_a_kind_that_cannot_be_made_is_told_which_can():
    with pytest.raises(UnknownFormat) as refusal:
        write(SAMPLES["full"], "mobi")
    assert str(refusal.value) == (
        "“mobi” is no kind of book made here. Choose one of: epub, html, pdf, a4.pdf, phone.pdf, docx, txt, md."
    )


anything = st.text(st.characters() | st.sampled_from("\x00\x07\x85\x92\ud800\udfff\ue000\ufffe<>&\"'\n"), max_size=30)
few = st.lists(anything, max_size=3)
markup = st.lists(
    st.sampled_from(["<p>", "</p>", "<em>", "</strong>", "<hr>", "<br>", "<li>", "<blockquote>", "<ruby>x<rt>y</ruby>"])
    | anything,
    max_size=8,
)
bodies = markup.map("".join).map(clean)
notes = st.builds(Notes, bodies, bodies)
manuscripts = st.builds(
    Manuscript,
    chapters=st.lists(st.builds(Chapter, bodies, st.none() | anything, notes), max_size=3),
    title=st.none() | anything,
    authors=few,
    summary=st.none() | bodies,
    fandoms=few,
    characters=few,
    relationships=few,
    rating=st.none() | anything,
    warnings=few,
    tags=few,
    series=st.lists(st.tuples(anything, st.integers(0, 99)), max_size=2),
    language=st.none() | st.sampled_from(["en", "ja", "ar", "pt-BR", "zh-Hant-TW"]) | anything,
    status=st.none() | st.sampled_from(STATUSES),
    date=st.none() | st.dates().map(str) | anything,
    origin=st.none() | st.builds(Origin, st.just("prompt"), anything),
    disclaimer=st.none() | bodies,
    notes=notes,
    identifier=st.none() | anything,
)


def check_that_any_program_can_read(manuscript, name):
    book = zipfile.ZipFile(BytesIO(write(manuscript, "epub", name)))
    for each in book.namelist():
        if each.endswith((".xhtml", ".opf", ".ncx", ".svg", ".xml")):
            ElementTree.fromstring(book.read(each))
    page = LexborHTMLParser(write(manuscript, "html", name).decode())
    assert page.css("script, iframe, object, [style], [onload]") == []
    assert len(page.css(".story")) == len(manuscript.chapters)
    document = zipfile.ZipFile(BytesIO(write(manuscript, "docx", name)))
    for each in document.namelist():
        ElementTree.fromstring(document.read(each))
    for extension in ("txt", "md"):
        assert write(manuscript, extension, name).decode().endswith("\n")


@settings(max_examples=30, deadline=None)
@given(manuscripts, st.none() | anything)
def test_any_work_becomes_books_that_any_program_can_read(manuscript, name):
    check_that_any_program_can_read(manuscript, name)


@pytest.mark.prove
@settings(max_examples=2_000, deadline=None)
@given(manuscripts, st.none() | anything)
def test_two_thousand_works_become_books_that_any_program_can_read(manuscript, name):
    check_that_any_program_can_read(manuscript, name)
