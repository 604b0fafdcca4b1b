"""Words for machines that show where a link leads."""

from django import template

from headcanon.manuscript.words import plain_text

register = template.Library()
MOST = 300  # letters


@register.filter
def first_words(story_html):
    """The beginning of a text, without markup, to be printed like anything that people typed."""
    words = " ".join(plain_text(story_html).split())
    return words if len(words) <= MOST else words[:MOST].rsplit(" ", 1)[0] + " …"


@register.simple_tag(takes_context=True)
def whole_address(context, address):
    return context["request"].build_absolute_uri(address)
