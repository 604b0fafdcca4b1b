"""DOCX, as python-docx and our own eyes read it."""

import zipfile
from io import BytesIO
from xml.etree import ElementTree

import docx
import pytest

from headcanon.bindery.tests.manuscripts import PIXELS, SAMPLES, annotated, arabic, full, hostile, japanese, marked
from headcanon.bindery.writers import write
from headcanon.bindery.writers.word.words import pixels

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(manuscript):
    return docx.Document(BytesIO(write(manuscript, "docx")))


def part(manuscript, name):
    with zipfile.ZipFile(BytesIO(write(manuscript, "docx"))) as package:
        return package.read(name).decode()


def lines(manuscript):
    return [(each.style.name, each.text) for each in opened(manuscript).paragraphs]


def test_a_whole_work_stands_in_named_styles():
    assert lines(full()) == [
        ("Title", "What the Tide Left"),
        *[
            ("Facts", each)
            for each in (
                "Authors: Ana, Mrs Turner’s Cat", "Rating: Teen", "Warnings: Major character death, Poison",
                "Fandom: Greek Myth",
                "Relationship: Jason & Medea", "Characters: Jason, Medea", "Tag: Ships", "Language: English",
                "Series: Colchis, part 2", "Status: Complete", "Date: 2009-03-04",
            )
        ],
        ("Summary Label", "Summary"),
        ("Block Text", "Medea stays on the shore."),
        ("Block Text", "Jason does not."),
        ("Disclaimer Label", "Disclaimer"),
        ("Block Text", "Euripides got here first."),
        ("Facts", "Grew from: Medea knew the ship would rot."),
        ("Note Before Label", "Authors’ note before"),
        ("Block Text", "For everyone who waited."),
        ("Heading 1", "Chapter 1: Low water"),
        ("Chapter Note Before Label", "Authors’ note before this chapter"),
        ("Block Text", "Mind the oars."),
        ("Normal", "The tide had left the Argo on her side."),
        ("Normal", "“You came back,” said Medea.\nNobody answered."),
        ("Scene Break", "* * *"),
        ("Normal", "In the morning the sail was gone."),
        ("Quote", "Do not look for me."),
        ("Normal", "The end"),
        ("Chapter Note After Label", "Authors’ note after this chapter"),
        ("Block Text", "They minded."),
        ("Heading 1", "Chapter 2"),
        ("Normal", "He was late."),
        ("Heading 1", "Chapter 3: High water"),
        ("Normal", "So was she."),
        ("Note After Label", "Authors’ note after"),
        ("Block Text", "That is all."),
    ]  # fmt: skip


def test_every_mark_is_a_words_own():
    line = next(each for each in opened(marked()).paragraphs if each.text.startswith("u s small"))
    looks = {each.text: each for each in line.runs}
    assert looks["u"].font.underline and looks["s"].font.strike and looks["sup"].font.superscript
    assert looks["sub"].font.subscript
    assert (looks["small"].style.name, looks["code"].style.name) == ("Small", "HTML Code")
    [link] = [each for each in line.hyperlinks]
    assert (link.text, link.address) == ("a link", "https://example.org/?a=1&b=2")


def test_lists_are_lists_and_the_second_paragraph_of_an_item_stands_below_it():
    rows = [each for each in opened(marked()).paragraphs if each.style.name == "List Paragraph"]
    assert [(each.text, each._p.pPr.numPr is not None) for each in rows] == [
        ("one", True), ("two", True), ("and a half", False), ("first", True),
    ]  # fmt: skip


def test_footnotes_are_words_own_footnotes_and_count_through_the_document():
    notes = ElementTree.fromstring(part(annotated(), "word/footnotes.xml"))
    said = ["".join(each.itertext()).strip() for each in notes if each.get(f"{W}type") is None]
    assert said == ["And so on.", "A spring tide, grande marée.", "Twice.", "Or not."]


def test_pictures_at_hand_are_inside_and_others_leave_their_words():
    package = zipfile.ZipFile(BytesIO(write(annotated(), "docx")))
    assert package.read("word/media/picture1.png") == PIXELS
    assert 'descr="A ship &amp; her &quot;crew&quot; &lt;3"' in package.read("word/document.xml").decode()
    assert "[A *map*]" in part(annotated(), "word/document.xml")


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (PIXELS, (2, 1)),
        (b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x0b\x08\x00\x20\x00\x40\x01", (64, 32)),
        (b"\xff\xd8\xff\xe0\x00\x00" * 9, (400, 300)),
        (b"", (400, 300)),
    ],
)
def test_the_size_of_a_picture_is_what_it_says_itself(data, size):
    assert pixels(data) == size


def test_readings_stand_beside_their_characters():
    body = part(japanese(), "word/document.xml")
    assert "<w:ruby>" in body
    assert "ふ" in body and 'w:eastAsia="ja"' in part(japanese(), "word/styles.xml")


def test_a_story_in_arabic_runs_from_the_right():
    assert "<w:bidi/>" in part(arabic(), "word/styles.xml")
    assert "<w:rtl/>" in part(arabic(), "word/document.xml")


def test_markup_in_a_title_is_printed_as_it_was_written():
    title = "</title><script>alert(1)</script>[U+0000][U+D800][U+E000] & \"'` ]]> --> *_#[x](javascript:1)"
    assert lines(hostile())[0] == ("Title", title)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_part_is_xml_and_every_name_in_it_leads_somewhere(name):
    package = zipfile.ZipFile(BytesIO(write(SAMPLES[name], "docx", name)))
    body = package.read("word/document.xml").decode()
    keys = {each.get("Id") for each in ElementTree.fromstring(package.read("word/_rels/document.xml.rels"))}
    used = {
        value
        for each in ElementTree.fromstring(body).iter()
        for key, value in each.attrib.items()
        if (key.endswith("}id") and each.tag == f"{W}hyperlink") or key.endswith("}embed")
    }
    assert used <= keys
    styles = {each.get(f"{W}styleId") for each in ElementTree.fromstring(package.read("word/styles.xml"))}
    asked = {each.get(f"{W}val") for each in ElementTree.fromstring(body).iter(f"{W}pStyle")}
    assert asked <= styles
