"""What the style sheets of a book say, said in the tags themselves, so that a chapter can be cut out of its page."""

import re
from html import escape

from headcanon.intake.readers.unreadable import Unreadable
from headcanon.manuscript.pasting.styles import StyleSheets

TAG_WITH_LOOK = re.compile(r"""<([a-zA-Z][a-zA-Z0-9]*)((?:[^<>"']|"[^"<>]*"|'[^'<>]*')*?)(/?)>""")
CLASS = re.compile(r"""\sclass\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
STYLE = re.compile(r"""\sstyle\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
MEANT = ("font-style", "font-weight", "text-align", "text-decoration", "text-decoration-line", "vertical-align",
         "direction", "white-space")  # fmt: skip
LONGEST = 300_000
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "html", "body"}
LONGEST_TAG = 2000


class StyleBook:
    def __init__(self, package):
        self.package = package
        self.known = {}

    def said_in_tags(self, part, page, source):
        """The page's source, each tag with a style of its own."""
        links = [each for each in page.find("link") if "stylesheet" in each.get("rel").lower()]
        parts = tuple(self.package.near(part, each.get("href")) for each in links)
        own = page.styles
        key = parts, own
        if key not in self.known:
            self.known[key] = InTags(StyleSheets(own + "".join(map(self.sheet, parts))))
        return self.known[key].said_in(source)

    def sheet(self, part):
        if part not in self.package:
            return ""
        try:
            text = self.package.read(part)[:LONGEST].decode("utf-8", "replace")
        except Unreadable:
            return ""
        return f"<style>{text.replace('</', '')}</style>"


class InTags:
    def __init__(self, sheets):
        self.sheets = sheets
        self.tags = {}

    def said_in(self, source):
        return TAG_WITH_LOOK.sub(self.with_style, source) if self.sheets.rules else source

    def with_style(self, match):
        written = match[0]
        if len(written) > LONGEST_TAG:
            return written
        if written not in self.tags:
            self.tags[written] = self.new_tag(*match.groups())
        return self.tags[written]

    def new_tag(self, name, attributes, slash):
        classes, own = CLASS.search(attributes), STYLE.search(attributes)
        names = {name.lower(), *(f".{each}" for each in said(classes).lower().split()[:20])}
        style = self.sheets.said_of(frozenset(names))
        # Justified pages, and how headings look, are the book's own design and not the story's.
        telling = {key: value for key, value in style.items() if key in MEANT and value != "justify"}
        if not telling or name.lower() in HEADINGS:
            return f"<{name}{attributes}{slash}>"
        written = ";".join(f"{key}:{value}" for key, value in telling.items())
        without = STYLE.sub("", attributes, count=1)
        return f'<{name}{without} style="{escape(written)};{said(own)}"{slash}>'


def said(match):
    return (match[1] or match[2] or "").replace('"', "'") if match else ""
