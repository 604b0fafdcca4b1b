"""A text is cut between its outermost blocks, and no word of it is lost."""

import pytest

from headcanon.manuscript.blocks import blocks_of, cut

LETTER = "<blockquote><p>Dear <em>Rae</em>,</p><hr><ul><li><p>one</p></li></ul></blockquote>"


@pytest.mark.parametrize(
    "blocks",
    [
        [],
        ["<p>One.</p>"],
        ["<p>One.</p>", "<hr>", '<p class="center" dir="rtl">Two.<br>Three.</p>'],
        [
            '<h2 lang="fr">Un</h2>',
            LETTER,
            "<ol><li><p>1</p><blockquote><p>x</p></blockquote></li></ol>",
            "<h4>End</h4>",
        ],
        ["<p>A &lt;p&gt; in words.</p>", '<img src="/works/1/pictures/1" alt="A lamp">', "<p>After it.</p>"],
        ["<p>Before the picture.</p>", '<p><img src="/works/1/pictures/1" alt=""> beside it</p>'],
    ],
)
def test_the_blocks_joined_are_the_text(blocks):
    assert blocks_of("".join(blocks)) == blocks


def test_what_is_no_block_is_not_lost():
    assert blocks_of("<p>One.</p>loose words") == ["<p>One.</p>", "loose words"]


@pytest.mark.parametrize(
    ("at", "parts"),
    [
        (1, ("<p>One.</p>", "<p>Two.</p>")),  # the scene break between the two parts goes
        (2, ("<p>One.</p>", "<p>Two.</p>")),
        (0, ("", "<p>One.</p><hr><p>Two.</p>")),
        (3, ("<p>One.</p><hr><p>Two.</p>", "")),
    ],
)
def test_a_text_is_cut_where_one_says(at, parts):
    assert cut("<p>One.</p><hr><p>Two.</p>", at) == parts


def test_a_scene_break_inside_a_letter_is_no_place_to_cut():
    assert cut(f"<p>She wrote:</p>{LETTER}<p>No more.</p>", 2) == (f"<p>She wrote:</p>{LETTER}", "<p>No more.</p>")
