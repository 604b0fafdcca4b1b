"""Typographic quotes, made on request and never stored over an original.

Every straight quote is judged by its neighbours, tags looked through, and by what is open in its paragraph. Where
two readings are possible the commoner one wins: a lone ' before a word is an apostrophe unless something closes it.
"""

import re
from typing import NamedTuple

THIN = "\u202f"  # the narrow no-break space that French puts inside its marks


class Style(NamedTuple):
    """The marks of a language: outer opening and closing, inner opening and closing."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str


ENGLISH = Style("“", "”", "‘", "’")
LOW = Style("„", "“", "‚", "‘")
LOW_AND_HIGH = Style("„", "”", "‚", "’")
ANGLED = Style("«", "»", "“", "”")
STYLES = {
    "fr": Style("«" + THIN, THIN + "»", "“", "”"),
    **dict.fromkeys(("de", "cs", "sk", "sl", "bg", "is", "lt", "et", "ka"), LOW),
    **dict.fromkeys(("pl", "hr", "bs"), LOW_AND_HIGH),
    "hu": Style("„", "”", "»", "«"),
    "ro": Style("„", "”", "«", "»"),
    **dict.fromkeys(("es", "it", "ca", "gl", "eu", "uk", "el"), ANGLED),
    **dict.fromkeys(("ru", "be"), Style("«", "»", "„", "“")),
    **dict.fromkeys(("no", "nb", "nn"), Style("«", "»", "‘", "’")),
    "da": Style("»", "«", "›", "‹"),
    **dict.fromkeys(("sv", "fi"), Style("”", "”", "’", "’")),
}
APOSTROPHE = "’"

# Words that begin with a letter left out.
CLIPPED = re.compile(
    r"(?:tis|twas|twere|twill|twould|til|till|em|im|cause|cuz|cos|coz|bout|round|neath|nother|n|nuff|fraid|kay|course"
    r"|scuse|sup|gainst|tween|ello|s|t|d|ll|\d\d(?:\d\d)?s?)(?!\w)",
    re.IGNORECASE,
)
BLOCK_TAG = re.compile(r"(</?(?:p|h[2-4]|li|ul|ol|blockquote|hr)\b[^>]*>)")
TAG = re.compile(r"(<[^>]*>)")
QUOTE = re.compile(r"'{1,3}|\"")
SINGLE_THAT_MAY_CLOSE = re.compile(r"(?<=[^\s(\[{])'(?!\w)")
DASHES = "-‐‒–—―/"
OPENERS = "([{“‘„‚«‹¿¡*_"


def curly(story_html, language="en"):
    """Story-HTML with its straight quotes, and its ''doubled'' ones, as the language's marks. All else stays."""
    if "'" not in story_html and '"' not in story_html:
        return story_html
    style = STYLES.get((language or "en").lower().partition("-")[0], ENGLISH)
    pieces = BLOCK_TAG.split(story_html)
    pieces[::2] = [_Paragraph(piece, style).curly() for piece in pieces[::2]]
    return "".join(pieces)


class _Paragraph:
    """One run through the words of a block: what is open counts from its start."""

    def __init__(self, markup, style):
        self.style = style
        self.pieces = TAG.split(markup)
        self.text = "".join("\n" if piece == "<br>" else TAG.sub("", piece) for piece in self.pieces)
        self.is_open = False
        self.is_inner_open = False
        self.after_opening = 0  # where the text goes on after an opening mark
        self.last_closer = max((each.start() for each in SINGLE_THAT_MAY_CLOSE.finditer(self.text)), default=-1)

    def curly(self):
        position, result = 0, []
        for piece in self.pieces:
            if TAG.match(piece):
                result.append(piece)
                position += piece == "<br>"
            else:
                result.append(QUOTE.sub(lambda quote, start=position: self._marks(quote, start), piece))
                position += len(piece)
        return "".join(result)

    def _marks(self, quote, offset):
        start, end = offset + quote.start(), offset + quote.end()
        if quote[0] == "'":
            return self._single(start, end)
        if quote[0] != "'''":
            return self._double(start, end)
        if self._starts(start, end):
            return self._double(start, start + 2) + self._single(start + 2, end)
        return self._single(start, start + 1) + self._double(start + 1, end)

    def _double(self, start, end):
        before, after = self._neighbours(start, end)
        opens = not self.is_open if self._is_unclear(before, after) else self._starts(start, end)
        self.is_open = opens
        return self._opening(self.style.opening, after, end) if opens else self._closing(self.style.closing, before)

    def _is_unclear(self, before, after):
        """After a dash, between two blanks, or with the space before a quotation forgotten."""
        is_loose = (not before or before.isspace()) and (not after or after.isspace())
        lacks_space = before in tuple(",.;:!?…") and after.isalnum()
        return before in tuple(DASHES) or is_loose or lacks_space

    def _single(self, start, end):
        before, after = self._neighbours(start, end)
        if before.isalnum() and after.isalnum():
            return APOSTROPHE
        if self._starts(start, end):
            if CLIPPED.match(self.text, end) or (before and start >= self.last_closer):
                return APOSTROPHE
            self.is_inner_open = True
            return self._opening(self.style.inner_opening, after, end)
        if not self.is_inner_open:
            return APOSTROPHE
        self.is_inner_open = False
        return self._closing(self.style.inner_closing, before)

    def _starts(self, start, end):
        before, after = self._neighbours(start, end)
        leads = not before or before.isspace() or before in DASHES + OPENERS or start == self.after_opening
        return leads and bool(after) and not after.isspace()

    def _neighbours(self, start, end):
        return self.text[start - 1 : start] if start else "", self.text[end : end + 1]

    def _opening(self, mark, after, end):
        self.after_opening = end
        return mark.rstrip(THIN) if after.isspace() else mark

    def _closing(self, mark, before):
        return mark.lstrip(THIN) if before.isspace() else mark
