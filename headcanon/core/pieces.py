"""Slots: how a page shows a piece of an app above it without knowing that app.

A page writes `{% slot "work.after" work %}`, and before a list `{% gather "card.badges" works %}`. An upper app
registers, in its AppConfig.ready(), a template and a loader `(items, viewer) → {id: data}` that takes a fixed number
of queries for any number of items. A slot that belongs to the whole page (`site.nav`) has no items, and its loader
is called with none. The template is rendered with the page's context and the piece's `data`; an item for which the
loader has nothing shows nothing.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

_slots = defaultdict(list)


@dataclass(frozen=True)
class Piece:
    template: str
    load: Callable | None = None
    order: int = 0


def register(slot, template, load=None, order=0):
    """Show `template` in `slot`; pieces stand in the order of `order`, then of registration."""
    _slots[slot].append(Piece(template, load, order))
    _slots[slot].sort(key=lambda piece: piece.order)


def pieces_in(slot):
    return tuple(_slots[slot])


def load_pieces(slot, items, viewer):
    """For each piece in `slot`, its data by item id."""
    return {piece: piece.load(items, viewer) for piece in pieces_in(slot) if piece.load}
