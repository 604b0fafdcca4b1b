"""A text file that we wrote, read again by the door through which everybody's files come in."""

from dataclasses import replace

import pytest

from headcanon.bindery.tests.manuscripts import full, one_shot
from headcanon.bindery.writers import write
from headcanon.intake.readers import read_bytes
from headcanon.manuscript.model import Chapter
from headcanon.manuscript.words import plain_text


def read_again(manuscript):
    [found] = read_bytes(write(manuscript, "txt"), "story.txt")
    return found


def said(manuscript):
    """What must survive: the fields, and every word in its place."""
    fields = [
        "title",
        "authors",
        "fandoms",
        "relationships",
        "characters",
        "rating",
        "warnings",
        "tags",
        "language",
        "status",
        "date",
        "series",
    ]
    return {
        **{name: getattr(manuscript, name) for name in fields},
        "summary": words(manuscript.summary),
        "disclaimer": words(manuscript.disclaimer),
        "story": [words(each.html) for each in manuscript.chapters],
        # Nothing in a text file tells a note to the last chapter from one to the whole work.
        "notes before": [words(each.notes.before) for each in manuscript.chapters],
        "notes after": [word for each in [*manuscript.chapters, manuscript] for word in words(each.notes.after)],
    }


def words(story_html):
    return plain_text(story_html or "").split()


def test_a_whole_work_comes_back_with_its_fields_and_words():
    assert said(read_again(full())) == said(full())


def test_a_one_shot_comes_back_with_its_fields_and_words():
    assert said(read_again(one_shot())) == said(one_shot())


def test_headings_come_back():
    titles = [chapter.title for chapter in read_again(full()).chapters]
    assert titles == ["Chapter 1: Low water", "Chapter 2", "Chapter 3: High water"]


@pytest.mark.parametrize(
    "work", [full(), one_shot(), replace(full(), chapters=[Chapter("<p>Alone.</p>", "Low water")])]
)
def test_a_second_journey_changes_nothing_more(work):
    once = read_again(work)
    assert write(read_again(once), "txt") == write(once, "txt")
