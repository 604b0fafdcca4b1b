"""Footnotes and pictures in every kind of book."""

import zipfile
from io import BytesIO

from headcanon.bindery.tests.manuscripts import PIXELS, annotated
from headcanon.bindery.writers import write


def members(manuscript):
    with zipfile.ZipFile(BytesIO(write(manuscript, "epub"))) as book:
        return {name.removeprefix("EPUB/"): book.read(name) for name in book.namelist()}


def story_in(page):
    return page.decode().split('<div class="story">')[1].split("</section>")[0]


def test_an_epub_has_signs_where_footnotes_stood_and_the_notes_below():
    page = members(annotated())["chapter-0001.xhtml"].decode()
    assert (
        '<p>The tide<sup><a epub:type="noteref" role="doc-noteref" href="#footnote-1" id="sign-1">1</a></sup> turned.'
        '<sup><a epub:type="noteref" role="doc-noteref" href="#footnote-2" id="sign-2">2</a></sup></p>'
    ) in page
    assert page.split("</section>\n")[1].split("\n</body>")[0] == (
        '<aside epub:type="footnote" role="doc-footnote" class="footnote" id="footnote-1">\n'
        '<p><a role="doc-backlink" href="#sign-1">1</a> A <em>spring</em> tide, <span lang="fr">grande marée</span>.</p>'
        '\n</aside>\n<aside epub:type="footnote" role="doc-footnote" class="footnote" id="footnote-2">\n'
        '<p><a role="doc-backlink" href="#sign-2">2</a> Twice.</p>\n</aside>'
    )


def test_an_epub_brings_the_pictures_that_are_at_hand_and_the_words_of_others():
    files = members(annotated())
    assert files["picture-7654321.png"] == PIXELS
    assert '<img src="picture-7654321.png" alt="A ship &amp; her &quot;crew&quot; &lt;3" width="2" height="1"/>' in (
        files["chapter-0001.xhtml"].decode()
    )
    assert "<li><p>[A *map*]</p></li>" in files["chapter-0001.xhtml"].decode()
    assert b'href="picture-7654321.png" media-type="image/png"' in files["package.opf"]
    assert b'idref="picture' not in files["package.opf"]


def test_a_page_holds_its_pictures_and_allows_itself_no_others():
    page = write(annotated(), "html").decode()
    assert '<img src="data:image/png;base64,iVBORw0KGgo' in page
    assert "<p>[A *map*]</p>" in page
    assert "img-src data:; base-uri 'none'" in page
    assert '<span class="footnote">Twice.</span>' in page


def test_text_has_both_in_brackets():
    assert (
        "The tide [A _spring_ tide, grande marée.] turned. [Twice.]\n\n"
        '[A ship & her "crew" <3]\n\n- [A *map*]\n\nChapter 2\n\nHome [Or not.]\n\nAshore.\n'
    ) in write(annotated(), "txt").decode()


def test_markdown_has_both_in_brackets_that_are_no_links():
    assert (
        "The tide \\[A *spring* tide, grande marée.\\] turned. \\[Twice.\\]\n\n"
        '\\[A ship & her "crew" \\<3\\]\n\n- \\[A \\*map\\*\\]\n\n## Chapter 2\n\n### Home \\[Or not.\\]\n\nAshore.\n'
    ) in write(annotated(), "md").decode()
