"""`{% slot %}` and `{% gather %}`; see headcanon/core/pieces.py."""

from django import template
from django.utils.safestring import mark_safe

from headcanon.core.pieces import load_pieces, pieces_in

register = template.Library()


@register.simple_tag(takes_context=True)
def gather(context, slot, items):
    """Load what the pieces of `slot` need for all `items` at once; the slots themselves then cost no query."""
    # In the context, which goes along into the templates that this one includes.
    context[("gathered", slot)] = load_pieces(slot, list(items), context["viewer"])
    return ""


@register.simple_tag(takes_context=True)
def slot(context, slot, item=None):
    """Every piece of `slot`, for `item` or for the whole page."""
    gathered = context.get(("gathered", slot))
    if gathered is None or item is None:
        gathered = load_pieces(slot, [] if item is None else [item], context["viewer"])
    shown = []
    for piece in pieces_in(slot):
        data = gathered.get(piece)
        if item is not None and data is not None:
            data = data.get(item.pk)
        if data is None and piece.load is not None:
            continue
        with context.push(item=item, data=data):
            shown.append(context.template.engine.get_template(piece.template).render(context))
    # Each part was escaped by its own template.
    return mark_safe("".join(shown))
