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


def test_it_bears_title_and_authors():
    assert [text for text, *_ in lines_of(full())] == ["What the", "Tide Left", "Ana and Mrs Turner’s Cat"]


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
