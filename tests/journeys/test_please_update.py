"""A one-shot, a reader who begins to write "please update!!", and what comes of it: she keeps her kindness, follows the
author, and hears from her in her inbox and by mail."""

import re
import threading

import pytest
from django.core import mail
from django.urls import reverse

from headcanon.core.models import Archive
from headcanon.core.outbox import drain
from headcanon.following.mailing import Mailer
from headcanon.reviews.models import Review
from tests.cast import person, posted

pytestmark = pytest.mark.django_db(transaction=True)
SITE = "https://archive.example"
KIND = "I read it twice on the ferry, and the lamp going out at the end is still with me."
ASKING = f"{KIND} Please update!!"
ANNOUNCED = "That lamp is out, and stays out. But there is another story about the ferryman, in spring."


def test_please_update(ana, open_as, live_server):
    Archive.objects.update_or_create(pk=Archive.ROW, defaults={"letters_a_minute": 100_000})
    rae, work = person("Rae"), posted(ana, status="one-shot")
    reader, writer = open_as(rae), open_as(ana)

    reader.goto(live_server.url + work.get_absolute_url())
    reader.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    reader.locator("#reviews:not([data-hx-get]) .review-box").click()
    reader.locator(".review-form textarea").fill(ASKING)
    reader.locator(".review-form .button").click()
    reader.locator(".stop").wait_for()
    assert reader.locator(".stop mark").inner_text() == "Please update!!"
    assert reader.locator(".stop-fact").inner_text() == "This story is told in one chapter; there is none after it."
    assert Review.objects.count() == 0

    reader.locator(".stop-ways").get_by_text("Follow Ana for what comes next").click()
    reader.locator(".stop-ways", has_text="You follow Ana.").wait_for()
    reader.locator("[name=how][value=without]").click()
    reader.get_by_text("Thank you for writing them.").wait_for()
    assert reader.locator(".review-text").all_inner_texts() == [KIND]

    writer.goto(live_server.url + reverse("announce"))
    writer.locator("[name=text]").fill(ANNOUNCED)
    writer.locator("main form .button").click()
    writer.locator(".prose", has_text=ANNOUNCED).wait_for()

    drain()
    Mailer(SITE, threading.Event()).work()
    reader.goto(live_server.url + reverse("inbox"))
    reader.locator("main", has_text="Ana").get_by_text(re.compile("announce|word from", re.IGNORECASE)).first.wait_for()
    letters = {letter.to[0]: letter for letter in mail.outbox}
    assert set(letters) == {"rae@example.org", "ana@example.org"}
    assert ANNOUNCED in letters["rae@example.org"].body
    assert KIND in letters["ana@example.org"].body
    assert letters["rae@example.org"].extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
