"""PDFs: what is set, and the process of its own that sets it."""

import json
import subprocess
from dataclasses import replace

import pytest

from headcanon.bindery.tests.manuscripts import SAMPLES, annotated, arabic, full, hostile, japanese, marked, one_shot
from headcanon.bindery.writers import FORMATS, Unprintable, write
from headcanon.bindery.writers.pdf import setting
from headcanon.bindery.writers.pdf.setting import PAPERS, pressed
from headcanon.bindery.writers.pdf.telling import told
from headcanon.bindery.writers.preparing import prepared
from headcanon.manuscript.model import Chapter, Manuscript, Notes
from tests.programs import program

LONG = "It was the year in which the river forgot its bed, and nobody in the town could say who had left it open. " * 3


def pages_of(manuscript, kind="pdf"):
    """The words of each page."""
    reader = program("pdftotext", package="poppler-utils")
    text = subprocess.run(
        [reader, "-enc", "UTF-8", "-", "-"], input=write(manuscript, kind, "sample"), capture_output=True, check=True
    )
    return [" ".join(page.split()) for page in text.stdout.decode().split("\f")[:-1]]


def data_of(manuscript):
    return told(prepared(manuscript), PAPERS["a5"])[0]


def story(html, **more):
    return Manuscript(title="Ashore", language="en", chapters=[Chapter(html)], **more)


def test_a_book_has_its_title_what_it_says_of_itself_contents_chapters_and_notes_in_order():
    title, about, contents, before, first, second, third, after = pages_of(full())
    assert title == "Greek Myth What the Tide Left Ana and Mrs Turner’s Cat"
    assert "Medea stays on the shore. Jason does not." in about
    assert "Warnings" in about and "Major character death, Poison" in about
    assert contents == (
        "Contents Authors’ note before Chapter 1: Low water Chapter 2 Chapter 3: High water Authors’ note after"
        " 4 5 6 7 8 3"
    )
    assert before == "Authors’ note before For everyone who waited. 4"
    assert first == (
        "Chapter 1 Low water Authors’ note before this chapter Mind the oars. The tide had left the Argo on her side."
        " “You came back,” said Medea. Nobody answered. In the morning the sail was gone. Do not look for me. The end"
        " Authors’ note after this chapter They minded. 5"
    )
    assert (second, third) == ("Chapter 2 He was late. 6", "Chapter 3 High water So was she. 7")
    assert after == "Authors’ note after That is all. 8"


def test_a_running_head_stands_on_every_page_but_an_opening_one():
    long = replace(full(), chapters=[Chapter(f"<p>{LONG}</p>" * 12, "Low water")])
    opening, *others = pages_of(long)[3:-1]
    assert opening.startswith("Chapter 1 Low water")
    heads = ["Chapter 1: Low water", "Ana and Mrs Turner’s Cat"]  # the opening is on an even page
    assert [page.startswith(heads[number % 2]) for number, page in enumerate(others)] == [True] * len(others)
    assert len(others) > 1


def test_on_a_phone_there_is_no_running_head():
    long = replace(one_shot(), chapters=[Chapter(f"<p>{LONG}</p>" * 3)])
    assert not any(page.startswith("Ashore") for page in pages_of(long, "phone.pdf")[3:])


def test_footnotes_stand_at_the_foot_of_their_page_and_count_anew_in_each_chapter():
    *_, first, second = pages_of(annotated())
    assert first == "Chapter 1 The tide1 turned.2 – [A *map*] 1A spring tide, grande marée. 2Twice. 4"
    assert second == "Chapter 2 Home1 Ashore. 1Or not. 5"


def test_markup_in_a_title_is_printed_as_it_was_written():
    harm = '#read("book.json") = $x$ *b* _i_ `c` <l> @r \\ // /* ] #[ #import "@preview/x:1.0.0"'
    pages = pages_of(story(f"<p>{LONG[:150]}#panic() {harm.replace('<', '&lt;').replace('>', '&gt;')}</p>"))
    assert harm.split()[0] in pages[2]
    assert write(hostile(), "pdf").startswith(b"%PDF")
    assert harm.replace(" ", "") in pages_of(replace(one_shot(), title=harm))[0].replace(" ", "")


@pytest.mark.parametrize("name", ["marked", "empty", "a very long title"])
def test_any_sample_can_be_set_for_a_phone(name):
    assert write(SAMPLES[name], "phone.pdf", name).startswith(b"%PDF")


@pytest.mark.prove
@pytest.mark.parametrize("kind", [each for each in FORMATS if each.endswith("pdf")])
@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_can_be_set_on_every_paper(name, kind):
    assert write(SAMPLES[name], kind, name).startswith(b"%PDF")


def test_the_same_work_gives_the_same_bytes():
    assert write(full(), "pdf") == write(full(), "pdf")


@pytest.mark.prove
@pytest.mark.parametrize("sample", [japanese(), arabic(), annotated()])
def test_the_same_work_gives_the_same_bytes_with_the_fonts_of_the_machine(sample):
    assert write(sample, "pdf") == write(sample, "pdf")


def test_nesting_as_deep_as_story_html_has_it_can_be_set():
    deep = "<blockquote>" * 13 + "<p>" + "<em><strong><u><s><small>x</small></s></u></strong></em>" + "</p>"
    lists = "<ul><li>" * 12 + "<p>y</p>" + "</li></ul>" * 12
    assert "x" in pages_of(story(deep + "</blockquote>" * 13 + lists))[2]


# --- What is told to the page ----------------------------------------------------------------------------------------


def test_a_long_first_paragraph_opens_with_an_initial_and_a_short_or_spoken_one_does_not():
    [long, short, spoken, broken] = (
        data_of(story(html))["parts"][0]
        for html in (f"<p>{LONG}</p><p>x</p>", "<p>Short.</p>", f"<p>“{LONG}</p>", f"<p>{LONG}<br>x</p>")
    )
    assert (long["opening"]["initial"], long["opening"]["pieces"][0][:12]) == ("I", "t was the ye")
    assert [len(each["blocks"]) for each in (long, short, spoken, broken)] == [1, 1, 1, 1]
    assert [each["opening"] for each in (short, spoken, broken)] == [None] * 3


def test_marks_are_laid_flat_and_keep_what_they_stand_on():
    [line] = data_of(story('<p>a <em>b <strong>c</strong></em> <a href="https://a.b/">d</a></p>'))["parts"][0]["blocks"]
    assert line["pieces"] == [
        "a ", {"text": "b ", "marks": ["em"]}, {"text": "c", "marks": ["em", "strong"]}, " ",
        {"text": "d", "href": "https://a.b/"},
    ]  # fmt: skip


def test_headings_skip_no_level_and_one_in_a_quotation_is_a_line_in_bold():
    blocks = data_of(story("<h4>a</h4><h2>b</h2><h4>c</h4><blockquote><h2>d</h2></blockquote>"))["parts"][0]["blocks"]
    assert [each["level"] for each in blocks[:3]] == [2, 2, 3]
    assert blocks[3]["blocks"][0]["pieces"] == [{"text": "d", "marks": ["strong"]}]


def test_every_word_of_a_work_is_told():
    said = json.dumps(data_of(replace(marked(), notes=Notes("<p>before</p>", "<p>after</p>"))), ensure_ascii=False)
    for word in ("Part", "Whole", "small", "code", "mot", "a link", "and a half", "first", "שלום", "deep", "after"):
        assert word in said


# --- What cannot be set ----------------------------------------------------------------------------------------------


def test_a_work_of_a_script_without_a_font_is_refused_with_a_sentence():
    story_in_cuneiform = story(f"<p>{chr(0x12000) * 40} {chr(0x1B170) * 60}</p>")
    try:
        book = write(story_in_cuneiform, "pdf")
    except Unprintable as refusal:
        assert "has no font for “Ashore”" in str(refusal)
        assert "take the EPUB" in str(refusal)
    else:
        assert book.startswith(b"%PDF")  # this machine has one


def test_a_work_beyond_all_paper_is_refused_before_anything_is_set(monkeypatch):
    monkeypatch.setattr(setting, "MOST_WORDS", 3)
    monkeypatch.setattr(setting, "pressed", lambda *a: pytest.fail("was set"))
    with pytest.raises(Unprintable, match="has 36 words; a PDF is set for up to 3"):
        write(full(), "pdf")


def test_what_goes_wrong_in_the_press_is_said_and_takes_nothing_else_along(monkeypatch):
    monkeypatch.setattr(setting, "PATIENCE", 0.01)
    with pytest.raises(Unprintable, match="took too much memory or time"):
        write(full(), "pdf")
    monkeypatch.undo()
    with pytest.raises(Unprintable, match="could not be set"):
        pressed({"title": "Ashore"}, {})


def test_a_picture_that_is_none_costs_the_pdf_and_is_said():
    broken = replace(annotated(), pictures={"/works/1234567/pictures/7654321": b"\x89PNG no picture"})
    with pytest.raises(Unprintable, match="could not be set as a PDF"):
        write(broken, "pdf")
