"""What differs between two texts: nothing of either is left out, and it reads as a person would mark it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headcanon.manuscript.changes import Change, compare, count_changes, paragraphs_of
from headcanon.manuscript.clean import clean

WORDS = st.sampled_from(["the", "lamp", "sea", "a", "went", "out,", "dark.", "光", "—", "<em>not</em>", " ", "<br>"])
PARAGRAPHS = st.lists(WORDS, min_size=1, max_size=12).map(lambda words: f"<p>{' '.join(words)}</p>")
TEXTS = st.lists(PARAGRAPHS | st.just("<hr>"), max_size=12).map(lambda blocks: clean("".join(blocks)))


def read(paragraphs, *kinds):
    """The text again, from what stayed and what went, or what came."""
    told = ["".join(change.text for change in each if change.kind in kinds) for each in paragraphs]
    return [text for text, each in zip(told, paragraphs, strict=True) if any(one.kind in kinds for one in each)]


@settings(max_examples=50, deadline=None)
@given(TEXTS, TEXTS)
def test_what_stayed_and_went_is_the_old_text_and_what_stayed_and_came_the_new(before, after):
    assert_both_texts_are_told(before, after)


@pytest.mark.prove
@settings(max_examples=2_000, deadline=None)
@given(TEXTS, TEXTS)
def test_what_stayed_went_and_came_at_length(before, after):
    assert_both_texts_are_told(before, after)


def assert_both_texts_are_told(before, after):
    paragraphs = list(compare(before, after))
    assert read(paragraphs, "same", "gone") == paragraphs_of(before)
    assert read(paragraphs, "same", "new") == paragraphs_of(after)


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_between_a_text_and_itself_nothing_differs(text):
    assert {change.kind for paragraph in compare(text, text) for change in paragraph} <= {"same"}


def test_one_other_word_is_one_word_marked():
    before, after = "<p>The lamp went out.</p><p>Night.</p>", "<p>The lantern went out.</p><p>Night.</p>"
    assert list(compare(before, after)) == [
        [Change("same", "The "), Change("gone", "lamp"), Change("new", "lantern"), Change("same", " went out.")],
        [Change("same", "Night.")],
    ]


def test_an_italic_that_went_can_be_seen():
    [paragraph] = compare("<p>She was <em>not</em> there.</p>", "<p>She was not there.</p>")
    assert [change for change in paragraph if change.kind != "same"] == [Change("gone", "*"), Change("gone", "*")]


def test_paragraphs_with_nothing_in_common_stand_one_after_the_other():
    assert list(compare("<p>The lamp went out.</p>", "<p>Mornings in Kent are mild.</p>")) == [
        [Change("gone", "The lamp went out.")],
        [Change("new", "Mornings in Kent are mild.")],
    ]


def test_a_scene_break_that_came_is_one():
    assert list(compare("<p>a</p><p>b</p>", "<p>a</p><hr><p>b</p>")) == [
        [Change("same", "a")],
        [Change("new", "* * *")],
        [Change("same", "b")],
    ]


def test_a_paragraph_put_in_is_the_only_change():
    before = [f"<p>This is paragraph {number}.</p>" for number in range(50)]
    after = [*before[:20], "<p>And this is new.</p>", *before[20:]]
    changed = [each for each in compare("".join(before), "".join(after)) if each[0].kind != "same"]
    assert changed == [[Change("new", "And this is new.")]]


@pytest.mark.parametrize("thousand", [200, pytest.param(1_000, marks=pytest.mark.prove)])
def test_long_texts_without_landmarks_do_not_take_for_ever(thousand):
    """Each of these would be compared for hours if every piece were held against every other."""
    before, after = "<p>x</p><p>y</p>" * 20 * thousand, "<p>y</p><p>x</p><p>z</p>" * 20 * thousand
    assert read(list(compare(before, after)), "same", "new") == paragraphs_of(after)
    before, after = f"<p>{'a ' * 100 * thousand}</p>", f"<p>{'a b ' * 100 * thousand}</p>"
    assert read(list(compare(before, after)), "same", "gone") == paragraphs_of(before)


def test_words_that_went_and_came_are_counted():
    paragraphs = list(compare("<p>The lamp went out at night.</p>", "<p>The lamp went up.</p><p>Two words.</p>"))
    assert count_changes(paragraphs) == {"gone": 3, "new": 3}
