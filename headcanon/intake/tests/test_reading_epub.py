"""EPUB as archives, programs and shops make it."""

import zipfile
from io import BytesIO

import pytest

from headcanon.intake.readers.epub.reading import read
from headcanon.intake.readers.unreadable import Unreadable
from headcanon.intake.tests.documents import TIDE_FIELDS, epub, fields, made, story, tide_in, zipped


def page(body, head="", attributes=""):
    return (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head>'
        f"<title>x</title>{head}</head><body{attributes}>{body}</body></html>"
    )


def manuscript(pages, *args, **parts):
    return read(epub(pages, *args, **parts), "storm.epub")[0]


@pytest.mark.parametrize("name", ["tide-pandoc.epub", "tide-calibre.epub"])
def test_what_programs_write_is_read_wholly(name):
    (found,) = read(made(name), name)
    assert (fields(found), story(found)) == (TIDE_FIELDS, tide_in(name))


AO3 = {
    "t_split_000.xhtml": page(
        '<div id="preface"><h2 class="toc-heading">Preface</h2><p class="message"><b class="calibre2">Storm Glass</b><br/>'
        'Posted originally on the <a href="http://archiveofourown.org/">Archive of Our Own</a> at '
        '<a href="http://archiveofourown.org/works/123">http://archiveofourown.org/works/123</a>.</p>'
        '<div class="calibre1"><dl class="tags"><dt class="calibre3">Rating:</dt><dd class="calibre4">'
        '<a href="#">Teen And Up Audiences</a></dd><dt>Archive Warning:</dt><dd><a href="#">No Archive Warnings Apply</a>'
        '</dd><dt>Fandom:</dt><dd><a href="#">The Salt Road</a></dd><dt>Characters:</dt><dd><a href="#">Ilse</a>, '
        '<a href="#">Rae</a>'
        '</dd><dt>Language:</dt><dd>English</dd><dt>Series:</dt><dd>Part 2 of <a href="#">The Tides</a></dd>'
        "<dt>Stats:</dt><dd>Published: 2019-03-04 Completed: 2019-04-05 Words: 1,234 Chapters: 2/2</dd></dl></div></div>"
    ),
    "t_split_001.xhtml": page(
        '<div class="calibre1"><h1 class="calibre5">Storm Glass</h1>'
        '<div class="byline">by <a rel="author" href="#">ana</a></div>'
        '<p class="calibre6">Summary</p><blockquote class="userstuff"><p>It <em>rains</em>.</p></blockquote>'
        '<p>Notes</p><blockquote class="userstuff"><p>For Rae.</p></blockquote>'
        '<div class="endnote-link">See the end of the work for <a href="#endnotes">more notes</a></div></div>'
        '<div class="userstuff1" id="chapters"><div><div id="calibre_pb_1"></div></div></div>'
    ),
    "t_split_002.xhtml": page(
        '<div class="userstuff1" id="chapters"><div class="calibre1"><h2 class="heading" id="calibre_toc_2">'
        "Chapter 1: Low</h2>"
        '<p>Chapter Notes</p><blockquote class="userstuff"><p>Mind it.</p></blockquote></div><div class="userstuff2">'
        '<p class="calibre7">The glass <i class="calibre9">fell</i>.</p><p class="calibre12">Nine o’clock</p>'
        '<p class="calibre7">It rained.</p></div><div class="calibre1" id="endnotes1"><p>Chapter End Notes</p>'
        '<blockquote class="userstuff"><p>So it did.</p></blockquote></div></div>'
    ),
    "t_split_003.xhtml": page(
        '<div class="userstuff1" id="chapters"><div class="calibre1"><h2 class="heading">Chapter 2</h2></div>'
        '<div class="userstuff2"><p>It snowed.</p></div></div>'
    ),
    "t_split_004.xhtml": page(
        '<div id="afterword"><h2 class="toc-heading">Afterword</h2><div class="calibre1"><div id="endnotes"><p>End Notes</p>'
        '<blockquote class="userstuff"><p>Thank you.</p></blockquote></div></div><p class="message">Please '
        '<a href="#">drop by '
        "the Archive and comment</a> to let the creator know if you enjoyed their work!</p></div>"
    ),
}
LINK = '<link rel="stylesheet" type="text/css" href="stylesheet.css"/></head>'
SHEET = ".calibre12 {text-align: center} .calibre7 {text-align: justify; margin: 0} .calibre9 {font-style: italic}"


def test_a_download_of_the_archive_of_our_own():
    pages = {name: html.replace("</head>", LINK) for name, html in AO3.items()}
    metadata = "<dc:title>Storm Glass</dc:title><dc:creator>ana</dc:creator><dc:subject>Fanworks</dc:subject>"
    found = manuscript(pages, metadata, **{"stylesheet.css": SHEET})
    assert (found.title, found.authors, found.summary) == ("Storm Glass", ["ana"], "<p>It <em>rains</em>.</p>")
    assert (found.rating, found.warnings) == ("Teen And Up Audiences", ["No Archive Warnings Apply"])
    assert (found.fandoms, found.characters, found.tags) == (["The Salt Road"], ["Ilse", "Rae"], [])
    assert (found.series, found.status, found.date) == ([("The Tides", 2)], "complete", "2019-03-04")
    assert found.identifier == "http://archiveofourown.org/works/123"
    assert (found.notes.before, found.notes.after) == ("<p>For Rae.</p>", "<p>Thank you.</p>")
    assert story(found) == [
        ("Low", '<p>The glass <em>fell</em>.</p><p class="center">Nine o’clock</p><p>It rained.</p>'),
        (None, "<p>It snowed.</p>"),
    ]
    assert (found.chapters[0].notes.before, found.chapters[0].notes.after) == ("<p>Mind it.</p>", "<p>So it did.</p>")


FANFICFARE = {
    "title_page.xhtml": page(
        '<h3><a href="http://test1.com?sid=1">Storm Glass</a> by <a class="authorlink" href="#">Ana</a></h3><div>'
        "<b>Series:</b> The Tides [2]<br/><b>Category:</b> The Salt Road<br/><b>Genre:</b> Drama, Rain<br/>"
        "<b>Status:</b> Completed<br/><b>Published:</b> 2019-03-04<br/><b>Words:</b> 12<br/>"
        "<b>Summary:</b> <p>It <i>rains</i>.</p></div>",
        attributes=' class="fff_titlepage"',
    ),
    "file0001.xhtml": page(
        '<h3 class="fff_chapter_title">1. Low</h3><div class="fff_chapter_notes fff_head_notes"><b>Author\'s Note:</b>'
        '<blockquote class="userstuff"><p>Mind it.</p></blockquote></div><div class="userstuff"><p>The glass fell.</p><hr/>'
        "<p>It rained.</p></div>",
        '<meta name="chapterorigtitle" content="Low"/>',
        ' class="fff_chapter"',
    ),
    "file0002.xhtml": page(
        '<h3 class="fff_chapter_title">2. High</h3><p>It snowed.</p>',
        '<meta name="chapterorigtitle" content="High"/>',
        ' class="fff_chapter"',
    ),
}


def test_a_book_by_fanficfare():
    found = manuscript(FANFICFARE, "<dc:subject>FanFiction</dc:subject><dc:subject>Drama</dc:subject>")
    assert (found.title, found.authors, found.summary) == ("Storm Glass", ["Ana"], "<p>It <em>rains</em>.</p>")
    assert (found.fandoms, found.tags, found.series) == (["The Salt Road"], ["Drama", "Rain"], [("The Tides", 2)])
    assert (found.status, found.date) == ("complete", "2019-03-04")
    assert story(found) == [("Low", "<p>The glass fell.</p><hr><p>It rained.</p>"), ("High", "<p>It snowed.</p>")]
    assert found.chapters[0].notes.before == "<p>Mind it.</p>"


TALE = "<p>The glass fell before noon, and nobody in the harbour had seen it fall so low.</p>"


def test_any_book_has_a_chapter_for_each_page_with_a_heading_and_glues_the_others():
    pages = {
        "cover.xhtml": page('<img src="cover.jpg" alt=""/>'),
        "title.xhtml": page("<h1>Storm Glass</h1><p>by Ana</p><p>Rating: Teen</p><p>Fandom: The Salt Road</p>"),
        "c1.xhtml": page(f"<h2>Chapter 1</h2><h3>Low</h3>{TALE}"),
        "c1b.xhtml": page("<p>It went on.</p>"),
        "part.xhtml": page("<h1>Part Two</h1>"),
        "c2.xhtml": page("<h2>High</h2><p>It snowed.</p>"),
    }
    found = manuscript(pages, "<dc:title>Storm Glass</dc:title><dc:creator>Ana</dc:creator>")
    assert (found.title, found.authors, found.rating, found.fandoms) == (
        "Storm Glass",
        ["Ana"],
        "Teen",
        ["The Salt Road"],
    )
    assert story(found) == [
        ("Chapter 1: Low", f"{TALE}<p>It went on.</p>"),
        ("Part Two: High", "<p>It snowed.</p>"),
    ]
    assert not found.notes


def test_the_order_is_that_of_the_spine():
    pages = {"b.xhtml": page("<h2>One</h2><p>First.</p>"), "a.xhtml": page("<h2>Two</h2><p>Second.</p>")}
    assert [title for title, _ in story(manuscript(pages))] == ["One", "Two"]


def test_a_missing_page_is_told_and_the_others_are_read():
    pages = {"a.xhtml": page("<h2>One</h2><p>First.</p>"), "c.xhtml": page("<h2>Three</h2><p>Third.</p>")}
    found = manuscript(pages, spine=["a.xhtml", "b.xhtml", "c.xhtml"])
    assert [title for title, _ in story(found)] == ["One", "Three"]
    assert [each.message for each in found.concerns] == [
        "A page of this book is missing: b.xhtml. Look for a complete copy."
    ]


def test_nothing_left_open_in_a_page_reaches_into_the_next_and_nothing_in_it_can_act():
    pages = {
        "a.xhtml": page("<h2>One</h2><p><i>First. <script>alert(1)</script>"),
        "b.xhtml": page(
            '<h2>Two</h2><p onclick="x()">Second &nbsp;&eacute;. <img src="https://example.org/a.png" alt="a map"/></p>'
        ),
    }
    assert story(manuscript(pages)) == [
        ("One", "<p><em>First.</em></p>"),
        ("Two", '<p>Second é. <a href="https://example.org/a.png" rel="nofollow noopener">a map</a></p>'),
    ]


@pytest.mark.parametrize(
    "parts",
    [
        {"META-INF/container.xml": "<c/>"},
        {"META-INF/container.xml": "<c"},
        {"META-INF/container.xml": '<!DOCTYPE d [<!ENTITY a "ha">]><d>&a;</d>'},
        {"META-INF/container.xml": "<c/>", "a.xhtml": page("")},
        {"META-INF/container.xml": "<c/>", "META-INF/encryption.xml": '<EncryptionMethod Algorithm="http://adobe"/>'},
        {"META-INF/container.xml": "<c/>", "../a.xhtml": page("<p>One.</p>")},
        {"META-INF/container.xml": "<c/>", "a.xhtml": b" " * 30_000_000},
    ],
)
def test_bombs_and_broken_books_are_refused_with_a_sentence(parts):
    with pytest.raises(Unreadable, match=r"^storm\.epub.*\.$"):
        read(zipped(parts), "storm.epub")


def test_a_book_without_a_package_is_read_page_by_page():
    parts = {
        "META-INF/container.xml": "<c/>",
        "b.html": page("<h2>Two</h2><p>B.</p>"),
        "a.html": page("<h2>One</h2><p>A.</p>"),
    }
    assert [title for title, _ in story(read(zipped(parts), "storm.epub")[0])] == ["One", "Two"]


def test_a_book_that_was_changed_after_it_was_made_is_refused():
    data = bytearray(epub({"a.xhtml": page(f"<h2>One</h2>{TALE * 50}")}))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        place = archive.getinfo("a.xhtml").header_offset + 60
    data[place : place + 20] = b"\0" * 20
    with pytest.raises(Unreadable, match="is damaged"):
        read(bytes(data), "storm.epub")
