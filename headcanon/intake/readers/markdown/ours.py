"""Markdown that a Headcanon wrote (bindery/writers/markdown.py), member for member."""

import hashlib
import re

from headcanon.intake.readers.html.ours import names_in, take_fact
from headcanon.manuscript.clean import clean
from headcanon.manuscript.model import Chapter, Manuscript, Notes, Source
from headcanon.manuscript.words import plain_text

LABELS = {
    "rating", "warning", "warnings", "category", "categories", "fandom", "fandoms", "relationship", "relationships",
    "character", "characters", "tag", "tags", "language", "for", "series", "status", "chapters", "words", "date",
    "grew from", "address",
}  # fmt: skip
FACT = re.compile(r"<strong>([^<>]{1,20}):</strong> (.*)", re.DOTALL)
NOTE = re.compile(r".{1,200} note (?P<side>before|after)(?P<chapter> this chapter)?", re.DOTALL)
NUMBER = re.compile(r"Chapter (\d{1,6})(?:: (.*))?", re.DOTALL)
RAISED = {"h3": "h2", "h4": "h3", "h5": "h4"}
LANGUAGES = {
    "English": "en", "German": "de", "Deutsch": "de", "français": "fr", "español": "es", "日本語": "ja", "العربية": "ar",
}  # fmt: skip


def is_its(tokens):
    """A title, and below it labels of which one counts the words."""
    if not tokens or tokens[0].type != "heading_open" or tokens[0].tag != "h1":
        return False
    facts = [each for each in tokens[3:12] if each.type == "inline" and each.content.startswith("**")]
    return any("**Words:** " in each.content for each in facts)


class Block:
    """A block of the file: its tokens, its tag, its story-HTML."""

    def __init__(self, tokens, render):
        for token in tokens:
            token.tag = RAISED.get(token.tag, token.tag) if token.type.startswith("heading") else token.tag
        self.tag = tokens[0].tag
        self.html = clean(render(tokens))

    @property
    def words(self):
        return plain_text(self.html)


def blocks_of(tokens, render):
    """The outermost blocks; headings of the first two levels keep their tag in `tag`."""
    group, depth, found = [], 0, []
    for token in tokens:
        group.append(token)
        depth += token.nesting
        if depth == 0:
            tag = group[0].tag
            found.append(Block(group, render))
            found[-1].tag = tag
            group = []
    return found


def read(tokens, render, data, encoding):
    manuscript = Manuscript(source=Source("md", encoding, hashlib.sha256(data).hexdigest()))
    title, *blocks = blocks_of(tokens, render)
    manuscript.title = title.words
    blocks = read_front(manuscript, blocks)
    chapters = parted(blocks)
    for number, (heading, inside) in enumerate(chapters, start=1):
        manuscript.chapters.append(chapter_of(manuscript, heading, inside, number, len(chapters) > 1))
    return manuscript


def read_front(manuscript, blocks):
    """Takes the byline, the facts and what is said at length; returns the blocks below."""
    if blocks and blocks[0].tag == "p" and blocks[0].words.startswith("by ") and not FACT.match(inner(blocks[0])):
        manuscript.authors = names_in(blocks[0].words.removeprefix("by "))
        blocks = blocks[1:]
    if blocks and FACT.match(inner(blocks[0])):
        for line in inner(blocks[0]).split("<br>"):
            take_line(manuscript, line)
        blocks = blocks[1:]
    while blocks and (found := quotation(blocks[0])):
        label, html = found
        if label in ("Summary", "Disclaimer"):
            setattr(manuscript, label.lower(), html)
        elif (match := NOTE.fullmatch(label)) and match["side"] == "before" and not match["chapter"]:
            manuscript.notes.before = html
        else:
            break
        blocks = blocks[1:]
    return blocks


def inner(block):
    return block.html.removeprefix("<p>").removesuffix("</p>")


def take_line(manuscript, line):
    match = FACT.fullmatch(line)
    if not match or match[1].lower() not in LABELS:
        return
    label, value = match[1], plain_text(match[2])
    if label == "Language":
        manuscript.language = language_code(value)
    elif label == "Series":
        take_fact(manuscript, label, series_in(value))
    else:
        take_fact(
            manuscript, label, [value] if label in ("Rating", "Date", "Grew from", "Address") else value.split(", ")
        )


def series_in(value):
    """ "Tides, part 2, Lamps": a part belongs to the name before it."""
    found = []
    for each in value.split(", "):
        if found and re.fullmatch(r"part \d+", each):
            found[-1] += f", {each}"
        else:
            found.append(each)
    return found


def quotation(block):
    """(label, story-HTML) of a quotation below a bold label, or None."""
    match = re.match(r"<blockquote><p><strong>([^<>]{1,200})</strong></p>", block.html)
    if not match:
        return None
    return plain_text(match[1]), block.html[match.end() :].removesuffix("</blockquote>")


def parted(blocks):
    """(heading or None, blocks) of each chapter."""
    found = []
    for block in blocks:
        if block.tag == "h2":
            found.append((block.words, []))
        else:
            if not found:
                found.append((None, []))
            found[-1][1].append(block)
    return found


def chapter_of(manuscript, heading, blocks, number, is_one_of_several):
    notes = Notes()
    if blocks and (side := note_of(blocks[0])) and side[0] == "before":
        notes.before, blocks = side[2], blocks[1:]
    while blocks and (side := note_of(blocks[-1])) and side[0] == "after":
        if side[1] or not manuscript_wants(manuscript, is_one_of_several):
            notes.after = side[2]
        else:
            manuscript.notes.after = side[2]
        blocks = blocks[:-1]
    return Chapter("".join(block.html for block in blocks), title_of(heading, number), notes)


def manuscript_wants(manuscript, is_one_of_several):
    """Of two notes after an only chapter the last is the work's."""
    return is_one_of_several or not manuscript.notes.after


def note_of(block):
    """(side, whether it says that it is a chapter's, story-HTML) of a labelled note, or None."""
    found = quotation(block)
    match = found and NOTE.fullmatch(found[0])
    return (match["side"], bool(match["chapter"]), found[1]) if match else None


def title_of(heading, number):
    match = heading and NUMBER.fullmatch(heading)
    return match[2] if match and int(match[1]) == number else heading


def language_code(name):
    """Back from the name that a book prints."""
    from headcanon.intake.readers.html.facts import language_code as known

    return known(name) or LANGUAGES.get(name) or name
