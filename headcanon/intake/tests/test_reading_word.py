"""DOCX as Word, LibreOffice, pandoc and Calibre write it."""

import pytest

from headcanon.intake.readers import Unreadable
from headcanon.intake.readers.word.reading import read
from headcanon.intake.tests.documents import TIDE_FIELDS, docx, fields, made, story, tide_in, zipped
from headcanon.intake.tests.test_reading_rtf import STORM

HEADING = '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
EMPHASIS = (
    '<w:style w:type="character" w:styleId="E"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Letter"><w:name w:val="Letter"/><w:rPr><w:i/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Quote"/><w:rPr><w:i/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="C"><w:basedOn w:val="C2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="C2"><w:basedOn w:val="C"/></w:style>'
)


def p(words, properties=""):
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{words}</w:p>"


def r(words, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def manuscript(body, *args, **others):
    return read(docx(body, *args, **others), "storm.docx")[0]


def html(body, *args, **others):
    return manuscript(body, *args, **others).chapters[0].html


@pytest.mark.parametrize("name", ["tide-libreoffice.docx", "tide-pandoc.docx", "tide-calibre.docx"])
def test_what_programs_write_is_read_wholly(name):
    (found,) = read(made(name), name)
    assert (fields(found), story(found)) == (TIDE_FIELDS, tide_in(name))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (p(r("One ") + r("two", "<w:i/>") + r(" three", '<w:i w:val="0"/>')), "<p>One <em>two</em> three</p>"),
        (p(r("One", "<w:b/><w:i/>") + r("2", '<w:vertAlign w:val="superscript"/>')),
         "<p><em><strong>One</strong></em><sup>2</sup></p>"),
        (p(r("One", '<w:u w:val="single"/>') + r(" two", '<w:u w:val="none"/>') + r(" three", "<w:strike/>")),
         "<p><u>One</u> two <s>three</s></p>"),
        (p(r("A letter."), '<w:pStyle w:val="Letter"/>'), "<p><em>A letter.</em></p>"),
        (p(r("A ") + r("letter", '<w:rStyle w:val="E"/>'), '<w:pStyle w:val="Letter"/>'), "<p><em>A</em> letter</p>"),
        (p(r("Said."), '<w:pStyle w:val="Q"/>'), "<blockquote><p>Said.</p></blockquote>"),
        (p(r("Set in."), '<w:ind w:left="720" w:right="720"/>'), "<blockquote><p>Set in.</p></blockquote>"),
        (p(r("Round."), '<w:pStyle w:val="C"/>'), "<p>Round.</p>"),
        (p(r("Zero.")) + p(r("Mid"), '<w:jc w:val="center"/>') + p(r("Right"), '<w:jc w:val="end"/>')
         + p(r("Both"), '<w:jc w:val="both"/>'),
         '<p>Zero.</p><p class="center">Mid</p><p class="right">Right</p><p class="justify">Both</p>'),
        (p(r("שלום"), "<w:bidi/>"), '<p dir="rtl">שלום</p>'),
        (p("<w:r><w:t>One</w:t><w:br/><w:t>two</w:t><w:noBreakHyphen/><w:softHyphen/><w:tab/><w:t>three</w:t></w:r>"),
         "<p>One<br>two\u2011 three</p>"),
        (p(r("One.")) + p('<w:r><w:br w:type="page"/></w:r>') + p(r("Two.")), "<p>One.</p><hr><p>Two.</p>"),
        (p(r("One.")) + p("", '<w:pBdr><w:bottom w:val="single"/></w:pBdr>') + p(r("Two.")), "<p>One.</p><hr><p>Two.</p>"),
        (p(r("One.")) + p(r("* * *"), '<w:jc w:val="center"/>') + p(r("Two.")), "<p>One.</p><hr><p>Two.</p>"),
        (p(r("One.")) + p("") + p(r("Two.")) + p("") + p(r("Three.")) + p("") + p("") + p(r("Four.")),
         "<p>One.</p><p>Two.</p><p>Three.</p><hr><p>Four.</p>"),
        (p("<w:ins>" + r("Put in.") + "</w:ins><w:del><w:r><w:delText>Cut.</w:delText></w:r></w:del>"), "<p>Put in.</p>"),
        (p("<w:moveFrom>" + r("There.") + "</w:moveFrom><w:moveTo>" + r("Here.") + "</w:moveTo>"), "<p>Here.</p>"),
        (p(r("One "), "<w:rPr><w:del/></w:rPr>") + p(r("two.")), "<p>One two.</p>"),
        (p('<w:fldSimple w:instr=" HYPERLINK &quot;https://example.org/a&quot; ">' + r("One") + "</w:fldSimple>"),
         '<p><a href="https://example.org/a" rel="nofollow noopener">One</a></p>'),
        (p('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK "https://example.org/a"</w:instrText>'
           '<w:fldChar w:fldCharType="separate"/><w:t>One</w:t><w:fldChar w:fldCharType="end"/></w:r>' + r(" two")),
         '<p><a href="https://example.org/a" rel="nofollow noopener">One</a> two</p>'),
        (p('<w:r><w:sym w:font="Symbol" w:char="F0A9"/></w:r>' + r(" one")), "<p>♥ one</p>"),
        (p("<w:r><w:ruby><w:rt>" + r("かんじ") + "</w:rt><w:rubyBase>" + r("漢字") + "</w:rubyBase></w:ruby></w:r>"),
         "<p><ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby></p>"),
        ("<w:tbl><w:tr><w:tc>" + p(r("One")) + "</w:tc><w:tc>" + p(r("two")) + "</w:tc></w:tr></w:tbl>" + p(r("Three.")),
         "<p>One two</p><p>Three.</p>"),
        (p("<w:r><w:pict><w:txbxContent>" + p(r("In a box.")) + "</w:txbxContent></w:pict></w:r>" + r("Outside.")),
         "<p>Outside.</p><p>In a box.</p>"),
        ("<w:sdt><w:sdtContent>" + p(r("One")) + "</w:sdtContent></w:sdt>", "<p>One</p>"),
    ],
)  # fmt: skip
def test_everything_word_can_say_is_kept(body, said):
    assert html(body, EMPHASIS) == said


def test_a_footnote_stands_where_its_sign_stood():
    note = (
        '<w:footnote w:id="2">'
        + p("<w:r><w:footnoteRef/></w:r>" + r(" A ") + r("glass", "<w:i/>"))
        + p(r("of rain."))
        + "</w:footnote>"
    )
    body = p(r("It fell") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r(" before noon."))
    assert html(body, footnotes=note) == (
        '<p>It fell<span class="footnote">A <em>glass</em><br>of rain.</span> before noon.</p>'
    )


def test_lists_are_lists_in_lists():
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl><w:lvl w:ilvl="1">'
        '<w:numFmt w:val="decimal"/></w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>'
    )
    item = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="7"/></w:numPr>'
    body = "".join(p(r(word), item.format(level)) for word, level in [("rope", 0), ("first", 1), ("oil", 0)])
    assert html(body + p(r("Done.")), numbering=numbering) == (
        "<ul><li><p>rope</p><ol><li><p>first</p></li></ol></li><li><p>oil</p></li></ul><p>Done.</p>"
    )


def test_a_heading_that_word_numbers_is_read_with_its_number():
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="Chapter %1"/>'
        '</w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>'
    )
    look = '<w:pStyle w:val="berschrift1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>'
    body = p("", look) + p(r("It rained.")) + p("", look) + p(r("It snowed."))
    assert story(manuscript(body, HEADING, numbering=numbering)) == [
        ("Chapter 1", "<p>It rained.</p>"),
        ("Chapter 2", "<p>It snowed.</p>"),
    ]


def test_what_is_left_out_is_told():
    comments = '<w:comment w:id="3">' + p(r("Is it?")) + "</w:comment>"
    body = p(r("One.") + '<w:r><w:commentReference w:id="3"/></w:r>') + p(r("Secret.", "<w:vanish/>") + r("Two."))
    found = manuscript(body, comments=comments)
    assert story(found) == [(None, "<p>One.</p><p>Two.</p>")]
    assert [each.message for each in found.concerns] == [
        "Remarks beside the text were left out: Is it?",
        "Hidden in the document, and left out: Secret.",
    ]


def test_notes_in_notes_in_notes_in_notes_keep_their_words_and_are_told():
    def sign(number):
        return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'

    notes = "".join(
        f'<w:footnote w:id="{number}">{p(r(f"Note {number}.") + sign(number + 1))}</w:footnote>'
        for number in range(1, 8)
    )
    notes += f'<w:footnote w:id="8">{p(r("Round.") + sign(1))}</w:footnote>'
    found = manuscript(p(r("One.") + sign(1)), footnotes=notes)
    [(_, said)] = story(found)
    words = ["Note 1.", "Note 2.", "Note 3.", *(f"[Note {number}.]" for number in range(4, 8)), "[Round.]"]
    assert [said.count(each) for each in words] == [1] * 8
    [concern] = found.concerns
    assert concern.kind == "ambiguous" and concern.message.endswith("Note 4.; Note 5.; Note 6.; Note 7.; Round.")


def test_the_properties_fill_in_what_the_text_does_not_say_and_say_so():
    core = '<c:p xmlns:c="x" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title><dc:creator>{}</dc:creator></c:p>'
    body = f'<?xml version="1.0"?><w:document xmlns:w="x"><w:body>{p(r("It rained."))}</w:body></w:document>'
    named = zipped({"word/document.xml": body, "docProps/core.xml": core.format("Rain", "A. Real Name")})
    (found,) = read(named, "rain.docx")
    assert (found.title, found.authors, len(found.concerns)) == ("Rain", ["A. Real Name"], 1)
    unnamed = zipped(
        {"word/document.xml": body, "docProps/core.xml": core.format("Document1", "Microsoft Office User")}
    )
    (found,) = read(unnamed, "rain.docx")
    assert (found.title, found.authors, found.concerns) == (None, [], [])


BOMB = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><d>&b;</d>'
FETCHING = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>'


@pytest.mark.parametrize(
    "parts",
    [
        {"word/document.xml": BOMB},
        {"word/document.xml": FETCHING},
        {"word/document.xml": "<w:document"},
        {"word/document.xml": "<d/>"},
        {"word/other.xml": "<d/>"},
        {"word/document.xml": "<d>" + "<d>" * 100_000},
        {"word/document.xml": b"<d>" + b" " * 30_000_000 + b"</d>"},
    ],
)
def test_bombs_and_broken_files_are_refused_with_a_sentence(parts):
    with pytest.raises(Unreadable, match=r"^storm\.docx.*\.$"):
        read(zipped(parts), "storm.docx")


def test_a_macro_is_neither_looked_at_nor_kept():
    data = docx(p(r("It rained.")))
    with_macro = zipped({**parts_of(data), "word/vbaProject.bin": b"Attribute VB_Name = Evil"})
    assert story(read(with_macro, "storm.docm")[0]) == [(None, "<p>It rained.</p>")]


def parts_of(data):
    import zipfile
    from io import BytesIO

    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_storm_by_libreoffice_is_the_same_storm():
    (found,) = read(made("storm-libreoffice.docx"), "storm.docx")
    assert (found.title, story(found)) == ("Storm Glass", STORM)
