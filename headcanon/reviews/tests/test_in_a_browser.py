"""Reviews as they come into a story's page: brought by htmx, and there without any script."""

import pytest

from headcanon.reviews.models import AuthorWishes, Kudos, Review
from headcanon.reviews.tests.saying import WORDS, said_by
from tests.cast import person, posted

pytestmark = pytest.mark.django_db(transaction=True)
ASKING = f"{WORDS} Please update soon!!"


@pytest.fixture
def work(ana):
    AuthorWishes.objects.create(person=ana, welcome="gentle")
    return posted(ana)


def scrolled(page):
    """To the end, where the reviews come in."""
    page.locator("#reviews").wait_for()
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.locator("#reviews:not([data-hx-get]) .review-box").wait_for()
    return page


def write(page, text, name=""):
    page.locator(".review-box").click()
    page.locator(".review-form textarea").wait_for()
    page.locator(".review-form textarea").fill(text)
    if name:
        page.locator(".review-form [name=name]").fill(name)
    page.locator(".review-form .button").click()


def test_a_guest_is_stopped_kindly_within_the_page_and_posts_the_rest(work, open_page):
    said_by(person("Rae"), work, "Before.")
    page = scrolled(open_page(work.get_absolute_url()))
    address = page.url
    write(page, ASKING, "Tam")
    page.locator(".stop").wait_for()
    assert page.locator(".stop mark").inner_text() == "Please update soon!!"
    assert page.locator(".review-text").count() == 1
    page.locator("[name=how][value=change]").click()
    page.locator(".review-form textarea:not([hidden])").wait_for()
    assert page.locator(".review-form textarea").input_value() == ASKING
    assert page.locator(".review-form [name=name]").input_value() == "Tam"
    page.locator(".review-form .button").click()
    page.locator("[name=how][value=without]").click()
    page.get_by_text("Thank you for writing them.").wait_for()
    assert page.locator(".review-text").all_inner_texts() == [WORDS, "Before."]
    assert page.url == address
    assert Review.objects.count() == 2


@pytest.mark.prove
@pytest.mark.parametrize("who", [None, "Rae"])
def test_one_click_gives_kudos(work, open_page, who):
    page = scrolled(open_page(work.get_absolute_url(), user=who and person(who)))
    page.locator("#kudos .button").click()
    page.get_by_text("You have left kudos.").wait_for()
    assert page.locator("#kudos .button").count() == 0
    assert Kudos.objects.count() == 1


@pytest.mark.prove
def test_a_member_replies_under_what_she_read(work, ana, open_page):
    rae = person("Rae")
    review = said_by(rae, work, "Before.")
    said_by(rae, work, "After.")
    page = scrolled(open_page(work.get_absolute_url(), user=ana))
    page.locator(f"#review-{review.pk} a", has_text="Reply").click()
    form = page.locator(f"#reply-form-{review.pk}")
    form.locator("textarea").fill("Thank you.")
    form.locator(".button").click()
    page.locator(".review-author").wait_for()
    assert page.locator(".review-text").all_inner_texts() == ["After.", "Before.", "Thank you."]
    assert "Thank you for writing them." in page.locator(f"#thread-{review.pk}").inner_text()


def test_all_of_it_works_without_script(work, open_page):
    page = open_page(work.get_absolute_url(), java_script_enabled=False)
    page.locator("#reviews a", has_text="Write the first one").click()
    page.locator(".review-box").click()
    page.locator("textarea").fill(ASKING)
    page.locator("[name=name]").fill("Tam")
    page.locator(".review-form .button").click()
    page.locator("[name=how][value=as-it-is]").click()
    page.locator(".review-text").wait_for()
    assert page.locator(".review-text").all_inner_texts() == [ASKING]
    page.locator("#kudos a.button").click()
    page.locator("#kudos button").click()
    page.get_by_text("You have left kudos.").wait_for()
