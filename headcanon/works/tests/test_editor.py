"""Writing in the editor: what is stored survives it, what is typed becomes format, and a keyboard is enough."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from headcanon.manuscript.clean import clean
from headcanon.manuscript.words import count_words
from headcanon.works.tests.editing import Desk, a_chapter

STORED = [
    "<p>Plain, with “quotes”, 3 &lt; 4 &amp; a no-break\xa0space.</p>",
    "<p>&lt;em&gt;no tag&lt;/em&gt; &amp;lt; &lt;/textarea&gt;</p>",
    '<p class="center">c</p><p class="right">r</p><p class="justify">j</p><p lang="fr">f</p><p dir="rtl">d</p>',
    '<h2>Two</h2><h3 class="center">Three</h3><h4 lang="de" dir="auto">Four</h4><p>x</p>',
    "<hr><p>One.</p><hr><hr><p>Two.</p><hr>",
    "<blockquote><p>A letter</p><hr><ul><li><p>in it</p></li></ul></blockquote><p>x</p>",
    "<ul><li><p>a</p><p>b</p></li><li><ol><li><p>c</p></li></ol></li><li><h3>d</h3></li></ul>",
    "<ol><li><p>a</p></li></ol><ul><li><blockquote><p>b</p></blockquote></li></ul>",
    "<p>one<br>two<br><em>three<br>four</em></p>",
    "<p><em>e</em><strong>b</strong><u>u</u><s>s</s><small>m</small><sup>p</sup>x<sub>b</sub><code>c</code></p>",
    "<p><strong>a <em>b</em></strong> <em>c <strong>d <u>e</u></strong></em><u><s>f</s></u></p>",
    '<p><a href="https://example.org/?a=1&amp;b=2" rel="nofollow noopener">a <em>link</em></a> and '
    '<a href="mailto:ana@example.org" rel="nofollow noopener">mail</a></p>',
    '<p>He said <span lang="la">festina <em>lente</em></span> and <span dir="rtl">שלום</span> '
    '<span lang="he" dir="rtl">שלום</span></p>',
    "<p><ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby><ruby>語<rp>(</rp><rt>ご</rt><rp>)</rp></ruby>を<em>"
    "読む</em></p>",
    "<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rp>(</rp><rt><em>じ</em></rt><rp>)</rp></ruby></p>",
    '<p>Word<span class="footnote">A note, <em>slanted</em>.</span><span class="footnote">Another.</span> on.</p>',
    '<p><em>Slanted</em><span class="footnote">Not.</span> <em>on.</em></p>',
    '<p>x</p><img src="/works/1234567/pictures/7654321" alt="A lamp &quot;lit&quot;" width="8" height="6"><p>y</p>',
    "<p><ruby><strong>本</strong><rp>(</rp><rt>ほん</rt><rp>)</rp></ruby></p>",
]
COUNTED = [
    *STORED,
    "<p>don't well-known 3.14 wait--what * a…b _ x² ½</p>",
    "<p>雨が降る。ฝนตก ຝົນຕົກ မိုး 𠀋 ｶﾅ and rain</p>",
    "<p>É́ zwölf один ١٢ 🙂 👩‍👧</p>",
]
# What the page shows a moment after each stroke, asked of the same script.
WORDS_OF_THE_PAGE = """async () => {
  const script = performance.getEntriesByType("resource").find(({name}) => name.includes("/works/words."));
  const {counting} = await import(script.name);
  const {letters, dashes} = document.querySelector(".word-count").dataset;
  const found = counting(letters, dashes)(document.querySelector(".editor-text .tiptap").editor.state.doc);
  return found.words + found.letters;
}"""
TYPED = [
    ("**bold** and *slanted* and _too_ x", "<p><strong>bold</strong> and <em>slanted</em> and <em>too</em> x</p>"),
    ("***both*** x ~~gone~~ `code`", "<p><em><strong>both</strong></em> x <s>gone</s> <code>code</code></p>"),
    ("(*aside*) snake_case_name 2*3*4", "<p>(<em>aside</em>) snake_case_name 2*3*4</p>"),
    ("# Heading\nwords", "<h2>Heading</h2><p>words</p>"),
    ("### Third\n#### Fourth\nx", "<h3>Third</h3><h4>Fourth</h4><p>x</p>"),
    ("> quoted\n\nafter", "<blockquote><p>quoted</p></blockquote><p>after</p>"),
    ("- one\ntwo\n\nafter", "<ul><li><p>one</p></li><li><p>two</p></li></ul><p>after</p>"),
    ("1. one\ntwo\n\nafter", "<ol><li><p>one</p></li><li><p>two</p></li></ol><p>after</p>"),
    ("a\n***\nb\n---\nc", "<p>a</p><hr><p>b</p><hr><p>c</p>"),
    ("a\n--- b", "<p>a</p><hr><p>b</p>"),
    ('1999. The year "it\'s"', '<p>1999. The year "it\'s"</p>'),
]
TOOLS = [
    ("Underlined", "<p><u>The lamp was lit.</u></p>"),
    ("Struck out", "<p><s>The lamp was lit.</s></p>"),
    ("Smaller heading", "<h3>The lamp was lit.</h3>"),
    ("Quotation", "<blockquote><p>The lamp was lit.</p></blockquote>"),
    ("List", "<ul><li><p>The lamp was lit.</p></li></ul>"),
    ("Numbered list", "<ol><li><p>The lamp was lit.</p></li></ol>"),
    ("Centre", '<p class="center">The lamp was lit.</p>'),
    ("To the right", '<p class="right">The lamp was lit.</p>'),
    ("Justified", '<p class="justify">The lamp was lit.</p>'),
]


# --- What is stored ------------------------------------------------------------------------------------------------


def test_what_the_archive_stores_survives_being_opened_and_saved(desk, ana):
    assert [clean(text) for text in STORED] == STORED
    desk.open(a_chapter(ana, "".join(STORED)))
    assert clean(desk.html()) == "".join(STORED)
    assert [clean(desk.put(text).html()) for text in STORED] == STORED


@pytest.mark.prove
def test_what_was_opened_and_not_changed_is_not_kept_again(desk, ana):
    chapter = a_chapter(ana, "".join(STORED))
    desk.open(chapter).page.wait_for_load_state("networkidle")
    chapter.refresh_from_db()
    assert (chapter.version, chapter.working_copies.count()) == (1, 0)


@pytest.mark.prove
def test_the_page_counts_as_the_archive_does(desk, ana):
    stored = [clean(text) for text in COUNTED]
    desk.open(a_chapter(ana, "".join(stored)))
    assert desk.page.locator(".word-count-words").inner_text() == f"{count_words(''.join(stored))} words"
    counted = [(text, desk.put(text).page.evaluate(WORDS_OF_THE_PAGE)) for text in stored]
    assert counted == [(text, count_words(text)) for text in stored]


# --- What is typed -------------------------------------------------------------------------------------------------


@pytest.mark.prove
def test_markdown_becomes_format_as_it_is_typed(desk, ana):
    desk.open(a_chapter(ana, ""))
    found = [(typed, clean(desk.put("").at_the_end().write(typed).html())) for typed, _ in TYPED]
    assert found == TYPED


@pytest.mark.prove
def test_straight_quotes_turn_only_where_that_is_wanted_and_only_what_is_typed(desk, ana):
    desk.open(a_chapter(ana, '<p>"Old," isn\'t it.</p>'))
    desk.page.get_by_label("Straight quotes turn as you type").check()
    desk.at_the_end().write(" \"New,\" 'tis \"isn't 'it'?\"")
    assert desk.html() == '<p>"Old," isn\'t it. “New,” ‘tis “isn’t ‘it’?”</p>'
    desk.press("Backspace")  # gives back what was typed
    assert desk.html().endswith('it’?"</p>')


# --- Keyboard and toolbar ------------------------------------------------------------------------------------------


@pytest.mark.prove
def test_a_keyboard_is_enough_to_write_in_bold_and_to_leave(desk, ana):
    desk.open(a_chapter(ana, ""))
    page = desk.page
    page.get_by_label("Title of the chapter").focus()
    desk.press("Tab")
    assert page.evaluate("document.activeElement.dataset.tool") == "em"
    desk.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.tool") == "strong"
    desk.press("Enter").write("Bold").press("Control+b").write(" plain ").press("Control+i").write("slanted")
    assert desk.html() == "<p><strong>Bold</strong> plain <em>slanted</em></p>"
    desk.press("Alt+F10", "Home")
    assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"
    desk.press("Escape", "Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-labelledby')") == "chapter-notes-before-label"
    desk.press("Tab", "Tab")
    assert page.evaluate("document.activeElement.value") == "save"
    desk.press("Shift+Tab", "Shift+Tab", "Shift+Tab")
    assert "story" in page.evaluate("document.activeElement.className")


@pytest.mark.prove
def test_tab_leaves_a_list_and_changes_nothing(desk, ana):
    stored = "<ul><li><p>a</p></li><li><p>b</p></li></ul>"
    desk.open(a_chapter(ana, stored)).at_the_end().press("Tab")
    assert desk.html() == stored
    assert desk.page.evaluate("document.activeElement.getAttribute('aria-labelledby')") == "chapter-notes-before-label"


@pytest.mark.prove
def test_a_tool_sets_its_format_and_takes_it_away(desk, ana):
    desk.open(a_chapter(ana)).at_the_end().press("Control+a")
    desk.page.get_by_role("button", name="More tools").click()
    for tool, becomes in TOOLS:
        button = desk.page.get_by_role("button", name=tool, exact=True)
        button.click()
        assert (tool, desk.html(), button.get_attribute("aria-pressed")) == (tool, becomes, "true")
        button.click()
        assert (tool, desk.html(), button.get_attribute("aria-pressed")) == (tool, "<p>The lamp was lit.</p>", "false")


@pytest.mark.prove
def test_a_scene_break_parts_the_paragraph_at_the_cursor(desk, ana):
    desk.open(a_chapter(ana, "<p>Before after</p>")).at_the_end().press(*["ArrowLeft"] * 5)
    desk.page.get_by_role("button", name="Scene break").click()
    desk.write("and ")
    assert clean(desk.html()) == "<p>Before</p><hr><p>and after</p>"


@pytest.mark.prove
def test_a_link_is_put_changed_and_taken_away(desk, ana):
    page = desk.open(a_chapter(ana, "<p>Here</p>")).at_the_end().press("Control+a").page
    page.get_by_role("button", name="Link").click()
    page.get_by_label("Where it leads").fill("example.org/x")
    page.get_by_role("button", name="Put it in").click()
    page.locator("#link-dialog").wait_for(state="hidden")
    page.locator(".tiptap a").wait_for()
    assert desk.html() == '<p><a href="https://example.org/x">Here</a></p>'
    page.get_by_role("button", name="Link").click()
    page.get_by_role("button", name="Take the link away").click()
    page.locator(".tiptap a").wait_for(state="detached")
    assert desk.html() == "<p>Here</p>"


# --- The source view -----------------------------------------------------------------------------------------------


@pytest.mark.prove
def test_in_the_source_view_everything_else_of_a_story_can_be_written(desk, ana):
    page = desk.open(a_chapter(ana, "<p>One</p><hr><p>Two</p>")).page
    page.get_by_role("button", name="More tools").click()
    page.get_by_role("button", name="HTML").click()
    source = page.locator("textarea[name=body]")
    assert source.input_value() == "<p>One</p>\n<hr>\n<p>Two</p>"
    source.fill('<p>One</p>\n<p><small>small</small> <span lang="la">lente</span></p>')
    page.get_by_role("button", name="HTML").click()
    desk.text.wait_for()
    assert clean(desk.html()) == '<p>One</p><p><small>small</small> <span lang="la">lente</span></p>'


# --- The page ------------------------------------------------------------------------------------------------------


@pytest.mark.prove
@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 360)])
def test_axe_finds_nothing_on_the_editor_and_it_fits(browser, live_server, ana, theme, width):
    context = browser.new_context(color_scheme=theme, viewport={"width": width, "height": 800})
    desk = Desk(context, live_server, ana)
    page = desk.open(a_chapter(ana, STORED[0], notes_before="<p>Mind the step.</p>")).page
    page.get_by_role("button", name="More tools").click()
    desk.at_the_end().write(" More.").wait_until_kept()
    found = Axe().run(page).response["violations"]
    assert [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found] == []
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    page.get_by_role("button", name="Picture").click()
    assert [each["id"] for each in Axe().run(page).response["violations"]] == []
    desk.leave()


def test_the_page_breaks_no_rule_of_its_content_policy(desk, ana):
    said = []
    desk.page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    plain = [text for text in STORED if "<img" not in text]  # a picture that is not there is an error of its own
    desk.open(a_chapter(ana, "".join(plain))).at_the_end().write("x").wait_until_kept()
    assert said == []


def test_without_a_script_the_same_page_has_plain_fields(browser, live_server, ana):
    context = browser.new_context(java_script_enabled=False)
    desk = Desk(context, live_server, ana)
    chapter = a_chapter(ana)
    desk.page.goto(live_server.url + f"/works/{chapter.work_id}/chapters/{chapter.pk}/edit")
    desk.page.get_by_label("The text of the chapter").fill("**Bold** words\n\n***\n\nand more")
    desk.page.locator("#chapter button[value=save]").click()
    desk.page.locator(".messages").wait_for()
    chapter.refresh_from_db()
    assert chapter.body == "<p><strong>Bold</strong> words</p><hr><p>and more</p>"
    desk.leave()
