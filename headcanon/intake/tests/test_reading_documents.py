"""Blocks of any origin to a work: what all documents and pages have in common."""

import pytest

from headcanon.intake.readers import Unreadable
from headcanon.intake.readers.document.reading import manuscript_of, pasted
from headcanon.intake.readers.document.words import Words
from headcanon.manuscript.model import Notes
from headcanon.manuscript.words import plain_text

PROSE = (
    "The ferry left without its lights, and for a while there were two boats on the water, the one that they stood "
    "in and the one that its noise came back from. Marta held the rail with her good hand."
)


def read(html):
    return manuscript_of(pasted(html), "ferry.docx", format="docx", data=b"bytes")


def chapters(html):
    return [(chapter.title, chapter.html) for chapter in read(html).chapters]


class TestTitles:
    @pytest.mark.parametrize(
        ("top", "title", "authors"),
        [
            ("<h1>the second ferry</h1>", "the second ferry", []),
            ("<h1>The Second Ferry</h1><p>by Ana</p>", "The Second Ferry", ["Ana"]),
            ("<h1>The Second Ferry</h1><h2>by Ana and Bo</h2>", "The Second Ferry", ["Ana", "Bo"]),
            ("<h1>The Second Ferry<br>by Ana</h1>", "The Second Ferry", ["Ana"]),
            ('<p align="center"><b>the second ferry</b></p><p align="center">by Ana</p>', "the second ferry", ["Ana"]),
            ("<p><b><u>Second</u></b></p>", "Second", []),
            ("<p>The Second Ferry<br>by Ana</p>", "The Second Ferry", ["Ana"]),
            ("<hr><h2>“The Second Ferry”</h2>", "The Second Ferry", []),
            ("<p><b>Title:</b> The <i>Second</i> Ferry</p><p><b>Author:</b> Ana</p>", "The Second Ferry", ["Ana"]),
            ("<h1>Title: The Second Ferry</h1>", "The Second Ferry", []),
        ],
    )
    def test_they_stand_on_top(self, top, title, authors):
        found = read(f"{top}<p>{PROSE}</p><p>{PROSE}</p>")
        assert (found.title, found.authors) == (title, authors)
        assert [chapter.html for chapter in found.chapters] == [f"<p>{PROSE}</p><p>{PROSE}</p>"]

    @pytest.mark.parametrize("first", ["<h1>Chapter 1</h1>", "<p><b>“Wait,” she said.</b></p>", "<h2>1. Rail</h2>"])
    def test_what_is_none(self, first):
        assert read(f"{first}<p>{PROSE}</p><h1>Chapter 2</h1><p>{PROSE}</p>").title is None


class TestHeaders:
    def test_labels_in_one_paragraph_or_in_many(self):
        lines = [
            "<b>Fandom:</b> The Crossing (TV), Hamlet",
            "<b>Characters</b>: Marta; Nils",
            "<b>Pairing:</b> Marta/Nils",
            "<b>Rating:</b> PG-13",
            "<b>Warnings:</b> drowning",
            "<b>Genre:</b> Hurt/Comfort",
            "<b>Status:</b> WIP",
            "<b>Date:</b> 3 March 1998",
            "<b>Summary:</b> Two <i>boats</i>.",
            "<b>Disclaimer:</b> Not <i>my</i> ferry.",
        ]
        for html in (f"<p>{'<br>'.join(lines)}</p>", "".join(f"<p>{line}</p>" for line in lines)):
            found = read(f"<h1>Ferry</h1>{html}<p>{PROSE}</p>")
            assert found.fandoms == ["The Crossing (TV)", "Hamlet"]
            assert (found.characters, found.relationships) == (["Marta", "Nils"], ["Marta/Nils"])
            assert (found.rating, found.warnings, found.tags) == ("PG-13", ["drowning"], ["Hurt/Comfort"])
            assert (found.status, found.date) == ("in-progress", "1998-03-03")
            assert found.summary == "<p>Two <em>boats</em>.</p>"
            assert found.disclaimer == "<p>Not <em>my</em> ferry.</p>"
            assert [chapter.html for chapter in found.chapters] == [f"<p>{PROSE}</p>"]

    def test_labels_in_a_table_or_a_list(self):
        rows = "<tr><td>Title:</td><td>Ferry</td></tr><tr><td>Rating:</td><td>PG</td></tr>"
        items = "<li>Title: Ferry</li><li>Rating: PG</li>"
        for html in (f"<table>{rows}</table>", f"<ul>{items}</ul>"):
            found = read(f"{html}<p>{PROSE}</p>")
            assert (found.title, found.rating) == ("Ferry", "PG")

    def test_headings_announce_what_is_below_them(self):
        found = read(
            f"<h1>Ferry</h1><h3>Summary</h3><p>One.</p><p>Two <i>boats</i>.</p><h3>Author’s Notes</h3><p>For Kit.</p>"
            f"<blockquote>Who asked.</blockquote><h2>Chapter 1</h2><p>{PROSE}</p><h2>Chapter 2</h2><p>{PROSE}</p>"
        )
        assert found.summary == "<p>One.</p><p>Two <em>boats</em>.</p>"
        assert found.notes == Notes("<p>For Kit.</p><blockquote><p>Who asked.</p></blockquote>")
        assert [chapter.title for chapter in found.chapters] == ["Chapter 1", "Chapter 2"]

    def test_the_markup_of_a_note_stays(self):
        found = read(
            '<h1>Ferry</h1><p>A/N: For <a href="https://example.org/kit">Kit</a>, who *asked* <b>twice</b>.</p>'
            f"<p>{PROSE}</p>"
        )
        link = '<a href="https://example.org/kit" rel="nofollow noopener">Kit</a>'
        assert found.notes.before == f"<p>For {link}, who *asked* <strong>twice</strong>.</p>"


class TestChapters:
    def test_numbered_headings(self):
        html = f"<h1>Ferry</h1><h2>Chapter 1: Rail</h2><p>{PROSE}</p><h2>Chapter 2</h2><h3>Wake</h3><p>{PROSE}</p>"
        assert chapters(html) == [("Chapter 1: Rail", f"<p>{PROSE}</p>"), ("Chapter 2: Wake", f"<p>{PROSE}</p>")]

    def test_headings_that_are_only_names(self):
        html = f"<h1>Ferry</h1><h2>Rail</h2><p>{PROSE}{PROSE}</p><h2>Wake</h2><p>{PROSE}</p>"
        assert [title for title, _ in chapters(html)] == ["Rail", "Wake"]

    def test_lines_that_a_hand_made_headings(self):
        html = (
            f"<p align=center><b>Chapter One</b></p><p>{PROSE}</p><p align=center><b>Chapter Two</b></p><p>{PROSE}</p>"
        )
        assert chapters(html) == [("Chapter One", f"<p>{PROSE}</p>"), ("Chapter Two", f"<p>{PROSE}</p>")]

    def test_smaller_headings_stay_in_the_story(self):
        html = f"<h1>Chapter 1</h1><p>{PROSE}</p><h3>Bergen, 1984</h3><p>{PROSE}</p><h1>Chapter 2</h1><p>{PROSE}</p>"
        assert chapters(html)[0] == ("Chapter 1", f"<p>{PROSE}</p><h3>Bergen, 1984</h3><p>{PROSE}</p>")

    def test_parts_above_chapters(self):
        html = f"<h1>Part One</h1><h2>Chapter 1</h2><p>{PROSE}</p><h2>Chapter 2</h2><p>{PROSE}</p>"
        assert [title for title, _ in chapters(html)] == ["Part One: Chapter 1", "Chapter 2"]

    def test_a_list_of_contents_is_furniture(self):
        found = read(
            f"<h1>Ferry</h1><h2>Contents</h2><ul><li>Rail</li><li>Wake</li></ul><h2>Rail</h2><p>{PROSE}</p><p>{PROSE}</p>"
            f"<h2>Wake</h2><p>{PROSE}</p><p>{PROSE}</p>"
        )
        assert (found.title, [chapter.title for chapter in found.chapters]) == ("Ferry", ["Rail", "Wake"])
        assert [concern.kind for concern in found.concerns] == ["furniture"]

    def test_notes_before_after_and_inside(self):
        found = read(
            f"<h1>Chapter 1</h1><p>A/N: hello <i>all</i></p><p>{PROSE}</p><p align=center>Nobody <b>saw</b> (A/N: true!) it"
            f" <i>go</i>.</p><h3>Author’s Note</h3><p>“Quoted,” says my beta.</p><p>More.</p>"
            f"<h1>Chapter 2</h1><p>{PROSE}</p><p><b>Notes</b></p><blockquote>The end is near.</blockquote>"
        )
        first, second = found.chapters
        assert first.notes.before == "<p>hello <em>all</em></p>"
        assert first.html == f'<p>{PROSE}</p><p class="center">Nobody <strong>saw</strong> it <em>go</em>.</p>'
        assert plain_text(first.notes.after) == "true!\n\n“Quoted,” says my beta.\n\nMore."
        assert second.html == f"<p>{PROSE}</p>"
        assert plain_text(second.notes.after) == "The end is near."


class TestTheText:
    def test_emphasis_alignment_lists_quotations_and_footnotes_stay(self):
        story = (
            f'<p>{PROSE} <em>Then</em> *not* this.</p><p class="right"><s>x</s><u>y</u></p><ul><li><p>one</p></li></ul>'
            '<blockquote><p>Dear Marta,</p><p>No.</p></blockquote><p>Sea<span class="footnote">Salt.</span>.</p>'
            "<p>A verse<br>of two</p>"
        )
        assert chapters(story) == [(None, story)]

    def test_scene_breaks(self):
        html = f"<p>{PROSE}</p><p>* * *</p><p>{PROSE}</p><p>[scene break]</p><p>{PROSE}</p><hr><p>{PROSE}</p>"
        assert chapters(html) == [(None, "<hr>".join([f"<p>{PROSE}</p>"] * 4))]

    def test_a_quotation_around_everything_is_the_margin_of_the_page(self):
        html = f"<blockquote><p><b>Rating:</b> PG</p><p>{PROSE}</p><p>{PROSE}</p></blockquote>"
        assert (read(html).rating, chapters(html)) == ("PG", [(None, f"<p>{PROSE}</p><p>{PROSE}</p>")])

    def test_where_it_came_from(self):
        source = read(f"<p>{PROSE}</p>").source
        assert (source.format, source.encoding, len(source.sha256)) == ("docx", "", 64)

    def test_nothing_is_refused_with_a_sentence(self):
        with pytest.raises(Unreadable, match=r"ferry\.docx holds no text"):
            read("<p> </p>")


class TestWords:
    LINE = (
        '<p class="center"><strong>Note:</strong> See <em>the note</em><span class="footnote">f</span> '
        "(a (b) c) there</p>"
    )

    @pytest.mark.parametrize(
        ("text", "html"),
        [
            ("See the note", '<p class="center">See <em>the note</em><span class="footnote">f</span></p>'),
            ("the note there", '<p class="center"><em>the note</em><span class="footnote">f</span> there</p>'),
            ("Note: See", '<p class="center"><strong>Note:</strong> See</p>'),
            ("something else", None),
        ],
    )
    def test_a_part_of_a_piece_keeps_its_markup(self, text, html):
        assert Words(self.LINE).html_of(text) == html
