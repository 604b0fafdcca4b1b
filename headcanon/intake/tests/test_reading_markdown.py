"""Markdown files: what people and programs write, and what we wrote ourselves."""

import pytest

from headcanon.intake.readers import read_bytes
from headcanon.manuscript.model import Notes


def read(text):
    [manuscript] = read_bytes(text.encode(), "story.md")
    return manuscript


PROSE = "The well had been dry for so long that they kept letters in it, and one morning the letters were wet."


def test_facts_between_fences():
    found = read(
        f'---\ntitle: "The Well: Letters"\nauthor: Ana\nfandom:\n  - The Dry Valley\n  - Hamlet\ntags: [letters, water]\n'
        f"rating: Teen\nsummary: >\n  Letters in\n  a well.\n---\n\n{PROSE}\n\n*So* **wet**.\n"
    )
    assert (found.title, found.authors, found.rating) == ("The Well: Letters", ["Ana"], "Teen")
    assert (found.fandoms, found.tags) == (["The Dry Valley", "Hamlet"], ["letters", "water"])
    assert found.summary == "<p>Letters in, a well.</p>" or found.summary == "<p>Letters in a well.</p>"
    assert found.chapters[0].html == f"<p>{PROSE}</p><p><em>So</em> <strong>wet</strong>.</p>"


def test_a_line_above_a_story_is_no_fence():
    found = read(f"---\n\n{PROSE}\n\n---\n\nIt rained.\n")
    assert found.chapters[0].html == f"<p>{PROSE}</p><hr><p>It rained.</p>"


def test_title_labels_chapters_and_notes():
    found = read(
        f"# the well\n\nby Ana\n\n**Fandom:** The Dry Valley\\\n**Rating:** PG\n\n"
        f"## Chapter 1: Dry\n\n*A/N:* hi\n\n{PROSE}\n\n"
        f"* * *\n\n{PROSE}\n\n## Chapter 2: Wet\n\nIt was <u>wet</u>, ~~or~~\nnot.\n\n### Author's Note\n\nThanks!\n"
    )
    assert (found.title, found.authors, found.fandoms, found.rating) == ("the well", ["Ana"], ["The Dry Valley"], "PG")
    first, second = found.chapters
    assert (first.title, first.html) == ("Chapter 1: Dry", f"<p>{PROSE}</p><hr><p>{PROSE}</p>")
    assert first.notes == Notes("<p>hi</p>")
    assert second.html == "<p>It was <u>wet</u>, <s>or</s> not.</p>"
    assert second.notes == Notes("", "<p>Thanks!</p>")


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("1984\\. The year.", "<p>1984. The year.</p>"),
        ("1984. The year the well went dry.", "<p>1984. The year the well went dry.</p>"),
        ("    An indented line.", "<p>An indented line.</p>"),
        ("> Dear Ana,\n>\n> no.", "<blockquote><p>Dear Ana,</p><p>no.</p></blockquote>"),
        ("one  \ntwo", "<p>one<br>two</p>"),
        ("　彼女は来た。", "<p>　彼女は来た。</p>"),
        ("~*~\n\nDark.", "<p>Dark.</p>"),
    ],
)
def test_lines_as_people_type_them(typed, html):
    assert (
        read(f"{PROSE}\n\n{typed}\n\nDark.\n").chapters[0].html.replace("<hr>", "")
        == f"<p>{PROSE}</p>{html}<p>Dark.</p>"
    )


def test_what_a_page_could_do_is_gone():
    found = read(
        f'{PROSE}\n\n<script>alert(1)</script>\n\n<p onclick="x()">Dark.</p> ![a lamp](https://example.org/x.png)\n'
    )
    assert "alert" not in found.chapters[0].html and "onclick" not in found.chapters[0].html
    assert "<img" not in found.chapters[0].html
