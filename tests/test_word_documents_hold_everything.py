"""Manuscript → Word document → manuscript: equal, however deep the boxes and however dense the marks.

`WORD_CANNOT_HOLD` is all that is told otherwise.
"""

import re
import subprocess
import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headcanon.bindery.tests import manuscripts
from headcanon.bindery.writers import write
from headcanon.bindery.writers.preparing import prepared
from headcanon.intake.readers import read_bytes, read_file
from headcanon.manuscript.clean import clean
from headcanon.manuscript.model import Chapter, Manuscript, Notes
from tests.programs import program

WORD_CANNOT_HOLD = [
    # Programs mark words as being in the document's own language by themselves, so it says nothing. Nor does it in a
    # paragraph of that language: here the languages of words are others than those of paragraphs.
    (re.compile(r'<span lang="en(?:-\w+)?">((?:(?!</?span).)*)</span>'), r"\1"),
    # Marks of characters that have a reading beside them.
    (re.compile(r"<ruby>.*?</ruby>"), lambda ruby: re.sub(r"</?(?:em|strong|s|u|small|code|sup|sub)>", "", ruby[0])),
    # Raised inside of lowered, and the other way round: the inner one is lost.
    (re.compile(r"<(su[bp])>((?:(?!</\1>).)*?)<(su[bp])>(.*?)</\3>"), r"<\1>\2\4"),
    # Pictures leave what is said of them.
    (re.compile(r'<img src="[^"]*" alt="([^"]*)"[^>]*>'), r"<p>[\1]</p>"),
]

WORDS = ("Low water.", "She waited", "a lamp, and a tower", "Nobody & nothing", "1. Not a list", "* * *", "Note: no")
RUBY = "<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>"
MARKS = ("em", "strong", "u", "s", "small", "sup", "sub", "code")

words = st.sampled_from([each.replace("&", "&amp;") for each in WORDS])
inline = st.recursive(
    st.one_of(
        words, st.just(RUBY), st.builds('{}<span class="footnote">Or <em>so</em>,<br>{}</span>'.format, words, words)
    ),
    lambda inner: st.one_of(
        st.builds("<{0}>{1}</{0}>".format, st.sampled_from(MARKS), inner),
        st.builds("{} {}".format, inner, inner),
        st.builds("{}<br>{}".format, inner, inner),
        inner.map('<a href="https://example.org/?a=b&amp;c=d">{}</a>'.format),
        st.builds(
            "<span {}>{}</span>".format, st.sampled_from(['lang="fr"', 'lang="ar" dir="rtl"', 'dir="rtl"']), inner
        ),
    ),
    max_leaves=5,
)
attributes = st.sampled_from(
    ["", "", "", ' class="center"', ' class="right"', ' class="justify"', ' lang="he" dir="rtl"', ' lang="de"']
)
leaves = st.one_of(
    st.builds("<p{}>{}</p>".format, attributes, inline),
    st.builds("<{0}{1}>{2}</{0}>".format, st.sampled_from(["h2", "h3", "h4"]), attributes, inline),
    st.just("<p>Between.</p><hr><p>Scenes.</p>"),
)
blocks = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds("<blockquote>{}{}</blockquote>".format, inner, inner),
        st.builds("<{0}><li>{1}</li><li>{2}{3}</li></{0}>".format, st.sampled_from(["ul", "ol"]), inner, inner, inner),
        st.builds("{}{}".format, inner, inner),
    ),
    max_leaves=8,
)  # fmt: skip
stories = st.lists(blocks, min_size=1, max_size=4).map(lambda each: clean("".join(each)))
asides = st.one_of(st.just(""), stories)
names = st.lists(st.sampled_from(["Ana", "Rae, of Colchis", "Bo and Mo", "花"]), min_size=1, max_size=3, unique=True)
works = st.builds(
    Manuscript,
    title=st.sampled_from(["Ashore", "Chapter 1: Ashore", "Lamp & Tower"]),
    authors=names,
    fandoms=names,
    tags=names,
    categories=names,
    recipients=names,
    language=st.just("en"),
    summary=stories,
    disclaimer=stories,
    notes=st.builds(Notes, asides, asides),
    chapters=st.lists(
        st.builds(
            Chapter, stories, st.sampled_from([None, "Rain", "Chapter 2: Rain", "IV"]), st.builds(Notes, asides, asides)
        ),
        min_size=1,
        max_size=3,
    ),
)  # fmt: skip


def kept(story_html):
    for pattern, instead in WORD_CANNOT_HOLD:
        story_html = pattern.sub(instead, story_html or "")
    return clean(story_html)


def told(work):
    lists = [work.authors, work.fandoms, work.tags, work.categories, work.recipients]
    texts = [work.summary, work.disclaimer, work.notes.before, work.notes.after]
    chapters = [(each.title or "", *map(kept, (each.html, *vars(each.notes).values()))) for each in work.chapters]
    return work.title, work.identifier, work.language or "", lists, list(map(kept, texts)), chapters


def check(work):
    [found] = read_bytes(write(work, "docx"), "story.docx")
    assert told(found) == told(prepared(work))
    assert found.concerns == []


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(work=works)
def test_a_work_comes_back_from_word_as_it_was(work):
    check(work)


@pytest.mark.prove
@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@given(work=works)
def test_five_hundred_works_come_back_from_word_as_they_were(work):
    check(work)


BOXED = {
    "quotations beside each other": "<blockquote><p>A</p><p>B</p></blockquote><blockquote><p>C</p></blockquote>",
    "lists beside each other": "<ul><li><p>A</p></li></ul><ul><li><p>B</p></li></ul><ol><li><p>C</p></li></ol>",
    "lists in lists": "<ol><li><p>A</p><ul><li><p>B</p></li></ul><p>C</p></li><li><p>D</p></li></ol>",
    "an item without words of its own": "<ul><li><blockquote><p>A</p></blockquote></li><li><p>B</p></li></ul>",
    "headings and breaks in boxes": "<blockquote><h2>A</h2><p>B</p><hr><ul><li><h3>C</h3></li></ul></blockquote>",
    "quotations in quotations": "<blockquote><blockquote><p>A</p></blockquote><p>B</p></blockquote>",
    "a line of verse": '<p class="center">A<br><em>B<br>C</em></p>',
    "words that look like labels": "<p>Summary</p><p>Title: A</p><p>Chapter 2</p><p>* * *</p>",
}


@pytest.mark.parametrize("name", BOXED)
def test_boxes_come_back_in_the_story_and_in_every_note(name):
    html = clean(BOXED[name])
    work = Manuscript(
        title="Ashore", summary=html, disclaimer=html, notes=Notes(html, html),
        chapters=[Chapter(html, None, Notes(html, html)), Chapter(html, "Rain", Notes(html, html))],
    )  # fmt: skip
    check(work)


def test_a_one_shots_notes_and_its_chapters_are_told_apart():
    check(Manuscript(title="Ashore", notes=Notes("<p>A</p>", "<p>B</p>"), chapters=[
        Chapter("<p>It rained.</p>", None, Notes("<p>C</p>", "<p>D</p>")),
    ]))  # fmt: skip


@pytest.mark.prove
def test_a_document_that_libreoffice_saved_again_comes_back_as_it_was(tmp_path):
    office, work = program("soffice", package="libreoffice-writer"), prepared(manuscripts.full())
    (tmp_path / "tide.docx").write_bytes(write(work, "docx"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, profile, "--headless", "--convert-to", "docx", "--outdir", "again", "tide.docx"]
    subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=500, check=True)
    [found] = read_file(tmp_path / "again" / "tide.docx")
    assert told(found) == told(work)


def test_what_somebody_added_in_word_is_story():
    data = write(Manuscript(title="Ashore", chapters=[Chapter("<p>It rained.</p>", "Rain")]), "docx")
    added = b'<w:p><w:pPr><w:pStyle w:val="Plain"/></w:pPr><w:r><w:t>It stopped.</w:t></w:r></w:p>'
    table = b"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>One</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    [found] = read_bytes(
        with_document(data, lambda body: body.replace(b"<w:sectPr>", added + table + b"<w:sectPr>")), "a.docx"
    )
    assert found.chapters == [Chapter("<p>It rained.</p><p>It stopped.</p><p>One</p>", "Rain")]


def with_document(data, change):
    source, changed = zipfile.ZipFile(BytesIO(data)), BytesIO()
    with zipfile.ZipFile(changed, "w") as package:
        for name in source.namelist():
            content = source.read(name)
            package.writestr(name, change(content) if name == "word/document.xml" else content)
    return changed.getvalue()
