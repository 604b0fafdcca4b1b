"""What people say under a story or a headcanon: words with emphasis, quotations, lists and links, no pictures."""

import re

from headcanon.manuscript.clean import clean
from headcanon.manuscript.typed import story_html
from headcanon.manuscript.words import DESCRIPTION, plain_text

LONGEST = 20_000  # characters, as typed
HEADING = re.compile(r"<(/?)h[2-4]\b([^<>]*)>")
# A bare address is as good as a link to whoever copies it.
BARE_LINK = re.compile(r"https?://|\bwww\.\w", re.IGNORECASE)


def as_said(typed):
    """Story-HTML of what was typed: a heading is a paragraph, of a picture its description stays."""
    html = story_html(typed)
    return clean(DESCRIPTION.sub(r"[\1]", HEADING.sub(r"<\1p\2>", html)))


def has_links(story_html):
    return "<a " in story_html or bool(BARE_LINK.search(plain_text(story_html)))


def quoted(story_html):
    """As the beginning of an answer, in Markdown's signs for a quotation."""
    return "".join(f"> {line}".rstrip() + "\n" for line in plain_text(story_html).splitlines()) + "\n"
