"""What a page says to the device that it is read on."""

from django import template

from headcanon.reading import offline

register = template.Library()


@register.simple_tag
def reader_key(viewer):
    """A request that failed early has no viewer."""
    return offline.reader_key(viewer) if viewer else ""
