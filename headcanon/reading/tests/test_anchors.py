"""Each paragraph of a story has an address."""

import pytest

from headcanon.core.fields import StoryHTML
from headcanon.manuscript.blocks import blocks_of
from headcanon.manuscript.places import paragraphs_of
from headcanon.reading.templatetags.leaves import with_anchors
from headcanon.reading.tests.test_reading import page_of
from tests.cast import posted

TEXT = StoryHTML(
    '<h2>One</h2><p class="center">A <em>lamp</em>.</p><hr><blockquote><p>Dear</p><p>Sea</p></blockquote>'
    '<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul><img src="/works/1/pictures/1" alt="x" width="1" height="1">'
    "<p>The end.</p>"
)


def test_every_outermost_block_has_the_number_that_places_know_it_by():
    printed = with_anchors(TEXT)
    assert [f' id="p-{n}"' in block for n, block in enumerate(blocks_of(printed))] == [True] * 7
    assert printed.count(" id=") == 7
    assert paragraphs_of(printed) == paragraphs_of(TEXT)
    for n in range(7):
        printed = printed.replace(f' id="p-{n}"', "")
    assert printed == TEXT


def test_a_text_without_lists_and_letters_is_numbered_the_same():
    plain = StoryHTML("".join(block for block in blocks_of(TEXT) if not block.startswith(("<ul", "<blockquote"))))
    both = [with_anchors(StoryHTML(plain + more)) for more in ("", "<ul><li><p>a</p></li></ul>")]
    assert both[1] == both[0] + '<ul id="p-5"><li><p>a</p></li></ul>'
    assert [f' id="p-{n}"' in block for n, block in enumerate(blocks_of(both[0]))] == [True] * 5


def test_on_one_page_the_chapter_stands_before_it():
    assert with_anchors(StoryHTML("<p>a</p><p>b</p>"), 3) == '<p id="p-3-0">a</p><p id="p-3-1">b</p>'


@pytest.mark.parametrize("words", ["", "<p>not cleaned</p>", "words"])
def test_what_did_not_come_through_the_door_is_left_to_be_escaped(words):
    assert with_anchors(words) is words


def test_pages_print_them_and_no_id_stands_twice(ana):
    work = posted(ana, chapters=2)
    page = page_of(work.chapters.get(position=2).get_absolute_url())
    assert [each.attributes["id"] for each in page.css(".story > *")] == ["p-0", "p-1", "p-2"]
    whole = page_of(f"{work.get_absolute_url()}?view_full_work=true")
    assert [each.attributes["id"] for each in whole.css(".story > *")] == [
        f"p-{c}-{n}" for c in (1, 2) for n in range(3)
    ]
    ids = [each.attributes["id"] for each in whole.css("[id]")]
    assert sorted(ids) == sorted(set(ids))
