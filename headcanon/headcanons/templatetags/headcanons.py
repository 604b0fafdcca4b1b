"""How an index card is set."""

from django import template

register = template.Library()

LONG, VERY_LONG = 160, 400


@register.filter
def claim_size(claim):
    """A class: the longer it is, the smaller it is set."""
    return "is-very-long" if len(claim) > VERY_LONG else "is-long" if len(claim) > LONG else ""
