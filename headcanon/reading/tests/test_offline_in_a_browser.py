"""A device whose network is cut, in Chromium: keeping, reading, saying something, and what happens when it is back."""

import re
from io import BytesIO
from time import sleep, time

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from headcanon.reading.models import Reading, Shelf, Shelved
from headcanon.reading.remembering import Step, note_step, write_places
from headcanon.reviews.models import Kudos, Review
from headcanon.works.models import Chapter, Work
from headcanon.works.pictures import keep_picture
from tests.cast import person, posted, signed_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def device(browser, live_server):
    """A browser of somebody's, with its worker; what its console complains of fails the test, but for the network."""
    contexts, complaints = [], []

    def begin(user=None):
        context = browser.new_context()
        contexts.append(context)
        if user:
            session = signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if is_complaint(said) else None)
        return page

    yield begin
    for context in contexts:
        context.close()
    assert complaints == []


def is_complaint(said):
    return said.type == "error" and not re.search("ERR_INTERNET_DISCONNECTED|Failed to load resource", said.text)


def keep(page, address):
    page.goto(address)
    page.get_by_role("button", name="Keep on this device").click()
    page.get_by_text("It is kept on this device.").wait_for()
    page.evaluate("navigator.serviceWorker.ready")


def until(happened):
    """Waits for what a page does by itself; its own waiting for a condition is forbidden by the content policy."""
    for _ in range(100):
        if happened():
            return
        sleep(0.1)
    assert happened()


def contents_of(page):
    return page.locator("[data-part=stories] > li a").all_inner_texts()


def ask_now(page):
    page.get_by_role("button", name="Ask the archive now").click()
    page.get_by_text("Everything is as the archive has it now.").wait_for()


def test_a_kept_story_is_read_without_a_network_and_kudos_given_then_arrive_once(ana, device, live_server):
    work, other = posted(ana, chapters=2), posted(ana, "Not Kept")
    page = device()
    keep(page, live_server.url + work.get_absolute_url())
    page.context.set_offline(True)

    page.goto(live_server.url + other.get_absolute_url())
    page.get_by_text("This story is not kept on this device").wait_for()
    assert contents_of(page) == ["The Lamp"]
    page.get_by_role("link", name="The Lamp").click()
    page.get_by_text("Chapter 1 begins with light.").wait_for()
    page.locator(".work-end").get_by_role("link", name="Next chapter").click()
    page.get_by_text("Chapter 2 begins with light.").wait_for()
    page.get_by_role("button", name="Leave kudos").click()
    page.get_by_text("Your kudos wait here").wait_for()
    assert Kudos.objects.count() == 0

    page.context.set_offline(False)
    page.goto(live_server.url + reverse("offline"))
    page.get_by_text("Your kudos are there.").wait_for()
    ask_now(page)
    assert Kudos.objects.filter(work=work).count() == 1
    page.reload()
    page.get_by_role("link", name="The Lamp").wait_for()
    ask_now(page)
    assert (Kudos.objects.count(), page.get_by_text("Your kudos are there.").count()) == (1, 0)


@pytest.mark.prove
def test_a_review_written_offline_arrives_once_though_nobody_heard_the_answer(ana, device, live_server):
    """The archive takes it, and the network goes before it can say so; then two pages send at once."""
    work = posted(ana)
    page = device()
    keep(page, live_server.url + work.get_absolute_url())
    page.context.set_offline(True)
    page.goto(f"{live_server.url}/offline#{work.pk}")
    page.get_by_label("Your review").fill("I heard the sea.")
    page.get_by_label("Your name").fill("Tam")
    page.reload()
    page.get_by_text("Chapter 1 begins with light.").wait_for()
    assert page.get_by_label("Your review").input_value() == "I heard the sea."
    page.get_by_label("Your name").fill("Tam")
    page.get_by_role("button", name="Post the review").click()
    page.get_by_text("Your review is kept on this device").wait_for()
    assert not Review.objects.exists()

    unheard = []

    def taken_unheard(route):
        unheard.append(route.fetch().status)
        route.abort()

    page.context.route("**/review", taken_unheard, times=1)
    page.context.set_offline(False)
    page.goto(live_server.url + reverse("offline"))
    page.get_by_role("button", name="Ask the archive now").click()
    page.get_by_text("There is no network, or").or_(page.get_by_text("Your words are there.")).first.wait_for()
    assert (unheard, Review.objects.count()) == ([200], 1)

    another = page.context.new_page()
    for each in (page, another):
        each.goto(live_server.url + reverse("offline"), wait_until="commit")
    for each in (page, another):
        ask_now(each)
    assert list(Review.objects.values_list("guest_name", "text")) == [("Tam", "<p>I heard the sea.</p>")]


@pytest.mark.prove
def test_what_is_refused_stays_with_whoever_wrote_it_until_she_has_changed_it(ana, device, live_server):
    work = posted(ana)
    page = device(person("Rae"))
    keep(page, live_server.url + work.get_absolute_url())
    page.context.set_offline(True)
    page.goto(f"{live_server.url}/offline#{work.pk}")
    page.get_by_label("Your review").fill("Please update soon!!")
    page.get_by_role("button", name="Post the review").click()
    page.get_by_text("Your review is kept on this device").wait_for()
    page.context.set_offline(False)
    page.goto(live_server.url + reverse("offline"))
    page.get_by_text("This story is told in one chapter; there is none after it.").wait_for()
    assert not Review.objects.exists()
    page.get_by_label("Your words").fill("What a night.")
    page.get_by_role("button", name="Post it as I changed it").click()
    page.get_by_text("Your words are there.").wait_for()
    assert list(Review.objects.values_list("text", flat=True)) == ["<p>What a night.</p>"]


@pytest.mark.prove
def test_what_is_hidden_or_changed_is_gone_or_new_after_the_next_contact(ana, device, live_server):
    lamp, sea = posted(ana, "The Lamp"), posted(ana, "The Sea")
    page = device()
    for work in (lamp, sea):
        keep(page, live_server.url + work.get_absolute_url())
    Work.objects.filter(pk=lamp.pk).update(is_hidden=True)
    Chapter.objects.filter(work=sea).update(body="<p>Anew.</p>", version=2)
    page.goto(live_server.url + reverse("offline"))
    ask_now(page)
    assert contents_of(page) == ["The Sea"]
    page.context.set_offline(True)
    page.goto(live_server.url + lamp.get_absolute_url())
    page.get_by_text("This story is not kept on this device").wait_for()
    page.goto(live_server.url + sea.get_absolute_url())
    page.get_by_text("Anew.").wait_for()
    kept = page.evaluate(EVERYTHING)
    assert "The Sea" in kept
    assert "The Lamp" not in kept


# All that the browser holds for this archive: its database, its caches, its small notes.
EVERYTHING = """async () => {
  const said = [JSON.stringify(localStorage)];
  const answered = (asked) => new Promise((done) => { asked.onsuccess = () => done(asked.result); });
  const base = await answered(indexedDB.open("offline", 1));
  for (const name of base.objectStoreNames) {
    said.push(JSON.stringify(await answered(base.transaction(name).objectStore(name).getAll())));
  }
  base.close();
  for (const name of await caches.keys()) for (const { url } of await (await caches.open(name)).keys()) said.push(url);
  return said.join("\\n");
}"""


@pytest.mark.prove
def test_signing_out_clears_the_device_and_her_unsent_words_wait_for_her_alone(ana, device, live_server):
    rae = person("Rae")
    work = posted(ana)
    page = device(rae)
    keep(page, live_server.url + work.get_absolute_url())
    held = page.evaluate(EVERYTHING)
    assert "The Lamp" in held
    assert not re.search(r"/inbox|/settings|http://[^/]+/works/\d+$|http://[^/]+/$", held, re.MULTILINE)
    page.context.set_offline(True)
    page.goto(f"{live_server.url}/offline#{work.pk}")
    page.get_by_label("Your review").fill("I heard the sea.")
    page.get_by_role("button", name="Post the review").click()
    page.get_by_text("Your review is kept on this device").wait_for()
    session = page.context.cookies()
    page.goto("about:blank")
    page.context.clear_cookies()
    page.context.set_offline(False)

    page.goto(live_server.url + reverse("home"))
    until(lambda: "begins with" not in page.evaluate(EVERYTHING))
    page.goto(live_server.url + reverse("offline"))
    page.get_by_text("Somebody else wrote something here.").wait_for()
    assert contents_of(page) == []
    assert page.get_by_text("I heard the sea.").count() == 0
    assert "begins with" not in page.evaluate(EVERYTHING)
    assert not Review.objects.exists()

    page.context.add_cookies(session)
    page.goto(live_server.url + reverse("offline"))
    page.get_by_text("Your words are there.").wait_for()
    assert list(Review.objects.values_list("pseud__name", "text")) == [("Rae", "<p>I heard the sea.</p>")]


@pytest.fixture
def long(ana):
    work = posted(ana, "A Long Night", chapters=3)
    body = "".join(f"<p>Step {number} of the stair. {'She climbed. ' * 60}</p>" for number in range(30))
    Chapter.objects.filter(work=work).update(body=body)
    return work


def chapters_of(work):
    return list(work.chapters.order_by("position").values_list("pk", flat=True))


def place_of(person):
    write_places()
    reading = Reading.objects.get(person=person)
    return reading.chapter_id, (reading.place or {}).get("position")


def read_to(page, number):
    page.get_by_text(f"Step {number} of the stair").scroll_into_view_if_needed()
    page.get_by_text(f"Step {number} of the stair").evaluate("block => block.scrollIntoView()")
    page.wait_for_timeout(1_500)


@pytest.mark.prove
def test_where_she_stopped_offline_is_told_and_what_was_read_elsewhere_wins_only_if_she_agrees(
    device, live_server, long
):
    rae = person("Rae")
    _, second, third = chapters_of(long)
    page = device(rae)
    keep(page, live_server.url + long.get_absolute_url())
    page.context.set_offline(True)
    page.goto(f"{live_server.url}/offline#{long.pk}/{second}")
    read_to(page, 12)
    page.goto("about:blank")
    page.goto(f"{live_server.url}/offline#{long.pk}")
    page.get_by_text("Step 12 of the stair").wait_for()
    assert page.evaluate("scrollY") > 1_000
    page.goto("about:blank")
    page.context.set_offline(False)
    page.goto(live_server.url + reverse("offline"))
    ask_now(page)
    chapter, paragraph = place_of(rae)
    assert chapter == second
    assert paragraph in range(9, 14)

    # On another device she reads on, and on this one, too.
    page.context.set_offline(True)
    page.goto(f"{live_server.url}/offline#{long.pk}/{second}")
    read_to(page, 20)
    page.goto("about:blank")
    note_step(Step(rae.pk, long.pk, third, time(), 5, "", 300))
    write_places()
    page.context.set_offline(False)
    page.goto(live_server.url + reverse("offline"))
    page.get_by_text("and were in chapter 3 there. Here you are in chapter 2.").wait_for()
    ask_now(page)
    assert place_of(rae) == (third, 5)
    page.get_by_role("button", name="Stay in chapter 2").click()
    page.get_by_text("and were in chapter 3 there").wait_for(state="detached")
    ask_now(page)
    assert place_of(rae)[0] == second


@pytest.mark.prove
def test_a_shelf_comes_and_goes_with_what_stands_on_it_within_the_room_she_gives(ana, device, live_server, long):
    rae = person("Rae")
    lamp, sea = posted(ana, "The Lamp"), posted(ana, "The Sea")
    shelf = Shelf.objects.create(person=rae, name="Nights")
    for work in (lamp, long):
        Shelved.objects.create(shelf=shelf, work=work)
    page = device(rae)
    page.goto(live_server.url + reverse("offline"))
    page.get_by_label("Nights").check()
    page.locator("[data-part=stories] a", has_text="A Long Night").wait_for()
    ask_now(page)
    assert set(contents_of(page)) == {"The Lamp", "A Long Night"}
    Shelved.objects.filter(work=lamp).delete()
    Shelved.objects.create(shelf=shelf, work=sea)
    ask_now(page)
    assert set(contents_of(page)) == {"The Sea", "A Long Night"}

    Chapter.objects.filter(work=long).update(body=f"<p>{'She climbed. ' * 50_000}</p>", version=2)
    Work.objects.filter(pk=long.pk).update(words=300_000)
    page.get_by_label("Up to how many MB").fill("1")
    page.get_by_role("button", name="Set").click()
    ask_now(page)
    page.get_by_text("One story does not fit. Give more room, or let others go.").wait_for()
    assert page.get_by_role("listitem").filter(has_text="A Long Night").get_by_text("it does not fit").count() == 1
    assert "She climbed" not in page.evaluate(EVERYTHING)
    page.get_by_label("Up to how many MB").fill("20")
    page.get_by_role("button", name="Set").click()
    page.get_by_text("One story does not fit").wait_for(state="hidden")


@pytest.mark.prove
def test_what_may_have_adult_content_is_kept_only_after_she_agreed_and_asks_again_when_it_is_new(
    ana, device, live_server
):
    rae = person("Rae")
    calm, adult = posted(ana, "Calm", rating="Teen"), posted(ana, "Adult", rating="Explicit")
    shelf = Shelf.objects.create(person=rae, name="Nights")
    for work in (calm, adult):
        Shelved.objects.create(shelf=shelf, work=work)
    page = device(rae)
    page.goto(live_server.url + reverse("offline"))
    page.get_by_label("Nights").check()
    page.get_by_text("It may have adult content").wait_for()
    ask_now(page)
    assert page.locator("[data-part=stories] a[href^='#']").all_inner_texts() == ["Calm"]
    Work.objects.filter(pk=calm.pk).update(rating="explicit")
    ask_now(page)
    assert page.locator("[data-part=stories] a[href^='#']").all_inner_texts() == []
    assert "begins with" not in page.evaluate(EVERYTHING)

    page.goto(live_server.url + adult.get_absolute_url())
    page.get_by_role("link", name="Yes, Continue").click()
    page.get_by_text("Chapter 1 begins with light.").wait_for()
    page.goto(live_server.url + reverse("offline"))
    ask_now(page)
    assert set(page.locator("[data-part=stories] a[href^='#']").all_inner_texts()) == {"Calm", "Adult"}


@pytest.mark.prove
def test_pictures_of_a_kept_story_are_kept_and_go_with_it(ana, device, live_server, data_folder):
    work = posted(ana)
    picture = keep_picture(work, png())
    Chapter.objects.filter(work=work).update(body=f'<p>Look:</p><img src="{picture.get_absolute_url()}" alt="A lamp">')
    page = device()
    keep(page, live_server.url + work.get_absolute_url())
    page.context.set_offline(True)
    page.goto(f"{live_server.url}/offline#{work.pk}")
    page.get_by_alt_text("A lamp").wait_for()
    assert (
        page.get_by_alt_text("A lamp").evaluate("async (lamp) => { await lamp.decode(); return lamp.naturalWidth; }")
        == 4
    )
    assert picture.get_absolute_url() in page.evaluate(EVERYTHING)
    page.goto(live_server.url + reverse("offline"))
    page.get_by_role("button", name="Let “The Lamp” go").click()
    page.get_by_text("Nothing is kept here yet.").wait_for()
    assert picture.get_absolute_url() not in page.evaluate(EVERYTHING)


def png():
    file = BytesIO()
    Image.new("RGB", (4, 4), "red").save(file, "PNG")
    return SimpleUploadedFile("lamp.png", file.getvalue())


@pytest.mark.prove
@pytest.mark.parametrize(("width", "theme"), [(360, "dark"), (1280, "light")])
def test_axe_finds_nothing_on_what_is_kept_and_it_fits(ana, device, live_server, width, theme):
    work = posted(ana, "A_very_long_title_without_a_blank_in_it_" * 4, chapters=2)
    page = device(person("Rae"))
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=theme)
    keep(page, live_server.url + work.get_absolute_url())
    page.context.set_offline(True)
    for address in (f"/offline#{work.pk}", "/offline"):
        page.goto(live_server.url + address)
        page.get_by_text("Chapter 1 begins with light.").or_(page.get_by_text("MB are used")).first.wait_for()
        assert Axe().run(page).response["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_script_the_page_points_to_the_books(browser, live_server, ana):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + reverse("offline"))
    page.get_by_text("To keep stories here, your browser needs script").wait_for()
    assert page.get_by_role("button").count() == 0
    page.goto(live_server.url + posted(ana).get_absolute_url())
    assert page.get_by_role("button", name="Keep on this device").count() == 0
    context.close()
