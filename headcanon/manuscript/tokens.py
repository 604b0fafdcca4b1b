"""Anybody's HTML as a flat row of tags and text, in time that grows with its length alone.

A parser that builds a tree looks up through all open elements again and again: 200 KB of <div> keep the quick ones
busy for seconds. The story needs no tree, so this reads like a browser's tokeniser and stops there. Where a browser
would swallow text because something is never closed, the text is kept.
"""

import html
import re

SPACE = r" \t\n\r\f"
VALUE = rf"""(?:"([^"]*+)"|'([^']*+)'|([^{SPACE}>"'][^{SPACE}>]*+))"""
ATTRIBUTE = re.compile(rf"([^{SPACE}/>][^{SPACE}/>=]*+)(?:[{SPACE}]*+=[{SPACE}]*+{VALUE}?)?")

TAG = re.compile(
    rf"<(?P<close>/?)(?P<name>[a-zA-Z][^{SPACE}/>]*+)(?P<attributes>(?:[{SPACE}/]++|{ATTRIBUTE.pattern})*+)>"
)
TAG_WITHOUT_QUOTES = re.compile(rf"<(?P<close>/?)(?P<name>[a-zA-Z][^{SPACE}/<>]*+)(?P<attributes>[^<>]*+)>")
TAG_START = re.compile(r"</?[a-zA-Z]")
COMMENT_END = re.compile(r"--!?>")
DECLARATION = re.compile(r"</>|<(?:[!?]|/[^a-zA-Z>])[^>]*+>")

# In these a browser reads no tags but their own end; the first are never shown, the others are, as they are written.
HIDDEN = ("script", "style", "title", "iframe", "noembed")
VERBATIM = ("textarea", "xmp", "plaintext")
END_TAG = {name: re.compile(rf"</{name}(?=[{SPACE}/>])", re.IGNORECASE) for name in HIDDEN + VERBATIM}


class Tag:
    """One tag; `written` is what stands in it after its name, `is_empty` when that ends in a slash."""

    __slots__ = ("is_close", "is_empty", "name", "written")

    def __init__(self, match):
        self.name = match["name"].lower()
        self.is_close = bool(match["close"])
        self.written = match["attributes"]
        self.is_empty = self.written.endswith("/")

    @property
    def attributes(self):
        """Names in lower case, values as written; of two alike the first counts."""
        found = {}
        if self.written:
            for name, *values in ATTRIBUTE.findall(self.written):
                found.setdefault(name.lower(), "".join(values))
        return found


def tokens(source):
    """Yield each Tag, and each stretch of text (entities still in it) as a str."""
    return _Tokeniser(source).tokens()


class _Tokeniser:
    def __init__(self, source):
        self.source = source
        self.last_end = source.rfind(">")
        self.tag = TAG
        self.unclosed = set()  # what was looked for to the very end once is not looked for again

    def tokens(self):
        position, start = 0, self.source.find("<")
        while 0 <= start < self.last_end:
            token, end = self._markup(start)
            if position < start:
                yield self.source[position:start]
            if end > start:
                position = end
            else:  # a lone "<" is text
                position, end = start, start + 1
            if token:
                yield token
                if token.name in END_TAG and not token.is_close:
                    text, end = self._verbatim(token, end)
                    position = end
                    yield text
            start = self.source.find("<", end)
        if position < len(self.source):
            yield self.source[position:]

    def _markup(self, start):
        """The tag at `start`, or None, and where reading goes on; that is `start` itself when it is no markup."""
        if match := self._tag(start):
            return Tag(match), match.end()
        if self.source.startswith("<!--", start) and (end := self._find("comment", COMMENT_END, start + 2)):
            return None, end.end()
        match = DECLARATION.match(self.source, start)
        return None, match.end() if match else start

    def _verbatim(self, tag, start):
        """The text that is shown of what a browser does not read as markup, and where it ends."""
        closing = tag.name != "plaintext" and self._find(tag.name, END_TAG[tag.name], start)
        if tag.name in HIDDEN:
            return "", closing.start() if closing and not tag.is_empty else start
        end = closing.start() if closing else len(self.source)
        text = self.source[start:end]
        return text if tag.name == "textarea" else text.replace("&", "&amp;"), end

    def _tag(self, start):
        match = self.tag.match(self.source, start)
        if not match and self.tag is TAG and TAG_START.match(self.source, start):
            # Quotes are so broken that this tag would swallow all the rest: from here on a tag ends at the first ">".
            self.tag = TAG_WITHOUT_QUOTES
            match = self.tag.match(self.source, start)
        return match

    def _find(self, what, pattern, start):
        if what in self.unclosed:
            return None
        found = pattern.search(self.source, start)
        if not found:
            self.unclosed.add(what)
        return found


LONG_NUMBER = re.compile(r"&#0*([0-9]{1,8})[0-9]*")
NO_ENTITY = re.compile(r"&(?![a-zA-Z][a-zA-Z0-9]*;|#)")


def unescape(text):
    """Entities as their characters. (The library's own stumbles over numbers of five thousand digits.)"""
    if "&" not in text:
        return text
    return html.unescape(LONG_NUMBER.sub(r"&#\1", text) if "&#" in text else text)


def unescape_attribute(value):
    """The same inside an attribute, where `?a=1&copy=2` holds no entity."""
    return unescape(NO_ENTITY.sub("&amp;", value))
