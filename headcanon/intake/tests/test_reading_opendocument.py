"""ODT as LibreOffice and pandoc write it."""

import pytest

from headcanon.intake.readers.opendocument.reading import read
from headcanon.intake.readers.unreadable import Unreadable
from headcanon.intake.tests.documents import TIDE_FIELDS, fields, made, odt, story, tide_in, zipped
from headcanon.intake.tests.test_reading_rtf import STORM

STYLES = "".join(
    f'<style:style style:name="{name}" style:family="{family}" {more}><style:{kind}-properties {said}/></style:style>'
    for name, family, kind, said, more in [
        ("I", "text", "text", 'fo:font-style="italic"', ""),
        ("N", "text", "text", 'fo:font-style="normal"', ""),
        ("B", "text", "text", 'fo:font-weight="bold"', 'style:parent-style-name="I"'),
        ("U", "text", "text", 'style:text-underline-style="solid"', ""),
        ("S", "text", "text", 'style:text-line-through-type="single"', ""),
        ("Up", "text", "text", 'style:text-position="super 58%"', ""),
        ("Low", "text", "text", 'style:text-position="-33% 58%"', ""),
        ("H", "text", "text", 'text:display="none"', ""),
        ("Mid", "paragraph", "paragraph", 'fo:text-align="center"', ""),
        ("Right", "paragraph", "paragraph", 'fo:text-align="end"', ""),
        ("Page", "paragraph", "paragraph", 'fo:break-before="page"', ""),
        ("Set", "paragraph", "paragraph", 'fo:margin-left="1cm" fo:margin-right="1cm"', ""),
        ("Line", "paragraph", "paragraph", "", 'style:parent-style-name="Horizontal_20_Line"'),
        ("Q", "paragraph", "text", 'fo:font-style="italic"', 'style:parent-style-name="Quotations"'),
        ("Loop", "paragraph", "paragraph", "", 'style:parent-style-name="Loop"'),
    ]
)


def manuscript(body, **parts):
    return read(odt(body, STYLES, **parts), "storm.odt")[0]


def html(body):
    return manuscript(body).chapters[0].html


def p(words, style=""):
    return f'<text:p text:style-name="{style}">{words}</text:p>'


def span(words, style):
    return f'<text:span text:style-name="{style}">{words}</text:span>'


@pytest.mark.parametrize("name", ["tide-libreoffice.odt", "tide-pandoc.odt"])
def test_what_programs_write_is_read_wholly(name):
    (found,) = read(made(name), name)
    assert (fields(found), story(found)) == (TIDE_FIELDS, tide_in(name))


def test_a_storm_by_libreoffice_is_the_same_storm():
    (found,) = read(made("storm-libreoffice.odt"), "storm.odt")
    assert (found.title, story(found)) == ("Storm Glass", STORM)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (p(f"One {span('two', 'I')} {span('three', 'B')}"), "<p>One <em>two <strong>three</strong></em></p>"),
        (p(span(f"One {span('two', 'N')}", "I")), "<p><em>One</em> two</p>"),
        (p(f"{span('a', 'U')}{span('b', 'S')}{span('c', 'Up')}{span('d', 'Low')}"),
         "<p><u>a</u><s>b</s><sup>c</sup><sub>d</sub></p>"),
        (p("Zero.") + p("Mid", "Mid") + p("Right", "Right"),
         '<p>Zero.</p><p class="center">Mid</p><p class="right">Right</p>'),
        (p("One.") + p("Two.", "Page"), "<p>One.</p><hr><p>Two.</p>"),
        (p("One.") + p("", "Line") + p("Two."), "<p>One.</p><hr><p>Two.</p>"),
        (p("One.") + p("* * *", "Mid") + p("Two."), "<p>One.</p><hr><p>Two.</p>"),
        (p("Set in.", "Set"), "<blockquote><p>Set in.</p></blockquote>"),
        (p("Said.", "Q"), "<blockquote><p>Said.</p></blockquote>"),
        (p("Round.", "Loop"), "<p>Round.</p>"),
        (p("One<text:line-break/>two<text:s text:c='3'/>three<text:tab/>four"), "<p>One<br>two three four</p>"),
        (p("One <text:a xlink:href='https://example.org/a' xmlns:xlink='http://www.w3.org/1999/xlink'>two</text:a>"),
         '<p>One <a href="https://example.org/a" rel="nofollow noopener">two</a></p>'),
        (p("It fell<text:note><text:note-citation>1</text:note-citation><text:note-body>" + p("A glass.") + p("Of rain.")
           + "</text:note-body></text:note> before noon."),
         '<p>It fell<span class="footnote">A glass.<br>Of rain.</span> before noon.</p>'),
        ("<text:tracked-changes><text:changed-region><text:deletion>" + p("Cut.") + "</text:deletion></text:changed-region>"
         "</text:tracked-changes>" + p("One<text:change-start/> put in<text:change-end/>."), "<p>One put in.</p>"),
        ("<text:section>" + p("One.") + "</text:section>", "<p>One.</p>"),
        ("<text:list><text:list-item>" + p("rope") + "<text:list><text:list-item>" + p("of hemp")
         + "</text:list-item></text:list></text:list-item></text:list>" + p("Done."),
         "<ul><li><p>rope</p><ul><li><p>of hemp</p></li></ul></li></ul><p>Done.</p>"),
        (p("<draw:frame><draw:text-box>" + p("In a box.") + "</draw:text-box></draw:frame>Outside."),
         "<p>Outside.</p><p>In a box.</p>"),
        (p("<draw:frame><draw:image/><svg:desc>A map</svg:desc></draw:frame> One."), "<p>[A map] One.</p>"),
        ("<table:table><table:table-row><table:table-cell>" + p("One") + "</table:table-cell><table:table-cell>" + p("two")
         + "</table:table-cell></table:table-row></table:table>", "<p>One two</p>"),
        (p("<text:ruby><text:ruby-base>漢字</text:ruby-base><text:ruby-text>かんじ</text:ruby-text></text:ruby>"),
         "<p><ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby></p>"),
    ],
)  # fmt: skip
def test_everything_a_text_document_can_say_is_kept(body, said):
    assert html(body) == said


def test_notes_in_notes_in_notes_in_notes_keep_their_words_and_are_told():
    notes = ""
    for number in range(6, 0, -1):
        notes = f"<text:note><text:note-body>{p(f'Note {number}.{notes}')}</text:note-body></text:note>"
    (found,) = read(odt(p("One." + notes)), "storm.odt")
    [chapter] = found.chapters
    assert [chapter.html.count(f"Note {number}.") for number in range(1, 7)] == [1] * 6
    assert [each.kind for each in found.concerns] == ["ambiguous"] and "Note 4.Note 5.Note 6." in found.concerns[
        0
    ].message


def test_what_is_left_out_is_told():
    found = manuscript(
        p(f"One.{span('Secret.', 'H')}<office:annotation>{p('Is it?')}</office:annotation>")
        + "<text:table-of-content><text:index-body>" + p("Chapter 1") + "</text:index-body></text:table-of-content>"
    )  # fmt: skip
    assert story(found) == [(None, "<p>One.</p>")]
    assert [each.message.rpartition(": ")[2] for each in found.concerns] == ["Secret.", "Is it?", "Chapter 1"]


def test_a_styles_name_is_enough_where_nobody_says_how_it_looks():
    found = manuscript(p("Storm Glass", "Title") + p("It rained.") + p("It snowed."))
    assert (found.title, story(found)) == ("Storm Glass", [(None, "<p>It rained.</p><p>It snowed.</p>")])


@pytest.mark.parametrize(
    "parts",
    [
        {"content.xml": "<d", "META-INF/manifest.xml": "<m/>"},
        {"content.xml": "<d/>", "META-INF/manifest.xml": "<m/>"},
        {"content.xml": '<!DOCTYPE d [<!ENTITY a "ha">]><d>&a;</d>', "META-INF/manifest.xml": "<m/>"},
        {"content.xml": "<d/>", "META-INF/manifest.xml": "<m><manifest:encryption-data/></m>"},
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml": "<m/>"},
        {"META-INF/manifest.xml": "<m/>"},
        {"content.xml": odt(p("<text:s text:c='999999999'/>" * 9)), "META-INF/manifest.xml": "<m/>"},
    ],
)
def test_bombs_and_broken_files_are_refused_with_a_sentence(parts):
    with pytest.raises(Unreadable, match=r"^storm\.odt.*\.$"):
        read(zipped(parts), "storm.odt")
