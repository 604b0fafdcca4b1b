"""From signing up to readers: a story of three chapters, written in Chromium on a server that is killed on the way."""

import contextlib
import json
import re

import pytest
from playwright.sync_api import Error

from headcanon.ops.tests.test_kills import running
from headcanon.works.tests.editing import PATIENCE, Desk
from tests.cast import PASSWORD
from tests.programs import chromium

ADDRESS = re.compile(r"http://[\d.]+:\d+\n")
CHAPTERS = {
    "Dusk": "<p>The lamp went out at nine, and <em>nobody</em> in the harbour saw it.</p><p>But the keeper did.</p>",
    "Night": "<p>She counted to a hundred.</p><hr><p>Then she counted the sails, and got to <strong>none</strong>.</p>",
    "Dawn": "<p>It was light before she had lit it. The sea had kept every word she said to it.</p>",
}
TYPED = {
    "Dusk": "The lamp went out at nine, and *nobody* in the harbour saw it.\nBut the keeper did.",
    "Night": "She counted to a hundred.\n***\nThen she counted the sails, and got to **none**.",
}
# The last chapter: what is kept, what she is typing when the server dies, and what she types on.
KEPT, DYING, AFTERWARDS = "It was light before she had lit it.", " The sea had kept", " every word she said to it."


@contextlib.contextmanager
def serving(data, port=0):
    """What `headcanon up` prints until it serves; at the end it and all that is with it are killed with -9."""
    with running("-m", "headcanon", "up", "--port", port, data=data) as process:
        said = []
        while not (said and ADDRESS.fullmatch(said[-1])):
            said.append(process.stdout.readline())
            assert said[-1], "up did not come up: " + "".join(said)
        yield said


class Writer(Desk):
    """Ana's browser, which notes what it sends to be kept and what the archive says it has."""

    def __init__(self, browser):
        self.context = browser.new_context(viewport={"width": 1280, "height": 900})
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.sent, self.confirmed = [], 0
        self.page.on("request", self.note_sent)
        self.page.on("response", self.note_confirmed)

    def note_sent(self, request):
        if re.search(r"/chapters/\d+/keep$", request.url):
            self.sent.append(json.loads(request.post_data)["fields"]["body"])

    def note_confirmed(self, response):
        if re.search(r"/chapters/\d+/keep$", response.url) and response.ok:
            self.confirmed = len(self.sent)

    def what_the_archive_may_have(self):
        """What it said last that it has; or, where the kill came before its answer, what was sent after that."""
        return self.sent[self.confirmed - 1 :]


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def heading(page, name):
    page.get_by_role("heading", name=name, level=1, exact=True).wait_for()


def open_the_doors(browser, said):
    """The archivist follows the link that was printed, and lets anybody join."""
    [link] = re.findall(r"http://\S+/setup/\S+", "".join(said))
    page = browser.new_page()
    page.goto(link)
    page.get_by_label("User name").fill("Mo")
    page.get_by_label("E-mail address").fill("mo@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Make the account")
    page.get_by_role("link", name="Mo", exact=True).wait_for()
    page.goto(said[-1].strip() + "/settings/joining")
    page.get_by_label("Anybody may join").check()
    press(page, "Save")
    page.get_by_text("From now on people join as you have said.").wait_for()
    page.close()


def sign_up(page, address, data):
    page.goto(address + "/users/signup")
    page.get_by_label("User name").fill("Ana")
    page.get_by_label("E-mail address").fill("ana@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("I have read the house rules").check()
    press(page, "Join")
    heading(page, "Look in your mail")
    [letter] = (data / "mail").iterdir()
    page.goto(re.search(r"http://\S+/users/email/confirm/\S+", letter.read_text())[0])
    press(page, "Yes, this is mine")
    page.get_by_role("link", name="Ana", exact=True).wait_for()


def begin(ana, address):
    ana.page.goto(address + "/works/new")
    press(ana.page, "Begin with an empty page")
    ana.ready().page.get_by_label("Title of the story").fill("The Lamp")


def write_chapter(ana, title):
    """Written to its end, and seen to be kept."""
    ana.page.get_by_label("Title of the chapter").fill(title)
    ana.at_the_end().write(TYPED.get(title, KEPT))
    ana.wait_until_kept()
    assert ana.page.locator(".kept-long").inner_text().startswith("Your draft is saved, here and in the archive, ")


def add_chapter(ana, work):
    ana.page.goto(work + "/chapters")
    press(ana.page, "Add a chapter")
    ana.ready()


def publish(page):
    press(page, "Publish…")
    heading(page, "Publish")
    press(page, "Publish")
    page.get_by_role("heading", name="The Lamp").first.wait_for()


def read(page, work):
    """Title → text of the chapters that somebody finds who turns the pages."""
    found = {}
    page.goto(work)
    while True:
        title = page.locator(".chapter-title").inner_text()
        found[title] = re.sub(r' id="p-\d+"', "", page.locator(".chapter .story").inner_html())
        onward = page.get_by_role("link", name=re.compile("^Next")).first
        if not onward.count():
            return found
        page.goto(work.partition("/works/")[0] + onward.get_attribute("href"))


@pytest.mark.prove
def test_from_signing_up_to_three_chapters_that_a_guest_reads_though_the_server_was_killed_in_mid_sentence(tmp_path):
    data = tmp_path / "data"
    with chromium() as browser:
        ana = Writer(browser)
        with serving(data) as said:
            address = said[-1].strip()
            open_the_doors(browser, said)
            sign_up(ana.page, address, data)
            begin(ana, address)
            work = re.match(r".*/works/\d+", ana.page.url)[0]
            write_chapter(ana, "Dusk")
            for title in ("Night", "Dawn"):
                add_chapter(ana, work)
                write_chapter(ana, title)
            assert ana.what_the_archive_may_have() == [f"<p>{KEPT}</p>"]
            ana.write(DYING)
        ana.write(AFTERWARDS).wait_until_kept("here")
        editor, in_the_archive = ana.page.url, ana.what_the_archive_may_have()
        with contextlib.suppress(Error):  # nobody answers
            ana.page.reload()
        with serving(data, address.rpartition(":")[2]):
            ana.page.goto(editor)
            ana.ready().notice().get_by_text("This device has words of").wait_for()
            assert ana.html() in in_the_archive
            press(ana.page, "Use them")
            ana.notice().wait_for(state="detached")
            assert ana.html() == CHAPTERS["Dawn"]
            publish(ana.page)
            guest = browser.new_context().new_page()
            assert read(guest, work) == CHAPTERS
