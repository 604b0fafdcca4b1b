"""What comes into the editor from elsewhere: pasted, a picture, a file."""

import base64

import pytest

from headcanon.manuscript.clean import clean
from headcanon.works.tests.editing import a_chapter

FROM_A_WORD_PROCESSOR = (
    '<b style="font-weight:normal"><p><span style="font-style:italic">Slanted</span> and '
    '<span style="font-weight:700">bold</span>.</p><p style="text-align:center">Middle</p></b>'
)
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
PASTE = """([html, text]) => {
  const data = new DataTransfer();
  if (html) data.setData("text/html", html);
  data.setData("text/plain", text);
  const into = document.querySelector(".editor-text .tiptap");
  into.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def paste(desk, html, text):
    desk.page.evaluate(PASTE, [html, text])


def said(desk):
    line = desk.page.locator(".editor-said:not(.is-silent) .editor-said-line")
    line.wait_for()
    return line.inner_text()


def test_a_paste_keeps_its_format_says_so_and_can_be_undone(desk, ana):
    desk.open(a_chapter(ana, "<p>Before.</p>")).at_the_end().press("Enter")
    paste(desk, FROM_A_WORD_PROCESSOR, "Slanted and bold.\nMiddle")
    assert "1 run of italics" in said(desk)
    pasted = '<p>Before.</p><p><em>Slanted</em> and <strong>bold</strong>.</p><p class="center">Middle</p>'
    assert clean(desk.html()) == pasted
    desk.page.locator(".editor-said").get_by_role("button", name="Undo").click()
    assert clean(desk.html()) == "<p>Before.</p>"


@pytest.mark.prove
def test_lines_of_plain_text_become_paragraphs(desk, ana):
    desk.open(a_chapter(ana, "")).at_the_end()
    paste(desk, "", "One.\n\n***\n\nTwo.")
    said(desk)
    assert clean(desk.html()) == "<p>One.</p><hr><p>Two.</p>"


@pytest.mark.prove
def test_a_few_plain_words_are_pasted_as_they_are(desk, ana):
    desk.open(a_chapter(ana)).at_the_end()
    paste(desk, "", " It *burned*.")
    assert desk.html() == "<p>The lamp was lit. It *burned*.</p>"


@pytest.mark.prove
def test_what_is_copied_inside_the_editor_is_pasted_by_it_alone(desk, ana):
    text = "<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby> <small>x</small></p><hr><p>y</p>"
    desk.open(a_chapter(ana, text)).at_the_end().press("Control+a", "Control+c", "ArrowRight", "Enter")
    desk.press("Control+v")
    desk.page.locator(".tiptap hr").nth(1).wait_for()
    assert clean(desk.html()) == text + text


@pytest.mark.prove
def test_a_paste_while_the_archive_cannot_be_reached_keeps_what_the_browser_understands_and_says_so(desk, ana):
    desk.open(a_chapter(ana, "")).at_the_end()
    desk.page.route("**/works/paste", lambda route: route.abort())
    paste(desk, FROM_A_WORD_PROCESSOR, "")
    assert said(desk).startswith("The archive cannot be reached, so this browser read what you pasted.")
    assert clean(desk.html()) == '<p><em>Slanted</em> and <strong>bold</strong>.</p><p class="center">Middle</p>'


@pytest.mark.prove
def test_a_picture_is_not_put_in_without_words_for_it(desk, ana):
    page = desk.open(a_chapter(ana)).at_the_end().page
    page.get_by_role("button", name="Picture").click()
    page.get_by_label("The picture").set_input_files({"name": "x.png", "mimeType": "image/png", "buffer": PIXEL})
    page.locator("#picture-dialog").get_by_role("button", name="Put it in").click()
    assert page.locator("#picture-dialog").is_visible()
    page.get_by_label("What can be seen in it").fill("A lamp, lit")
    page.locator("#picture-dialog").get_by_role("button", name="Put it in").click()
    picture = page.locator(".tiptap img")
    picture.wait_for()
    assert picture.get_attribute("alt") == "A lamp, lit"
    stored = clean(desk.html())
    assert stored.startswith("<p>The lamp was lit.</p><img src=")
    assert page.evaluate("fetch(document.querySelector('.tiptap img').src).then((answer) => answer.status)") == 200
    picture.click()
    page.get_by_role("button", name="Picture").click()
    page.get_by_label("What can be seen in it").fill("A lamp, burning")
    page.locator("#picture-dialog").get_by_role("button", name="Put it in").click()
    page.locator(".tiptap img[alt='A lamp, burning']").wait_for()
    desk.wait_until_kept()


@pytest.mark.prove
def test_a_file_is_read_into_the_empty_fields_and_to_the_cursor(desk, ana):
    page = desk.open(a_chapter(ana)).at_the_end().page
    story = b"Title: The Tide\n\nA/N: Mind the step.\n\nThe _tide_ had left.\n\n* * *\n\nIt came back.\n"
    page.locator("#file-to-read").set_input_files({"name": "tide.txt", "mimeType": "text/plain", "buffer": story})
    page.locator(".tiptap hr").wait_for()
    assert said(desk) == "The story in tide.txt now stands in your text."
    assert "<em>tide</em> had left.</p><hr><p>It came back.</p>" in clean(desk.html())
    desk.wait_until_kept()
