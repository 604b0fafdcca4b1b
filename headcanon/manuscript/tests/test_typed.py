"""What is typed into a plain field: every word of it stands in the story afterwards."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from headcanon.manuscript.clean import clean
from headcanon.manuscript.typed import story_html
from headcanon.manuscript.words import plain_text

WORD = re.compile(r"\w+")
LIST_TAG = re.compile(r"</?(?:ol|ul)>|<li>")
MARKS = st.sampled_from(
    ["*", "_", "#", ">", "-", "+", "`", "~", "[", "]", "(", ")", "!", "\\", "&", "=", ".", ":", "<"]
)
BITS = st.one_of(MARKS, st.text("abcé光 \t\n", max_size=6), st.integers(0, 3000).map(str), st.just("\n\n"))
PLAIN = st.lists(BITS, max_size=40).map("".join)


def words(text):
    """Letters and digits; an underscore is a mark."""
    return WORD.findall(text.replace("_", " "))


def letters(text):
    return "".join(words(text))


def as_read(told):
    """The text with the numbers that a list shows before its items."""
    counts = []

    def number(tag):
        if tag[0] in ("<ol>", "<ul>"):
            counts.append(0)
        elif tag[0] in ("</ol>", "</ul>"):
            counts.pop()
        else:
            counts[-1] += 1
            return f"{counts[-1]}. " if kinds[len(counts) - 1] == "<ol>" else ""
        kinds[len(counts) - 1 :] = [tag[0]]
        return ""

    kinds = []
    return plain_text(LIST_TAG.sub(number, told))


@settings(max_examples=100, deadline=None)
@given(PLAIN)
@example("1999. The year the sea came.")
@example("> " * 60 + "deep")
@example("- " * 120 + "deep")
@example("[a]: https://example.org")
@example("Lamp\n====")
@example("    indented")
@example("```\nfenced\n```")
@example("1) one\n\n7) seven")
@example("* 3. x")
@example("1. one\n1999. two\n2. three")
@example("1. a\n   7. b\n2. c")
@example("1)")
@example("> 1. \n> 2. x")
@example("1. a\n2.\n3. - \n4. #")
def test_no_word_of_plain_text_is_lost(typed):
    assert_no_word_is_lost(typed)


@pytest.mark.prove
@settings(max_examples=5_000, deadline=None)
@given(PLAIN)
def test_no_word_of_thousands_of_plain_texts_is_lost(typed):
    assert_no_word_is_lost(typed)
    assert clean(story_html(typed)) == story_html(typed)


def assert_no_word_is_lost(typed):
    # A link's address is behind its words afterwards, not among them; an entity is the letter it stands for.
    if "](" not in typed and "&" not in typed:
        assert letters(as_read(story_html(typed))) == letters(typed)


@settings(max_examples=60, deadline=None)
@given(PLAIN)
def test_what_comes_out_is_clean_and_stays_as_it_is(typed):
    told = story_html(typed)
    assert clean(told) == told


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", ""),
        ("One.\n\nTwo.", "<p>One.</p><p>Two.</p>"),
        ("A line,\nand its next.", "<p>A line,<br>and its next.</p>"),
        ("It was *dark* and **cold**.", "<p>It was <em>dark</em> and <strong>cold</strong>.</p>"),
        ("One.\n\n***\n\nTwo.", "<p>One.</p><hr><p>Two.</p>"),
        ("# A heading", "<h2>A heading</h2>"),
        ("3 < 4 & 5 > 2", "<p>3 &lt; 4 &amp; 5 &gt; 2</p>"),
        ("<3 you all", "<p>&lt;3 you all</p>"),
        ("<p>Typed <i>as</i> HTML</p>", "<p>Typed <em>as</em> HTML</p>"),
        ("1999. The year the sea came.", "<p>1999. The year the sea came.</p>"),
        ("1. one\n2. two", "<ol><li><p>one</p></li><li><p>two</p></li></ol>"),
        (
            "[the sea](https://example.org/)",
            '<p><a href="https://example.org/" rel="nofollow noopener">the sea</a></p>',
        ),
        ("[the sea](javascript:alert)", "<p>[the sea](javascript:alert)</p>"),
    ],
)
def test_what_is_typed_becomes_what_was_meant(typed, told):
    assert story_html(typed) == told
