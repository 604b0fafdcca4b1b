"""Straight quotes as a language's own marks, and nothing else touched."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headcanon.manuscript.clean import paragraphs
from headcanon.manuscript.quotes import STYLES, curly


@pytest.mark.parametrize(
    ("straight", "typographic"),
    [
        ('"Hi," she said. "It\'s me."', "“Hi,” she said. “It’s me.”"),
        ("'I don't know,' he said. 'Ask Ana.'", "‘I don’t know,’ he said. ‘Ask Ana.’"),
        ("\"She said 'no'.\" \"'No'?\"", "“She said ‘no’.” “‘No’?”"),
        ("''Hi 'there''' and '''you' too''", "“Hi ‘there’” and “‘you’ too”"),
        ('"I--" he said—"no."', "“I--” he said—“no.”"),
        ('("why") ["what"]', "(“why”) [“what”]"),
        ("rock 'n' roll, 'em, 'tis, the '90s, '68", "rock ’n’ roll, ’em, ’tis, the ’90s, ’68"),
        ("the dogs' bowls, James' book, goin' to 'Frisco", "the dogs’ bowls, James’ book, goin’ to ’Frisco"),
        ('he said,"Go"', "he said,“Go”"),
        ('"<em>Hi," she said</em>', "“<em>Hi,” she said</em>"),
        ('<em>"Hi,</em>" <strong>\'em</strong>', "<em>“Hi,</em>” <strong>’em</strong>"),
        ('"one<br>two"<br>"three"', "“one<br>two”<br>“three”"),
        ('"Never closed</p><p>"and said', "“Never closed</p><p>“and said"),
        ('"Fine</blockquote><hr>"A"', "“Fine</blockquote><hr>“A”"),
        ('<a href="https://example.org/\'x">"y"</a>', '<a href="https://example.org/\'x">“y”</a>'),
        ('<p class="center">plain</p>', '<p class="center">plain</p>'),
        ("already “curly” ‘too’ it’s", "already “curly” ‘too’ it’s"),
    ],
)
def test_english_quotes_and_apostrophes(straight, typographic):
    assert curly(straight) == typographic


@pytest.mark.parametrize(
    ("language", "typographic"),
    [
        ("en-GB", "“Oh, ‘x’ isn’t”"),
        ("de", "„Oh, ‚x‘ isn’t“"),
        ("fr", "«\u202fOh, “x” isn’t\u202f»"),
        ("es-MX", "«Oh, “x” isn’t»"),
        ("pl", "„Oh, ‚x’ isn’t”"),
        ("da", "»Oh, ›x‹ isn’t«"),
        ("sv", "”Oh, ’x’ isn’t”"),
        ("ru", "«Oh, „x“ isn’t»"),
        ("ja", "“Oh, ‘x’ isn’t”"),
        (None, "“Oh, ‘x’ isn’t”"),
    ],
)
def test_each_language_has_its_marks(language, typographic):
    assert curly("\"Oh, 'x' isn't\"", language) == typographic


def test_french_spaces_already_there_are_not_doubled():
    assert curly('" Bonjour "', "fr") == "« Bonjour »"


MARKS = re.compile("«\u202f|\u202f»|[\"'“”„‘’‚«»‹›]")


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(["'", '"', "''", " ", "word", "a", "é", "—", "--", ".", ",", "(", ")", "9", "\n", "\n\n"]))
    .map("".join)
    .map(paragraphs),
    st.sampled_from(["en", *STYLES]),
)
def test_nothing_but_quotes_ever_changes(story, language):
    result = curly(story, language)
    assert MARKS.sub("", result) == MARKS.sub("", story)
    assert not re.search("[\"']", re.sub("<[^>]*>", "", result))
    assert curly(result, language) == result
