"""What a tag of anybody's HTML means for a story: its marks, its alignment, its language, its link.

The marks of a tag are a dict: a mark's name and its value, or None where the tag takes the mark away
(`font-weight: normal` inside bold, and the <b> that is not bold which Google Docs puts around everything).
"""

import re
from urllib.parse import quote

from headcanon.manuscript.tokens import unescape_attribute

MARKS = {
    "b": "strong", "strong": "strong",
    "i": "em", "em": "em", "cite": "em", "dfn": "em", "var": "em", "address": "em",
    "u": "u", "ins": "u",
    "s": "s", "strike": "s", "del": "s",
    "code": "code", "tt": "code", "kbd": "code", "samp": "code",
    "small": "small", "sup": "sup", "sub": "sub",
}  # fmt: skip

MARKS_IN_STYLE = {"underline": "u", "line-through": "s", "super": "sup", "sub": "sub"}
ALIGNMENTS = {
    "left": None,
    "start": None,
    "center": "center",
    "-webkit-center": "center",
    "-moz-center": "center",
    "right": "right",
    "end": "right",
    "justify": "justify",
}
DIRECTIONS = ("rtl", "ltr", "auto")
LANGUAGE = re.compile(r"[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8}){0,3}")

OWN_PICTURE = re.compile(r"/works/[1-9][0-9]{0,9}/pictures/[1-9][0-9]{0,9}")
SIZE = re.compile(r"[1-9][0-9]{0,4}")
NOT_SAID = ("", "inherit", "unset", "revert")  # as if the property were not there

ADDRESS = re.compile(r"(https?://)([^/?#]+)(.*)", re.IGNORECASE | re.DOTALL)
HOST = re.compile(r"[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*\.?(:[0-9]{1,4})?", re.IGNORECASE)
MAIL = re.compile(r"mailto:[\w.+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE | re.ASCII)
BOLD = re.compile(r"bold|bolder|[6-9]\d\d|1000")
LINE_BREAKS = re.compile(r"[\t\n\r]+")
STRAY_PERCENT = re.compile(r"%(?![0-9a-fA-F]{2})")


def marks(tag_name, attributes):
    """The marks a tag sets or takes away, by itself and by its style."""
    found = {MARKS[tag_name]: True} if tag_name in MARKS else {}
    if attributes:
        found.update(_marks_of_style(_style(attributes)))
        if tag_name == "a":
            found["a"] = address(attributes.get("href", ""))
        if language := _language(attributes):
            found["lang"] = language
        if direction := _direction(attributes):
            found["dir"] = direction
    return found


def alignment(tag_name, attributes):
    """(says so?, "center"/"right"/"justify"/None)."""
    if tag_name == "center":
        return True, "center"
    named = [each for each in attributes.get("class", "").lower().split() if ALIGNMENTS.get(each)]
    words = [
        _style(attributes).get("text-align"),
        attributes.get("align") if tag_name != "table" else None,
        *named,
    ]
    for word in words:
        if word and word.lower() in ALIGNMENTS:
            return True, ALIGNMENTS[word.lower()]
    return False, None


def address(written):
    """A link's address if it leads somewhere from any page (http, https, mailto), spelled for any program; else None.

    Relative addresses and fragments are let go: the page they counted on is not here.
    """
    written = LINE_BREAKS.sub("", unescape_attribute(written)).strip()
    if MAIL.fullmatch(written):
        return written
    parts = ADDRESS.fullmatch("https:" + written if written.startswith("//") else written)
    host = parts and _host(parts[2])
    if not host:
        return None
    path, *fragment = STRAY_PERCENT.sub("%25", parts[3]).split("#", 1)
    safe = "/?@!$&'()*+,;=:%~"
    rest = "#".join(quote(each, safe, errors="replace") for each in (path, *fragment))
    return parts[1].lower() + host + rest


def own_picture(written):
    """The address of a picture of the archive's own, or None for any other."""
    return written if OWN_PICTURE.fullmatch(written) else None


def size(attributes):
    """Width and height of a picture where both are whole numbers; else nothing."""
    both = [attributes.get(name, "") for name in ("width", "height")]
    return both if all(map(SIZE.fullmatch, both)) else (None, None)


def is_footnote(tag_name, attributes):
    return tag_name == "span" and "footnote" in attributes.get("class", "").split()


def _host(written):
    try:
        host = written[:255].encode("idna").decode("ascii") if not written.isascii() else written
    except UnicodeError:
        return None
    return host.lower() if HOST.fullmatch(host) else None


def _style(attributes):
    written = attributes.get("style")
    if not written:
        return {}
    pairs = (each.partition(":") for each in unescape_attribute(written).lower().split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, _, value in pairs}


def _marks_of_style(style):
    found = {}
    slant, weight = style.get("font-style", ""), style.get("font-weight", "")
    if slant not in NOT_SAID:
        found["em"] = slant.startswith(("italic", "oblique")) or None
    if weight not in NOT_SAID:
        found["strong"] = BOLD.fullmatch(weight) is not None or None
    said = (
        f"{style.get('text-decoration', '')} {style.get('text-decoration-line', '')} {style.get('vertical-align', '')}"
    )
    found.update((MARKS_IN_STYLE[word], True) for word in said.split() if word in MARKS_IN_STYLE)
    return found


def _language(attributes):
    written = attributes.get("lang") or attributes.get("xml:lang") or ""
    return written if LANGUAGE.fullmatch(written) else None


def _direction(attributes):
    written = (attributes.get("dir") or _style(attributes).get("direction") or "").lower()
    return written if written in DIRECTIONS else None
