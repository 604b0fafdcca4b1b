"""Every word of a file is in the field it belongs to, in order; only the labels go."""

import os

import pytest
from hypothesis import HealthCheck, given, settings

from headcanon.intake.readers import read_bytes
from headcanon.intake.tests.made_up import stories, words_in
from headcanon.manuscript.words import plain_text

SETTINGS = {"deadline": None, "suppress_health_check": list(HealthCheck), "print_blob": True}
PLAIN_FIELDS = ("authors", "fandoms", "characters", "relationships", "warnings", "tags")


def words_by_field(manuscript):
    fields = {name: " ".join(getattr(manuscript, name)) for name in PLAIN_FIELDS}
    fields |= {"title": manuscript.title or "", "rating": manuscript.rating or ""}
    fields |= {name: plain_text(getattr(manuscript, name) or "") for name in ("summary", "disclaimer")}
    notes = [manuscript.notes, *(chapter.notes for chapter in manuscript.chapters)]
    fields["before"] = "\n".join(plain_text(each.before) for each in notes)
    fields["after"] = "\n".join(plain_text(each.after) for each in [*notes[1:], notes[0]])
    return {name: words for name, text in fields.items() if (words := words_in(text))}


def expected_fields(story):
    return {name: words_in(" ".join(words)) for name, words in story.fields.items() if words}


def assert_no_word_is_lost(made_up):
    story, data, encoding = made_up
    (manuscript,) = read_bytes(data, "made-up.txt")
    assert manuscript.source.encoding == encoding or data.isascii()
    assert words_by_field(manuscript) == expected_fields(story)
    assert [words_in(plain_text(chapter.html)) for chapter in manuscript.chapters] == [
        words_in(" ".join(chapter)) for chapter in story.chapters
    ]


@given(stories())
@settings(max_examples=30, **SETTINGS)
def test_no_word_is_lost(made_up):
    assert_no_word_is_lost(made_up)


@pytest.mark.prove
@given(stories())
@settings(max_examples=int(os.environ.get("HEADCANON_PROVE_EXAMPLES", "20000")), **SETTINGS)
def test_no_word_is_lost_at_length(made_up):
    assert_no_word_is_lost(made_up)
