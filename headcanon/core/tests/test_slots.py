"""How a page shows a piece of an app above it."""

from collections import defaultdict
from dataclasses import dataclass

import pytest
from django.template import Context, Engine

from headcanon.core import pieces
from headcanon.core.viewing import GUEST


@dataclass
class Lamp:
    pk: int


LAMPS = [Lamp(1), Lamp(2), Lamp(3)]


@pytest.fixture(autouse=True)
def no_pieces_yet(monkeypatch):
    monkeypatch.setattr(pieces, "_slots", defaultdict(list))


def page(source, **templates):
    """`source` as a page of an archive that has the pieces `templates`."""
    engine = Engine(
        loaders=[("django.template.loaders.locmem.Loader", templates)], builtins=["headcanon.core.templatetags.pieces"]
    )
    return engine.from_string(source).render(Context({"viewer": GUEST, "lamps": LAMPS, "room": "attic"}))


def test_an_empty_slot_shows_nothing():
    assert page('[{% slot "lamp.after" lamps.0 %}]') == "[]"


def test_a_piece_shows_its_data_beside_each_item_that_has_some():
    pieces.register("lamp.after", "glow", lambda items, viewer: {1: "bright", 3: "dim"})
    shown = page('{% for lamp in lamps %}{{ lamp.pk }}{% slot "lamp.after" lamp %};{% endfor %}', glow=" {{ data }}")
    assert shown == "1 bright;2;3 dim;"


def test_gathering_loads_once_for_every_item():
    asked = []

    def load(items, viewer):
        asked.append(([lamp.pk for lamp in items], viewer))
        return {lamp.pk: lamp.pk * 10 for lamp in items}

    pieces.register("lamp.after", "glow", load)
    source = '{% gather "lamp.after" lamps %}{% for lamp in lamps %}{% slot "lamp.after" lamp %} {% endfor %}'
    assert page(source, glow="{{ item.pk }}:{{ data }}") == "1:10 2:20 3:30 "
    assert asked == [([1, 2, 3], GUEST)]


def test_what_was_gathered_is_there_for_what_a_page_includes():
    asked = []

    def load(items, viewer):
        asked.append([lamp.pk for lamp in items])
        return {lamp.pk: "lit" for lamp in items}

    pieces.register("lamp.after", "glow", load)
    source = '{% gather "lamp.after" lamps %}{% for lamp in lamps %}{% include "card" %}{% endfor %}'
    shown = page(source, glow="{{ data }}", card='{{ lamp.pk }} {% slot "lamp.after" lamp %};')
    assert (shown, asked) == ("1 lit;2 lit;3 lit;", [[1, 2, 3]])


def test_a_piece_of_the_whole_page_is_asked_with_no_items_and_sees_the_page():
    pieces.register("site.nav", "link", lambda items, viewer: {"items": items, "is_guest": viewer.is_guest})
    shown = page('{% slot "site.nav" %}', link="{{ data.items|length }} {{ data.is_guest }} {{ room }}")
    assert shown == "0 True attic"


def test_pieces_stand_in_their_order_and_then_as_they_came():
    pieces.register("site.nav", "third", order=5)
    pieces.register("site.nav", "first")
    pieces.register("site.nav", "second")
    assert page('{% slot "site.nav" %}', first="1", second="2", third="3") == "123"


def test_what_people_wrote_is_escaped_inside_a_piece():
    pieces.register("lamp.after", "glow", lambda items, viewer: {1: "<script>"})
    assert page('{% slot "lamp.after" lamps.0 %}', glow="{{ data }}") == "&lt;script&gt;"


def test_what_a_piece_knows_does_not_leak_into_the_page():
    pieces.register("lamp.after", "glow", lambda items, viewer: {1: "bright"})
    assert page('{% slot "lamp.after" lamps.0 %}{{ data }}', glow="{{ data }}") == "bright"
