"""Small plots: drawn in strokes, and the same figures for whoever does not see them."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.template import Context, Template
from django.utils.translation import override

from tests.programs import complaints_of_nu

MONDAY = date(2031, 3, 3)


def plot(*numbers, label="Reads"):
    days = [(MONDAY + timedelta(days=n), number) for n, number in enumerate(numbers)]
    return Template("{% load plots %}{% small_plot days label %}").render(Context({"days": days, "label": label}))


def drawn(page):
    """The drawing's size, what it is called, and where each stroke stands and how tall it is."""
    svg = ElementTree.fromstring(re.search(r"<svg.*</svg>", page, re.DOTALL)[0])
    paths = {path.get("class"): path.get("d") for path in svg}
    strokes = re.findall(r"M([\d.]+) 31\.5v-([\d.]+)", paths.get("plot-days", ""))
    return svg.get("viewBox"), svg.get("aria-label"), [(float(x), float(tall)) for x, tall in strokes]


def told(page):
    """What is written below it, and the rows of its table."""
    rows = re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td>', page)
    return re.search(r"<figcaption>(.*?)</figcaption>", page)[1], rows


def test_each_day_has_a_stroke_as_tall_as_its_number():
    page = plot(0, 10, 0, 5)
    assert drawn(page) == ("0 0 16 32", "Reads, 3 Mar 2031 to 6 Mar 2031", [(6, 30), (14, 15)])
    assert told(page) == ("15, at most 10 a day", [("4 Mar 2031", "10"), ("6 Mar 2031", "5")])


def test_where_nothing_happened_there_is_only_the_line():
    page = plot(0, 0, 0)
    assert drawn(page) == ("0 0 12 32", "Reads, 3 Mar 2031 to 5 Mar 2031", [])
    assert told(page) == ("None", [])


def test_no_day_at_all_is_no_error():
    page = plot()
    assert (drawn(page), told(page)) == (("0 0 4 32", "Reads", []), ("None", []))


def test_one_day_is_one_stroke():
    page = plot(1)
    assert drawn(page) == ("0 0 4 32", "Reads, 3 Mar 2031 to 3 Mar 2031", [(2, 30)])
    assert told(page) == ("1, at most 1 a day", [("3 Mar 2031", "1")])


def test_one_read_can_be_seen_beside_a_million():
    page = plot(1_234_567, 1)
    assert drawn(page)[2] == [(2, 30), (6, 2)]
    assert told(page) == ("1,234,568, at most 1,234,567 a day", [("3 Mar 2031", "1,234,567"), ("4 Mar 2031", "1")])


def test_a_language_with_decimal_commas_draws_the_same(settings):
    settings.USE_THOUSAND_SEPARATOR = True
    here = drawn(plot(*[7, 1] * 200))
    with override("de"):
        there = drawn(plot(*[7, 1] * 200))
    assert (there[0], there[2]) == (here[0], here[2])


def test_what_is_counted_is_printed_and_not_run():
    page = plot(1, label='"><script>alert(1)</script>')
    assert "<script" not in page


def test_it_asks_for_no_style_of_its_own():
    assert "style" not in plot(1, 2, 3)


@pytest.mark.prove  # tests/test_every_page.py shows it a page with plots each time
def test_the_nu_checker_has_nothing_to_say(tmp_path):
    for name, numbers in {"none": (), "zero": (0,), "one": (3,), "many": (1, 0, 1_000_000, 2)}.items():
        page = f'<!DOCTYPE html><html lang="en"><head><title>{name}</title></head><body>{plot(*numbers)}</body></html>'
        (tmp_path / f"{name}.html").write_text(page)
    assert complaints_of_nu(tmp_path) == []
