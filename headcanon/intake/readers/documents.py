"""A word processor's document, once it is a sheet's HTML: pasted, and read for what stands in it."""

import re

from headcanon.intake.readers.document.reading import manuscript_of, pasted
from headcanon.intake.readers.unreadable import Unreadable
from headcanon.manuscript.blocks import blocks_of
from headcanon.manuscript.model import Concern

# What programs write where nobody has said anything.
NO_TITLE = re.compile(
    r"(?:microsoft word - |word document|untitled|unbenannt|sans titre|document\s*\d*$|doc\s*\d+$"
    r"|\S+\.(?:docx?|odt|rtf|txt|html?)$)",
    re.IGNORECASE,
)
NO_AUTHOR = re.compile(
    r"(?:(?:microsoft|ms)[- ]?(?:office)?(?: user)?|user|owner|admin(?:istrator)?|valued (?:\S+ )?customer|python-docx"
    r"|unknown|un-named|author|default|home|me|pc|libreoffice|openoffice.*|preinstalled user|hp|acer|dell|lenovo)",
    re.IGNORECASE,
)
LONGEST = 300
BY_PROPERTIES = "The author’s name stands in the document’s properties only, where programs often put the wrong one: "


def manuscript_of_document(html, name, *, format, data, encoding="", left_out=(), title=None, author=None):
    """What the text says comes first; the properties of the document fill in where it is silent."""
    story_html = pasted(html)
    if not story_html:
        raise Unreadable(f"{name} holds no text.")
    manuscript = manuscript_of(story_html, name, format=format, data=data, encoding=encoding)
    manuscript.authors = list(dict.fromkeys(manuscript.authors))
    manuscript.summary, manuscript.disclaimer = map(not_set_apart, (manuscript.summary, manuscript.disclaimer))
    for notes in (manuscript.notes, *(chapter.notes for chapter in manuscript.chapters)):
        notes.before, notes.after = not_set_apart(notes.before), not_set_apart(notes.after)
    title, author = one_line(title), one_line(author)
    if not manuscript.title and title and not NO_TITLE.match(title):
        manuscript.title = title
    if not manuscript.authors and author and not NO_AUTHOR.fullmatch(author):
        manuscript.authors = [author]
        manuscript.concerns.append(Concern("ambiguous", "", f"{BY_PROPERTIES}{author}"))
    manuscript.concerns += left_out
    return manuscript


def not_set_apart(html):
    """A note or a summary that is all set in like a quotation is none."""
    blocks = blocks_of(html or "")
    if not blocks or not all(block.startswith("<blockquote>") for block in blocks):
        return html
    return "".join(block.removeprefix("<blockquote>").removesuffix("</blockquote>") for block in blocks)


def one_line(text):
    return " ".join((text or "").split())[:LONGEST]


class LeftOut:
    """What of a document is not in the story, or not where it stood, so that a concern can tell its words."""

    SENTENCES = {
        "contents": "Left out of the story as a list of contents: ",
        "deep notes": "Footnotes inside of footnotes inside of footnotes stand there in brackets: ",
        "hidden": "Hidden in the document, and left out: ",
        "heads": "Left out of the story as the heads and feet of its pages: ",
        "pictures": "Pictures that stood here were left out: ",
        "remarks": "Remarks beside the text were left out: ",
    }
    MOST_TOLD = 20_000  # letters of each; what is more is counted

    def __init__(self):
        self.words = {}

    def add(self, kind, words):
        if any(letter.isalnum() for letter in words):
            self.words.setdefault(kind, []).append(words)

    def as_concerns(self):
        return [
            Concern("ambiguous" if kind == "deep notes" else "furniture", "", self.SENTENCES[kind] + self.told(kind))
            for kind in self.words
        ]

    def told(self, kind):
        separator = "" if kind == "hidden" else "; "  # hidden words come in pieces
        words = " ".join(separator.join(dict.fromkeys(self.words[kind])).split())
        more = words[self.MOST_TOLD :]
        return words[: self.MOST_TOLD] + (f" … and {len(more.split())} words more." if more else "")
