"""The inside of an EPUB."""

import zipfile
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree

import pytest

from headcanon.bindery.tests.manuscripts import SAMPLES, arabic, full, japanese, one_shot, with_chapters
from headcanon.bindery.writers import write
from headcanon.manuscript.model import Manuscript, Source

XHTML = "{http://www.w3.org/1999/xhtml}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"


def opened(manuscript, name=None):
    return zipfile.ZipFile(BytesIO(write(manuscript, "epub", name)))


def read(manuscript, page, name=None):
    return opened(manuscript, name).read(f"EPUB/{page}").decode()


def metadata(manuscript, name=None):
    """(tag or property, text) of each line of the package's metadata."""
    package = ElementTree.fromstring(read(manuscript, "package.opf", name))
    return [(line.get("property") or line.tag.split("}")[1], line.text) for line in package[0]]


def values(manuscript, key):
    return [text for name, text in metadata(manuscript) if name == key]


def test_readers_find_its_kind_first_and_uncompressed():
    first = opened(full()).infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert write(full(), "epub")[38:58] == b"application/epub+zip"


@pytest.mark.parametrize("summary", ["<hr>", "<p> </p>", "<p>\u00a0<br></p>"])
def test_a_summary_without_a_word_is_no_description(summary):
    assert values(replace(full(), summary=summary), "description") == []


def test_each_chapter_is_a_file():
    assert opened(full()).namelist() == [
        "mimetype",
        "META-INF/container.xml",
        "EPUB/package.opf",
        "EPUB/cover.xhtml",
        "EPUB/title.xhtml",
        "EPUB/foreword.xhtml",
        "EPUB/chapter-0001.xhtml",
        "EPUB/chapter-0002.xhtml",
        "EPUB/chapter-0003.xhtml",
        "EPUB/afterword.xhtml",
        "EPUB/nav.xhtml",
        "EPUB/toc.ncx",
        "EPUB/style.css",
        "EPUB/cover.svg",
    ]


def test_a_new_chapter_leaves_the_old_ones_as_they_were():
    before, after = opened(with_chapters(2)), opened(with_chapters(3))
    for name in ("EPUB/chapter-0001.xhtml", "EPUB/chapter-0002.xhtml"):
        assert before.read(name) == after.read(name)


def test_the_package_says_what_the_work_says():
    said = [line for line in metadata(full()) if not line[0].startswith("schema:")]
    assert said == [
        ("identifier", "urn:uuid:0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f0f"),
        ("title", "What the Tide Left"),
        ("language", "en"),
        ("dcterms:modified", "2009-03-04T00:00:00Z"),
        ("date", "2009-03-04"),
        ("creator", "Ana"),
        ("role", "aut"),
        ("file-as", "Ana"),
        ("creator", "Mrs Turner’s Cat"),
        ("role", "aut"),
        ("file-as", "Mrs Turner’s Cat"),
        ("description", "Medea stays on the shore.\n\nJason does not."),
        ("subject", "Greek Myth"),
        ("subject", "Jason & Medea"),
        ("subject", "Jason"),
        ("subject", "Medea"),
        ("subject", "Ships"),
        ("belongs-to-collection", "Colchis"),
        ("collection-type", "series"),
        ("group-position", "2"),
    ]


def test_it_says_how_it_can_be_read():
    said = {name.removeprefix("schema:") for name, _ in metadata(full()) if name.startswith("schema:")}
    assert said == {
        "accessMode",
        "accessModeSufficient",
        "accessibilityFeature",
        "accessibilityHazard",
        "accessibilitySummary",
    }


def test_both_tables_of_contents_list_the_same():
    nav = ElementTree.fromstring(read(full(), "nav.xhtml"))
    new = [(link.get("href"), link.text) for link in nav.find(f".//{XHTML}nav").iter(f"{XHTML}a")]
    ncx = ElementTree.fromstring(read(full(), "toc.ncx"))
    old = [
        (point.find(f"{NCX}content").get("src"), point.find(f"{NCX}navLabel/{NCX}text").text)
        for point in ncx.iter(f"{NCX}navPoint")
    ]
    assert new == old
    assert new == [
        ("title.xhtml", "About this story"),
        ("foreword.xhtml", "Authors’ note before"),
        ("chapter-0001.xhtml", "Chapter 1: Low water"),
        ("chapter-0002.xhtml", "Chapter 2"),
        ("chapter-0003.xhtml", "Chapter 3: High water"),
        ("afterword.xhtml", "Authors’ note after"),
    ]


def test_the_title_page_tells_everything():
    page = ElementTree.fromstring(read(full(), "title.xhtml"))
    facts = list(page.find(f".//{XHTML}dl"))
    rows = [(label.text, "".join(value.itertext())) for label, value in zip(facts[::2], facts[1::2], strict=True)]
    assert rows == [
        ("Rating", "Teen"),
        ("Warnings", "Major character death, Poison"),
        ("Fandom", "Greek Myth"),
        ("Relationship", "Jason & Medea"),
        ("Characters", "Jason, Medea"),
        ("Tag", "Ships"),
        ("Language", "English"),
        ("Series", "Colchis, part 2"),
        ("Status", "Complete"),
        ("Chapters", "3"),
        ("Words", "36"),
        ("Date", "2009-03-04"),
        ("Grew from", "Medea knew the ship would rot."),
    ]
    sections = [" ".join(" ".join(each.itertext()).split()) for each in page.iter(f"{XHTML}section")][1:]
    assert sections == [
        "Summary Medea stays on the shore. Jason does not.",
        "Disclaimer Euripides got here first.",
    ]


def test_notes_are_marked_as_notes():
    page = ElementTree.fromstring(read(full(), "chapter-0001.xhtml"))
    notes = [
        (note.get("aria-labelledby"), [line.get("id") for line in note], ["".join(line.itertext()) for line in note])
        for note in page.iter(f"{XHTML}aside")
    ]
    assert notes == [
        ("note-before", ["note-before", None], ["Authors’ note before this chapter", "Mind the oars."]),
        ("note-after", ["note-after", None], ["Authors’ note after this chapter", "They minded."]),
    ]
    assert 'epub:type="afterword" role="doc-afterword"' in read(full(), "afterword.xhtml")


def test_a_work_without_a_title_takes_the_files_name():
    assert ("title", "old story") in metadata(Manuscript(), name="old story")
    assert ("title", "Untitled") in metadata(Manuscript(title="  \n "))


def test_a_loose_file_always_gets_the_same_identifier():
    book = one_shot()
    assert values(book, "identifier") == ["urn:uuid:85ce1271-9799-5660-8c44-0abd3766a090"]
    assert values(replace(book, status=None), "identifier") == values(book, "identifier")


def test_two_stories_of_one_file_are_two_books():
    book = one_shot()
    assert values(replace(book, title="Another"), "identifier") != values(book, "identifier")
    assert values(replace(book, source=Source("txt", "utf-8", "cd" * 32)), "identifier") != values(book, "identifier")


@pytest.mark.parametrize(
    ("date", "modified", "published"),
    [
        ("2009-03-04", "2009-03-04T00:00:00Z", ["2009-03-04"]),
        ("2009-03-04T23:30:00-02:00", "2009-03-05T01:30:00Z", ["2009-03-05"]),
        ("last summer", "1980-01-01T00:00:00Z", []),
        ("2009-13-45", "1980-01-01T00:00:00Z", []),
        (None, "1980-01-01T00:00:00Z", []),
    ],
)
def test_only_a_real_date_counts(date, modified, published):
    book = replace(one_shot(), date=date)
    assert (values(book, "dcterms:modified"), values(book, "date")) == ([modified], published)


@pytest.mark.parametrize(
    ("language", "tag", "attributes"),
    [("en", "en", ' lang="en"'), ("pt-BR", "pt-BR", ' lang="pt-BR"'), ("Elvish", "und", ""), (None, "und", "")],
)
def test_a_language_is_named_only_by_its_tag(language, tag, attributes):
    book = replace(one_shot(), language=language)
    assert values(book, "language") == [tag]
    opening = f'<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"{attributes}>'
    assert opening in read(book, "chapter-0001.xhtml")


def test_arabic_is_read_from_the_right():
    assert ' page-progression-direction="rtl"' in read(arabic(), "package.opf")
    assert ' lang="ar" dir="rtl">' in read(arabic(), "chapter-0001.xhtml")
    assert ' page-progression-direction="rtl"' not in read(japanese(), "package.opf")


def test_our_words_in_a_foreign_book_are_marked_as_english():
    assert '<bdi lang="en" dir="ltr">Chapter 1</bdi>' in read(japanese(), "chapter-0001.xhtml")
    assert '<span class="number">Chapter 1</span>' in read(full(), "chapter-0001.xhtml")


@pytest.mark.parametrize("name", SAMPLES)
def test_every_page_is_well_formed(name):
    book = opened(SAMPLES[name], name="sample")
    for each in book.namelist():
        if each.endswith((".xhtml", ".opf", ".ncx", ".svg", ".xml")):
            ElementTree.fromstring(book.read(each))


@pytest.mark.parametrize(
    ("story", "printed"),
    [
        ("<p>Row,<br>row.</p>", '<p class="lines">Row,<br/>row.</p>'),
        ('<p class="center">The<br>end</p>', '<p class="lines center">The<br/>end</p>'),
        ('<p lang="fr"><em>Ohé,<br>ohé</em></p>', '<p lang="fr" class="lines"><em>Ohé,<br/>ohé</em></p>'),
        ("<p>She rowed.</p>", "<p>She rowed.</p>"),
    ],
)
def test_lines_that_end_on_purpose_are_marked_for_e_readers(story, printed):
    chapter = replace(one_shot().chapters[0], html=story)
    assert printed in read(replace(one_shot(), chapters=[chapter]), "chapter-0001.xhtml")
