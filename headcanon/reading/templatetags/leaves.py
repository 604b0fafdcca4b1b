"""Small questions that a reading page asks about its texts."""

import re

from django import template
from django.utils.translation import gettext as _

from headcanon.bindery.writers.about import NUMBERS_ITSELF
from headcanon.manuscript.words import plain_text

register = template.Library()

FIRST_PARAGRAPH = re.compile(r"\s*<p>(.*?)</p>", re.DOTALL)
THREE_LINES = 180  # letters; beside a shorter paragraph the initial would stand in the next one too


@register.filter
def opens_with_a_letter(story_html):
    """Whether a drop initial may stand here: a long paragraph begins, with a letter of a script that has capitals."""
    first = FIRST_PARAGRAPH.match(story_html)
    opening = plain_text(first[1]) if first else ""
    return len(opening) >= THREE_LINES and opening[0].lower() != opening[0].upper()


@register.filter
def numbers_itself(title):
    """Whether a chapter's title brings its number along, so that ours beside it would say it twice."""
    return bool(NUMBERS_ITSELF.match(title))


@register.simple_tag
def note_label(work, side, chapter=None):
    """“Wren’s note before”: notes are signed, so that nobody takes them for story."""
    labels = {
        ("before", False): _("%(whose)s note before"),
        ("after", False): _("%(whose)s note after"),
        ("before", True): _("%(whose)s note before this chapter"),
        ("after", True): _("%(whose)s note after this chapter"),
    }
    names = [pseud.name for pseud in work.authors]
    whose = _("%(name)s’s") % {"name": names[0]} if len(names) == 1 else _("The authors’")
    return labels[side, bool(chapter) and work.chapter_count > 1] % {"whose": whose}
