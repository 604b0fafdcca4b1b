"""Shelves where there is script: in place of what asked, by drag, by key."""

import pytest
from django.conf import settings
from django.urls import reverse

from headcanon.core.editions import pages_changed
from headcanon.reading.models import Shelf, Shelved
from tests import cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.prove]
SOON = 5_000  # ms


@pytest.fixture
def rae(transactional_db):
    return cast.person("Rae")


@pytest.fixture
def page(browser, live_server, rae):
    context = browser.new_context(viewport={"width": 1280, "height": 2400}, base_url=live_server.url)
    cookie = cast.signed_in(rae).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    page = context.new_page()
    yield page
    context.close()


def titles():
    return [row.work.title for row in Shelved.objects.order_by("position").select_related("work")]


def test_one_click_puts_it_on_the_shelf_for_later_and_another_takes_it_off(page, rae):
    work = cast.posted(cast.person("Ana"))
    page.goto(work.get_absolute_url())
    page.get_by_role("link", name="Read later").click()
    page.get_by_text("On your shelf").wait_for(timeout=SOON)
    assert titles() == ["The Lamp"]
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("was taken off").wait_for(timeout=SOON)
    assert titles() == []
    page.goto(reverse("home"))
    page.locator(".card-more summary").click()
    page.get_by_role("link", name="Put on a shelf").click()
    page.get_by_label("A new shelf").fill("Sea")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("stands on").wait_for(timeout=SOON)
    assert [(shelf.name, shelf.shelved.count()) for shelf in Shelf.objects.order_by("pk")] == [
        ("Read later", 0),
        ("Sea", 1),
    ]


def test_lines_are_dragged_and_moved_by_key(page, rae):
    ana = cast.person("Ana")
    shelf = Shelf.objects.create(person=rae, name="Sea")
    for number, title in enumerate(("Crows", "Apples", "Boats")):
        Shelved.objects.create(shelf=shelf, work=cast.posted(ana, title), position=number)
    page.goto(reverse("shelf", args=[shelf.pk]))
    page.locator(".shelf-handle").first.focus()
    page.keyboard.press("ArrowDown")
    page.get_by_text("Moved to place 2.").wait_for(timeout=SOON)
    assert titles() == ["Apples", "Crows", "Boats"]
    handle = page.locator(".shelf-handle").nth(2).bounding_box()
    first = page.locator("[data-line]").first.bounding_box()
    page.mouse.move(handle["x"] + 5, handle["y"] + 5)
    page.mouse.down()
    page.mouse.move(first["x"] + 30, first["y"] + 9, steps=4)
    page.mouse.up()
    page.get_by_text("Moved to place 1.").wait_for(timeout=SOON)
    assert titles() == ["Boats", "Apples", "Crows"]


def test_who_recommends_a_story_comes_when_its_reader_does(page, rae):
    work = cast.posted(cast.person("Ana"))
    shelf = Shelf.objects.create(person=rae, name="Sea", sight="everyone", pseud=rae.default_pseud)
    Shelved.objects.create(shelf=shelf, work=work, why="It <b>mends</b>")
    pages_changed()
    page.goto(work.get_absolute_url())
    page.mouse.wheel(0, 9_000)
    page.get_by_text("It <b>mends</b>").wait_for(timeout=SOON)
    Work = type(work)
    Work.objects.update(lists_recommendations=False)
    pages_changed()
    page.goto(work.get_absolute_url())
    assert page.locator("#recommendations").count() == 0
