"""The drawn cover."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from headcanon.bindery.tests.manuscripts import arabic, full, japanese
from headcanon.bindery.writers.cover import EDGE, LINE_Y, WIDTH, draw, width_of

SVG = "{http://www.w3.org/2000/svg}"


def lines_of(manuscript):
    """(text, size, x, y) of each line on the cover."""
    drawing = ElementTree.fromstring(draw(manuscript))
    return [
        (line.text, int(line.get("font-size")), int(line.get("x")), int(line.get("y")))
        for line in drawing.iter(f"{SVG}text")
    ]


def test_it_bears_fandom_title_and_authors():
    assert [text for text, *_ in lines_of(full())] == [
        "Greek Myth", "What the", "Tide Left", "Ana and Mrs Turner’s Cat",
    ]  # fmt: skip


def ground_of(*fandoms):
    """Its paths, without the words above it."""
    return draw(replace(full(), fandoms=list(fandoms))).split('clip-path="')[1:]


def test_works_of_a_fandom_stand_on_one_ground_and_others_on_others():
    names = ["Greek Myth", "Dracula", "Jane Eyre", "The Odyssey", "Treasure Island", "Robin Hood"]
    grounds = [draw(replace(full(), fandoms=[name], title="", authors=[])) for name in names]
    assert len({each.partition("<clipPath")[2].partition('class="canon"')[0] for each in grounds}) == len(names)
    of_another = draw(replace(full(), identifier="urn:uuid:another", title="Salt", fandoms=["greek  myth"]))
    assert of_another.split("<clipPath")[1].split("</g>")[0] == draw(full()).split("<clipPath")[1].split("</g>")[0]


def test_under_a_crossover_two_grounds_meet_and_a_work_without_a_fandom_has_none():
    assert [len(ground_of(*fandoms)) for fandoms in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == [0, 1, 2, 2]


@pytest.mark.parametrize("name", ["<script>", "&", '"/><image href="https://a.b/c"/>', "x" * 5_000, "潮" * 300])
def test_a_fandom_of_any_name_draws_nothing_but_lines(name):
    drawing = ElementTree.fromstring(draw(replace(full(), fandoms=[name, name * 2])))
    tags = {each.tag.removeprefix(SVG) for each in drawing.iter()}
    assert tags == {"svg", "title", "rect", "g", "clipPath", "path", "circle", "text"}
    assert len(draw(replace(full(), fandoms=[name]))) < 60_000


@pytest.mark.parametrize("title", ["A", "潮" * 80, "Incomprehensibilities " * 30, "x" * 500, "WWWWWWW " * 12])
def test_words_stay_on_the_page_and_off_the_line(title):
    lines = lines_of(replace(full(), title=title, authors=["Somebody"] * 40))
    assert lines
    for text, size, _, y in lines:
        assert width_of(text) * size <= WIDTH - 2 * EDGE + size
        assert y < LINE_Y - 250


def test_a_title_that_never_fits_ends_in_an_ellipsis():
    lines = [text for text, *_ in lines_of(replace(full(), title="So it goes on " * 60, authors=[]))]
    assert lines[-1].endswith("…")


def test_an_arabic_cover_is_the_mirror_of_ours():
    assert {x for _, _, x, _ in lines_of(full())} == {EDGE}
    assert {x for _, _, x, _ in lines_of(arabic())} == {WIDTH - EDGE}
    assert 'direction="rtl"' in draw(arabic())
    assert 'direction="rtl"' not in draw(japanese())


def test_each_work_leaves_the_line_in_its_own_place():
    assert draw(full()) == draw(full())
    assert draw(full()) != draw(replace(full(), identifier="urn:uuid:another"))
