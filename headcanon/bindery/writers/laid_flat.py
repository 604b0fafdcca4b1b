"""Story-HTML laid flat, for formats that know no markup inside markup: blocks, and in each the pieces of its words.

A piece is plain text, or a dict: `text` with `marks`, `href`, `lang`, `dir`, `ruby` (what is read beside it); `br`, the
end of a line; `note`, the pieces of a footnote. So no nesting of marks is ever too deep.
"""

from xml.etree import ElementTree

from headcanon.bindery.writers.languages import language_tag
from headcanon.manuscript.clean import as_xhtml

HEADINGS = {"h2": 2, "h3": 3, "h4": 4}


def blocks(story_html):
    """Each a dict with its `kind`: p, heading, break, picture, quote, list, numbers."""
    return inner(ElementTree.fromstring(f"<div>{as_xhtml(story_html)}</div>"))


def inner(element):
    return [block(child) for child in element]


def block(element):
    match element.tag:
        case "hr":
            return {"kind": "break"}
        case "img":
            said = {key: element.get(key) for key in ("src", "alt", "width", "height")}
            return {"kind": "picture", **said}
        case "blockquote":
            return {"kind": "quote", "blocks": inner(element)}
        case "ul" | "ol":
            return {"kind": "list" if element.tag == "ul" else "numbers", "items": list(map(inner, element))}
    line = {"pieces": list(pieces(element)), **looks(element)}
    if element.tag == "p":
        return {"kind": "p", **line}
    return {"kind": "heading", "level": HEADINGS[element.tag], **line}


def looks(element):
    said = {"align": element.get("class"), "lang": language_tag(element.get("lang")), "dir": direction(element)}
    return {key: value for key, value in said.items() if value}


def direction(element):
    return element.get("dir") if element.get("dir") in ("ltr", "rtl") else None


def pieces(element, marks=(), more=None):
    """The words of an element."""
    more = more or {}
    yield from said(element.text, marks, more)
    for child in element:
        yield from pieces_of(child, marks, more)
        yield from said(child.tail, marks, more)


def pieces_of(child, marks, more):
    match child.tag:
        case "br":
            yield {"br": True}
        case "a":
            yield from pieces(child, marks, {**more, "href": child.get("href")})
        case "ruby":
            yield from ruby(child, marks, more)
        case "span" if child.get("class") == "footnote":
            yield {"note": list(pieces(child))}
        case "span":
            yield from pieces(child, marks, {**more, **looks(child)})
        case mark:
            yield from pieces(child, marks if mark in marks else (*marks, mark), more)


def ruby(element, marks, more):
    """Each reading beside what it stands for."""
    base = element.text or ""
    for child in element:
        if child.tag == "rt":
            yield {"text": base, "ruby": "".join(child.itertext()), "marks": list(marks), **more}
            base = ""
        elif child.tag != "rp":
            base += "".join(child.itertext())
        base += child.tail or ""
    yield from said(base, marks, more)


def said(text, marks, more):
    if text and (marks or more):
        yield {"text": text, **({"marks": list(marks)} if marks else {}), **more}
    elif text:
        yield text
