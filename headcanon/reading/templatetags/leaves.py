"""Small questions that a reading page asks about its texts."""

import re
from itertools import count

from django import template
from django.utils.translation import gettext as _

from headcanon.bindery.writers.about import NUMBERS_ITSELF
from headcanon.core.fields import StoryHTML
from headcanon.manuscript.blocks import blocks_of
from headcanon.manuscript.words import plain_text
from headcanon.reading.leafing import ticks_between

register = template.Library()
register.filter("ticks_between", ticks_between)

FIRST_PARAGRAPH = re.compile(r"\s*<p>(.*?)</p>", re.DOTALL)
OPENING_TAG = re.compile(r"<(?:p|h[2-4]|blockquote|ul|ol|hr|img)\b")
CONTAINER = re.compile(r"<(?:blockquote|ul|ol)\b")
THREE_LINES = 180  # letters; beside a shorter paragraph the initial would stand in the next one too


@register.filter
def opens_with_a_letter(story_html):
    """Whether a drop initial may stand here: a long paragraph begins, with a letter of a script that has capitals."""
    first = FIRST_PARAGRAPH.match(story_html)
    opening = plain_text(first[1]) if first else ""
    return len(opening) >= THREE_LINES and opening[0].lower() != opening[0].upper()


@register.filter
def with_anchors(story_html, chapter=None):
    """The text, each of its outermost blocks with the number that places know it by: `p-4`, and where all chapters are
    on one page `p-2-4`. It is printed so and never stored."""
    if not isinstance(story_html, StoryHTML):
        return story_html
    head = f' id="p-{chapter}-' if chapter else ' id="p-'
    if CONTAINER.search(story_html):
        printed = [numbered_tag(block, head, n) for n, block in enumerate(blocks_of(story_html))]
        return StoryHTML("".join(printed))
    # Most texts hold nothing within which another block could begin, and long ones are printed often.
    numbers = count()
    return StoryHTML(OPENING_TAG.sub(lambda tag: f'{tag[0]}{head}{next(numbers)}"', story_html))


def numbered_tag(block, head, number):
    return OPENING_TAG.sub(lambda tag: f'{tag[0]}{head}{number}"', block, count=1)


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
