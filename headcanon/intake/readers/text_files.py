"""A text file as a whole: stories, the posts of a mailing list's digest, or a page that does not begin as one."""

import hashlib
import re
from importlib import import_module

from headcanon.intake.readers.text.decoding import decode
from headcanon.intake.readers.text_stories import stories_in
from headcanon.manuscript.model import Source

READER_OF_PAGES = "headcanon.intake.readers.html.reading"
PARAGRAPHS = re.compile(r"</p>|<p[ >]|<br ?/?>|</div>", re.IGNORECASE)
LINES = re.compile(r"^.*\S", re.MULTILINE)


def read(data, name):
    """The stories in the bytes of a text file; raises Unreadable."""
    decoded = decode(data, name)
    source = Source("txt", decoded.encoding, hashlib.sha256(data).hexdigest())
    if decoded.text.count("ubject:") > 1:
        from headcanon.intake.readers.mail import digests  # slow to import, and seldom needed

        if digests.holds_posts(decoded.text):
            return digests.read(decoded, source, name)
    if is_a_page(decoded.text):
        return import_module(READER_OF_PAGES).read(data, name)
    return stories_in(decoded, source, name)


def is_a_page(text):
    """HTML that nothing begins as a page: most of its lines hold the tags of paragraphs."""
    tags = len(PARAGRAPHS.findall(text))
    return tags > 2 and tags * 3 >= len(LINES.findall(text))
