"""How the branches of a timeline are drawn."""

from django import template

from headcanon.discovery.drawing import branch_tint

register = template.Library()


@register.filter
def tint(width):
    """The shape of what flows along a branch that is so wide."""
    return branch_tint(width)
