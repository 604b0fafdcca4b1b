"""What anybody's HTML becomes, and what it never does."""

import re
from collections import Counter
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from selectolax.lexbor import LexborHTMLParser

from headcanon.manuscript.clean import as_xhtml, clean, escape, paragraphs
from headcanon.manuscript.rewriting import rewrite
from headcanon.manuscript.tests.hostile import VECTORS, hostile_html
from headcanon.manuscript.words import plain_text


def becomes(source, story_html):
    assert clean(source) == story_html


# What people paste


def test_a_google_docs_paste_keeps_its_italics_and_loses_its_bold_wrapper():
    becomes(
        '<b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr" style="line-height:1.4">'
        '<span style="font-size:11pt;font-style:italic;font-weight:400">Hello </span>'
        '<span style="font-weight:700;text-decoration:none">world</span><span>!</span></p><br>'
        '<p dir="ltr" style="text-align:center"><span>* * *</span></p></b>',
        '<p><em>Hello</em> <strong>world</strong>!</p><p class="center">* * *</p>',
    )


def test_a_word_paste_keeps_alignment_and_loses_the_rest():
    becomes(
        "<!--[if gte mso 9]><xml>no</xml><![endif]--><style>p.MsoNormal {margin:0}</style>"
        '<p class=MsoNormal align=right style="margin:0cm"><span style=\'font-family:"Garamond"\'>Dear Rae,<o:p></o:p>'
        "</span></p>\n<p class=MsoNormal><o:p>&nbsp;</o:p></p>\n<p class=MsoNormal><i>Yours</i></p>",
        '<p class="right">Dear Rae,</p><p><em>Yours</em></p>',
    )


def test_an_old_page_of_fonts_and_breaks_becomes_paragraphs():
    becomes(
        "<HTML><HEAD><TITLE>My fic</TITLE></HEAD><BODY BGCOLOR=white><CENTER><H1>Part One</H1></CENTER>"
        '<FONT FACE="Arial" SIZE=2>First line,<BR>second line.<BR><BR>Next paragraph.<P>And <I>one</I> more.<HR>'
        "After.</FONT></BODY></HTML>",
        '<h2 class="center">Part One</h2><p>First line,<br>second line.</p><p>Next paragraph.</p>'
        "<p>And <em>one</em> more.</p><hr><p>After.</p>",
    )


def test_loose_text_and_divs_become_paragraphs():
    becomes("one<div>two<div>three</div>four</div>five", "<p>one</p><p>two</p><p>three</p><p>four</p><p>five</p>")


def test_marks_by_any_name_become_one_kind():
    becomes(
        "<b>b</b> <i>i</i> <cite>c</cite> <strike>k</strike> <del>d</del> <ins>n</ins> <tt>t</tt> <big>g</big>",
        "<p><strong>b</strong> <em>i c</em> <s>k d</s> <u>n</u> <code>t</code> g</p>",
    )


def test_style_can_take_a_mark_away_inside():
    becomes(
        '<p style="font-style:italic">All <span style="font-style: normal">but this</span> leans</p><p>Not here</p>',
        "<p><em>All</em> but this <em>leans</em></p><p>Not here</p>",
    )


def test_crossed_marks_are_uncrossed():
    becomes("<p>a <b>b <i>c</b> d</i> e", "<p>a <strong>b <em>c</em></strong> <em>d</em> e</p>")


def test_an_unclosed_mark_goes_on_as_browsers_have_it_but_an_unclosed_span_ends_with_its_paragraph():
    becomes("<p><i>one<p>two</i>", "<p><em>one</em></p><p><em>two</em></p>")
    becomes("<p><span style='font-style:italic'>one<p>two", "<p><em>one</em></p><p>two</p>")


def test_spaces_stand_outside_marks_and_never_in_a_row():
    becomes("<p>\n one<em> two </em>\t three </p>\n\n<p> </p>", "<p>one <em>two</em> three</p>")


def test_words_broken_by_marks_stay_whole():
    becomes("<p>un<em>believ</em>able</p>", "<p>un<em>believ</em>able</p>")


def test_verse_keeps_its_lines_and_stanzas_inside_its_marks():
    becomes(
        "<p align=center><em>O rose<br/>thou art sick<br/><br/>The worm</em></p>",
        '<p class="center"><em>O rose<br>thou art sick</em></p><p class="center"><em>The worm</em></p>',
    )


def test_preformatted_text_keeps_lines_and_columns():
    becomes("<pre>\nAna:  hi\n  Rae: yo\n\nbye</pre>", "<p>Ana:\xa0\xa0hi<br>\xa0\xa0Rae: yo</p><p>bye</p>")
    becomes("<pre>Ana: <b>hi</b>   \nRae</pre>", "<p>Ana: <strong>hi</strong><br>Rae</p>")


def test_lists_hold_items_and_items_hold_paragraphs():
    becomes(
        "<ul><li>one<li><p>two</p><ol><li>a</ol></ul><li>stray<ul>loose</ul>",
        "<ul><li><p>one</p></li><li><p>two</p><ol><li><p>a</p></li></ol></li></ul>"
        "<ul><li><p>stray</p><ul><li><p>loose</p></li></ul></li></ul>",
    )


def test_a_letter_is_quoted_with_its_alignment():
    becomes(
        '<blockquote align="right"><p>Dear Rae,</p>come home.<hr></blockquote>',
        '<blockquote><p class="right">Dear Rae,</p><p class="right">come home.</p><hr></blockquote>',
    )


def test_ruby_keeps_its_reading_and_gets_brackets_for_those_who_cannot_show_it():
    story = "<p><em>said <ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rp>(</rp><rt>じ</rt><rp>)</rp></ruby></em></p>"
    becomes("<em>said <ruby>漢<rt>かん</rt>字<rt>じ</ruby></em>", story)
    becomes(story, story)


def test_a_reading_stands_directly_in_its_ruby_whatever_marks_stand_around_both():
    story = "<p><ruby><em>漢</em><rp>(</rp><rt><em>かん</em></rt><rp>)</rp></ruby></p>"
    becomes("<em><ruby>漢<rt>かん</rt></ruby></em>", story)
    becomes("<ruby><em>漢<rt>かん</rt></em></ruby>", story)


def test_a_table_becomes_a_paragraph_for_each_row():
    becomes("<table><tr><td>a</td><td>b</td></tr><tr><th>c<td>d</table>", "<p>a b</p><p>c d</p>")


def test_a_picture_becomes_a_link_with_its_description():
    becomes(
        'See<img src="http://example.org/map.png" alt="the map">here <img src=//e.org/x><img src="data:x" alt=eye><img>',
        '<p>See <a href="http://example.org/map.png" rel="nofollow noopener">the map</a> here '
        '<a href="https://e.org/x" rel="nofollow noopener">image</a> eye</p>',
    )


def test_the_archives_own_picture_is_a_block_of_its_own_and_needs_a_description():
    own = '<img src="/works/1/pictures/2" alt="{}" width="20" height="10">'
    becomes(
        f'<p class="right"><em>See {own.format("a &quot;map&quot; &lt;3 &amp;&#10; more")} here</em>',
        f'<p class="right"><em>See</em></p>{own.format("a &quot;map&quot; &lt;3 &amp; more")}'
        '<p class="right"><em>here</em></p>',
    )
    becomes(f"<ul><li>{own.format('x')}</ul>", f"<ul><li>{own.format('x')}</li></ul>")
    becomes(own.format(" ") + '<img src="/works/1/pictures/x" alt=eye>', "<p>eye</p>")
    becomes(
        '<img src="/works/1/pictures/2" alt=eye width=2 height=x onerror=y>', own.format("eye").split(" width")[0] + ">"
    )
    for address in (
        "//evil.example/works/1/pictures/2",
        "/works/1/pictures/2?x",
        "/works/01/pictures/2",
        "works/1/pictures/2",
    ):
        assert "<img" not in clean(f'<img src="{address}" alt="x">')


def test_a_footnote_stands_in_its_line_and_has_none_of_the_marks_around_it():
    becomes(
        '<p><em>Low<span class="footnote x" id=n>At <i>nine</i>,<br><br>sharp.</span> water</em></p>',
        '<p><em>Low</em><span class="footnote">At <em>nine</em>,<br>sharp.</span> <em>water</em></p>',
    )
    becomes(
        '<p>a<span class="footnote">b</span><span class="footnote">c <a href="https://e.org">d</a> <span lang="fr">e</span>'
        "</span><span class=footnote> </span>f</p>",
        '<p>a<span class="footnote">b</span><span class="footnote">c <a href="https://e.org" rel="nofollow noopener">d</a> '
        '<span lang="fr">e</span></span> f</p>',
    )
    becomes(
        '<p><a href="https://e.org">a</a><span class="footnote"><a href="https://e.org">b</a></span></p>',
        '<p><a href="https://e.org" rel="nofollow noopener">a</a><span class="footnote">'
        '<a href="https://e.org" rel="nofollow noopener">b</a></span></p>',
    )
    becomes('<span class="footnote">a<span class="footnote">b</span></span>', '<p><span class="footnote">ab</span></p>')
    becomes('<p>x<span class="footnote">a<p>b</span>c', '<p>x<span class="footnote">a</span></p><p>bc</p>')


def test_a_rule_written_with_an_end_tag_is_one_rule():
    becomes("a<hr></hr>b<hr/>", "<p>a</p><hr><p>b</p><hr>")


def test_quoting_tags_become_quotes():
    becomes("<p><q>Go</q>, she said.</p>", "<p>“Go”, she said.</p>")


def test_language_and_direction_stay_where_they_say_something():
    becomes('<html lang="en"><p dir="ltr">A <span lang="fr">mot</span></p>', '<p>A <span lang="fr">mot</span></p>')
    becomes('<div lang="he" dir="rtl">שלום</div>', '<p lang="he" dir="rtl">שלום</p>')


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("http://example.org", "http://example.org"),
        ("HTTPS://Example.ORG/A b?x=1&amp;y=2&copy=3#f#g", "https://example.org/A%20b?x=1&amp;y=2&amp;copy=3#f%23g"),
        ("//example.org/é|%zz", "https://example.org/%C3%A9%7C%25zz"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("mailto:ana@example.org", "mailto:ana@example.org"),
        ("#note1", None),
        ("/works/1", None),
        ("javascript:pwned(1)", None),
        ("http://user@example.org/", None),
        ("http://exa mple.org/", None),
        ("ftp://example.org", None),
        ("", None),
    ],
)
def test_a_link_leads_somewhere_from_any_page_or_is_let_go(written, address):
    link = f'<a href="{address}" rel="nofollow noopener">x</a>' if address else "x"
    becomes(f'<a href="{written}" target=_blank onclick=x>x</a>', f"<p>{link}</p>")


# No word is lost


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("I <3 you, 1 < 2, x <> y", "I <3 you, 1 < 2, x <> y"),
        ("he said <!-- and the rest", "he said <!-- and the rest"),
        ("<!-- never closed> but told", "but told"),
        ("<style>p{} never closed", "p{} never closed"),
        ("<title/>told<script src=x />told too", "toldtold too"),
        ('<p title="never closed>told</p><p>told too</p>', "told\n\ntold too"),
        ("<noscript>a</noscript><template>b</template><object>c</object><xmp><b></xmp>", "abc\n\n<b>"),
        ("&#65;&nbsp;&copy &notit; &#" + "9" * 6000 + "; &bogus;", "A\xa0© ¬it; � &bogus;"),
        ("a\x00b\x0bc\x85d\u2028e\u202ef", "ab c d ef"),
        ("\ud83d\ude00 \ud800", "\U0001f600 �"),
    ],
)
def test_words_survive_broken_markup(source, words):
    assert plain_text(clean(source)) == words


def joined(source):
    """Without lone halves of characters, which the parsers refuse."""
    return source.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def visible_characters(source):
    body = LexborHTMLParser(source).body
    if body is None:
        return Counter()
    body.strip_tags(["script", "style", "title", "iframe", "noembed", "noframes", "noscript", "template", "rp", "head"])
    return Counter(re.sub(r"[\W_]", "", body.text()))


HOSTILE = settings(max_examples=60, deadline=None)  # test_clean_in_a_browser.py asks the same for hours


@HOSTILE
@given(hostile_html)
def test_every_letter_that_a_browser_shows_is_kept(source):
    # In a drawing a browser reads scripts and styles as tags; we drop them whole there too.
    source = re.sub(r"<(/?)(svg|math)", r"<\1span", joined(source), flags=re.IGNORECASE)
    kept = Counter(re.sub(r"[\W_]", "", plain_text(clean(source))))
    assert not visible_characters(source) - kept


# Nothing acts


@HOSTILE
@given(hostile_html)
@example("".join(VECTORS))
def test_cleaned_text_is_well_formed_closed_and_stays_as_it_is(source):
    story = clean(source)
    assert clean(story) == story
    assert_story_html(story)


@HOSTILE
@given(hostile_html)
def test_the_gate_finds_nothing_left_to_do(source):
    rewritten = rewrite(joined(source))
    assert clean(source).replace(' rel="nofollow noopener"', "") == rewritten


LEAVES = {"p", "h2", "h3", "h4"}
BLOCKS_IN_STORY = LEAVES | {"hr", "img", "blockquote", "ul", "ol"}
INLINE = {"a", "em", "strong", "u", "s", "small", "sup", "sub", "code", "span", "ruby", "rt", "rp", "br"}
MAY_HOLD = {
    **dict.fromkeys(("story", "blockquote", "li"), BLOCKS_IN_STORY),
    "ul": {"li"},
    "ol": {"li"},
    **dict.fromkeys(LEAVES | INLINE, INLINE),
}
ATTRIBUTES = {
    **{tag: {"class": "center|right|justify", "lang": "[A-Za-z0-9-]+", "dir": "ltr|rtl|auto"} for tag in LEAVES},
    "img": {"src": r"/works/\d+/pictures/\d+", "alt": r"(?s).*\S.*", "width": r"\d+", "height": r"\d+"},
    "span": {"class": "footnote", "lang": "[A-Za-z0-9-]+", "dir": "ltr|rtl|auto"},
    "a": {"href": r"(https?://|mailto:)[\x21-\x7e]+", "rel": "nofollow noopener"},
}


def assert_story_html(story):
    """The grammar of docs/formats.md, by the strictest parser at hand."""
    root = ElementTree.fromstring(f"<story>{as_xhtml(story)}</story>")
    for element in root.iter():
        assert {child.tag for child in element} <= MAY_HOLD.get(element.tag, set())
        for name, value in element.attrib.items():
            assert re.fullmatch(ATTRIBUTES[element.tag][name], value)
        texts = [element.text, *(child.tail for child in element)]
        if element.tag not in LEAVES | INLINE:
            assert not any(texts)
        if element.tag in LEAVES:
            assert "".join(element.itertext()).strip()
    assert not re.search(r"<br>(<br>|</p>)|<p[^>]*><br>|  |[\n\r\t]", story)


def test_bidi_overrides_and_control_characters_go():
    becomes("<p>a\u202eb\u202dc\x07d\ufffee</p>", "<p>abcde</p>")


# Any size


@pytest.mark.parametrize("thousand", [100, pytest.param(1_000, marks=pytest.mark.prove)])
@pytest.mark.parametrize(
    "source",
    [
        lambda k: "<div>" * 50 * k + "x",
        lambda k: "<blockquote><ul><li>x" * 20 * k,
        lambda k: "".join(f"<b id={number}>x" for number in range(30 * k)),
        lambda k: "<p><font color=red>x" * 20 * k,
        lambda k: "<span style='font-style:italic'>x" * 20 * k + "</span>" * 20 * k,
        lambda k: "<span>" * 20 * k + "<p>" + "<cite>" * 20 * k + "</span>" * 20 * k,
        lambda k: "<ruby>x<rt>" * 20 * k,
        lambda k: '<a x="<a " ' * 50 * k,
        lambda k: "<!--" * 50 * k + "<script>" * 50 * k + "<" * 50 * k,
        lambda k: "<p style='" + "a:b;" * 100 * k + "'>x",
        lambda k: "<a href='http://" + "é." * 100 * k + "'>x",
    ],
    ids=lambda source: source(1)[:12],
)
def test_deep_and_broken_markup_comes_to_an_end(source, thousand):
    """Work that grew with the square of these would not."""
    story = clean(source(thousand))
    assert clean(story) == story


# For the readers and the pages


def test_escaped_text_says_what_it_said():
    assert clean(escape('a <b> & "c" &amp;')) == '<p>a &lt;b&gt; &amp; "c" &amp;amp;</p>'


def test_plain_paragraphs_keep_their_lines():
    assert paragraphs("Dear <you>,\r\ncome home.\n \n\n  Ana & Rae\n") == (
        "<p>Dear &lt;you&gt;,<br>come home.</p><p>Ana &amp; Rae</p>"
    )
    assert paragraphs(" \n ") == ""


def test_xhtml_closes_what_html_leaves_open():
    assert as_xhtml("<p>a<br>b &amp; c</p><hr>") == "<p>a<br/>b &amp; c</p><hr/>"
