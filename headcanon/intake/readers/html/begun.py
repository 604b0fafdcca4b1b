"""What every reader of a page begins with, and small things they share."""

import hashlib
import re

from headcanon.intake.readers.text import reading as text
from headcanon.manuscript.model import Concern, Manuscript, Source
from headcanon.manuscript.pasting import paste

NUMBER_BEFORE_A_TITLE = re.compile(
    r"(?:chapter\s+|ch\.?\s*|part\s+)?(?P<number>\d{1,5})\s*(?:$|[.:)–—-]+\s*(?P<title>\S.*)?)", re.IGNORECASE
)
MOST_LETTERS = 20_000  # of what a site put around a story, told in a concern
AROUND = "Left out of the story as what the page put around it: "


def begun(page, decoded, data):
    """An empty manuscript that knows where it comes from."""
    source = Source("html", decoded.encoding, hashlib.sha256(data).hexdigest())
    return Manuscript(source=source, identifier=page.address, concerns=list(decoded.concerns))


def finished(manuscript):
    text.learn_the_rest(manuscript)
    return [manuscript]


def story_html(html):
    return paste(html).html if html.strip() else ""


def without_its_number(heading, number):
    """A chapter's own title of what a site prints over it ("Chapter 2: Rain", "2. Rain"); None of a bare number."""
    match = NUMBER_BEFORE_A_TITLE.fullmatch(heading.strip())
    if match and int(match["number"]) == number:
        return match["title"]
    return heading.strip() or None


def by_its_words(origin):
    return origin.kind if origin else "headcanon"


def tell_left_out(manuscript, words):
    """The words of a site that stand nowhere else; very many of them are only counted."""
    words = " ".join(words.split())
    if words:
        more = f" … and {len(words[MOST_LETTERS:].split())} words more." if len(words) > MOST_LETTERS else ""
        manuscript.concerns.append(Concern("furniture", "", AROUND + words[:MOST_LETTERS] + more))
