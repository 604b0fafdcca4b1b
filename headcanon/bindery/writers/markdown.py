"""Markdown: CommonMark, and HTML only for what Markdown has no sign for."""

import re
import unicodedata

from headcanon.bindery.writers.about import byline, chapter_note_label, facts, note_label, parts
from headcanon.bindery.writers.prose import ANY_MARK, Dialect, prefixed, prose

SIGNS = {"em": "*", "strong": "**"}
WITHOUT_A_SIGN = ("u", "s", "small", "sup", "sub")
HEADINGS = {"h2": "###", "h3": "####", "h4": "#####"}
LINE_BREAK = "\\\n"
QUOTE = "> "

# An underscore inside a word, an ampersand that opens no entity, a # before the end of a line mean nothing.
SPECIAL = re.compile(r"[\\`*\[\]<]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|(?<=\s)#+$")
BLOCK_SIGN = re.compile(r"[>|]|[-+](?:\s|$)|#{1,6}(?:\s|$)|~~~|=+\s*$|-+\s*$|:?-+:?\s*\||(?:-\s*){3,}$")
NUMBER_SIGN = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")


def write(manuscript):
    """The work as the bytes of a Markdown file."""
    author = byline(manuscript)
    sections = [
        f"# {plain(manuscript.title)}",
        f"by {plain(author)}" if author else "",
        LINE_BREAK.join(f"**{row.label}:** {plain(', '.join(row.values))}" for row in facts(manuscript)),
        set_apart("Summary", manuscript.summary),
        set_apart("Disclaimer", manuscript.disclaimer),
        set_apart(note_label(manuscript, "before"), manuscript.notes.before),
        *(section for part in parts(manuscript) for section in chapter(manuscript, part)),
        set_apart(note_label(manuscript, "after"), manuscript.notes.after),
    ]
    return ("\n\n".join(filter(None, sections)) + "\n").encode()


def chapter(manuscript, part):
    notes = part.chapter.notes
    return (
        f"## {plain(part.heading)}" if part.heading else "",
        set_apart(chapter_note_label(manuscript, "before"), notes.before),
        prose(part.chapter.html, MARKDOWN),
        set_apart(chapter_note_label(manuscript, "after"), notes.after),
    )


def set_apart(label, story_html):
    """A note as a quotation under its label, so that nobody takes it for the story."""
    return prefixed(QUOTE, f"**{plain(label)}**\n\n{prose(story_html, MARKDOWN)}") if story_html else ""


def plain(text):
    return SPECIAL.sub(r"\\\g<0>", text)


def guarded(line):
    """A line whose first characters are words and no sign of a list, a heading or a quotation."""
    return f"\\{line}" if BLOCK_SIGN.match(line) else NUMBER_SIGN.sub(r"\1\\\2", line)


def spell(text, marks, before, after):
    words = code(text) if "code" in marks else plain(text)
    if words.endswith("!") and after[:1] == "[":  # a link, and no picture
        words = f"{words[:-1]}\\!"
    words = in_tags(words, [mark for mark in WITHOUT_A_SIGN if mark in marks])
    emphasis = [mark for mark in SIGNS if mark in marks]
    if not emphasis or not is_understood(words, before[-1:], after[:1]):
        return in_tags(words, emphasis)
    signs = "".join(SIGNS[mark] for mark in emphasis)
    return f"{signs}{words}{signs}"


def in_tags(words, tags):
    for tag in tags:
        words = f"<{tag}>{words}</{tag}>"
    return words


def code(text):
    return in_tags(plain(text), ["code"]) if "`" in text else f"`{text}`"


def is_understood(words, before, after):
    """Whether stars mean emphasis here: next to other stars, or between a letter and punctuation, they do not."""
    opens = is_edge(before) or not is_punctuation(words[0])
    closes = is_edge(after) or not is_punctuation(words[-1])
    return opens and closes and ANY_MARK not in (before, after)


def is_edge(neighbour):
    """Programs differ on which signs beyond ASCII are punctuation, so here they are none."""
    return not neighbour or neighbour.isspace() or (is_punctuation(neighbour) and neighbour.isascii())


def is_punctuation(character):
    return unicodedata.category(character)[0] in "PS"


def brackets(element):
    if element.tag == "a":
        return "[", f"](<{element.get('href')}>)"
    if element.tag in ("ruby", "rt", "rp"):
        return f"<{element.tag}>", f"</{element.tag}>"
    if element.get("class") == "footnote":
        return r" \[", r"\]"
    # The language of a few words is for the voices and fonts of a page.
    return ("", "") if element.tag == "span" else None


def heading(tag, words):
    """Below the work's own heading and the chapter's; a heading is one line."""
    return f"{HEADINGS[tag]} {words.replace(LINE_BREAK, '<br>')}"


MARKDOWN = Dialect(spell, brackets, guarded, LINE_BREAK, QUOTE, heading)
