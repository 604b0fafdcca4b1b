"""What either edition of a catalogue says of one story."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.feedgenerator import get_tag_uri

from headcanon.bindery.binding import file_name
from headcanon.manuscript.words import plain_text
from headcanon.works.models import Work

EPUB = "application/epub+zip"
OPEN, FOR_SOME = "http://opds-spec.org/acquisition/open-access", "http://opds-spec.org/acquisition"


def identity_of(work, site):
    """The same wherever it is listed, also in the feeds."""
    return get_tag_uri(site + work.get_absolute_url(), work.posted_at)


def book_address(work):
    """Another one as soon as there is something new in it: a reader that keeps a folder up to date goes by that."""
    version = urlencode({"updated_at": int(work.revised_at.timestamp())})
    return f"{reverse('opds-book', args=[work.pk, file_name(work)])}?{version}"


def how_to_get(work):
    """The relation of the link to its book."""
    return OPEN if work.audience == Work.Audience.EVERYONE else FOR_SOME


def described(story):
    """In plain words."""
    return "\n\n".join(filter(None, [*(f"{veil}" for veil in story.veils), plain_text(story.summary)]))
