"""`{% slot %}` and `{% gather %}`; see headcanon/core/pieces.py.

What is kept in memory for many may leave slots open (`left_open` in the context): they are filled for each.
"""

import re
import secrets

from django import template
from django.utils.safestring import mark_safe

from headcanon.core.pieces import load_pieces, pieces_in

register = template.Library()

NOBODY_ELSE_S = secrets.token_hex(8)  # so that nobody can write a mark into a story
MARK = re.compile(f"\0{NOBODY_ELSE_S} (.+?)\0")


@register.simple_tag(takes_context=True)
def gather(context, slot, items):
    """Load what the pieces of `slot` need for all `items` at once; the slots themselves then cost no query."""
    # In the context, which goes along into the templates that this one includes.
    context[("gathered", slot)] = load_pieces(slot, list(items), context["viewer"])
    return ""


@register.simple_tag(takes_context=True)
def slot(context, slot, item=None):
    """Every piece of `slot`, for `item` or for the whole page."""
    # Each part was escaped by its own template.
    return mark_safe(
        f"\0{NOBODY_ELSE_S} {slot}\0" if slot in context.get("left_open", ()) else shown(context, slot, item)
    )


def filled(context, html, item):
    """What was drawn of `item` with some slots left open, with what stands in them on this page."""
    return mark_safe(MARK.sub(lambda mark: shown(context, mark[1], item), html))


def shown(context, slot, item):
    gathered = context.get(("gathered", slot))
    if gathered is None or item is None:
        gathered = load_pieces(slot, [] if item is None else [item], context["viewer"])
    parts = []
    for piece in pieces_in(slot):
        data = gathered.get(piece)
        if item is not None and data is not None:
            data = data.get(item.pk)
        if data is None and piece.load is not None:
            continue
        with context.push(item=item, data=data):
            parts.append(context.template.engine.get_template(piece.template).render(context))
    return "".join(parts)
