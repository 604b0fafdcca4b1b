"""Brackets and quotation marks that open and never close."""

import re
from dataclasses import dataclass

BRACKETS = {")": "(", "]": "[", "}": "{", "）": "（", "」": "「", "』": "『", "】": "【", "》": "《"}
SMILEY = re.compile(
    r"(?<![\w(])[:;=][’'o^-]?[)(\]\[DPpO|/\\}{]+|[(\[]['’-]?[:;=](?!\w)"
    r"|\b[xX][)(](?!\w)|\^[_.-]?\^;*\)?|<[/\\]?3|[D>][:;=]"
)
BRACKET = re.compile("[" + re.escape("".join([*BRACKETS, *BRACKETS.values()])) + "]")
INCHES = re.compile(r"\d['’′]\s?\d{1,2}\"|(?<=\d)\"(?=\s*(?:x|by|tall|long|wide|thick)\b)")
DOUBLED = re.compile(r"'{2,}")
QUOTED = re.compile("[\"“”«»„]|''")
FEW = 4


@dataclass
class Opening:
    """A bracket or quote that nothing closes: `at` is the index of its block, `place` the index in its text."""

    at: int
    place: int
    what: str


def unclosed(blocks):
    """Every opening of a chapter that stays open, in order."""
    return sorted([*open_brackets(blocks), *open_quotes(blocks)], key=lambda opening: (opening.at, opening.place))


def open_brackets(blocks):
    """A bracket may stay open over paragraphs, scenes and gaps, as a flashback's does; only the end decides."""
    stack = []
    for at, block in enumerate(blocks):
        if not block.is_chat and BRACKET.search(block.text):
            walk_brackets(block.text, at, stack)
    return [Opening(at, place, "bracket") for at, place, _ in stack]


def walk_brackets(text, at, stack):
    for match in BRACKET.finditer(SMILEY.sub(blank, text)):
        sign = match[0]
        if sign in BRACKETS.values():
            stack.append((at, match.start(), sign))
        else:
            close(stack, BRACKETS[sign])
    # “(I love it :)”: a smiley also closes what opened before it in the same paragraph.
    for end in (match.end() for match in SMILEY.finditer(text)):
        if stack and stack[-1][0] == at and stack[-1][1] < end and text[end - 1] in BRACKETS:
            close(stack, BRACKETS[text[end - 1]])


def blank(match):
    return " " * len(match[0])


def close(stack, sign):
    """The innermost opening of its kind; a closing sign without one is a list's "b)" or a slip, and no concern."""
    for place in range(len(stack) - 1, max(-1, len(stack) - 1 - FEW), -1):
        if stack[place][2] == sign:
            del stack[place]
            return


def open_quotes(blocks):
    """A paragraph's quotes must close in it, unless the speech goes on and the next paragraph opens with one."""
    found = []
    for at, block in enumerate(blocks):
        following = blocks[at + 1].text if at + 1 < len(blocks) else ""
        if block.is_chat or not QUOTED.search(block.text) or opens_with_quote(following):
            continue
        if (place := open_quote(block.text)) is not None:
            found.append(Opening(at, place, "quotation mark"))
    return found


def opens_with_quote(text):
    return text.lstrip("(*_[ ").startswith(('"', "“", "''", "«", "»", "„"))


def open_quote(text):
    """Where the quotation mark stands that nothing in this paragraph closes, or None."""
    text = INCHES.sub(blank, text)
    for signs in (straight, doubled, curly, guillemets):
        places, is_open = signs(text)
        if is_open:
            return places[-1]
    return None


def straight(text):
    places = [match.start() for match in re.finditer('"', text)]
    if curly_balance(text):  # “mixed" pairs close each other
        return places, False
    return places, len(places) % 2 == 1


def doubled(text):
    """''Two apostrophes'' as a quotation mark; a third belongs to the word or to a quote inside."""
    places = [match.start() for match in DOUBLED.finditer(text) if len(match[0]) in (2, 3)]
    return places, len(places) % 2 == 1


def curly(text):
    places = [match.start() for match in re.finditer("[“„]", text)]
    return places, bool(places) and curly_balance(text) > text.count('"') % 2


def curly_balance(text):
    """Openings that nothing closes. “ closes „ in some languages, and ” does both jobs in others."""
    if "„" in text:
        return text.count("„") - text.count("“") - text.count("”")
    return text.count("“") - text.count("”") if "“" in text else 0


def guillemets(text):
    places = [match.start() for match in re.finditer("[«»]", text)]
    return places, len(places) % 2 == 1
