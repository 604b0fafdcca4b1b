"""The reading page in Chromium: leafing by key, where one is, how long it takes, footnotes, panels, and a voice."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import reverse

from headcanon.core.looks import look_of
from headcanon.core.outbox import drain
from headcanon.manuscript.model import Chapter, Notes
from headcanon.works.manuscripts import draft_from
from headcanon.works.publishing import publish
from tests.cast import manuscript, person, signed_in

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "".join(f"<p>Night {n}. {'She waited for the boat. ' * 12}</p>" for n in range(40))
NOTED = '<p>It began<span class="footnote">In <em>May</em>.</span> late. She ran.</p>'
VOICES = """() => {
  const said = [];
  window.said = said;
  const voice = (lang, localService) => ({ lang, localService, name: lang });
  const offered = [voice("de-DE", true), voice("en-GB", false), voice("en-US", true)];
  const fake = new EventTarget();
  Object.assign(fake, {
    getVoices: () => window.silent ? offered.filter((each) => !each.lang.startsWith("en")) : offered,
    cancel() {}, speak(each) { said.push([each.text, each.voice.lang]); window.current = each; },
  });
  Object.defineProperty(window, "speechSynthesis", { value: fake });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
}"""


@pytest.fixture
def work(ana):
    """Three chapters: a long one between two short ones."""
    pages = manuscript()
    pages.chapters = [
        Chapter(NOTED, "One", Notes("<p>Mind the step.</p>")), Chapter(LONG, "Two"), Chapter(NOTED * 3, "Three"),
    ]  # fmt: skip
    work = publish(draft_from(pages, pseuds=[ana.default_pseud]))
    drain()
    return work


@pytest.fixture
def open_page(browser, live_server):
    """What the console complains of fails the test."""
    contexts, complaints = [], []

    def open_at(address, *, user=None, voices=None, **options):
        context = browser.new_context(**options)
        contexts.append(context)
        if user:
            session = signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        page = context.new_page()
        if voices:
            page.add_init_script(f"({voices})()")
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(live_server.url + address, wait_until="load")
        return page

    yield open_at
    for context in contexts:
        context.close()
    assert complaints == []


def chapter(work, position):
    return work.chapters.get(position=position).get_absolute_url()


def test_keys_turn_chapters_and_never_while_she_types(work, open_page):
    page = open_page(chapter(work, 2))
    for key, there in [("ArrowRight", 3), ("ArrowLeft", 2), ("n", 3), ("k", 2), ("p", 1), ("j", 2)]:
        page.keyboard.press(key)
        page.wait_for_url(f"**{chapter(work, there)}")
        page.wait_for_load_state("load")
    here = page.url
    for key in ("Control+ArrowRight", "Shift+ArrowRight", "Alt+n"):
        page.keyboard.press(key)
    page.evaluate("document.querySelector('main').append(document.createElement('textarea'))")
    page.locator("main > textarea").focus()
    page.keyboard.type("njkp")
    page.keyboard.press("ArrowRight")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#p-2'))")
    page.wait_for_timeout(300)
    assert page.url == here

    page.locator("main > textarea").evaluate("each => each.blur()")
    page.keyboard.press("?")
    page.locator("#keys[open]").wait_for()
    assert Axe().run(page).response["violations"] == []
    page.get_by_label("Letters turn chapters, too").uncheck()
    page.keyboard.press("Escape")
    page.evaluate("getSelection().removeAllRanges()")
    page.keyboard.press("n")
    page.wait_for_timeout(200)
    assert page.url == here
    page.keyboard.press("ArrowRight")
    page.wait_for_url(f"**{chapter(work, 3)}")


def test_the_line_shows_where_she_is_and_the_time_is_her_own(work, open_page):
    page = open_page(chapter(work, 2))
    page.locator(".reading-left:not(:empty)").wait_for()
    first = page.locator(".reading-left").inner_text()
    begin = float(page.locator(".reading-progress circle").get_attribute("cx").rstrip("%"))
    page.evaluate("scrollTo({ top: document.querySelector('#p-20').offsetTop, behavior: 'instant' })")
    page.wait_for_function(
        f"parseFloat(document.querySelector('.reading-progress circle').getAttribute('cx')) > {begin} + 20"
    )
    assert first.startswith("about ")
    assert first.endswith(" min left")
    kept = page.evaluate("Object.keys(localStorage)")
    assert "pace" not in kept, "a leap is no reading"
    page.evaluate("localStorage.setItem('pace', JSON.stringify({ en: { words: 60, minutes: 3 } }))")
    page.reload()
    page.locator(".reading-left:not(:empty)").wait_for()
    assert int(page.locator(".reading-left").inner_text().split()[1]) > int(first.split()[1])
    page.evaluate("scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })")
    page.wait_for_function("document.querySelector('.reading-left').textContent === 'at the end'")


def test_a_footnote_comes_to_the_reader(work, open_page):
    page = open_page(chapter(work, 1))
    note = page.locator(".story .footnote")
    assert not note.is_visible()
    page.get_by_role("button", name="Footnote 1").click()
    note.wait_for(state="visible")
    assert note.inner_text() == "In May."
    box = note.bounding_box()
    assert 0 < box["x"] < box["x"] + box["width"] <= page.viewport_size["width"]
    assert Axe().run(page).response["violations"] == []
    page.keyboard.press("Escape")
    note.wait_for(state="hidden")
    assert page.evaluate("document.querySelector('#p-0').textContent") == "It beganIn May. late. She ran."


def test_without_script_a_footnote_stands_in_its_line_and_everything_is_a_link(work, open_page):
    page = open_page(chapter(work, 1), java_script_enabled=False)
    assert page.locator(".story .footnote").is_visible()
    page.get_by_role("link", name="Chapter 1 of 3").click()
    assert page.url.endswith(reverse("navigate", args=[work.pk]))
    page = open_page(chapter(work, 1), java_script_enabled=False)
    page.get_by_role("navigation", name="Tools").get_by_role("link", name="Appearance").click()
    page.get_by_label("Sepia").check()
    page.get_by_label("Folded, a touch away").check()
    page.get_by_role("button", name="Use this").click()
    assert page.url.endswith(chapter(work, 1))
    assert page.locator("html").get_attribute("data-theme") == "sepia"
    assert not page.get_by_text("Mind the step.").is_visible()
    page.get_by_text("Ana’s note before this chapter").click()
    assert page.get_by_text("Mind the step.").is_visible()


@pytest.mark.prove
@pytest.mark.parametrize("width", [360, 1280])
def test_a_look_shows_at_once_and_is_kept(work, open_page, width):
    rae = person("Rae")
    page = open_page(chapter(work, 1), user=rae, viewport={"width": width, "height": 800})
    page.get_by_role("navigation", name="Tools").get_by_role("link", name="Appearance").click()
    panel = page.locator(".panel:popover-open")
    panel.wait_for()
    with page.expect_response("**/appearance/look"):
        panel.get_by_text("Dark", exact=True).click()
    with page.expect_response("**/appearance/look"):
        panel.get_by_text("Largest").click()
    with page.expect_response("**/appearance/look"):
        panel.get_by_text("Folded, a touch away").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.locator("#p-0").evaluate("each => getComputedStyle(each).fontSize") in ("28.8px", "32px")
    assert not page.get_by_text("Mind the step.").is_visible()
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.keyboard.press("Escape")
    panel.wait_for(state="hidden")
    page.goto(page.url)
    assert page.locator("html").get_attribute("data-size") == "size-5"
    rae.refresh_from_db()
    assert look_of(rae.look) == look_of("dark.size-5.folded")


@pytest.mark.prove
def test_the_chapters_open_beside_the_story(work, open_page):
    page = open_page(chapter(work, 2))
    page.get_by_role("link", name="Chapter 2 of 3").click()
    panel = page.locator(".panel:popover-open")
    panel.wait_for()
    assert panel.locator("li a").all_inner_texts() == ["1. One", "2. Two", "3. Three"]
    assert Axe().run(page).response["violations"] == []
    panel.get_by_role("link", name="3. Three").click()
    page.wait_for_url(f"**{chapter(work, 3)}")


@pytest.mark.prove
def test_a_voice_of_this_device_reads_and_the_sentence_is_marked(work, open_page):
    page = open_page(chapter(work, 1), voices=VOICES)
    page.get_by_role("button", name="Read aloud").click()
    assert page.evaluate("said") == [["It began late.", "en-US"]], "no footnote, and no voice from elsewhere"
    marked = "[...CSS.highlights.get('aloud')].map((each) => each.cloneContents().textContent)"
    assert page.evaluate(marked) == ["It beganIn May. late."]
    page.evaluate("current.onend()")
    assert page.evaluate("said.at(-1)[0]") == "She ran."
    page.get_by_role("button", name="Pause").click()
    page.evaluate("current.onend()")
    assert len(page.evaluate("said")) == 2
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("button", name="Go on").click()
    assert page.evaluate("said.at(-1)[0]") == "She ran."
    page.evaluate("current.onend()")
    page.locator(".aloud").wait_for(state="hidden")
    assert not page.evaluate("CSS.highlights.has('aloud')")


@pytest.mark.prove
def test_where_there_is_no_voice_nothing_is_offered(work, open_page):
    page = open_page(chapter(work, 1), voices=VOICES.replace("const said", "window.silent = true; const said"))
    page.locator(".reading-left:not(:empty)").wait_for()
    assert not page.get_by_role("button", name="Read aloud").is_visible()


@pytest.mark.prove
def test_on_paper_it_is_a_book_in_ink_with_its_footnotes_in_their_lines(work, open_page, live_server):
    page = open_page(chapter(work, 1))
    page.context.add_cookies([{"name": "look", "value": "dark.size-5", "url": live_server.url}])
    page.reload()
    page.locator(".footnote-mark").wait_for()
    page.emulate_media(media="print")
    seen = {name: page.locator(name).first.is_visible() for name in (".footnote", ".footnote-mark", ".reading-bar")}
    assert seen == {".footnote": True, ".footnote-mark": False, ".reading-bar": False}
    style = page.locator("#p-0").evaluate("each => [getComputedStyle(each).color, getComputedStyle(each).fontSize]")
    assert style == ["rgb(0, 0, 0)", "14.6667px"]
