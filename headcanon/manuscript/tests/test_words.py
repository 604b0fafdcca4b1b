"""What counts as a word, and how story-HTML reads without its tags."""

import pytest

from headcanon.manuscript.words import count_words, plain_text


@pytest.mark.parametrize(
    ("story", "words"),
    [
        ("", 0),
        ("<p>She didn't open the well-known door.</p>", 6),
        ("<p>“Wait--what?” he said—“now…then.”</p>", 6),
        ("<p>* — *** ... _ -</p><hr>", 0),
        ("<p>At 3.14, 10,000 of the U.S.A. left.</p>", 7),
        ("<p>rock 'n' roll in the '90s</p>", 6),
        ("<p>un<em>believ</em>able</p><p>next<br>line</p>", 3),
        ("<p>salt &amp; pepper &lt;3</p>", 3),
        ("<p>吾輩は猫である。名前はまだ無い。</p>", 14),
        ("<p>コーヒー、2杯。</p>", 6),
        ("<p>她笑了：“好。”</p>", 4),
        ("<p>สวัสดีครับ</p>", 7),
        ("<p>ສະບາຍດີ</p>", 6),
        ("<p>ភាសា</p>", 2),
        ("<p>မြန်မာ</p>", 3),
        ("<p>나는 고양이로소이다.</p>", 2),
        ("<p>हिन्दी में कहानी</p>", 3),
        ("<p>e\u0301te\u0301 la\u0300</p>", 2),
        ("<p>Holmesは「OK」と</p>", 4),
        ("<p><ruby>漢字<rp>(</rp><rt><em>かんじ</em></rt><rp>)</rp></ruby></p>", 2),
        ('<p class="center"><a href="https://example.org/a-b">one link</a></p>', 2),
    ],
)
def test_words_are_counted_as_their_readers_count(story, words):
    assert count_words(story) == words


def test_plain_text_keeps_blocks_apart_and_lines_together():
    story = (
        '<h2>One</h2><p>a<br>b &amp; <em>c</em></p><hr><blockquote><p class="right">d</p></blockquote>'
        "<ul><li><p>e</p></li><li><p>&lt;f&gt;</p></li></ul>"
    )
    assert plain_text(story) == "One\n\na\nb & c\n\nd\n\ne\n\n<f>"


def test_plain_text_shows_ruby_in_brackets():
    assert plain_text("<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby></p>") == "漢(かん)"
