"""What somebody types into a plain field: HTML, Markdown, or words with blank lines between them."""

import re
from functools import cache

from markdown_it import MarkdownIt

from headcanon.manuscript.clean import clean

A_TAG = re.compile(
    r"</?(?:p|div|br|hr|em|i|b|strong|u|s|span|a|h[1-6]|blockquote|ul|ol|li|ruby|center|su[bp]|img)\b[^<>]*>", re.I
)
NUMBER = re.compile(r"(\d+)([.)])")
# The library drops what is nested deeper than it goes; so many marks before a word are no list or quotation.
TOO_DEEP = re.compile(r"^((?:[ \t]*(?:[>+*-]|\d+[.)])){12,}[ \t]*[^\s>+*-])", re.M)


def story_html(typed):
    """Story-HTML of what was typed. One tag that stories use makes it HTML; anything else is read as Markdown.

    A single line break stays one. What Markdown would take away from plain words is not read as Markdown: lists whose
    numbers are not 1, 2, 3, underlined headings, link definitions, indented code.
    """
    if A_TAG.search(typed):
        return clean(typed)
    lines = TOO_DEEP.sub(r"\\\1", typed).splitlines()
    return clean(markdown().render("\n".join(with_numbers(lines))))


def with_numbers(lines):
    """ "1999. The year the sea came" is a sentence: read as a list it would lose its number."""
    while odd := misnumbered(lines):
        for line in odd:
            lines[line] = NUMBER.sub(r"\1\\\2", lines[line], count=1)
    return lines


def misnumbered(lines):
    """The first line of each list's item that the list would give another number than it was typed with, or none: an
    item that says nothing is no item."""
    counts, items, odd = [], [], set()
    for token in blocks().parse("\n".join(lines)):
        if token.type in ("ordered_list_open", "bullet_list_open"):
            counts.append(0)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            counts.pop()
        elif token.type == "list_item_open":
            counts[-1] += 1
            if token.info and token.info != str(counts[-1]):
                odd.add(token.map[0])
            items.append(token)
        elif token.type == "list_item_close":
            item = items.pop()
            if item.info and not item.meta.get("says"):
                odd.add(item.map[0])
        elif token.type == "hr" or token.content.strip():
            for item in items:
                item.meta["says"] = True
    return odd


@cache
def markdown():
    """CommonMark (commonmark.org) as far as stories use it, with struck-out words; HTML stays text."""
    return (
        MarkdownIt("commonmark", {"html": False, "breaks": True, "maxNesting": 50})
        .enable("strikethrough")
        .disable(["code", "fence", "lheading", "reference", "html_block", "html_inline", "image"])
    )


@cache
def blocks():
    """The same without what stands inside lines, which takes most of the time."""
    return MarkdownIt("commonmark", {"html": False, "maxNesting": 50}).disable(
        ["code", "fence", "lheading", "reference", "html_block", "inline"]
    )
