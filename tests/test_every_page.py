"""Every address of the archive, as a person meets it: empty, full and with errors, in both themes, wide and narrow.

axe and the Nu checker find nothing on any of them: `make prove` asks both everywhere and in both ways, the quick tests
ask axe about the pages of `DIFFERENT` and the Nu checker about each name's first. A URL name that is not visited fails.
"""

import copy
import re
import sqlite3
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from headcanon.accounts.blocking import block
from headcanon.accounts.joining import take_pen_name
from headcanon.accounts.models import SetupLink
from headcanon.core.editions import pages_changed
from headcanon.core.models import Archive
from headcanon.core.outbox import drain
from headcanon.core.viewing import Viewer
from headcanon.works.coauthors import ask
from headcanon.works.drafting import keep
from headcanon.works.gifts import give
from headcanon.works.models import Chapter, Work
from headcanon.works.relations import relate
from headcanon.works.trash import trash_chapter
from tests import (
    account_pages,
    bindery_pages,
    cast,
    following_pages,
    headcanon_pages,
    intake_pages,
    line_pages,
    lineage_pages,
    moderation_pages,
    offline_pages,
    program_pages,
    quiet_pages,
    reading_pages,
    review_pages,
    saved_pages,
    search_pages,
    shelf_pages,
    takeout_pages,
    timeline_pages,
    veil_pages,
    wrangling_pages,
)
from tests.programs import complaints_of_nu

# Addresses that answer with a file or a move, not with a page.
NO_PAGE = {"download", "chapter-new", "choose-look", "consent", "account_logout"}
NO_PAGE |= {"token-dispenser", "mfa_login_webauthn", "mfa_download_recovery_codes", "end-session"}
NO_PAGE |= {"take-back-invitation", "answer-newcomer"}
NO_PAGE |= {"chapter-keep", "work-keep", "work-trash", "work-untrash", "chapter-trash", "chapter-untrash"}
NO_PAGE |= {"usual-pen-name", "keep-away", "takeout-file", "old-address"}
NO_PAGE |= {"paste", "pictures", "picture"}
NO_PAGE |= {"work-link", "coauthor-withdraw", "relation-remove", "works-edit", "request-answer"}
NO_PAGE |= {"release-moderator", "release-wrangler"}
NO_PAGE |= {"review-delete", "review-answer", "trusted-remove"}
NO_PAGE |= {"inbox-read", "notice", "feed", "feed-json"}
NO_PAGE |= {f"feed-{kind}" for kind in ("newest", "search", "saved-search", "work", "person", "pen-name", "series")}
NO_PAGE |= {"feed-fandom", "feed-tag", "feed-headcanon", "feed-shelf"}
NO_PAGE |= {"opds", "opds-stories", "opds-search", "opds-fandoms"}
NO_PAGE |= {"opds-shelves", "opds-shelf", "opds-follows", "opds-followed", "opds-work", "opds-book"}
NO_PAGE |= {"opds-search-description", "opds-sign-in"}
NO_PAGE |= {"token-end", "robots", "sitemaps", "sitemap-pages", "sitemap"}
NO_PAGE |= {"shelf-link", "shelf-move", "shelf-take", "shelves-undo", "shelves-export", "shelves-import-report"}
NO_PAGE |= {"blocked"}
NO_PAGE |= {"completions", "saved-search"}
NO_PAGE |= {"find-headcanons", "search-groups"}
NO_PAGE |= {"headcanon-surprise", "headcanon-delete", "headcanon-believe", "headcanon-writing", "remark-delete"}
NO_PAGE |= {"ask-answer", "shelf-headcanon-take", "shelf-headcanons-undo"}
NO_PAGE |= {"line-move", "line-place", "line-undo", "line-canon-back", "line-table"}
NO_PAGE |= {"intake-original", "intake-concern", "intake-take", "intake-many", "intake-progress", "claim-back"}
NO_PAGE |= {"place", "continue", "reading-mark", "history-table"}
NO_PAGE |= {
    "manifest",
    "worker",
    "offline-contents",
    "offline-token",
    "offline-work",
    "offline-kudos",
    "offline-review",
}
# The pages that axe looks at each time, each for what no other has; one of them is like each that is not here.
DIFFERENT = {
    "home": "cards, and what there is for whom",
    "search": "a sentence with its ways out, and boxes of three kinds",
    "work": "the whole of a story page: tags, notes, a chapter, kudos and the way on",
    "chapter-edit": "the editor",
    "work-edit": "the longest form, with every kind of field",
    "timeline": "a drawing that is a list",
    "a headcanon with a family": "a drawn tree that is nested lists",
    "moderation-case": "decisions, each with its form",
    "mfa_index": "what is switched on and off",
}
TITLE = "The Lamp, and the <Tower>"
A_DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def kept():
    """What was built, for the next test."""
    with closing(sqlite3.connect(":memory:")) as tables:
        yield Kept(tables)


@dataclass
class Kept:
    tables: sqlite3.Connection
    visits: dict = None
    cookies: dict = None
    at: float = 0

    def build(self):
        self.visits, self.at = everything(), time.monotonic()
        clients = {who for visits in self.visits.values() for who, _ in visits if isinstance(who, Client)}
        self.cookies = {client: copy.deepcopy(client.cookies) for client in clients}
        connection.connection.backup(self.tables)

    def put_back(self):
        connection.ensure_connection()
        self.tables.backup(connection.connection)
        for client, cookies in self.cookies.items():
            client.cookies = copy.deepcopy(cookies)

    @property
    def is_fresh(self):
        """Some pages are shown only to who has just said that it is she."""
        return self.visits and time.monotonic() - self.at < 120


@pytest.fixture
def full(transactional_db, kept, monkeypatch):
    search_pages.asked_here(monkeypatch)
    if kept.is_fresh:
        kept.put_back()
    else:
        kept.build()
    return kept.visits


def everything():
    """An archive with people and works of every kind, and where each of its pages is: name → (who, address)."""
    mo, ana, bea = cast.person("Mo", is_archivist=True), cast.person("Ana"), cast.person("Bea")
    long = cast.posted(ana, TITLE, others=[bea], chapters=3, series=[("Nights", 1)])
    long.chapters.update(notes_before="<p>Mind the step.</p>", notes_after="<p>She did.</p>")
    cast.posted(ana, "What the Sea Kept", summary=None, series=[("Nights", 2)], rating="Teen")
    cast.posted(bea, "Never Again", rating="Explicit", warnings=["Major character death"])
    draft = cast.draft(ana, "Unfinished")
    drain()
    mail.outbox.clear()
    Client().post(reverse("account_reset_password"), {"email": "ana@example.org"})
    reset = re.search(r"http://[^/\s]+(/\S+)", mail.outbox[0].body).group(1)
    wren = take_pen_name(ana, "Wren of the Sea")
    block(ana, cast.person("Vex"))
    chapter = long.chapters.first()
    adult = Work.objects.get(title="Never Again")
    serial = cast.posted(ana, "Still Going", chapters=4, status="in-progress", planned_chapters=4)
    Chapter.objects.filter(work=serial, position__gt=1).update(posted_at=None, publish_at=timezone.now() + A_DAY)
    second = serial.chapters.get(position=2)
    other = cast.draft(ana, "Two Texts")
    for device in ("laptop", "phone"):
        text = {"title": "Night", "body": f"<p>From the <em>{device}</em>.</p>", "notes_before": "", "notes_after": ""}
        keep(other.chapters.get(), person=ana, device=device, seen=1, fields=text)
    texts = [other.pk, other.chapters.get().pk]
    beside = f"{reverse('chapter-edit', args=texts)}?beside={other.working_copies.get(stands_apart=True).pk}"
    keep(draft, person=ana, device="laptop", seen=1, fields={"title": "Unfinished", "summary": "One."})
    keep(draft, person=ana, device="phone", seen=1, fields={"title": "Finished", "summary": "Two & three."})
    away = cast.trashed(ana, "Put Away")
    trash_chapter(serial.chapters.get(position=4))
    revision = reverse("revision", args=[other.pk, other.revisions.exclude(chapter=None).get().pk])
    publishing, arranging = (reverse(name, args=[serial.pk]) for name in ("publish", "chapters"))
    ask_and_give(ana, bea, long, adult, serial)
    return {
        "home": [(None, reverse("home")), (ana, reverse("home"))],
        "works": [(None, reverse("works"))],
        "fandoms": [(None, reverse("fandoms"))],
        "fandom": [(None, long.fandom_names[0].get_absolute_url())],
        "tag": [(None, long.tags_of("character")[0].get_absolute_url())],
        "author": [(who, ana.default_pseud.get_absolute_url()) for who in (None, ana, bea)],
        "person": [(None, reverse("person", args=[ana.username]))],
        "work": [
            (None, long.get_absolute_url()),
            (None, f"{long.get_absolute_url()}?view_full_work=true"),
            (ana, draft.get_absolute_url()),
            (ana, f"{serial.get_absolute_url()}?view_full_work=true"),
            (None, adult.get_absolute_url()),
            (None, f"{adult.get_absolute_url()}?view_adult=true"),
        ],
        "chapter": [(None, chapter.get_absolute_url())],
        "navigate": [(None, reverse("navigate", args=[long.pk]))],
        "chapter-preview": [(ana, reverse("chapter-preview", args=[serial.pk, second.pk]))],
        "chapters": [(ana, arranging), (ana, f"{arranging}?open={second.pk}")],
        "chapter-split": [(ana, reverse("chapter-split", args=[serial.pk, second.pk]))],
        "publish": [(ana, publishing), (ana, reverse("publish", args=[draft.pk]))],
        "intake-file": [(ana, reverse("intake-file"))],
        "series": [(None, long.series.get().get_absolute_url())],
        "work-new": [(ana, reverse("work-new")), (bea, reverse("work-new"))],
        "works-mine": [(ana, reverse("works-mine")), (mo, reverse("works-mine"))],
        "trash": [(ana, reverse("trash")), (mo, reverse("trash"))],
        "chapter-edit": [(ana, reverse("chapter-edit", args=texts)), (ana, beside)],
        "chapter-compare": [(ana, reverse("chapter-compare", args=texts))],
        "work-compare": [(ana, reverse("work-compare", args=[draft.pk]))],
        "work-history": [(ana, reverse("work-history", args=[each.pk])) for each in (long, draft)],
        "revision": [(ana, revision), (ana, f"{revision}?against=before")],
        "work-erase": [(ana, reverse("work-erase", args=[each.pk])) for each in (long, away)],
        "work-edit": [(ana, reverse("work-edit", args=[each.pk])) for each in (long, serial)],
        "work-authors": [(ana, reverse("work-authors", args=[each.pk])) for each in (long, serial)],
        "work-leave": [(ana, reverse("work-leave", args=[long.pk]))],
        "work-relations": [(ana, reverse("work-relations", args=[each.pk])) for each in (long, serial)],
        "requests": [(ana, reverse("requests")), (bea, reverse("requests"))],
        "vocabulary": [(mo, reverse("vocabulary"))],
        "about": [(None, reverse("about"))],
        "rules": [(None, reverse("rules"))],
        "privacy": [(None, reverse("privacy"))],
        "appearance": [(None, reverse("appearance"))],
        "settings": [(ana, reverse("settings")), (mo, reverse("settings"))],
        "preferences": [(ana, reverse("preferences"))],
        "pen-names": [(ana, reverse("pen-names"))],
        "pen-name": [(ana, reverse("pen-name", args=[pseud.pk])) for pseud in (ana.default_pseud, wren)],
        "remove-pen-name": [(ana, reverse("remove-pen-name", args=[wren.pk]))],
        "archive-settings": [(mo, reverse("archive-settings"))],
        "backups": [(mo, reverse("backups"))],
        "takeout": [(ana, reverse("takeout")), (bea, reverse("takeout"))],
        **takeout_pages.visits(ana),
        "leave": [(ana, reverse("leave")), (mo, reverse("leave"))],
        "set-up": [(None, reverse("set-up", args=[SetupLink.make()])), (None, reverse("set-up", args=["used"]))],
        "account_login": [(None, reverse("account_login"))],
        "account_logout": [(ana, reverse("account_logout"))],
        "account_inactive": [(None, reverse("account_inactive"))],
        "account_reset_password": [(None, reverse("account_reset_password"))],
        "account_reset_password_done": [(None, reverse("account_reset_password_done"))],
        "account_reset_password_from_key": [(None, reset), (None, "/users/password/reset/1-used")],
        "account_reset_password_from_key_done": [(None, reverse("account_reset_password_from_key_done"))],
        **account_pages.visits(mo, ana, bea),
        **bindery_pages.visits(ana, long),
        **moderation_pages.visits(mo, ana),
        **review_pages.visits(ana, bea, long),
        **following_pages.visits(ana, bea, long),
        **headcanon_pages.visits(ana, bea, long),
        **line_pages.visits(ana, long),
        **shelf_pages.visits(ana, bea, long),
        **quiet_pages.visits(ana, bea, long),
        **search_pages.visits(ana, bea, long),
        **saved_pages.visits(ana, bea, long),
        **reading_pages.visits(ana, long),
        **offline_pages.visits(ana),
        **veil_pages.visits(ana),
        **timeline_pages.visits(ana, long),
        **lineage_pages.visits(ana, bea),
        **wrangling_pages.visits(mo, ana),
        **program_pages.visits(),
        **intake_pages.visits(mo),
        "a missing page": [(None, "/works/1"), (None, "/nowhere")],
    }


def ask_and_give(ana, bea, long, adult, serial):
    """Something waits for each of them, and stories name each other and whom they are for."""
    give(adult, ["Ana", "my <sister>"])
    ask(adult, "Ana", person=bea)
    ask(serial, "Bea", person=ana)
    relate(adult, "sequel", viewer=Viewer(bea), parent=serial)
    relate(long, "remix", viewer=Viewer(ana), parent=serial)
    relate(long, "inspired", viewer=Viewer(ana), title="Far <away>", author="Sam", address="https://example.org/1")


def url_names():
    return {name for name in get_resolver().reverse_dict if isinstance(name, str)}


def test_every_address_is_visited_and_answers_with_a_sound_page(full, tmp_path):
    assert url_names() - NO_PAGE - set(full) == set()
    first = {name: visits[0] for name, visits in full.items()}
    pages = {name: client_of(who).get(address, follow=True) for name, (who, address) in first.items()}
    strange = {name: said for name, page in pages.items() if (said := what_is_strange_about(page))}
    assert strange == {"a missing page": ["answers 404"]}
    for name, page in pages.items():
        (tmp_path / f"{name}.html").write_bytes(page.content)
    assert_only_the_broken_page_has_errors(tmp_path)


def what_is_strange_about(page):
    """Of what every page has, and what our Content-Security-Policy would not let it do."""
    said = [] if page.status_code == 200 else [f"answers {page.status_code}"]
    tree = HTMLParser(page.content)
    for one in ("title", "main", "h1"):
        number = len(tree.css(one)) - len(tree.css(f"[hidden] {one}"))
        said += [f"{number} of {one}"] * (number != 1)
    if tree.css_first("title") is not None and not tree.css_first("title").text().strip():
        said.append("no title")
    ids = Counter(node.attributes["id"] for node in tree.css("[id]"))
    said += [f"{number} with the id {name}" for name, number in ids.items() if number > 1]
    inline = tree.css("style, [style], script:not([src]):not([type='application/json'])")
    written = set(re.findall(r"\b(on[a-z]+)\s*=", page.content.decode().lower()))
    inline += tree.css(",".join(f"[{name}]" for name in written)) if written else []
    return said + [f"inline: {node.html[:80]}" for node in inline]


def client_of(who):
    if isinstance(who, Client):
        return who
    client = Client()
    if who is not None:
        client.force_login(who)
    return client


def signed_in(context, live_server, user):
    """Give the browser's context what `user`, a person or the client she comes with, is known by."""
    cookies = client_of(user).cookies.items()
    context.add_cookies([{"name": name, "value": each.value, "url": live_server.url} for name, each in cookies])
    return context


def violations(page, **options):
    found = Axe().run(page, options={"resultTypes": ["violations"], **options}).response["violations"]
    return [(page.url, each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found]


def sideways(page):
    """Whether the page scrolls sideways, which on a phone is a page that does not fit."""
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


PHONE_BY_DAY, DESK_BY_NIGHT = (360, "light"), (1280, "dark")


@pytest.mark.parametrize(
    ("ways", "names"),
    [
        pytest.param([[PHONE_BY_DAY], [DESK_BY_NIGHT]], DIFFERENT, id="some, one way or the other"),
        pytest.param([[PHONE_BY_DAY, DESK_BY_NIGHT]], None, id="all, both ways", marks=pytest.mark.prove),
    ],
)
def test_axe_finds_nothing_on_any_page(browser, live_server, full, ways, names):
    found = []
    ways = cycle(ways)
    visits = [full[name][0] for name in names] if names else [visit for visits in full.values() for visit in visits]
    for user in {who for who, _ in visits}:
        context = browser.new_context()
        page = signed_in(context, live_server, user).new_page()
        for address in [address for who, address in visits if who == user]:
            answer = page.goto(live_server.url + address)
            assert answer.ok or not names, address
            for width, theme in next(ways):
                page.set_viewport_size({"width": width, "height": 800})
                page.emulate_media(color_scheme=theme)
                found += violations(page)
                found += [(page.url, "sideways", width)] * sideways(page)
        context.close()
    assert found == []


@pytest.mark.parametrize("name", ["home", "works", "fandoms", "about", "rules", "privacy", "account_login"])
def test_a_page_of_an_empty_archive_is_sound(db, name):
    assert what_is_strange_about(Client().get(reverse(name), follow=True)) == []


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(["home"], id="home"),
        pytest.param(["works", "fandoms", "about", "rules", "privacy", "account_login"], marks=pytest.mark.prove),
    ],
)
def test_axe_finds_nothing_on_an_empty_archive(browser, live_server, transactional_db, names):
    pages_changed()
    page = browser.new_page()
    found = []
    for name in names:
        page.goto(live_server.url + reverse(name))
        found += violations(page)
    page.close()
    assert found == []


FORMS = {
    "account_login": None,
    "account_reset_password": None,
    "set-up": None,
    "archive-settings": "Mo",
    "pen-names": "Mo",
    "account_signup": None,
    "joining-settings": "Mo",
    "invitations": "Mo",
    "account_change_password": "Mo",
    "account_reauthenticate": "Mo",
}


def form_of(name):
    return reverse(name, args=[SetupLink.make()] if name == "set-up" else [])


@pytest.fixture
def people_of_forms(transactional_db):
    Archive.objects.update_or_create(pk=Archive.ROW, defaults={"joining": "approved"})
    pages_changed()
    return {None: None, "Mo": cast.person("Mo", is_archivist=True)}


def test_what_is_wrong_with_a_form_is_said_at_its_fields(people_of_forms):
    for name, who in FORMS.items():
        client, address = client_of(people_of_forms[who]), form_of(name)
        form = HTMLParser(client.get(address).content).css_first("main form")
        empty = {field.attributes["name"]: "" for field in form.css("[name]:not([type=hidden])")}
        page = client.post(form.attributes.get("action") or address, empty)
        assert what_is_strange_about(page) == [], name
        tree = HTMLParser(page.content)
        errors = tree.css("main .errorlist, main .errors, main .field-error")
        assert errors, name
        for field in tree.css("main [aria-invalid=true]:not([type=radio])"):
            told = (field.attributes.get("aria-describedby") or "").split()
            assert told and all(tree.css_first(f"[id='{each}']") for each in told), (name, field.html)


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(["account_signup", "archive-settings"], id="two"),
        pytest.param(list(FORMS), id="all", marks=pytest.mark.prove),
    ],
)
def test_axe_finds_nothing_on_a_form_with_errors(browser, live_server, people_of_forms, names):
    found = []
    for user, address in [(people_of_forms[FORMS[name]], form_of(name)) for name in names]:
        page = signed_in(browser.new_context(), live_server, user).new_page()
        page.goto(live_server.url + address)
        page.evaluate("document.querySelector('main form').noValidate = true")
        for field in page.locator(
            "main form :is(input:not([type=hidden]):not([type=checkbox]):not([type=radio]), textarea)"
        ).all():
            field.fill("")
        page.locator("main form button[type=submit], main form button:not([type])").first.click()
        # A click does not wait for the page it leads to.
        page.locator("main :is(.errorlist, .errors, .field-error)").first.wait_for(timeout=10_000)
        found += violations(page)
        page.context.close()
    assert found == []


@pytest.mark.prove
def test_the_nu_checker_finds_an_error_only_on_the_page_that_was_broken_for_it(full, tmp_path):
    for number, (who, address) in enumerate(visit for visits in full.values() for visit in visits):
        answer = client_of(who).get(address, follow=True)
        (tmp_path / f"{number:02}.html").write_bytes(answer.content)
    assert_only_the_broken_page_has_errors(tmp_path)


def assert_only_the_broken_page_has_errors(folder):
    (folder / "broken.html").write_text("<!DOCTYPE html><title>x</title><p><em>never closed")
    complaints = set(complaints_of_nu(folder))
    assert {(page, message) for page, message in complaints if page != "broken.html"} == set()
    assert complaints
