"""A remark stays on its paragraph while the text is edited around it, and never goes to another."""

from dataclasses import dataclass, replace
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headcanon.manuscript.clean import clean, escape
from headcanon.manuscript.places import (
    LIKE,
    Place,
    all_moved,
    find_again,
    find_all_again,
    likeness,
    moved,
    paragraphs_of,
    place_at,
    words_in,
)

COMMON = "the a and of to she he it was in on her his not had with that at but said".split()
RARE = "lamp harbour oar gull winter salt letter Medea Jason rope oil key stair fog bell ledger moth tide".split()
REFRAINS = ["No.", "Yes.", "He waited.", "“I know,” she said."]
STORY = [
    "The lamp over the harbour had been out since Tuesday.",
    "No.",
    "Medea carried the oil up the stair, a can in each hand, and did not look at the sea.",
    "No.",
    "When she came down again the gulls were asleep and the tide had turned.",
    "“You could have asked me,” said Jason.",
    "No.",
]


def html_of(paragraphs):
    return clean("".join(f"<p>{escape(words)}</p>" for words in paragraphs))


def goes(position, after, before=STORY):
    """Where a remark on one of the paragraphs hangs afterwards."""
    return find_again(place_at(html_of(before), position), html_of(after))


# What stays


@pytest.mark.parametrize("position", range(len(STORY)))
@pytest.mark.parametrize("above", [0, 1, 2, 5])
def test_what_is_written_above_or_below_moves_nothing(position, above):
    new = ["No.", "Something new.", "No.", "Something newer.", "No."][:above]
    assert goes(position, [*new, *STORY]) == position + above
    assert goes(position, [*STORY, *new]) == position


@pytest.mark.parametrize("position", range(len(STORY)))
@pytest.mark.parametrize("there", range(len(STORY)))
def test_a_paragraph_that_is_cut_takes_no_other_with_it(position, there):
    after = [*STORY[:there], *STORY[there + 1 :]]
    if position != there:
        assert goes(position, after) == position - (there < position)
    else:
        found = goes(position, after)
        assert found is None or after[found] == STORY[position]


def test_a_few_other_words_are_the_same_paragraph():
    after = [
        *STORY[:2],
        "Medea took the oil up the stair, a jar in each hand, and never looked at the sea.",
        *STORY[3:],
    ]
    assert goes(2, after) == 2


def test_other_quotes_commas_and_capitals_are_no_change():
    after = [*STORY[:5], '"You could have asked me", said JASON.', STORY[6]]
    assert goes(5, after) == 5


def test_of_a_paragraph_that_was_split_the_greater_part_keeps_the_remark():
    after = [*STORY[:2], "Medea carried the oil.", "Up the stair, a can in each hand, and did not look at the sea."]
    assert goes(2, [*after, *STORY[3:]]) == 3


def test_a_joined_paragraph_keeps_the_remarks_of_both():
    after = [*STORY[:4], f"{STORY[4]} {STORY[5]}", STORY[6]]
    assert [goes(position, after) for position in (3, 4, 5, 6)] == [3, 4, 4, 5]
    after = [STORY[0], f"{STORY[1]} {STORY[2]}", *STORY[3:]]
    assert [goes(position, after) for position in (1, 2, 3)] == [1, 1, 2]


def test_a_paragraph_that_was_moved_is_followed():
    assert goes(4, [STORY[4], *STORY[:4], *STORY[5:]]) == 0


def test_of_ten_equal_paragraphs_each_keeps_its_own():
    before = ["No.", "Yes."] * 10
    places = [place_at(html_of(before), position) for position in range(20)]
    assert find_all_again(places, html_of(["He asked again.", *before])) == list(range(1, 21))
    after = [*before[:9], "She looked up.", *before[9:]]
    assert find_all_again(places, html_of(after)) == [*range(9), *range(10, 21)]


def test_scripts_without_spaces_are_read_by_their_letters():
    before = ["灯台の明かりは火曜日から消えていた。", "いいえ。", "メデイアは油を持って階段を上り、海を見なかった。"]
    after = ["何か新しいこと。", before[0], "いいえ。", "メデイアは油を持って石段を上り、海は見なかった。"]
    assert [goes(position, after, before) for position in range(3)] == [1, 2, 3]


# What is gone


def test_a_paragraph_that_was_written_anew_is_gone():
    after = [*STORY[:2], "In the morning the can stood in the hall, empty, and nobody spoke of it.", *STORY[3:]]
    assert goes(2, after) is None


def test_a_paragraph_that_shares_common_words_is_another():
    before = ["He said nothing of it.", "The gulls were asleep.", "She said nothing of it.", "They were not."]
    assert goes(2, [before[0], before[1], before[3]], before) is None
    assert goes(0, before[1:], before) is None
    assert goes(2, ["He said nothing of it.", "They were not."], before) is None


def test_a_line_that_takes_up_the_words_of_another_is_another():
    before = ["“Then let it not go,” said Jason.", *STORY, "“How far does it go?” said Jason."]
    assert goes(0, before[1:], before) is None


def test_letters_that_every_paragraph_has_say_nothing():
    before = [
        "月の都では誰も泣かないという。それなら、あの方も忘れてしまわれただろうか。",
        "いいえ。",
        "帰り道は長かった。指を二本、そのときになくした。今も曲がらぬ。",
    ]
    assert goes(0, before[1:], before) is None


def test_a_short_paragraph_is_not_found_inside_others():
    assert goes(1, [STORY[0], "No. There was no oil, no.", *STORY[4:6]]) is None


def test_a_paragraph_that_comes_back_is_found_again():
    place = place_at(html_of(STORY), 4)
    assert moved(place, html_of(STORY[:4])) is None
    assert moved(place, html_of(STORY)) == place


def test_in_an_empty_text_nothing_is_found():
    assert goes(0, []) is None


# What a place is


def test_every_outermost_block_is_a_paragraph_and_has_its_number():
    story = (
        '<h2>Low water</h2><p>She <em>knew</em>&amp;went.<br>Twice.<span class="footnote">At nine.</span></p><hr>'
        "<blockquote><p>Dear\xa0Rae,</p><p>come.</p></blockquote>"
        '<img src="/works/1/pictures/2" alt="The lamp"><ul><li><p>rope</p></li><li><p>oil</p></li></ul>'
    )
    assert paragraphs_of(story) == [
        "Low water",
        "She knew&went. Twice. [At nine.]",
        "",
        "Dear Rae, come.",
        "[The lamp]",
        "rope oil",
    ]
    assert [bool(place_at(story, position)) for position in range(-1, 7)] == [0, 1, 1, 0, 1, 1, 1, 0]


def test_a_place_can_be_kept_as_json():
    place = place_at(html_of(["No.", "Yes."]), 0)
    kept = {"words": "No.", "before": "¶", "after": "yes ¶", "position": 0, "nth": 0, "alike": 1}
    assert place.as_json() == kept
    assert Place.from_json(kept) == place


def test_of_a_very_long_paragraph_only_its_beginning_is_kept():
    long = " ".join(f"word{number}" for number in range(5_000))
    place = place_at(html_of(["One.", long, "Two."]), 1)
    assert len(place.as_json()["words"]) < 2_001
    assert find_again(place, html_of(["New.", "One.", long.replace("word7 ", "words "), "Two."])) == 2


@pytest.mark.parametrize(
    "paragraph",
    ["No.", "a a a a", *(pytest.param(each, marks=pytest.mark.prove) for each in ("a b c d e f g h", "…", "a" * 500))],
)
def test_a_thousand_equal_paragraphs_do_not_take_for_ever(paragraph):
    before = html_of([paragraph] * 1_000)
    place = place_at(before, 500)
    places = [replace(place, position=number, nth=number) for number in range(40, 940, 3)]
    assert find_all_again(places, before) == list(range(40, 940, 3))
    assert set(find_all_again(places, html_of([paragraph] * 900))) <= {None, *range(900)}
    assert len(all_moved(places, html_of([f"{paragraph} b"] * 1_000))) == 300


# Whatever is edited


@dataclass(frozen=True)
class Paragraph:
    """Words, and who they are: that stays when they are edited."""

    number: int
    words: tuple

    def __str__(self):
        return " ".join(self.words)


words = st.sampled_from(COMMON) | st.sampled_from(RARE)
sentences = st.lists(words, min_size=6, max_size=25, unique=True)
refrains = st.sampled_from(REFRAINS).map(str.split)
chapters = st.lists(sentences | sentences | refrains, min_size=1, max_size=25)
random = st.randoms(use_true_random=False)


class Edited:
    """A chapter whose author edits it; it remembers which paragraph became which."""

    def __init__(self, chapter, random):
        self.numbers, self.random = count(), random
        self.paragraphs = [self.new(words) for words in chapter]

    def new(self, words):
        return Paragraph(next(self.numbers), tuple(words))

    def html(self):
        return html_of(map(str, self.paragraphs))

    def where(self, number):
        return next((at for at, each in enumerate(self.paragraphs) if each.number == number), None)

    def edit(self, number, words):
        """One edit above, below, in or around a paragraph."""
        at = self.where(number)
        kind = self.random.choice(["insert", "insert", "delete", "swap", "rewrite", "in"])
        others = [place for place in range(len(self.paragraphs)) if place != at]
        if kind == "in":
            self.paragraphs[at] = replace(self.paragraphs[at], words=self.with_some_other(self.paragraphs[at].words))
        elif kind == "insert":
            self.paragraphs.insert(self.random.choice([0, at, at + 1, len(self.paragraphs)]), self.new(words))
        elif others:
            there = self.random.choice([place for place in others if abs(place - at) == 1] + others)
            if kind == "delete":
                del self.paragraphs[there]
            elif kind == "rewrite":
                self.paragraphs[there] = self.new(words)
            else:
                self.paragraphs[there], self.paragraphs[at] = self.paragraphs[at], self.paragraphs[there]

    def with_some_other(self, words):
        """Fewer than half of the words are others, or gone, or have company."""
        words = list(words)
        for at in self.random.sample(range(len(words)), self.random.randint(0, (len(words) - 1) // 2)):
            words[at] = self.random.choice(["", "otherwise", "anew", f"{words[at]} indeed", *RARE])
        return " ".join(words).split()


def check_that_it_stays(chapter, position, random, new):
    """A paragraph keeps its remark; one of several with the same words may lose it, or lose it to such a twin.

    Once it is deleted, only a paragraph with most of its words can get it: that one is what it became, for all that a
    text can say.
    """
    edited = Edited(chapter, random)
    number = edited.paragraphs[position % len(chapter)].number
    place = place_at(edited.html(), edited.where(number))
    for words in new:
        before = [str(each) for each in edited.paragraphs]
        edited.edit(number, words)
        after = [str(each) for each in edited.paragraphs]
        found, expected = find_again(place, edited.html()), edited.where(number)
        assert found == expected or is_twin(before, after, place, found), (place, after, found, expected)
        place = place_at(edited.html(), expected)
    del edited.paragraphs[edited.where(number)]
    found = find_again(place, edited.html())
    assert found is None or likeness(words_in(place.words), words_in(str(edited.paragraphs[found]))) > LIKE


def is_twin(before, after, place, found):
    if found is None:
        return before.count(place.words) > 1
    return after[found] == place.words and max(before.count(place.words), after.count(place.words)) > 1


@settings(max_examples=30, deadline=None)
@given(chapters, st.integers(0, 100), random, st.lists(sentences | refrains, max_size=8))
def test_a_remark_stays_on_its_paragraph_whatever_is_edited(chapter, position, random, new):
    check_that_it_stays(chapter, position, random, new)


@pytest.mark.prove
@settings(max_examples=2_000, deadline=None)
@given(chapters, st.integers(0, 100), random, st.lists(sentences | refrains, max_size=12))
def test_two_thousand_remarks_stay_on_their_paragraphs(chapter, position, random, new):
    check_that_it_stays(chapter, position, random, new)


@settings(max_examples=25, deadline=None)
@given(st.lists(sentences, min_size=3, max_size=12, unique_by=tuple), st.integers(1, 12), st.data())
def test_an_equal_paragraph_elsewhere_takes_no_remark_away(chapter, position, data):
    """Each refrain stands between sentences of its own; whatever is edited on one side of it, it keeps its remark."""
    before = [part for words in chapter for part in ("No.", " ".join(words))]
    at = 2 * (position % (len(chapter) - 1)) + 2
    side = data.draw(st.integers(0, at)) if data.draw(st.booleans()) else data.draw(st.integers(at + 1, len(before)))
    inserted = data.draw(st.lists(sentences | refrains, min_size=1, max_size=4))
    after = [*before[:side], *(" ".join(words) for words in inserted), *before[side:]]
    if "No." not in after[side : side + len(inserted)]:
        assert goes(at, after, before) == at + (len(inserted) if side <= at else 0)
