"""The editor as a person has it before her: in Chromium, signed in, with a chapter of hers open."""

from django.conf import settings
from django.urls import reverse

from headcanon.works.models import Chapter
from tests import cast

PATIENCE = 60_000  # a busy machine is no failure
# The browser and the editor tell each other where the cursor is; put there again until both say the same.
TO_THE_END = """({editor: {commands, view}}) => {
  const before = view.state.selection, shown = getSelection();
  commands.setTextSelection(view.state.doc.content.size);
  const isThere = view.hasFocus() && before.eq(view.state.selection) && view.dom.contains(shown.focusNode)
    && shown.isCollapsed && view.posAtDOM(shown.focusNode, shown.focusOffset) === before.head;
  if (!isThere) view.focus();
  return isThere;
}"""


def a_chapter(author, body="<p>The lamp was lit.</p>", **fields):
    """The only chapter of a draft."""
    chapter = cast.draft(author).chapters.get()
    Chapter.objects.filter(pk=chapter.pk).update(body=body, **fields)
    return Chapter.objects.get(pk=chapter.pk)


def address_of(chapter):
    return reverse("chapter-edit", args=[chapter.work_id, chapter.pk])


def cookie_of(user):
    return cast.signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value


class Desk:
    """One tab of one browser in which `user` has `chapter` open."""

    def __init__(self, context, live_server, user):
        self.context, self.server = context, live_server
        context.set_default_timeout(PATIENCE)
        self.sign_in(user)
        self.page = context.new_page()
        self.complaints, self.sent = [], set()
        context.on("request", lambda request: self.sent.add(request))
        context.on("requestfinished", lambda request: self.sent.discard(request))
        context.on("requestfailed", lambda request: self.sent.discard(request))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def sign_in(self, user):
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": cookie_of(user), "url": self.server.url}
        self.context.add_cookies([cookie])

    def open(self, chapter):
        self.page.goto(self.server.url + address_of(chapter))
        return self.ready()

    def ready(self):
        self.page.locator(".editor-page[data-ready]").wait_for()
        return self

    def leave(self):
        """Close the browser without a last word to an archive whose test is over."""
        for page in self.context.pages:
            page.evaluate("() => void (window.fetch = () => new Promise(() => {}))")
        while self.sent:
            self.page.wait_for_timeout(20)
        self.context.close()
        assert self.complaints == []

    @property
    def text(self):
        return self.page.locator(".editor-text .tiptap")

    def put(self, html):
        """Another text in the page's place, read as the first one was."""
        self.text.evaluate("({editor}, html) => { editor.commands.setContent(html) }", html)
        return self

    def at_the_end(self):
        """The cursor after the last letter: put there, and found there in a later frame."""
        while not self.text.evaluate(TO_THE_END):
            self.page.wait_for_timeout(20)
        return self

    def write(self, words):
        self.page.keyboard.type(words)
        return self

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def html(self):
        """What would be kept now."""
        return self.page.evaluate("new FormData(document.getElementById('chapter')).get('body')")

    def wait_until_kept(self, state="kept"):
        all_of_it = "" if state == "here" else ":not([data-behind])"
        self.page.locator(f".kept[data-state={state}]{all_of_it}").wait_for()
        return self

    def notice(self):
        return self.page.locator(".notice")
