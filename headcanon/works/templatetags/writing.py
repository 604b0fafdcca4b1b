"""What the editor's scripts must know of rules that live in Python, so that each has one home."""

import json
import re

from django import template

from headcanon.manuscript.quotes import ENGLISH, STYLES
from headcanon.manuscript.words import DASH, LETTER

register = template.Library()
LONG_ESCAPE = re.compile(r"\\U0*([0-9A-Fa-f]+)")


def for_a_browser(pattern):
    """A pattern of ours as JavaScript spells it; of the two only the long escapes differ."""
    return LONG_ESCAPE.sub(r"\\u{\1}", pattern.pattern)


@register.simple_tag
def letters_counted():
    return for_a_browser(LETTER)


@register.simple_tag
def dashes_between_words():
    return for_a_browser(DASH)


@register.filter
def quotes_of(language):
    """The four marks of a language, as JSON."""
    return json.dumps(STYLES.get((language or "en").lower().partition("-")[0], ENGLISH), ensure_ascii=False)
