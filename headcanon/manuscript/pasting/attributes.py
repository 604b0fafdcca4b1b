"""What is left of a tag's attributes."""

import re
from html import escape
from itertools import islice
from urllib.parse import unquote

from headcanon.manuscript import meaning
from headcanon.manuscript.pasting.elements import FAR
from headcanon.manuscript.pasting.languages import main_language

LEANING = {"i", "em", "cite", "dfn", "var", "address"}
STRONG = {"b", "strong"}
REDIRECT = re.compile(r"https?://www\.google\.com/url\?(?:[^#]*?&)?q=([^&#]+)", re.I)


class Attributes:
    def __init__(self, elements):
        self.elements = elements
        self.main_language = main_language(elements)

    def of(self, element, *, is_block, is_in_heading):
        """As they are written: its style as far as it means something, its link, its language."""
        look, said = element.look, element.look.attributes
        parts = []
        if look.style and (style := self.style(element, is_block, is_in_heading)):
            parts.append(f' style="{escape(style)}"')
        if look.name == "a" and "href" in said:
            parts.append(f' href="{escape(address(said["href"]))}"')
        if is_block and "align" in said:
            parts.append(f' align="{escape(said["align"])}"')
        if look.classes:
            classes = [each for each in look.classes if each in ("center", "right", "justify", "footnote")]
            parts += [f' class="{" ".join(classes)}"'] if classes else []
        language = said.get("lang") or said.get("xml:lang")
        if language and primary(language) != self.main_language and look.name not in ("html", "body"):
            parts.append(f' lang="{escape(language)}"')
        if said.get("dir"):
            parts.append(f' dir="{escape(said["dir"])}"')
        return "".join(parts)

    def style(self, element, is_block, is_in_heading):
        style, parts = element.look.style, []
        slant, weight = style.get("font-style", ""), style.get("font-weight", "")
        if slant not in meaning.NOT_SAID and (
            slant[:6] in ("italic", "obliqu") or self.stands(element, LEANING, leans)
        ):
            parts.append(f"font-style:{slant}")
        if weight not in meaning.NOT_SAID:
            is_bold = meaning.BOLD.fullmatch(weight) is not None
            if (is_bold and not is_in_heading) or (not is_bold and self.stands(element, STRONG, is_strong)):
                parts.append(f"font-weight:{weight}")
        lines = f"{style.get('text-decoration', '')} {style.get('text-decoration-line', '')}"
        if "underline" in lines and not self.is_link(element):
            parts.append("text-decoration:underline")
        if "line-through" in lines:
            parts.append("text-decoration-line:line-through")
        if not is_block and style.get("vertical-align") in ("super", "sub"):
            parts.append(f"vertical-align:{style['vertical-align']}")
        if is_block and "text-align" in style:
            parts.append(f"text-align:{style['text-align']}")
        if style.get("direction") == "rtl":
            parts.append("direction:rtl")
        return ";".join(parts)

    def stands(self, element, names, by_style):
        """Whether a `normal` here takes anything away."""
        if element.name in names:
            return True
        for depth, around in enumerate(self.elements.around(element.at)):
            if depth == FAR or around.name in names or by_style(around.look.style):
                return True
        return False

    def is_link(self, element):
        return element.name == "a" or any(around.name == "a" for around in islice(self.elements.around(element.at), 4))


def leans(style):
    return style.get("font-style", "").startswith(("italic", "oblique"))


def is_strong(style):
    return meaning.BOLD.fullmatch(style.get("font-weight", "")) is not None


def primary(language):
    return language.lower().split("-")[0]


def address(written):
    """The link itself, where Google Docs' file leads over Google."""
    match = REDIRECT.match(written)
    return unquote(match[1]) if match else written
