"""What style says, in a tag or in a style sheet, as far as a story is concerned."""

import re
from itertools import pairwise

from headcanon.manuscript.tokens import unescape_attribute

TELLING = {
    "border", "border-bottom", "border-top", "direction", "display", "font", "font-family", "font-style",
    "font-weight", "mso-element", "mso-hide", "mso-list", "mso-spacerun", "mso-tab-count", "text-align",
    "text-decoration", "text-decoration-line", "vertical-align", "visibility", "white-space", "white-space-collapse",
}  # fmt: skip
A_RULE = re.compile(r"([^{}]*+)\{([^{}]*+)\}")
A_COMPOUND = re.compile(r"([a-z][a-z0-9]*)?([.#][\w-]+)*")
A_PART = re.compile(r"[.#]?[\w-]+")
MOST_RULES = 3000
MOST_FOR_ONE_KEY = 24
# "Times-BoldItalic", "Helvetica Neue Light Oblique": Apple's programs lean by choosing another face.
A_FACE = re.compile(
    r"[\w ]*?(?:-|\s|\bregular)(?:semi|demi|medium|light|regular)?(bold|black)?(italic|oblique|ital|it)?(?:mt|ps)?$"
)
FONT_WEIGHT = re.compile(r"bold|bolder|lighter|normal|[1-9]00")


def declarations(written):
    """The properties that may mean something to a story, from the text of a style."""
    found = {}
    for each in unescape_attribute(written).lower().split(";"):
        name, _, value = each.partition(":")
        name = name.strip()
        if name in TELLING:
            found[name] = value.replace("!important", "").replace("! important", "").strip()
    return spelled_out(found)


def spelled_out(found):
    """`font` and the names of faces, as the slant and weight that they stand for."""
    if "font" in found:
        found = {**from_shorthand(found.pop("font")), **found}
    if family := found.pop("font-family", ""):
        for name, value in from_face(family).items():
            if found.get(name, "normal") in ("normal", "400"):
                found[name] = value
    return found


def from_shorthand(font):
    before_size = re.split(r"(?:^|\s)[\d.]+(?:pt|px|em|rem|%)", font, maxsplit=1)
    if len(before_size) < 2:
        return {}
    words = before_size[0].split()
    slant = next((word for word in words if word in ("italic", "oblique")), "normal")
    weight = next((word for word in words if FONT_WEIGHT.fullmatch(word) and word != "normal"), "normal")
    family = re.sub(r"^(?:/\S+)?\s*", "", before_size[1])
    return {"font-style": slant, "font-weight": weight, "font-family": family}


def from_face(family):
    face = family.split(",")[0].strip().strip("'\"").lstrip(".")
    match = A_FACE.fullmatch(face)
    if not match:
        return {}
    found = {"font-weight": "bold"} if match[1] == "bold" else {}
    return {**found, "font-style": "italic"} if match[2] else found


class StyleSheets:
    """All the rules of a document's style sheets.

    Of a selector the last part decides which elements are looked at; of those before it, that an element like each
    stands around them, in whatever order. Selectors that ask for more than names, classes and ids are left out.
    """

    def __init__(self, source):
        self.rules = {}
        self.looks_around = False
        number = 0
        for text in texts_of_sheets(source):
            for selectors, body in A_RULE.findall(without_at_rules(text)):
                said = declarations(body)
                for selector in selectors.split(",") if said else ():
                    number += 1
                    if number > MOST_RULES:
                        return
                    self.add(selector.replace(">", " ").split(), number, said)

    def add(self, compounds, number, said):
        parts = [parts_of(each) for each in compounds]
        if not parts or not all(parts):
            return
        *around, last = parts
        key = next((part for part in last if part[0] in ".#"), last[0])
        bucket = self.rules.setdefault(key, [])
        if len(bucket) < MOST_FOR_ONE_KEY:
            bucket.append((weight(parts), number, frozenset(last), tuple(around), said))
            self.looks_around |= bool(around)

    def said_of(self, names, standing_around=()):
        """What the rules say of an element with these names (`p`, `.western`, `#x`)."""
        if not self.rules:
            return {}
        fitting = [
            rule
            for name in names
            for rule in self.rules.get(name, ())
            if rule[2] <= names and all(any_stands(each, standing_around) for each in rule[3])
        ]
        said = {}
        for *_, rule in sorted(fitting, key=lambda rule: rule[:2]):
            said.update(rule)
        return said


def any_stands(parts, standing_around):
    return all(standing_around.get(part) for part in parts) if standing_around else False


def parts_of(compound):
    """The names in `p.a#b`; nothing for what we do not understand."""
    compound = compound.lower()
    return A_PART.findall(compound) if A_COMPOUND.fullmatch(compound) else []


def weight(parts):
    flat = [part for each in parts for part in each]
    return (sum(part[0] == "#" for part in flat), sum(part[0] == "." for part in flat), len(flat))


def texts_of_sheets(source):
    """What stands in each <style>; one that is never closed is none."""
    lowered = source.lower() if source.isascii() else re.sub("[A-Z]+", lambda match: match[0].lower(), source)
    at = lowered.find("<style")
    while at >= 0:
        start, end = lowered.find(">", at), lowered.find("</style", at)
        if start < 0 or end < 0:
            return
        yield source[start + 1 : end]
        at = lowered.find("<style", end)


def without_at_rules(text):
    """The rules that hold everywhere: none of a page's, a font's, a printer's; no comments."""
    text = without_comments(text).replace("<!--", " ").replace("-->", " ")
    kept, depth, start = [], 0, 0
    marks = [match.start() for match in re.finditer("[{}]", text)]
    is_at_rule = False
    for at, _ in pairwise([*marks, len(text)]):
        if text[at] == "{":
            if depth == 0:
                head = text[start:at].rpartition(";")[2]
                is_at_rule = head.strip().startswith("@")
                opened, head_text = at, head
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                if not is_at_rule:
                    kept.append(f"{head_text}{text[opened : at + 1]}")
                start = at + 1
    return "".join(kept)


def without_comments(text):
    parts, at = [], 0
    while (start := text.find("/*", at)) >= 0:
        parts.append(text[at:start])
        end = text.find("*/", start + 2)
        if end < 0:
            return "".join(parts)
        at = end + 2
    return "".join([*parts, text[at:]])
