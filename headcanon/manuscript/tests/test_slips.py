"""Ten slips are put right in one pass, each phrase once and nothing else; what was typed stays words."""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from headcanon.manuscript.blocks import blocks_of
from headcanon.manuscript.clean import clean
from headcanon.manuscript.slips import LONGEST, Outcome, Slip, letters_of, locate, mark, put_right
from headcanon.manuscript.tests.hostile import PIECES, hostile_html

PUT_RIGHT, MOVED_ON, MET_ANOTHER = Outcome


def corrected(story_html, *wishes):
    """The text after (phrase, instead) each in the first paragraph that holds it."""
    slips = [slip_in(story_html, *wish) for wish in wishes]
    text, outcomes = put_right(story_html, slips)
    assert outcomes == [PUT_RIGHT] * len(wishes)
    assert clean(text) == text
    return text


def slip_in(story_html, phrase, instead, before=""):
    slips = (locate(story_html, at, phrase, before, instead) for at in range(len(blocks_of(story_html))))
    return next(slip for slip in slips if slip)


# One phrase


@pytest.mark.parametrize(
    ("story", "phrase", "instead", "becomes"),
    [
        ("<p>She saw teh cat.</p>", "teh", "the", "<p>She saw the cat.</p>"),
        ("<p>Teh <em>wrold</em> ends.</p>", "Teh wrold", "The world", "<p>The <em>world</em> ends.</p>"),
        ("<p><em>teh</em> <strong>end</strong>.</p>", "teh end.", "the end!", "<p><em>the</em> <strong>end</strong>!</p>"),
        ("<p>un<em>beleiv</em>able</p>", "unbeleivable", "unbelievable", "<p>un<em>believ</em>able</p>"),
        ("<p>the <em>the</em> cat</p>", "the the cat", "the cat", "<p>the cat</p>"),
        ("<p>She saw saw it.</p>", "saw saw", "saw", "<p>She saw it.</p>"),
        ("<p>a &amp; b &lt;3</p>", "& b <3", "& c <3", "<p>a &amp; c &lt;3</p>"),
        ("<p>a and b</p>", "and", "& <b>", "<p>a &amp; &lt;b&gt; b</p>"),
        ("<p>Roses ar red,<br>violets</p>", "ar red, violets", "are red, Violets", "<p>Roses are red,<br>Violets</p>"),
        ("<p>Quoi\xa0? Oui.</p>", "Quoi ? Oui", "Quoi ? Non", "<p>Quoi\xa0? Non.</p>"),
        ("<p>“Its late,” he said.</p>", '"Its late', "“It’s late", "<p>“It’s late,” he said.</p>"),
        (
            "<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字だ。</p>",
            "漢(かん)字だ",
            "漢かん字か",
            "<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字か。</p>",
        ),
        (
            '<p>Low<span class="footnote">At <em>nien</em>.</span> watr</p>',
            "nien. watr",
            "nine. water",
            '<p>Low<span class="footnote">At <em>nine</em>.</span> water</p>',
        ),
        (
            '<p>A <a href="https://e.org/teh" rel="nofollow noopener">teh map</a></p>',
            "teh",
            "the",
            '<p>A <a href="https://e.org/teh" rel="nofollow noopener">the map</a></p>',
        ),
        ("<blockquote><p>Dear</p><p>Reo,</p></blockquote>", "Reo", "Rae", "<blockquote><p>Dear</p><p>Rae,</p></blockquote>"),
        ("<p>One.</p><p>Twice.</p><hr>", "Twice.", "", "<p>One.</p><hr>"),
    ],
)  # fmt: skip
def test_marks_stay_where_they_are(story, phrase, instead, becomes):
    assert clean(story) == story
    assert corrected(story, (phrase, instead)) == becomes


def test_the_text_before_says_which_of_several_is_meant():
    story = "<p>teh cat saw teh dog, teh end</p>"
    slip = locate(story, 0, "teh", "teh\ncat\xa0saw ", "the")
    assert put_right(story, [slip]) == ("<p>teh cat saw the dog, teh end</p>", [PUT_RIGHT])
    assert locate(story, 0, "teh", "another text", "the") is None


def test_a_page_older_than_the_text_is_understood_if_the_phrase_stands_just_so_in_another_paragraph():
    story = "<p>New, and teh first.</p><p>She carried teh oil.</p>"
    assert locate(story, 0, "teh", "She carried ", "the") == mark(story, 1, 12, 15, "the")
    assert locate(story, 7, "teh", "She carried ", "the") == mark(story, 1, 12, 15, "the")
    assert locate(story, 0, "hte", "She carried ", "the") is None


@pytest.mark.parametrize(
    ("position", "phrase", "instead"),
    [
        (0, "", "x"),
        (0, " \n", "x"),
        (0, "cat", "cat"),
        (0, "cat", "c" * (LONGEST + 1)),
        (0, "dog", "x"),
        (1, "*", "x"),  # a scene break
        (2, "lamp", "x"),  # what a picture shows is no text
        (3, "Rae, come", "x"),  # two paragraphs of one letter
        (4, "cat", "x"),
        (-1, "cat", "x"),
    ],
)
def test_what_is_no_phrase_cannot_be_marked(position, phrase, instead):
    story = (
        '<p>A cat.</p><hr><img src="/works/1/pictures/2" alt="The lamp"><blockquote><p>Rae,</p><p>come</p></blockquote>'
    )
    assert locate(story, position, phrase, "", instead) is None


def test_a_slip_can_be_kept_as_json():
    slip = locate("<p>A cta.</p>", 0, "cta", "A ", "cat")
    kept = slip.as_json()
    assert {name: kept[name] for name in kept if name != "place"} == {
        "words": "cta",
        "instead": "cat",
        "before": "A ",
        "after": ".",
        "offset": 2,
    }
    assert Slip.from_json(kept) == slip


# Several


def test_of_two_that_overlap_the_first_is_put_right():
    story = "<p>She saw teh catt.</p>"
    slips = [slip_in(story, "teh", "the"), slip_in(story, "teh catt", "a cat"), slip_in(story, "catt", "cat")]
    assert put_right(story, slips) == ("<p>She saw the cat.</p>", [PUT_RIGHT, MET_ANOTHER, PUT_RIGHT])


def test_two_readers_who_wish_the_same_are_both_content():
    story = "<p>She saw teh cat.</p>"
    assert put_right(story, [slip_in(story, "teh", "the")] * 2) == ("<p>She saw the cat.</p>", [PUT_RIGHT] * 2)


def test_phrases_that_touch_do_not_meet():
    assert corrected("<p>ab</p>", ("a", "ax"), ("b", "yb")) == "<p>axyb</p>"


# When the text moved on


@pytest.mark.parametrize(
    ("after", "becomes"),
    [
        ("<p>New.</p><p>The cat saw teh dog by the sea.</p>", "<p>New.</p><p>The cat saw the dog by the sea.</p>"),
        ("<p>A cat saw <em>teh dog</em> by the lake.</p>", "<p>A cat saw <em>the dog</em> by the lake.</p>"),
        ("<p>Teh cat saw teh dog by the sea, and teh owl.</p>", "<p>Teh cat saw the dog by the sea, and teh owl.</p>"),
        ("<p>The cat saw the dog by teh sea.</p>", None),
        ("<p>The cat saw the dog by the sea.</p>", None),
        ("<p>Something else, and teh end.</p>", None),
        ("", None),
    ],
)
def test_the_phrase_is_changed_where_it_stood_and_nowhere_else(after, becomes):
    slip = slip_in("<p>The cat saw teh dog by the sea.</p>", "teh", "the")
    assert put_right(after, [slip]) == ((becomes, [PUT_RIGHT]) if becomes else (after, [MOVED_ON]))


def test_putting_right_twice_changes_nothing_more():
    story = "<p>She saw teh cat.</p>"
    slip = slip_in(story, "teh", "the")
    text, _ = put_right(story, [slip])
    assert put_right(text, [slip]) == (text, [MOVED_ON])


# Whatever is typed


TYPED = st.sampled_from(["the", "lamp", "sea,", "went", "& out", "<b>", "光", "É", "“so”", "…"])
MARKED = st.tuples(TYPED, st.sampled_from(["{}", "{}", "{}", "<em>{}</em>", "<strong>{}</strong>", "<em>{}</em>{}"]))
WORDS = MARKED.map(lambda word: word[1].replace("{}", word[0].replace("&", "&amp;").replace("<", "&lt;")))
PARAGRAPHS = st.lists(WORDS, min_size=1, max_size=12).map(lambda words: f"<p>{' '.join(words)}</p>")
BLOCKS = PARAGRAPHS | PARAGRAPHS | st.just("<hr>") | PARAGRAPHS.map(lambda block: f"<blockquote>{block}</blockquote>")
STORIES = st.lists(BLOCKS, min_size=1, max_size=12).map(lambda blocks: clean("".join(blocks)))
INSTEAD = st.sampled_from(["corrected", "a longer phrase", "lamp", *PIECES]) | st.text(max_size=12)


def words_by_block(story):
    return [[(word.start(), word[0]) for word in words_of(letters_of(block).text)] for block in blocks_of(story)]


def words_of(text):
    return re.finditer(r"\S+", text)


def check_ten(story, data):
    """Ten words somewhere are to be other words: then the words of the text differ in these ten."""
    places = [(at, start, word) for at, words in enumerate(words_by_block(story)) for start, word in words]
    assume(places)
    chosen = data.draw(st.lists(st.sampled_from(places), max_size=10, unique=True))
    slips, expected = [], {place: place[2] for place in places}
    for at, start, word in chosen:
        instead = f"new{len(slips)}"
        slips.append(mark(story, at, start, start + len(word), instead))
        expected[at, start, word] = instead
    text, outcomes = put_right(story, slips)
    assert outcomes == [PUT_RIGHT] * len(slips)
    assert [word for words in words_by_block(text) for _, word in words] == list(expected.values())
    assert without_words(text) == without_words(story)


def without_words(story):
    """Its tags; those that hold letters no more went with them."""
    return re.findall(r"</?(?:p|hr|blockquote)>", story)


@settings(max_examples=30, deadline=None)
@given(STORIES, st.data())
def test_ten_phrases_are_changed_once_and_nothing_else(story, data):
    check_ten(story, data)


@pytest.mark.prove
@settings(max_examples=1_000, deadline=None)
@given(STORIES, st.data())
def test_in_a_thousand_stories_phrases_are_changed_once_and_nothing_else(story, data):
    check_ten(story, data)


def check_outside(story, data):
    """Any stretch of letters replaced by anything: what stands before and after is the same to the letter."""
    blocks = blocks_of(story)
    assume(blocks)
    at = data.draw(st.integers(0, len(blocks) - 1))
    letters = letters_of(blocks[at])
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(letters.text))] * 2)))
    slip = mark(story, at, start, end, data.draw(INSTEAD))
    assume(slip)
    assert Slip.from_json(slip.as_json()) == slip
    text, outcomes = put_right(story, [slip])
    assert outcomes == [PUT_RIGHT]
    assert clean(text) == text
    assert text.startswith("".join(blocks[:at]))
    assert text.endswith("".join(blocks[at + 1 :]))
    expected = slip.before + slip.instead + slip.after
    if letters.text[: slip.offset] == slip.before and letters.text[end:] == slip.after and "<ruby>" not in story:
        changed = blocks_of(text)[at : len(blocks_of(text)) - len(blocks) + at + 1]
        assert "".join(letters_of("".join(changed)).text.split()) == "".join(expected.split())


@settings(max_examples=30, deadline=None)
@given(STORIES | hostile_html.map(clean), st.data())
def test_outside_of_the_phrase_no_letter_changes_and_nothing_typed_acts(story, data):
    check_outside(story, data)


@pytest.mark.prove
@settings(max_examples=1_000, deadline=None)
@given(STORIES | hostile_html.map(clean), st.data())
def test_outside_of_a_thousand_phrases_no_letter_changes(story, data):
    check_outside(story, data)
