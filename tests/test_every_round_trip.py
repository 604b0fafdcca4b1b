"""Manuscript → book → manuscript: equal, but for what `CANNOT_HOLD` says of each format.

The stories here hold every tag of story-HTML. What a format cannot hold is data, and each entry is used: `lossless`
turns what was written into what must come back, and nothing else may differ.
"""

import re
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headcanon.bindery.writers import write
from headcanon.intake.readers import read_bytes
from headcanon.manuscript.clean import clean
from headcanon.manuscript.model import Chapter, Manuscript, Notes
from headcanon.manuscript.words import plain_text

FIELDS = (
    "title", "authors", "fandoms", "relationships", "characters", "rating", "warnings", "categories", "tags",
    "recipients", "series", "language", "status", "date", "identifier",
)  # fmt: skip
LONG = ("summary", "disclaimer")


@dataclass(frozen=True)
class Losses:
    """`fields` do not come back; `html` says how else a text is told."""

    fields: tuple = ()
    html: list = field(default_factory=list)
    chapter_notes_of_the_last_belong_to_the_work: bool = False
    only_words: bool = False
    # What a label said in the author's own words stays in the note, label and all.
    labels_stay_in_the_note: bool = False
    categories_are_tags: bool = False


# A paragraph's alignment, language and direction; the language of some words.
ALIGNMENT = (re.compile(r' class="(?:center|right|justify)"'), "")
LANGUAGE = (re.compile(r'(<(?:p|h[2-4]))((?: class="\w+")?) lang="[^"]*"'), r"\1\2")
DIRECTION = (re.compile(r'(<(?:p|h[2-4])(?: class="\w+")?(?: lang="[^"]*")?) dir="\w+"'), r"\1")
SPANS = (re.compile(r"<span (?:lang|dir)=[^>]*>((?:(?!<span).)*?)</span>", re.DOTALL), r"\1")
FOOTNOTES = (re.compile(r'\s?<span class="footnote">(.*?)</span>', re.DOTALL), r" [\1]")

CANNOT_HOLD = {
    "epub": Losses(),
    "html": Losses(),
    "md": Losses(html=[ALIGNMENT, LANGUAGE, DIRECTION, SPANS, FOOTNOTES], fields=("identifier",)),
    "docx": Losses(),  # but see test_word_documents_hold_everything.py
    # Of a text file the words, the chapters and what is said of the work must come back.
    "txt": Losses(
        fields=("identifier", "categories", "recipients"),
        chapter_notes_of_the_last_belong_to_the_work=True,
        only_words=True,
        labels_stay_in_the_note=True,
        categories_are_tags=True,
    ),
}

names = st.sampled_from(["Ana", "Mrs Turner’s Cat", "Bo", "Ærie", "花", "O'Hara"])
things = st.lists(
    st.sampled_from(["Ships", "Low water", "Jason", "Medea", "Slow burn", "Night"]), max_size=3, unique=True
)
words = st.sampled_from(
    ["The tide had left the Argo on her side.", "“You came back,” said Medea.", "Nobody answered her for a while.",
     "It rained on the harbour & the town.", "She counted < three > lamps."]
).map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))  # fmt: skip
marked = st.one_of(
    words,
    st.builds(
        "<{0}>{1}</{0}>".format, st.sampled_from(["em", "strong", "u", "s", "small", "sup", "sub", "code"]), words
    ),
    st.builds("<em>{} <strong>{}</strong></em>".format, words, words),
    words.map('<a href="https://example.org/a?b=c&amp;d=e">{}</a>'.format),
    words.map('{}<span class="footnote">Or so she said.</span>'.format),
    words.map('<span lang="fr">{}</span>'.format),
    words.map("{}<br>And again.".format),
    st.just("<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>"),
)
lines = st.lists(marked, min_size=1, max_size=3).map(" ".join)
paragraphs = st.one_of(
    lines.map("<p>{}</p>".format),
    st.builds('<p class="{}">{}</p>'.format, st.sampled_from(["center", "right", "justify"]), lines),
    lines.map("<blockquote><p>{}</p></blockquote>".format),
    lines.map("<ul><li><p>{}</p></li><li><p>Two.</p></li></ul>".format),
    lines.map("<ol><li><p>{}</p><p>More.</p></li></ol>".format),
    words.map("<h3>{}</h3>".format),
    words.map('<p lang="he" dir="rtl">שלום {}</p>'.format),
)
stories = st.lists(paragraphs, min_size=1, max_size=4).map(
    lambda blocks: clean("<p>She went down to the shore.</p>" + "<hr>".join(blocks) + "<p>That was how it ended.</p>")
)
remarks = st.sampled_from(["", "<p>For everyone who waited.</p>", "<p>Thank you <em>all</em>.</p>"])
chapters = st.builds(
    Chapter, stories, st.sampled_from([None, "Low water", "High water", "Chapter and verse"]),
    st.builds(Notes, remarks, remarks),
)  # fmt: skip
works = st.builds(
    Manuscript,
    title=st.sampled_from(["What the Tide Left", "Lamp & Tower", "<Ashore>"]),
    authors=st.lists(names, min_size=1, max_size=2, unique=True),
    summary=st.sampled_from([None, "<p>Medea stays on the shore.</p>"]),
    fandoms=st.lists(st.sampled_from(["Greek Myth", "Dracula"]), min_size=1, max_size=2, unique=True),
    relationships=st.sampled_from([[], ["Jason & Medea"], ["Jason/Medea"]]),
    characters=things,
    rating=st.sampled_from([None, "Teen", "Explicit"]),
    warnings=st.sampled_from([[], ["Major character death"], ["Poison", "War"]]),
    tags=things,
    categories=st.sampled_from([[], ["F/M"]]),
    recipients=st.sampled_from([[], ["Rae"]]),
    series=st.sampled_from([[], [("Colchis", 2)]]),
    language=st.just("en"),
    status=st.sampled_from(["complete", "in-progress"]),
    date=st.sampled_from([None, "2009-03-04"]),
    disclaimer=st.sampled_from([None, "<p>Euripides got here first.</p>"]),
    notes=st.builds(Notes, remarks, remarks),
    chapters=st.lists(chapters, min_size=2, max_size=3),
    identifier=st.just("https://example.org/works/1234567"),
)


def told(manuscript, losses):
    """What must survive a journey, in a form that two manuscripts can be compared by."""
    said = {name: getattr(manuscript, name) for name in FIELDS if name not in losses.fields}
    said |= {name: text_of(getattr(manuscript, name) or "", losses) for name in LONG}
    chapters = manuscript.chapters
    said["titles"] = [bare_title(each.title, number) for number, each in enumerate(chapters, start=1)]
    said["stories"] = [text_of(each.html, losses) for each in chapters]
    said["before"] = [text_of(notes.before, losses) for notes in all_notes(manuscript)]
    if losses.categories_are_tags:
        said["tags"] = [tag for tag in said["tags"] if tag not in ("F/M", "F", "M")]
    if losses.labels_stay_in_the_note:
        said["before"][0] = text_of(LABELLED.sub("", manuscript.notes.before), losses)
    said["after"] = [text_of(notes.after, losses) for notes in all_notes(manuscript)]
    if losses.chapter_notes_of_the_last_belong_to_the_work:
        *others, last, of_work = [*said["after"][1:], said["after"][0]]
        said["after"] = [*others, last + of_work]
    return said


LABELLED = re.compile(
    r"<p>(?:<strong>)?(?:Language|Series|Status|Date|Chapters|Words|Category|For|Address|Grew from):(?:(?!</p>).)*</p>"
    r"|<p>(?:<strong>)?[^<:]{1,40} note before(?:</strong>)?</p>"
)


def all_notes(manuscript):
    return [manuscript.notes, *(chapter.notes for chapter in manuscript.chapters)]


def bare_title(title, number):
    """A file has “Chapter 3: Rain” for what was the third chapter, “Rain”."""
    bare = re.sub(rf"^Chapter {number}(?:: |$)", "", title or "")
    return bare or None


def text_of(story_html, losses):
    if losses.only_words:
        plain = plain_text(story_html.replace("<hr>", ""))
        plain = plain.replace(" (https://example.org/a?b=c&d=e)", "")
        return re.sub(r"[_*~]{1,2}(?=\S)|(?<=\S)[_*~]{1,2}|^ *(?:[-–]|\d+\.) ", "", plain, flags=re.MULTILINE).split()
    for pattern, instead in losses.html:
        story_html = pattern.sub(instead, story_html)
    return story_html


def check(manuscript, kind):
    losses = CANNOT_HOLD[kind]
    [found] = read_bytes(write(manuscript, kind), f"story.{kind}")
    assert told(found, losses) == told(manuscript, losses)


@pytest.mark.parametrize("kind", CANNOT_HOLD)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(manuscript=works)
def test_a_work_comes_back_from_every_kind_of_book(kind, manuscript):
    check(manuscript, kind)


@pytest.mark.prove
@pytest.mark.parametrize("kind", CANNOT_HOLD)
@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@given(manuscript=works)
def test_five_hundred_works_come_back_from_every_kind_of_book(kind, manuscript):
    check(manuscript, kind)


def test_a_one_shot_comes_back_without_a_heading():
    one = Manuscript(
        title="Ashore", authors=["Ana"], language="en", chapters=[Chapter("<p>She went <em>home</em>.</p>")]
    )
    for kind in ("epub", "html", "md", "docx"):
        [found] = read_bytes(write(one, kind), f"story.{kind}")
        assert (found.chapters, found.title) == (one.chapters, one.title), kind
