"""The single HTML file."""

import base64
import hashlib
import re
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from headcanon.bindery.tests.manuscripts import arabic, full, hostile, one_shot
from headcanon.bindery.writers import write


def parsed(manuscript):
    return LexborHTMLParser(write(manuscript, "html").decode())


def texts(page, selector):
    return [" ".join(each.text(separator=" ").split()) for each in page.css(selector)]


def test_it_holds_the_whole_work_in_order():
    page = parsed(full())
    assert texts(page, "h1, h2, .label") == [
        "What the Tide Left",
        "Summary",
        "Disclaimer",
        "Contents",
        "Authors’ note before",
        "Chapter 1 Low water",
        "Authors’ note before this chapter",
        "Authors’ note after this chapter",
        "Chapter 2",
        "Chapter 3 High water",
        "Authors’ note after",
    ]
    assert texts(page, ".story")[1:] == ["He was late.", "So was she."]


def test_several_chapters_have_a_list_whose_links_lead_somewhere():
    page = parsed(full())
    links = [(each.text(), each.attributes["href"]) for each in page.css("nav a")]
    assert links == [
        ("Chapter 1: Low water", "#part-1"),
        ("Chapter 2", "#part-2"),
        ("Chapter 3: High water", "#part-3"),
        ("Authors’ note after", "#note-after"),
    ]
    assert all(page.css_first(target) for _, target in links)


def test_a_one_shot_has_its_heading_once():
    page = parsed(one_shot())
    assert texts(page, "h1, h2, nav") == ["Ashore"]


def test_it_asks_nobody_for_anything():
    page = parsed(full())
    assert page.css("script, link, img, iframe, object, form, base") == []
    assert "http" not in re.sub(r'xmlns="[^"]*"|http-equiv', "", write(full(), "html").decode())


def test_its_policy_allows_its_own_style_and_nothing_else():
    page = parsed(full())
    digest = base64.b64encode(hashlib.sha256(page.css_first("style").text().encode()).digest()).decode()
    policy = page.css_first("meta[http-equiv]").attributes["content"]
    assert policy == (f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'")


def test_markup_in_a_title_is_printed_as_it_was_written():
    page = parsed(hostile())
    title = "</title><script>alert(1)</script>[U+0000][U+D800][U+E000] & \"'` ]]> --> *_#[x](javascript:1)"
    assert page.css("script, [onerror]") == []
    assert texts(page, "h1") == [title]
    assert page.css_first("title").text() == f"{title} by {title}"


def test_a_page_in_arabic_runs_from_the_right_and_says_our_words_in_english():
    page = parsed(arabic())
    assert page.css_first("html").attributes == {"lang": "ar", "dir": "rtl"}
    assert {each.text() for each in page.css("bdi[lang=en]")} == {
        "Skip to the story",
        "Summary",
        "Characters",
        "Language",
        "Chapters",
        "Words",
        "Contents",
        "ليلى’s note before",
        "Chapter 1",
        "Chapter 2",
    }


def test_what_a_work_does_not_say_leaves_no_empty_row():
    page = parsed(replace(one_shot(), language=None, status=None))
    assert texts(page, "dt") == ["Words"]
