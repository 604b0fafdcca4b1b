"""What somebody types into a field of the archive's own pages, where plain text is as welcome as markup."""

from headcanon.manuscript.clean import paragraphs
from headcanon.manuscript.words import plain_text


def as_story_html(typed):
    return typed if "<" in typed else paragraphs(typed)


def as_typed(story_html):
    """Plain text where that says it all, so that nobody meets markup she did not write."""
    plain = plain_text(story_html)
    return plain if paragraphs(plain) == story_html else story_html
