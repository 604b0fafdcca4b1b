"""Beside a story's text, in Chromium: marking words, walking paragraphs, and what stands in the margin."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from headcanon.core.outbox import drain
from headcanon.reviews.models import AuthorWishes, Review, TypoNote
from headcanon.works.models import Chapter
from tests.cast import person, posted

pytestmark = pytest.mark.django_db(transaction=True)

BODY = "<p>She climbed the stair, teh lamp in her hand.</p><hr><p>Nobody saw teh sea, or <em>her</em>.</p>"
SELECT = """(words) => {
  const walk = document.createTreeWalker(document.querySelector(".story"), NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode());) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    node.parentElement.scrollIntoView({ block: "center" });
    getSelection().setBaseAndExtent(node, at, node, at + words.length);
    return;
  }
}"""


@pytest.fixture
def work(ana):
    work = posted(ana)
    Chapter.objects.filter(work=work).update(body=BODY)
    return work


def mark(page, words):
    page.evaluate(SELECT, words)
    page.locator(".margin-bar:not([hidden]) a").first.wait_for()


def ways(page):
    return page.locator(".margin-bar:not([hidden]) a").all_inner_texts()


@pytest.mark.prove
def test_a_marked_slip_is_sent_from_beside_the_text_and_put_right_by_its_author(work, ana, open_page):
    page = open_page(work.get_absolute_url())
    mark(page, "teh sea")
    assert ways(page) == ["Say something here", "A slip of the pen"]
    page.locator("[data-way=slip].margin-do").click()
    page.locator(".margin-sheet [name=instead]").wait_for()
    assert page.locator(".margin-sheet .slip-words").inner_text() == "Nobody saw teh sea"
    page.locator(".margin-sheet [name=instead]").fill("the sea")
    page.locator(".margin-sheet .button").click()
    page.get_by_text("Thank you. Nobody sees what you sent but whoever wrote the story.").wait_for()
    assert page.url.endswith(work.get_absolute_url())
    page.keyboard.press("Escape")
    page.locator(".margin-sheet").wait_for(state="hidden")

    page = open_page(reverse("work-slips", args=[work.pk]), user=ana)
    page.get_by_role("button", name="Put it right").click()
    page.get_by_text("1 slip is put right.").wait_for()
    assert Chapter.objects.get().body == BODY.replace("teh sea", "the sea")
    assert TypoNote.objects.get().state == "put-right"


def test_a_keyboard_is_enough_to_say_something_of_a_paragraph(work, open_page):
    rae = person("Rae")
    page = open_page(work.get_absolute_url(), user=rae)
    page.locator(".margin-way a").focus()
    page.keyboard.press("Enter")
    page.locator(".story p[tabindex]").wait_for()
    for _ in range(2):
        page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    page.locator(".story p:last-child[tabindex]").wait_for()
    page.locator(".margin-bar:not([hidden]) a[href*='paragraph=2']").wait_for()
    page.keyboard.press("Tab")
    page.locator(".margin-bar a:focus").wait_for()
    page.keyboard.press("Enter")
    page.locator(".margin-sheet textarea:focus").wait_for()
    page.keyboard.type("I did.")
    page.locator(".margin-sheet .button").click()
    page.locator(".margin-sheet").wait_for(state="hidden")
    page.locator(".margin-marks a").wait_for()
    assert page.locator(".margin-marks a").all_inner_texts() == ["1"]
    review = Review.objects.get()
    assert (review.paragraph, review.text) == (2, "<p>I did.</p>")

    drain()
    page = open_page(work.get_absolute_url(), user=rae)
    page.locator(".margin-marks a").click()
    page.get_by_text("Only what was said of one paragraph.").wait_for()
    page.locator(".review-place a").click()
    page.locator(".story p:last-child:focus").wait_for()


@pytest.mark.prove
def test_what_an_author_does_not_wish_for_is_not_offered(work, ana, open_page):
    AuthorWishes.objects.create(person=ana, typo_notes=False)
    page = open_page(work.get_absolute_url())
    mark(page, "teh sea")
    assert ways(page) == ["Say something here"]


@pytest.mark.prove
@pytest.mark.parametrize(("width", "theme"), [(360, "dark"), (1280, "light")])
def test_axe_finds_nothing_beside_the_text_and_it_fits(work, open_page, width, theme):
    page = open_page(work.get_absolute_url(), viewport={"width": width, "height": 800}, color_scheme=theme)
    mark(page, "teh sea")
    assert Axe().run(page).response["violations"] == []
    page.locator("[data-way=slip].margin-do").click()
    page.locator(".margin-sheet [name=instead]").wait_for()
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
