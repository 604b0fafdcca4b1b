"""Plain paragraphs to story-HTML: `_x_`, `*x*`, `/x/`, `**x**`, <i>, [b]. What is unbalanced stays as it was typed."""

import re

from headcanon.manuscript.clean import escape

# Addresses first, so that nothing inside them is taken for a mark.
TOKENS = re.compile(
    r"(?P<address>(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.\w+)"
    r"|(?P<tag>[<\[](?P<end>/?)(?P<name>i|em|b|strong|u)[>\]])"
    r"|(?P<mark>\*+|_+|/+)",
    re.IGNORECASE,
)
ANY_MARK = re.compile(r"[*_/<\[]")  # without one of these there is none to look for
ELEMENT = {"*": "em", "_": "em", "/": "em", "**": "strong", "__": "strong", "i": "em", "em": "em", "b": "strong"}
ELEMENT |= {"strong": "strong", "u": "u"}
MARKS = ("*", "_", "/", "**", "__", "***")


def paragraph(lines, centred=False):
    """One paragraph; the ends of its lines matter."""
    opening = '<p class="center">' if centred else "<p>"
    return opening + emphasised("\n".join(lines)).replace("\n", "<br>") + "</p>"


def emphasised(text):
    """Escaped text with its balanced marks as <em> and <strong>."""
    pieces, end = [], 0
    for start, stop, markup in sorted(balanced(text)):
        pieces += [escape(text[end:start]), markup]
        end = stop
    return "".join(pieces) + escape(text[end:])


def balanced(text):
    """(start, stop, markup) of each mark that has its partner; marks that cross are left alone."""
    found, open_marks = [], []
    waiting = {}
    if not ANY_MARK.search(text):
        return found
    for token in TOKENS.finditer(text):
        kind = kind_of(token)
        if kind is None:
            continue
        if waiting.get(kind) and may_close(token, text):
            found += pair(open_marks, waiting, kind, token)
        elif may_open(token, text):
            open_marks.append((kind, token))
            waiting[kind] = waiting.get(kind, 0) + 1
    return found


def kind_of(token):
    """Marks of one kind pair with each other; None for what is no mark."""
    if token["name"]:
        return token["tag"][0] + token["name"].lower()
    return token["mark"] if token["mark"] in MARKS else None


def may_open(token, text):
    if token["tag"]:
        return not token["end"]
    before, after = (text[token.start() - 1 : token.start()], text[token.end() : token.end() + 1])
    return not before.isalnum() and bool(after.strip()) and before != "/" and not is_path(token, text)


def may_close(token, text):
    if token["tag"]:
        return bool(token["end"])
    before, after = (text[token.start() - 1 : token.start()], text[token.end() : token.end() + 1])
    return bool(before.strip()) and not after.isalnum()


def is_path(token, text):
    """A slash italicises words; before a figure or a lone sign it is a date, a path, a pairing."""
    after = text[token.end() : token.end() + 2]
    return token["mark"] == "/" and not (after[:1].isalpha() and (after.isalpha() or after[1:] == "/"))


def pair(open_marks, waiting, kind, closer):
    """The markup of a closing mark and of the nearest mark of its kind; what opened in between is no mark."""
    while True:
        open_kind, opener = open_marks.pop()
        waiting[open_kind] -= 1
        if open_kind == kind:
            break
    if closer.start() == opener.end():
        return []
    names = ["strong", "em"] if kind == "***" else [ELEMENT[kind.lstrip("<[")]]
    opening = "".join(f"<{name}>" for name in names)
    closing = "".join(f"</{name}>" for name in reversed(names))
    return [(opener.start(), opener.end(), opening), (closer.start(), closer.end(), closing)]
