"""The one door for HTML: whatever anybody wrote or pasted goes in, story-HTML (docs/formats.md) comes out."""

import html
import re

import nh3

from headcanon.manuscript.meaning import own_picture
from headcanon.manuscript.rewriting import rewrite

CLEAN_VERSION = 2  # stands beside every stored text; raise it when `clean` would change one

LEAF_TAGS = ("p", "h2", "h3", "h4")
TAGS = {
    *LEAF_TAGS, "hr", "img", "br", "blockquote", "ul", "ol", "li", "a", "em", "strong", "u", "s", "small", "sup",
    "sub", "code", "span", "ruby", "rt", "rp",
}  # fmt: skip
DIRECTIONS = {"ltr", "rtl", "auto"}


def _only_own_pictures(tag, name, value):
    return own_picture(value) if (tag, name) == ("img", "src") else value


# `rewrite` has made every tag itself already. This second look, by a library that does nothing else, is here for
# the mistake we have not found.
GATE = nh3.Cleaner(
    tags=TAGS,
    attributes={"a": {"href"}, "img": {"src", "alt", "width", "height"}}
    | {tag: {"lang"} for tag in ("span", *LEAF_TAGS)},
    allowed_classes={"span": {"footnote"}} | {tag: {"center", "right", "justify"} for tag in LEAF_TAGS},
    tag_attribute_values={tag: {"dir": DIRECTIONS} for tag in ("span", *LEAF_TAGS)},
    attribute_filter=_only_own_pictures,
    url_schemes={"http", "https", "mailto"},
    link_rel="nofollow noopener",
)


class Cleaned(str):
    """What `clean` gave, to the letter, so that it need not be cleaned again. Nobody else makes one.

    Whatever is cut out of it or added to it is a plain string.
    """

    __slots__ = ()


def clean(source):
    """HTML from anybody, as story-HTML.

    No visible word is lost, nothing in it can act, cleaning twice changes nothing, and any string will do.
    """
    rewritten = rewrite(_without_surrogates(source))
    return Cleaned(GATE.clean(rewritten).replace("&nbsp;", "\xa0"))


def escape(text):
    """Plain text as it stands between two tags of story-HTML."""
    return html.escape(text, quote=False)


def paragraphs(text):
    """Plain text as story-HTML: a blank line ends a paragraph, a line break inside one stays."""
    lines = "\n".join(text.splitlines())
    blocks = re.split(r"\n\s*\n", lines)
    return clean("".join(f"<p>{escape(block.strip()).replace(chr(10), '<br>')}</p>" for block in blocks))


VOID = re.compile(r"<(br|hr|img [^>]*)>")


def as_xhtml(story_html):
    """Story-HTML in XML's spelling, for books: the same markup with its void tags closed.

    Nothing else is needed: story-HTML knows no entities but &amp; &lt; &gt;, and no character that XML forbids.
    """
    return VOID.sub(r"<\1/>", story_html)


def _without_surrogates(source):
    """Halves of characters, left by careless programs, are joined; one without its other half becomes U+FFFD."""
    try:
        source.encode()
    except UnicodeEncodeError:
        return source.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return source
