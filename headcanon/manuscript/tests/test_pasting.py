"""What becomes of a clipboard: each program × each thing it can say is a row."""

import re

import pytest
from hypothesis import given, settings

from headcanon.manuscript.clean import clean
from headcanon.manuscript.pasting import decoded, paste, paste_text
from headcanon.manuscript.tests.hostile import VECTORS, hostile_html
from headcanon.manuscript.tests.payloads import SCENE, SCENES
from headcanon.manuscript.words import plain_text

SAID = {
    "italics": "<em>knew</em>",
    "bold": "<strong>lamp</strong>",
    "underlined": "<u>key</u>",
    "struck": "<s>lie</s>",
    "centred": '<p class="center">Nine o’clock</p>',
    "right": '<p class="right">Ana</p>',
    "scene break": "</p><hr><p>",
    "link": '<a href="https://example.org/map" rel="nofollow noopener">map</a>',
    "line break": "said:<br>go home.</p>",
    "quotation": "<blockquote><p>Do not wait.</p></blockquote>",
    "list": "<ul><li><p>rope</p></li><li><p>oil</p></li></ul>",
    "heading": "Low water</h2>|Low water</strong></h2>",
}


@pytest.mark.parametrize("program", SCENES)
@pytest.mark.parametrize("said", SAID)
def test_what_a_program_says_is_kept(program, said):
    html = paste(SCENES[program]).html
    assert any(each in html for each in SAID[said].split("|")), html


@pytest.mark.parametrize("program", SCENES)
def test_a_whole_scene_comes_over_and_nothing_else(program):
    assert paste(SCENES[program]).html.replace("<h2><strong>Low water</strong></h2>", "<h2>Low water</h2>") == SCENE


def becomes(source, story_html):
    assert paste(source).html == story_html


# Marks


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('<b style="font-weight:normal" id="docs-internal-guid-1"><p>Hello</p></b>', "Hello"),
        ('<i style="font-style:normal">Hello</i>', "Hello"),
        ('<span style="font-weight:600">Hello</span>', "<strong>Hello</strong>"),
        ('<span style="font-weight:500">Hello</span>', "Hello"),
        ('<em style="font-style:inherit;font-weight:inherit">Hello</em>', "<em>Hello</em>"),
        ('<a href="#x" style="text-decoration:underline">Hello</a>', "Hello"),
        ('<u style="text-decoration:none">Hello</u>', "Hello"),
        ('<span style="text-decoration:underline line-through">Hello</span>', "<u><s>Hello</s></u>"),
        ('<span style="font: italic bold 12px/30px Georgia, serif">Hello</span>', "<em><strong>Hello</strong></em>"),
        ('<span style="font-family: HelveticaNeue-BoldItalic">Hello</span>', "<em><strong>Hello</strong></em>"),
        ("<span style=\"font-family: '.SFUI-RegularItalic'\">Hello</span>", "<em>Hello</em>"),
        ('<span style="font-family: Times New Roman">Hello</span>', "Hello"),
        ('<span style="font-style:italic"><span style="font-style:normal">Hello</span></span>', "Hello"),
        ("<style>.a{font-style:italic} .b .a{font-style:normal}</style><i class=b><i class=a>Hello</i></i>", "Hello"),
        ("<style>em{font-style:normal;font-weight:bold}</style><em>Hello</em>", "<strong>Hello</strong>"),
        ("<style>@media print{i{font-style:normal}} i:hover{font-style:normal}</style><i>Hello</i>", "<em>Hello</em>"),
        ("<style>p{font-style:italic} p.no{font-style:normal}</style><p class=no>Hello</p>", "Hello"),
        ("H<sub>2</sub>O<span style='vertical-align:super'>x</span>", "H<sub>2</sub>O<sup>x</sup>"),
        ("un<i>believ</i>able", "un<em>believ</em>able"),
    ],
)
def test_marks_are_what_they_look_like(source, words):
    becomes(source, f"<p>{words}</p>")


def test_the_boldness_of_a_heading_is_no_emphasis():
    becomes('<h2 style="font-weight:700"><span style="font-weight:700">Low</span></h2>', "<h2>Low</h2>")
    becomes("<style>h1{font-weight:bold;font-style:italic}</style><h1>Low</h1>", "<h2><em>Low</em></h2>")


# Alignment


@pytest.mark.parametrize(
    "source",
    [
        "<style>p { text-align:center }</style><p>Hello",
        "<style>p.p1 {margin: 0; text-align: center; font: 12px Helvetica}</style><p class='p1'>Hello",
        "<style>div.x p { text-align: center ! important }</style><div class=x><p>Hello</div>",
        "<style>body { text-align: center }</style><body><p>Hello",
        "<center>Hello</center>",
        "<div align=center><p>Hello</div>",
        "<div style='text-align:-webkit-center'>Hello</div>",
        "<p class=center>Hello</p>",
    ],
)
def test_a_centred_line_stays_centred(source):
    becomes(source, '<p class="center">Hello</p>')


# Spaces


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("One.<span class='Apple-converted-space'>&nbsp; </span>Two.", "One. Two."),
        ("One.<span style='mso-spacerun:yes'>  &nbsp;</span>Two.", "One. Two."),
        ("<span style='mso-tab-count:1'>&nbsp;&nbsp;&nbsp; </span>One.", "One."),
        ("&nbsp;&nbsp;&nbsp;One.&nbsp;", "One."),
        ("One.&nbsp; Two.", "One. Two."),
        ("<i>One.</i>&nbsp;<b>Two.</b>", "<em>One.</em> <strong>Two.</strong>"),
        ("Quoi&nbsp;? «&nbsp;Non&nbsp;», dit-il.", "Quoi\xa0? «\xa0Non\xa0», dit-il."),
        ("Mr.&nbsp;Rochester", "Mr.\xa0Rochester"),
        ("wait&nbsp;&nbsp;&nbsp;&nbsp;what", "wait\xa0\xa0\xa0\xa0what"),
        ("won&shy;der\u200bful \ufeffwords\ufffc", "wonderful words"),
        ('“Don’t,” she said — ‘ever’ & "never"', '“Don’t,” she said — ‘ever’ &amp; "never"'),
        ("می\u200cخواهم 👩\u200d🚀", "می\u200cخواهم 👩\u200d🚀"),
    ],
)
def test_spaces_are_those_that_were_typed(source, words):
    becomes(f"<p>{source}</p>", f"<p>{words}</p>")


def test_lines_that_a_style_keeps_stay_lines():
    becomes('<span style="white-space: pre-wrap;">One\nTwo\n\nThree</span>', "<p>One<br>Two</p><p>Three</p>")
    becomes('<p style="white-space: normal">One\nTwo</p>', "<p>One Two</p>")


# Scene breaks


@pytest.mark.parametrize(
    "line",
    ["***", "* * *", "---", "———", "~", "~*~", "⁂", "o0o", "oOo", "#", "❦", "• • •", "* &nbsp; * &nbsp; *", "+++"],
)
@pytest.mark.parametrize("shape", ["<p>a.</p><p>{}</p><p>b.</p>", "<p>a.<br>{}<br>b.</p>", "a.<div><b>{}</b></div>b."])
def test_a_line_of_ornaments_is_a_scene_break(shape, line):
    becomes(shape.format(line), "<p>a.</p><hr><p>b.</p>")


@pytest.mark.parametrize("line", ["...", "?!", "x", "😂😂", ":)", "—", "1", "“…”"])
def test_silence_faces_and_kisses_are_words(line):
    becomes(f"<p>a.</p><p>{line}</p><p>b.</p>", f"<p>a.</p><p>{line}</p><p>b.</p>")


def test_a_line_below_a_paragraph_is_a_scene_break():
    line = "border:none;border-bottom:solid windowtext 1.0pt;padding:0in"
    for source in (
        f"<div style='mso-element:para-border-div;{line}'><p>a.</p></div><p>b.</p>",
        f"<p>a.</p><div style='mso-element:para-border-div;{line}'><p>&nbsp;</p></div><p>b.</p>",
        "<p>a.</p><p style='border-top: none; border-bottom: 1.00pt solid #000000'><br/></p><p>b.</p>",
    ):
        becomes(source, "<p>a.</p><hr><p>b.</p>")
    becomes("<p style='border:1px solid;border-bottom:1px solid'>a.</p><p>b.</p>", "<p>a.</p><p>b.</p>")


def test_two_breaks_in_a_row_are_one():
    becomes("<p>a.</p><hr><p>&nbsp;</p><p>***</p><hr><p>b.</p>", "<p>a.</p><hr><p>b.</p>")


BLANKS = [
    "<p>&nbsp;</p>",
    "<p><o:p>&nbsp;</o:p></p>",
    "<p><br></p>",
    "<p><br/>\n<br/>\n</p>",
    "<br>",
    "<div><br></div>",
]


@pytest.mark.parametrize("blank", BLANKS)
def test_two_blank_paragraphs_are_a_scene_break_and_one_is_spacing(blank):
    becomes(f"<p>a.</p>{blank}<p>b.</p>{blank * 2}<p>c.</p>", "<p>a.</p><p>b.</p><hr><p>c.</p>")
    becomes(f"<p>a.</p>{blank}<p>b.</p>{blank}<p>c.</p>{blank}", "<p>a.</p><p>b.</p><p>c.</p>")


def test_a_text_that_always_leaves_two_has_no_scene_breaks_by_two():
    becomes("<p>a.</p><br><br>" * 8, "<p>a.</p>" * 8)
    becomes("<p>a.</p><br><br>" * 8 + "<br><p>b.</p>", "<p>a.</p>" * 8 + "<hr><p>b.</p>")


def test_in_a_longer_text_without_blanks_one_is_a_scene_break_after_a_sentence():
    becomes("<p>a.</p>" * 9 + "<p><br></p>" + "<p>b.</p>" * 9, "<p>a.</p>" * 9 + "<hr>" + "<p>b.</p>" * 9)
    becomes("<p>a,</p>" * 9 + "<p><br></p>" + "<p>b.</p>" * 9, "<p>a,</p>" * 9 + "<p>b.</p>" * 9)


def test_breaks_in_running_text_part_paragraphs_and_more_of_them_scenes():
    becomes("a.<br><br>b.<br>c.<br><br>d.<br><br><br>e.", "<p>a.</p><p>b.<br>c.</p><p>d.</p><hr><p>e.</p>")


# Lists and quotations


def word_item(words, level=1, sign="·"):
    return (
        f"<p class=MsoListParagraph style='mso-list:l0 level{level} lfo1'><![if !supportLists]><span><span "
        f"style='mso-list:Ignore'>{sign}<span>&nbsp;&nbsp; </span></span></span><![endif]>{words}<o:p></o:p></p>"
    )


def test_words_paragraphs_with_signs_are_a_list():
    becomes(
        word_item("a") + word_item("b", 2, "o") + word_item("c") + "<p class=MsoNormal>d</p>" + word_item("e", 1, "1."),
        "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li><li><p>c</p></li></ul><p>d</p><ol><li><p>e</p></li></ol>",
    )
    becomes(
        "<p class=MsoListParagraph><span style='font-family:Symbol'>·<span>&nbsp;&nbsp; </span></span>a</p>",
        "<ul><li><p>a</p></li></ul>",
    )


def test_lists_inside_lists_belong_to_their_item():
    docs = "<ul><li aria-level=1>a</li><ul><li aria-level=2>b</li></ul><li>c</li></ul>"
    file = (
        '<ul class="c1 lst-kix_x-0 start"><li>a</li></ul><ul class="c1 lst-kix_x-1 start"><li>b</li></ul>'
        '<ul class="c1 lst-kix_x-0"><li>c</li></ul>'
    )
    for source in (docs, file):
        becomes(source, "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li><li><p>c</p></li></ul>")


def test_words_quotations_stay_one():
    becomes(
        "<p class=MsoQuote>a</p>\n<p class=MsoQuote>b</p><p>c</p>", "<blockquote><p>a</p><p>b</p></blockquote><p>c</p>"
    )


# Footnotes

WORD_NOTE = (
    "<!--StartFragment--><p>Low<a style='mso-footnote-id:ftn1' href='#_ftn1' name='_ftnref1'><span "
    "class=MsoFootnoteReference><![if !supportFootnotes]>[1]<![endif]></span></a> water.</p><!--EndFragment-->"
    "<div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr size=1 width='33%'><![endif]>"
    "<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' "
    "href='#_ftnref1' name='_ftn1'><span>[1]</span></a> At <i>nine</i>.</p></div></div>"
)
DOCS_NOTE = (
    '<p>Low<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup> water.</p><hr class="c1"><div><p class="c2">'
    '<a href="#ftnt_ref1" id="ftnt1">[1]</a><span>&nbsp;At <i>nine</i>.</span></p></div>'
)
LIBREOFFICE_NOTE = (
    '<p>Low<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> water.</p>'
    '<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1'
    "</a>At <i>nine</i>.</p></div>"
)
PAGE_NOTE = (
    '<p>Low<a href="https://example.org/works/1#fn1" id="fnref1"><sup>1</sup></a> water.</p><section><hr><ol>'
    '<li id="fn1"><p>At <i>nine</i>. <a href="https://example.org/works/1#fnref1">↩︎</a></p></li></ol></section>'
)
HAND_MADE_NOTE = '<p>Low<a href="#n"><sup>*</sup></a> water.</p><p id="n">* At <i>nine</i>.</p>'


@pytest.mark.parametrize("source", [WORD_NOTE, DOCS_NOTE, LIBREOFFICE_NOTE, PAGE_NOTE, HAND_MADE_NOTE])
def test_a_footnote_stands_where_it_belongs(source):
    becomes(source, '<p>Low<span class="footnote">At <em>nine</em>.</span> water.</p>')


def test_each_footnote_finds_its_place_and_keeps_its_paragraphs():
    becomes(
        '<p>a<a href="#f1" id="r1">1</a> b<a href="#f2" id="r2">2</a></p><div><a href="#r1" id="f1">1</a><p>One.</p>'
        '<p>More.</p></div><div><p><a href="#r2" id="f2">2</a> Two.</p></div>',
        '<p>a<span class="footnote">One.<br>More.</span> b<span class="footnote">Two.</span></p>',
    )


def test_a_sign_without_its_note_and_a_list_of_contents_stay_words():
    becomes('<p>Low<sup><a href="#_ftn1">[1]</a></sup></p>', "<p>Low<sup>[1]</sup></p>")
    becomes('<p><a href="#two">Part two</a></p><div id="two">Story</div>', "<p>Part two</p><p>Story</p>")


# What is left out


def test_remarks_are_left_out_and_counted():
    word = (
        "<p>Low<span class=MsoCommentReference><a class=msocomanchor href='#_msocom_1'>[A1]</a></span> water</p>"
        "<div style='mso-element:comment-list'><hr class=msocomoff><div style='mso-element:comment'>No!</div></div>"
    )
    docs = (
        '<p>Low<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup> water</p>'
        '<div class="c9"><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>No!</span></p></div>'
    )
    for source in (word, docs):
        pasted = paste(source)
        assert (pasted.html, list(pasted.changed)) == ("<p>Low water</p>", ["comments"])


def test_hidden_words_are_left_out_and_counted_but_what_is_never_closed_hides_nothing():
    pasted = paste("<p>a<span style='display:none'>b</span><span style='mso-hide:all'>c</span></p><div hidden>d</div>e")
    assert (pasted.html, pasted.changed) == ("<p>a</p><p>e</p>", {"hidden": 3})
    becomes("<p>a</p><div style='display:none'>b", "<p>a</p><p>b</p>")


def test_a_picture_becomes_a_link_or_its_words_and_the_archives_own_stays():
    pasted = paste(
        '<p>a<img src="https://example.org/x.png" alt="a map"><img src="data:image/png;base64,AA" alt="a key">'
        '<img alt="🕯️" src="/e.png"><img src="/works/12/pictures/34" alt="a ship" width="20" height="10"></p>'
    )
    assert pasted.html == (
        '<p>a <a href="https://example.org/x.png" rel="nofollow noopener">a map</a> a key 🕯️</p>'
        '<img src="/works/12/pictures/34" alt="a ship" width="20" height="10">'
    )
    assert pasted.changed == {"pictures": 2}


def test_furniture_of_pages_is_left_out():
    becomes('<h3 class="landmark heading">Chapter Text</h3><p>a<button>Copy</button><xml><w:View>Normal</w:View></xml></p>',
            "<p>a</p>")  # fmt: skip


def test_the_language_of_the_whole_is_not_said_again_and_that_of_a_word_is():
    becomes('<body lang=EN-US><p lang="en-GB">A very <span lang="fr">bon</span> day</p></body>',
            '<p>A very <span lang="fr">bon</span> day</p>')  # fmt: skip


def test_what_was_kept_and_changed_is_counted():
    pasted = paste(SCENES["Google Docs"])
    assert (pasted.kept, pasted.changed) == (
        {"italics": 1, "bold": 1, "underlined": 1, "struck": 1, "aligned": 2, "headings": 1, "lists": 1,
         "quotations": 1, "links": 1, "scene_breaks": 1}, {},
    )  # fmt: skip


# Plain text


def test_plain_text_is_markdown_with_scene_breaks():
    assert paste_text("She *knew*.\n\n~*~\n\nDear Rae,\ncome home.\n\n\n\nNine.\n\nTen.").html == (
        "<p>She <em>knew</em>.</p><hr><p>Dear Rae,<br>come home.</p><hr><p>Nine.</p><p>Ten.</p>"
    )


def test_plain_text_with_a_line_for_each_paragraph():
    long = "It was the best of times and then some, as they used to say along the harbour on evenings like this one."
    assert paste_text(f"{long}\nShe went.\n").html == f"<p>{long}</p><p>She went.</p>"


@pytest.mark.parametrize(
    "data",
    [
        "caf\xe9".encode(),
        b"\xef\xbb\xbfcaf\xc3\xa9",
        "caf\xe9".encode("utf-16"),
        b'<meta charset="windows-1252">caf\xe9',
    ],
)
def test_bytes_are_read_as_what_they_are(data):
    assert paste(decoded(data)).html == "<p>café</p>"
    assert paste(decoded(b"caf\xe9 " + b"\xff" * 9)).html.startswith("<p>caf�")


# Anything at all


@settings(max_examples=150, deadline=None)
@given(hostile_html)
def test_any_paste_becomes_story_html(source):
    html = paste(source).html
    assert clean(html) == html


@pytest.mark.parametrize("vector", VECTORS)
def test_nothing_in_a_paste_can_act(vector):
    html = paste(f"<style>p{{background:url(javascript:pwned(1))}} @import 'x';</style>{vector}").html
    assert not re.search(
        r"<(?!/?(?:p|h[2-4]|hr|em|strong|u|s|a|ul|ol|li|blockquote|br|code|span|sup|sub|small)[ >])", html
    )
    assert not re.search(r"<[^>]*(?:\son\w+=|javascript:|style=)", html)


@pytest.mark.parametrize(
    "source", ["<b>a <i>b</b> c</i> d", "<p>a<div>b</p>c</div>", "<li>a<table><tr><td>b<p>c", "a<"]
)
def test_broken_markup_keeps_every_word(source):
    assert sorted(plain_text(paste(source).html).split()) == sorted(plain_text(clean(source)).split())


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 10_000 + "x",
        "<ul>" * 10_000 + "<li>x" * 5_000,
        "x<br><br>" * 10_000,
        "<style>" * 30_000 + "x",
        "<style>" + "{" * 50_000 + "</style>x",
        "<style>" + "".join(f".a{each} .b{{font-style:italic}}" for each in range(3_000)) + "</style>"
        + "<p class=b>x" * 2_000,
        "<a id=x href='#x'>1</a>" * 10_000,
        "".join(f"<a id=r{each} href='#n{each}'>1</a>" for each in range(5_000)) + "<div>" * 9
        + "".join(f"<a id=n{each} href='#r{each}'>n</a>" for each in range(5_000)),
        "<p class=MsoQuote>" * 5_000 + "x",
        "<p style='mso-list:l0 level9 lfo1'>" * 5_000 + "x",
        "<p style='font-family:" + "a " * 100_000 + "'>x",
        "<p>" + "<i>&nbsp;</i>" * 10_000 + "x",
        "Version:1 " + "x" * 300_000,
    ],
    ids=lambda source: source[:14],
)  # fmt: skip
def test_a_paste_that_means_harm_comes_to_an_end(source):
    """Work that grew with the square of these would not."""
    html = paste(source).html
    assert clean(html) == html
