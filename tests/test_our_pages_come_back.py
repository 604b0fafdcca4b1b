"""Our own pages and Markdown, read again by the door through which everybody's files come in."""

from dataclasses import replace

import pytest

from headcanon.bindery.tests.manuscripts import full, japanese, marked, one_shot
from headcanon.bindery.writers import write
from headcanon.intake.readers import read_bytes
from headcanon.manuscript.model import Chapter

FIELDS = (
    "title", "summary", "disclaimer", "fandoms", "characters", "relationships", "rating", "warnings", "tags",
    "categories", "recipients", "series", "language", "status", "date", "notes",
)  # fmt: skip


def read_again(work, kind):
    [found] = read_bytes(write(work, kind), f"story.{kind}")
    return found


def said(manuscript):
    return {name: getattr(manuscript, name) for name in FIELDS}


@pytest.mark.parametrize("work", [full(), one_shot(), japanese(), marked()])
def test_a_page_comes_back_equal(work):
    found = read_again(work, "html")
    assert (said(found), found.chapters, found.concerns) == (said(work), work.chapters, [])


@pytest.mark.parametrize("work", [full(), one_shot(), japanese()])
def test_markdown_comes_back_equal_but_for_alignment(work):
    found = read_again(work, "md")
    chapters = [replace(each, html=each.html.replace(' class="center"', "")) for each in work.chapters]
    assert (said(found), found.chapters, found.concerns) == (said(work), chapters, [])


def test_headings_inside_a_chapter_come_back_on_their_own_level():
    story = "<h2>North</h2><p>Dark.</p><h4>Deep</h4><p>Dark.</p>"
    work = replace(full(), chapters=[Chapter(story), Chapter("<p>End.</p>")])
    assert [each.html for each in read_again(work, "md").chapters] == [story, "<p>End.</p>"]


@pytest.mark.parametrize("kind", ["html", "md"])
def test_names_that_hold_markup_come_back_as_they_were(kind):
    work = replace(
        one_shot(), title="Salt & <b>light</b> *and* #1", authors=["A_n_a", "<i>Bo</i>"], tags=["a & b", "[c]"]
    )
    found = read_again(work, kind)
    assert (found.title, found.authors, found.tags) == (work.title, work.authors, work.tags)
