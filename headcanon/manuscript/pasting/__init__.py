"""What a clipboard holds, as story-HTML, and what was changed on the way.

`paste` prepares and `clean` cleans: style sheets, footnotes, lists made of paragraphs, scene breaks made of blank
lines and all the other habits of word processors, browsers and archives become the tags that `clean` knows. Pure, and
in time that grows with the length alone.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from headcanon.manuscript.clean import clean
from headcanon.manuscript.pasting.elements import Elements
from headcanon.manuscript.pasting.reading import Reading
from headcanon.manuscript.typed import story_html

KEPT = {
    "italics": re.compile("<em>"),
    "bold": re.compile("<strong>"),
    "underlined": re.compile("<u>"),
    "struck": re.compile("<s>"),
    "aligned": re.compile('class="(?:center|right|justify)"'),
    "headings": re.compile("<h[2-4][ >]"),
    "lists": re.compile("<[uo]l>"),
    "quotations": re.compile("<blockquote>"),
    "links": re.compile("<a "),
    "footnotes": re.compile('class="footnote"'),
    "scene_breaks": re.compile("<hr>"),
}
GAP = re.compile(r"\n[ \t\xa0]*+(?:\n[ \t\xa0]*+)+")
LONGER_THAN_A_WRAP = 100  # letters; a text with such lines, and no blank ones, has a line for each paragraph
CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.I)
CHANGED = ("pictures", "comments", "hidden", "gaps")


@dataclass
class Pasted:
    """`kept` and `changed` say how often; what never happened is not among them.

    Changed are: `pictures` that became links or left only their description, `comments` and `hidden` words that were
    left out, and `gaps` that were read as scene breaks.
    """

    html: str
    kept: dict = field(default_factory=dict)
    changed: dict = field(default_factory=dict)


def paste(source):
    """HTML from a clipboard."""
    reading = Reading(Elements(joined(source)))
    html = clean(without_doubled_rules(reading.read()))
    kept = {name: number for name, pattern in KEPT.items() if (number := len(pattern.findall(html)))}
    return Pasted(html, kept, {name: reading.left_out[name] for name in CHANGED if reading.left_out[name]})


def paste_text(text):
    """Plain text from a clipboard, read as Markdown; a gap wider than the text's habit is a scene break."""
    lines = "\n".join(text.splitlines()).strip("\n")
    if not GAP.search(lines) and any(len(line) > LONGER_THAN_A_WRAP for line in lines.split("\n")):
        lines = lines.replace("\n", "\n\n")
    gaps = Counter(gap[0].count("\n") for gap in GAP.finditer(lines))
    usual = max(gaps, key=lambda gap: (gaps[gap], -gap), default=2)
    parted = GAP.sub(lambda gap: "\n\n***\n\n" if gap[0].count("\n") > usual else gap[0], lines)
    return paste(story_html(parted))


def decoded(data):
    """The text of a clipboard's bytes: UTF-8 or UTF-16, or what the page itself names; damage becomes U+FFFD."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        named = CHARSET.search(data[:4096])
    try:
        return data.decode(named[1].decode() if named else "utf-8", "replace")
    except (LookupError, ValueError):
        return data.decode("utf-8", "replace")


RULES = re.compile(r"<hr>((?:\s|</?(?:p|div|span|b|i|em|strong)(?: [^<>]*)?>|<br>)*)(?=<hr>)")


def without_doubled_rules(html):
    """A line and stars below it are one scene break."""
    return RULES.sub(r"\1", html)


def joined(source):
    return source.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
