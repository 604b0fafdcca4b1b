"""RTF as Word, LibreOffice, TextEdit and older programs write it, whole and broken."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headcanon.intake.readers.rtf.reading import read
from headcanon.intake.readers.unreadable import Unreadable
from headcanon.intake.tests.documents import TIDE_FIELDS, fields, made, story, tide_in

HEAD = (
    rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 Times CYR;}{\f2\fcharset128 MS;}}"
)


def words(rtf, head=HEAD):
    (manuscript,) = read(head + rtf + b"}", "storm.rtf")
    return manuscript.chapters[0].html


def test_what_libreoffice_writes_is_read_wholly():
    (manuscript,) = read(made("tide-libreoffice.rtf"), "tide.rtf")
    assert (fields(manuscript), story(manuscript)) == (TIDE_FIELDS, tide_in("tide-libreoffice.rtf"))


def test_a_storm_by_libreoffice_is_the_same_storm():
    (found,) = read(made("storm-libreoffice.rtf"), "storm.rtf")
    assert (found.title, story(found)) == ("Storm Glass", STORM)


def test_pandocs_lists_are_paragraphs_already_but_every_mark_is_kept():
    (manuscript,) = read(made("tide-pandoc.rtf"), "tide.rtf")
    html = manuscript.chapters[-2].html
    for mark in ("<em>Argo</em>", "<em><strong>every</strong></em>", "<u>key</u>", "<s>lie</s>", "<sub>2</sub>"):
        assert mark in html


STORM = [
    (
        "Chapter 1",
        '<p>The glass fell<span class="footnote">A <em>storm glass</em> foretells rain.</span> before noon.</p>'
        "<p><em>Come home,</em> it said, <em><strong>now</strong></em>.</p>"
        "<hr><p>The second scene, <s>perhaps</s> surely.</p>"
        '<p class="right">Yours, <u>E.</u></p>'
        "<hr><p>After the page, a new scene.</p>"
        "<p>This was put in.</p>"
        "<blockquote><p>A letter, set in.</p></blockquote>"
        '<p class="justify">Everything was quiet<br>at last.</p>',
    )
]


def test_notes_pages_changes_and_hidden_words_are_what_they_mean():
    (manuscript,) = read(made("storm.rtf"), "storm.rtf")
    assert (manuscript.title, manuscript.authors, story(manuscript)) == ("Storm Glass", ["Ana Harbour"], STORM)
    assert [each.message for each in manuscript.concerns] == ["Hidden in the document, and left out: hidden words"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (rb"caf\'e9 \'93so\'94\'85", "café “so”…"),
        (rb"\lquote so\rquote\emdash no\endash yes", "‘so’—no–yes"),
        (rb"\u8217?s \u-10179?\u-8704?", "’s 😀"),
        (rb"\uc2\u12354\'82\'a0\u12356\'82\'a2 so", "あい so"),
        (rb"{\uc0\u8220}so{\uc1\u8221 \'94}", "“so”"),
        (rb"{\f1 \'cc\'ee\'f0\'e5} and {\f2 \'8a\'43}", "Море and 海"),
        (rb"a\~b\_c\-d \{so\} \\", "a\u00a0b\u2011cd {so} \\"),
        (rb"one{\pict\wmetafile8 0102030405}two", "onetwo"),
        (rb"one{\*\unheard of}{\*\bkmkstart here}two", "onetwo"),
        (rb"one{\object{\objdata 0102}{\result two}} three", "onetwo three"),
        (rb"{\upr{one?}{\*\ud{\u1086?ne}}} two", "оne two"),
        (rb"one\bin4 {}{}two", "onetwo"),
        (rb"{\caps loud} {\scaps small}", "loud small"),
    ],
)
def test_letters_are_those_that_were_typed(written, said):
    assert words(written).removeprefix("<p>").removesuffix("</p>").replace("one?", "") == said


@pytest.mark.parametrize(
    ("written", "html"),
    [
        (rb"\i one\i0  two \b three\plain  four", "<p><em>one</em> two <strong>three</strong> four</p>"),
        (rb"{\ul one} {\ulnone two} {\uldb three}", "<p><u>one</u> two <u>three</u></p>"),
        (rb"x{\super 2}{\sub 3}{\up6 4}{\dn6 5}", "<p>x<sup>2</sup><sub>3</sub><sup>4</sup><sub>5</sub></p>"),
        (rb"\pard Zero.\par\pard\qc one\par\pard two\par\pard\qr three\par",
         '<p>Zero.</p><p class="center">one</p><p>two</p><p class="right">three</p>'),
        (rb'{\field{\*\fldinst{HYPERLINK "https://example.org/a"}}{\fldrslt{\ul one}}} two',
         '<p><a href="https://example.org/a" rel="nofollow noopener">one</a> two</p>'),
        (rb"One.\par\pard\brdrb\brdrs\par\pard Two.\par", "<p>One.</p><hr><p>Two.</p>"),
        (rb"One.\par\pard\qc * * *\par\pard Two.\par", "<p>One.</p><hr><p>Two.</p>"),
        (b"One.\\\nTwo.\\\r\nThree.", "<p>One.</p><p>Two.</p><p>Three.</p>"),
        (rb"\trowd\intbl one\cell two\cell\row\pard three\par", "<p>one two</p><p>three</p>"),
        (rb"One.{\annotation Is it?}\par{\header 12 Storm}Two.\par", "<p>One.</p><p>Two.</p>"),
    ],
)  # fmt: skip
def test_the_look_of_words_is_kept(written, html):
    assert words(written) == html


def test_remarks_and_heads_of_pages_are_told():
    (manuscript,) = read(HEAD + rb"{\header 12 Storm}One.{\annotation Is it?}\par Two.\par}", "storm.rtf")
    assert [each.message.rpartition(": ")[2] for each in manuscript.concerns] == ["12 Storm", "Is it?"]


@pytest.mark.parametrize("cut", [2, 40, 150, 250, 400])
def test_a_file_that_is_cut_short_keeps_its_words_and_says_so(cut):
    data = made("storm.rtf")[:-cut]
    (manuscript,) = read(data, "storm.rtf")
    assert "The glass fell" in manuscript.chapters[0].html
    assert any(each.kind == "lost-line" for each in manuscript.concerns)


@pytest.mark.parametrize(
    "data", [b"{\\rtf1}", b"{\\rtf1{\\pict 00}}", b"{\\rtf1" + b"{" * 200_000, b"{\\rtf1\\par\\par\\par}"]
)
def test_what_holds_no_text_or_means_harm_is_refused_with_a_sentence(data):
    with pytest.raises(Unreadable, match=r"^storm\.rtf .*\.$"):
        read(data, "storm.rtf")


PIECES = [b"{", b"}", b"\\", b"\\'", b"\\'e9", b"\\u", b"\\u-9", b"\\uc9", b"\\bin99", b"\\par", b"\\*", b"\\footnote ",
          b"\\fonttbl", b"\\f7", b"\\stylesheet", b"\\s2", b"\\info", b"\\field", b"\\fldinst ", b"\\fldrslt ", b"word ",
          b"\\ls1", b"\\ilvl99", b"\\deff", b"\\v", b"\\deleted", b"\\row", b"\\page", b"\\ansicpg99999 ",
          b"\\outlinelevel1",
          b"\\li-99999999999", b"\x00", b"\xff\xfe", b"\\shp", b"\\*\\shpinst", b"\\shptxt ", b"\n"]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_nothing_written_at_random_breaks_the_reader(pieces):
    try:
        read(b"{\\rtf1 Word one. " + b"".join(pieces), "storm.rtf")
    except Unreadable:
        pass
