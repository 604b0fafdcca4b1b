"""A reader asks an author for a story, and what comes of it: the author accepts, writes, and publishes; the reader is
told; and the two find each other's pages."""

import pytest
from django.urls import reverse

from headcanon.core.outbox import drain
from headcanon.headcanons.models import Headcanon
from headcanon.works.models import Growth
from tests.cast import draft, person

pytestmark = pytest.mark.django_db(transaction=True)
CLAIM = "The ferryman kept every coin, and none of them was for him."


def press(page, name):
    page.get_by_role("button", name=name, exact=True).first.click()


def test_what_if(ana, open_as, live_server):
    rae, work = person("Rae"), draft(ana)
    reader, writer = open_as(rae), open_as(ana)

    reader.goto(live_server.url + reverse("ask", args=["Ana"]))
    reader.locator("main [name=claim]").fill(CLAIM)
    reader.locator("main [name=fandoms]").fill("Greek myth")
    reader.locator("main form .button").first.click()
    reader.get_by_text(CLAIM).first.wait_for()
    headcanon = Headcanon.objects.get()
    drain()

    writer.goto(live_server.url + reverse("inbox"))
    writer.locator("main").get_by_text("Rae").first.wait_for()
    writer.goto(live_server.url + reverse("asks"))
    writer.get_by_text(CLAIM).first.click()
    press(writer, "Accept it")
    press(writer, "I am writing this")
    writer.get_by_role("button", name="You are writing this").first.wait_for()

    writer.goto(live_server.url + reverse("work-edit", args=[work.pk]))
    writer.locator("[name=headcanon_words]").fill("ferryman coin")
    writer.get_by_label(CLAIM).check()
    press(writer, "Save")
    writer.get_by_text("is saved").first.wait_for()
    assert Growth.objects.get().headcanon == headcanon
    writer.goto(live_server.url + reverse("publish", args=[work.pk]))
    press(writer, "Publish")
    writer.get_by_role("heading", name="The Lamp").first.wait_for()
    drain()

    reader.goto(live_server.url + reverse("inbox"))
    reader.locator("main").get_by_text("The Lamp").first.wait_for()
    reader.goto(live_server.url + headcanon.get_absolute_url())
    reader.locator(".card-title", has_text="The Lamp").wait_for()
    reader.goto(live_server.url + reverse("headcanon-lineage", args=[headcanon.pk]))
    reader.locator("main").get_by_role("link", name="The Lamp").click()
    reader.wait_for_url(f"**{work.get_absolute_url()}")
    reader.locator(f'main a[href="{headcanon.get_absolute_url()}"]').first.press("Enter")
    reader.wait_for_url(f"**{headcanon.get_absolute_url()}")
