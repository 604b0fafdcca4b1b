"""Pieces that a page of an EPUB and a single HTML file share, spelled so that they are valid as both."""

import re
from html import escape

from headcanon.bindery.writers.about import byline, chapter_note_label, facts
from headcanon.bindery.writers.cover import canon_line
from headcanon.bindery.writers.languages import is_right_to_left, language_tag
from headcanon.manuscript.clean import as_xhtml

PARAGRAPH = re.compile(r"<p( [^>]*)?>(.*?)</p>", re.DOTALL)


def as_printed(story_html):
    """Story-HTML as XHTML, where a paragraph whose lines end on purpose, as those of verse and of an address do, is of
    the class `lines`: few e-readers have a style that may ask what a paragraph holds."""
    return as_xhtml(PARAGRAPH.sub(with_its_lines, story_html))


def with_its_lines(paragraph):
    attributes, words = paragraph.groups()
    if "<br>" not in words:
        return paragraph[0]
    attributes = attributes or ""
    if 'class="' in attributes:
        attributes = attributes.replace('class="', 'class="lines ', 1)
    else:
        attributes += ' class="lines"'
    return f"<p{attributes}>{words}</p>"


def language_attributes(manuscript):
    tag = language_tag(manuscript.language)
    direction = ' dir="rtl"' if is_right_to_left(tag) else ""
    return f' lang="{tag}"{direction}' if tag else ""


def in_english(manuscript, words):
    """The few words that are ours, so marked that no voice reads them in the language of the story."""
    tag = language_tag(manuscript.language) or ""
    is_at_home = tag.lower().split("-")[0] == "en"
    return escape(words) if is_at_home else f'<bdi lang="en" dir="ltr">{escape(words)}</bdi>'


def head_of_work(manuscript):
    """Title, author, the canon line, the summary, the facts, the disclaimer: all that stands before the story."""
    author = byline(manuscript)
    return (
        '<div class="head">\n'
        f'<h1 id="title">{escape(manuscript.title)}</h1>\n'
        + (f'<p class="byline">{escape(author)}</p>\n' if author else "")
        + branch()
        + "</div>\n"
        + said_at_length(manuscript, "Summary", manuscript.summary)
        + list_of_facts(manuscript)
        + said_at_length(manuscript, "Disclaimer", manuscript.disclaimer)
    )


def branch():
    drawing = canon_line(width=480, y=44, x=176, rise=32, weight=2)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" class="line" viewBox="0 0 480 56" aria-hidden="true">'
        f"{drawing}</svg>\n"
    )


def list_of_facts(manuscript):
    rows = "".join(
        f"<dt>{in_english(manuscript, row.label)}</dt><dd>{isolated(row.values)}</dd>\n" for row in facts(manuscript)
    )
    return f'<dl class="facts">\n{rows}</dl>\n' if rows else ""


def isolated(values):
    """Each value keeps to itself, so that one in Hebrew does not turn its neighbours round."""
    return ", ".join(f"<bdi>{escape(value)}</bdi>" for value in values)


def said_at_length(manuscript, label, story_html):
    if not story_html:
        return ""
    key = label.lower()
    return (
        f'<section class="{key}" aria-labelledby="{key}">\n'
        f'<h2 id="{key}">{in_english(manuscript, label)}</h2>\n{as_printed(story_html)}\n</section>\n'
    )


def note(manuscript, label, story_html, key, epub_type=""):
    """An author's note, visibly and audibly not the story."""
    if not story_html:
        return ""
    return (
        f'<aside{epub_type} class="note" aria-labelledby="{key}">\n'
        f'<p class="label" id="{key}">{in_english(manuscript, label)}</p>\n{as_printed(story_html)}\n</aside>\n'
    )


def chapter_note(manuscript, part, side, key, epub_type=""):
    label = chapter_note_label(manuscript, side)
    return note(manuscript, label, getattr(part.chapter.notes, side), key, epub_type)


def number_and_title(manuscript, part):
    """What a chapter's heading holds."""
    label = in_english(manuscript, part.label) if part.label else ""
    title = escape(part.chapter.title)
    return f'<span class="number">{label}</span><br/>{title}' if label and title else label or title
