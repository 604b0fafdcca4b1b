"""Markdown, as another program understands it."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from headcanon.bindery.tests.manuscripts import full, hostile, marked
from headcanon.bindery.writers import write
from headcanon.bindery.writers.markdown import MARKDOWN
from headcanon.bindery.writers.prose import prose
from headcanon.manuscript.clean import as_xhtml, clean, escape
from headcanon.manuscript.model import Chapter, Manuscript

FULL = """\
# What the Tide Left

by Ana and Mrs Turner’s Cat

**Rating:** Teen\\
**Warnings:** Major character death, Poison\\
**Fandom:** Greek Myth\\
**Relationship:** Jason & Medea\\
**Characters:** Jason, Medea\\
**Tag:** Ships\\
**Language:** English\\
**Series:** Colchis, part 2\\
**Status:** Complete\\
**Chapters:** 3\\
**Words:** 36\\
**Date:** 2009-03-04\\
**Grew from:** Medea knew the ship would rot.

> **Summary**
>
> Medea stays on the shore.
>
> Jason does not.

> **Disclaimer**
>
> Euripides got here first.

> **Authors’ note before**
>
> For everyone who waited.

## Chapter 1: Low water

> **Authors’ note before this chapter**
>
> Mind the oars.

The tide had left the *Argo* on her side.

“You came back,” said Medea.\\
Nobody answered.

* * *

In the morning **the sail** was gone.

> Do not look for me.

The end

> **Authors’ note after this chapter**
>
> They minded.

## Chapter 2

He was late.

## Chapter 3: High water

So was she.

> **Authors’ note after**
>
> That is *all*.
"""
MARKED = """\
### Part

#### Of a

##### Whole

<u>u</u> <s>s</s> <small>small</small> x<sup>sup</sup> <sub>sub</sub> `code` mot\
 [a link](<https://example.org/?a=1&b=2>)

- one

- two

  and a half

1. first
"""


def test_a_whole_work():
    assert write(full(), "md").decode() == FULL


def test_every_mark_and_block():
    assert MARKED in write(marked(), "md").decode()


def test_markup_in_a_title_stays_words():
    heading = MarkdownIt("commonmark").render(write(hostile(), "md").decode()).splitlines()[0]
    assert heading == (
        "<h1>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;[U+0000][U+D800][U+E000] &amp; &quot;'` ]]&gt; --&gt;"
        " *_#[x](javascript:1)</h1>"
    )


@pytest.mark.parametrize("title", ["C #", "1. Rain", "- Rain", "=", "a_b", "_Rain_", "&amp;", "\\"])
def test_no_title_is_taken_for_a_sign(title):
    book = write(Manuscript(title=title, chapters=[Chapter(f"<h2>{escape(title)}</h2>")]), "md").decode()
    lines = MarkdownIt("commonmark").render(book).splitlines()
    assert (lines[0], lines[-1]) == (f"<h1>{escape(title)}</h1>", f"<h3>{escape(title)}</h3>")


# Story-HTML → Markdown → HTML keeps every character under the same marks.

WORDS = [
    "word",
    "Ana",
    "*",
    "_",
    "**",
    "a_b_",
    "“Hi!”",
    "「はい」",
    "と",
    "1.",
    "3)",
    "-",
    "+",
    "#",
    ">",
    "[x](y)",
    "<b>",
    "&amp;",
    "&",
    "`",
    "\\",
    "http://a.b",
    ".",
    ",",
    "!",
    "(",
    "…",
    "=",
    "---",
    "***",
    "|",
    "~~~",
    "é",
    "😀",
    "+1",
    "$",
] + [" ", "\u3000", "\xa0"]
MARKS = ["em", "strong", "u", "s", "small", "sup", "sub", "code"]

texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(lambda words: escape("".join(words)))


def joined(strategy):
    return st.lists(strategy, min_size=1, max_size=3).map("".join)


def inside(tags, strategy):
    return st.builds("<{0}>{1}</{0}>".format, st.sampled_from(tags), strategy)


def inline_around(inner):
    link = inner.map('<a href="https://a.b/c_d">{}</a>'.format)
    ruby = inner.map("<ruby>漢<rt>{}</rt></ruby>".format)
    return joined(inner) | inside(MARKS, inner) | inner.map("{}<br>x".format) | link | ruby


def blocks_around(inner):
    items = st.lists(inside(["li"], inner), min_size=1, max_size=3).map("".join)
    return joined(inner) | inside(["blockquote"], inner) | inside(["ol", "ul"], items)


inlines = st.recursive(texts, inline_around, max_leaves=6)
stories = st.recursive(inside(["p", "p", "h2", "h4"], inlines) | st.just("<hr>"), blocks_around, max_leaves=5)


def characters(element, marks=frozenset()):
    """Each character with the marks it stands under, and each block's beginning and end."""
    name = "h" if element.tag in ("h2", "h3", "h4") else element.tag
    inner = marks | {name} if name in (*MARKS, "a", "rt") else marks
    is_block = name in ("h", "hr", "blockquote", "ol", "ul", "li")
    yield from [(f"<{name}>", None)] * is_block
    yield from marked_characters(element.text, inner)
    for child in element:
        if child.tag != "rp":
            yield from characters(child, inner)
        yield from marked_characters(child.tail, inner)
    yield from [(f"</{name}>", None)] * is_block


def marked_characters(text, marks):
    return [(character, marks) for character in text or "" if not character.isspace()]


def seen_in(story_html):
    """Two lists in a row are one to Markdown."""
    row = list(characters(ElementTree.fromstring(f"<div>{as_xhtml(story_html)}</div>")))
    seen = []
    for each in row:
        if seen and each[0] in ("<ol>", "<ul>") and seen[-1][0] == each[0].replace("<", "</"):
            seen.pop()
        else:
            seen.append(each)
    return seen


def check_that_nothing_is_lost(source):
    story = clean(source)
    written = prose(story, MARKDOWN)
    read_again = re.sub("h5>", "h4>", MarkdownIt("commonmark").render(written))
    assert seen_in(clean(read_again)) == seen_in(story), written


@settings(max_examples=300, deadline=None)
@given(stories)
@example("<p>!<a href='https://a.b'>no picture</a></p>")
@example("<p><code>[x](y)`</code></p>")
@example("<p>と<em>「はい」</em>と</p>")
@example("<h2>one<br>two</h2>")
def test_markdown_says_what_the_story_says(source):
    check_that_nothing_is_lost(source)


@pytest.mark.prove
@settings(max_examples=10_000, deadline=None)
@given(stories)
def test_markdown_says_what_ten_thousand_stories_say(source):
    check_that_nothing_is_lost(source)
