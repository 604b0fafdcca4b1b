"""What a device may fetch to be read without the archive, and what it is told when it asks again."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from headcanon.accounts.blocking import block
from headcanon.core.models import Archive
from headcanon.core.viewing import CONSENT_COOKIE, LINK_COOKIE
from headcanon.reading.models import Reading, Shelf, Shelved
from headcanon.reading.offline import MOST_ASKED
from headcanon.works.erasing import erase
from headcanon.works.models import Chapter, Work
from tests import cast
from tests.memory import forget_everything
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def rae(db):
    return cast.person("Rae")


def copy_for(client, work, **more):
    return client.get(reverse("offline-work", args=[work.pk]), more)


def told(client, works=(), sets=()):
    asked = {"works": ",".join(str(work.pk) for work in works), "sets": ",".join(sets)}
    answer = client.get(reverse("offline-contents"), asked)
    assert answer.status_code == 200
    return answer.json()


def version_for(client, work):
    return (told(client, [work])["works"][str(work.pk)] or {}).get("version")


# --- The app -------------------------------------------------------------------------------------------------------


def test_the_archive_can_be_installed_under_its_own_name(ana):
    Archive.objects.update_or_create(pk=Archive.ROW, defaults={"name": 'The "Long" </Gallery>', "tagline": "By <lamp>"})
    forget_everything()
    page = Client().get(reverse("home")).content.decode()
    assert '<link rel="manifest" href="/manifest.webmanifest">' in page
    answer = Client().get("/manifest.webmanifest")
    said = answer.json()
    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert (said["name"], said["description"], said["start_url"], said["display"]) == (
        'The "Long" </Gallery>', "By <lamp>", "/", "standalone",
    )  # fmt: skip
    assert {icon["sizes"] for icon in said["icons"]} == {"192x192", "512x512"}


def test_the_worker_names_what_the_page_needs_and_is_another_when_the_page_is():
    def worker():
        answer = Client().get("/worker.js")
        assert answer.headers["Content-Type"] == "text/javascript"
        assert answer.headers["Cache-Control"] == "no-cache"
        line = next(line for line in answer.content.decode().splitlines() if line.startswith("const FACTS"))
        return json.loads(line.removeprefix("const FACTS = ").removesuffix(";"))

    first = worker()
    page = Client().get(reverse("offline")).content.decode()
    for asset in first["assets"]:
        if asset.endswith((".css", "page.js", "look.js")):
            assert f'"{asset}"' in page
    assert worker() == first
    Archive.objects.update_or_create(pk=Archive.ROW, defaults={"name": "Another"})
    forget_everything()
    assert worker()["version"] != first["version"]


def test_the_page_that_a_worker_keeps_says_nothing_of_whoever_fetched_it(rae):
    cast.signed_in(rae).get(reverse("home"))
    pages = [client.get(reverse("offline")).content.decode() for client in (Client(), cast.signed_in(rae))]
    assert pages[0] == pages[1]
    assert "csrf" not in pages[0]
    assert "data-reader" not in pages[0]
    assert "the EPUB there opens in any e-book reader" in pages[0]


def test_a_page_says_for_whom_it_was_made_and_to_nobody_else_who_that_is(ana, rae):
    work = cast.posted(ana)

    def reader_on(client):
        page = client.get(work.get_absolute_url()).content.decode()
        return page.split('data-reader="')[1].split('"')[0]

    assert reader_on(Client()) == ""
    keys = [reader_on(cast.signed_in(person)) for person in (ana, rae, rae)]
    assert keys[1] == keys[2] != keys[0]
    assert told(cast.signed_in(rae))["reader"] == keys[1]
    assert not {str(rae.pk), "Rae", "rae"} & set(keys)


def test_a_story_can_be_kept_and_a_draft_cannot(ana):
    assert "data-keep=" in Client().get(cast.posted(ana).get_absolute_url()).content.decode()
    assert "data-keep=" not in cast.signed_in(ana).get(cast.draft(ana).get_absolute_url()).content.decode()


# --- One work ------------------------------------------------------------------------------------------------------


def test_a_kept_story_is_what_its_pages_print(ana):
    work = cast.posted(ana, "The <Lamp>", chapters=2)
    work.chapters.filter(position=2).update(notes_after="<p>She did.</p>")
    answer = copy_for(Client(), work)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.cookies == {}
    kept = answer.json()
    assert (kept["title"], kept["authors"], kept["language"], kept["reader"]) == ("The <Lamp>", ["Ana"], "en", "")
    assert [chapter["name"] for chapter in kept["chapters"]] == ["Night 1", "Night 2"]
    assert "Chapter 2 begins with <em>light</em>." in kept["chapters"][1]["html"]
    assert "She did." in kept["chapters"][1]["html"]
    assert "A keeper trims her lamp." in kept["front"]
    assert "Before it all." in kept["front"]
    assert "After it all." in kept["end"]
    assert kept["version"] == version_for(Client(), work)


def test_markup_in_any_field_is_text_on_the_device(ana):
    work = cast.posted(ana, "<img src=x onerror=alert(1)>", chapters=2, status="in-progress")
    Work.objects.filter(pk=work.pk).update(origin_text="<script>alert(2)</script>", origin_kind="headcanon")
    Chapter.objects.filter(work=work).update(title="<script>alert(3)</script>")
    kept = copy_for(Client(), work).json()
    printed = kept["front"] + kept["end"] + kept["saying"]["wish"] + "".join(each["html"] for each in kept["chapters"])
    assert "<script" not in printed
    assert "<img" not in printed
    assert "&lt;script&gt;alert(3)" in printed


def test_a_chapter_that_is_not_posted_is_not_kept_even_by_its_author(ana):
    work = cast.posted(ana, chapters=2, status="in-progress")
    work.chapters.filter(position=2).update(posted_at=None, body="<p>Not yet.</p>")
    for client in (Client(), cast.signed_in(ana)):
        kept = copy_for(client, work)
        assert [chapter["name"] for chapter in kept.json()["chapters"]] == ["Night 1"]
        assert "Not yet" not in kept.content.decode()


def test_an_adult_story_asks_before_it_is_kept(ana, rae):
    work = cast.posted(ana, rating="Explicit")
    answer = copy_for(Client(), work)
    assert (answer.status_code, answer.json()) == (403, {"asks": True, "title": "The Lamp", "reader": ""})
    assert "light" not in answer.content.decode()
    agreed = Client()
    agreed.cookies[CONSENT_COOKIE] = "1"
    assert copy_for(agreed, work).json()["is_adult"] is True
    assert copy_for(Client(), work, view_adult="true").status_code == 200
    # What became of it is told to whoever keeps it, agreed or not.
    assert version_for(Client(), work)


def make(kind, ana):
    return {
        "everyone": cast.posted, "members": cast.restricted, "link": cast.by_link, "herself": cast.for_herself,
        "draft": cast.draft, "hidden": cast.hidden, "trashed": cast.trashed,
    }[kind](ana, chapters=2)  # fmt: skip


SEES = {
    "everyone": {"guest", "holder", "Rae", "Mo", "Ana"},
    "members": {"Rae", "Mo", "Ana"},
    "link": {"holder", "Ana"},
    "herself": {"Ana"},
    "draft": set(),
    "hidden": {"Mo", "Ana"},
    "trashed": set(),
}


@pytest.mark.parametrize("kind", SEES)
def test_nobody_keeps_what_is_not_in_her_sight(ana, rae, kind):
    vex, mo = cast.person("Vex"), cast.person("Mo", is_archivist=True)
    block(ana, vex)
    work = make(kind, ana)
    holder = Client()
    holder.cookies[LINK_COOKIE] = cast.SECRET_KEY
    clients = {"guest": Client(), "holder": holder}
    clients |= {name: cast.signed_in(who) for name, who in {"Rae": rae, "Vex": vex, "Mo": mo, "Ana": ana}.items()}
    answers = {name: copy_for(client, work) for name, client in clients.items()}
    assert {name for name, answer in answers.items() if answer.status_code == 200} == SEES[kind]
    assert {answer.status_code for answer in answers.values()} <= {200, 404}
    assert {name for name, client in clients.items() if version_for(client, work)} == SEES[kind]
    for name in set(clients) - SEES[kind]:
        assert "begins with" not in answers[name].content.decode()
        assert told(clients[name], [work])["works"] == {str(work.pk): None}


# --- What became of them -------------------------------------------------------------------------------------------


def test_a_version_is_another_when_anything_of_the_story_is(ana):
    work = cast.posted(ana, chapters=2)
    first = work.chapters.get(position=1)
    seen = [version_for(Client(), work)]

    def changed():
        seen.append(version_for(Client(), work))
        return seen[-1] != seen[-2]

    assert not changed()
    Chapter.objects.filter(pk=first.pk).update(version=2)
    assert changed()
    Work.objects.filter(pk=work.pk).update(status="hiatus")
    assert changed()
    Work.objects.filter(pk=work.pk).update(rating="explicit")
    assert changed()
    work.chapters.filter(position=2).update(posted_at=None)
    assert changed()
    ana.pseuds.update(name="Wren")
    assert changed()


def test_what_was_erased_and_what_never_was_are_told_alike(ana):
    work, other = cast.posted(ana), cast.posted(ana, "Other")
    erased = work.pk
    erase(work)
    states = Client().get(reverse("offline-contents"), {"works": f"{erased},{other.pk},7"}).json()["works"]
    assert {pk for pk, state in states.items() if state is None} == {str(erased), "7"}
    assert set(states[str(other.pk)]) == {"version", "words", "revised", "place"}


@pytest.mark.parametrize("works", ["a", "1,b", "-1", "1.5", "²", "1" * 30, ",".join("1" * (MOST_ASKED + 1))])
def test_what_is_no_number_is_not_asked_of_the_database(works):
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(reverse("offline-contents"), {"works": works}).status_code == 400
    assert captured.captured_queries == []


def queries(client, works, sets):
    forget_everything()
    with CaptureQueriesContext(connection) as captured:
        states = told(client, works, sets)["works"]
    assert all(states.values())
    return len(captured.captured_queries), len(states)


def test_three_hundred_works_cost_as_many_queries_as_one(ana, rae):
    works = [cast.posted(ana)]
    shelf = Shelf.objects.create(person=rae, name="Nights")
    Shelved.objects.create(shelf=shelf, work=works[0])
    sets = ["follows", f"shelf-{shelf.pk}"]
    one = {name: queries(client, works, sets) for name, client in (("guest", Client()), ("Rae", cast.signed_in(rae)))}
    [first] = works
    authorship, chapter = first.authorships.get(), first.chapters.get()
    for pk in Work.free_ids(299):
        first.pk, first.begun_with = pk, ""
        works.append(Work(**{field.attname: getattr(first, field.attname) for field in Work._meta.concrete_fields}))
    Work.objects.bulk_create(works[1:])
    type(authorship).objects.bulk_create(type(authorship)(work=work, pseud=ana.default_pseud) for work in works[1:])
    ids = Chapter.free_ids(299)
    Chapter.objects.bulk_create(
        Chapter(pk=pk, work=work, position=1, body=chapter.body, posted_at=chapter.posted_at)
        for pk, work in zip(ids, works[1:], strict=True)
    )
    Shelved.objects.bulk_create(Shelved(shelf=shelf, work=work) for work in works[1:])
    works = list(Work.objects.all())
    assert one == {"guest": (4, 1), "Rae": (10, 1)}
    assert queries(Client(), works, sets) == (4, 300)
    assert queries(cast.signed_in(rae), works, sets) == (10, 300)


# --- Sets ----------------------------------------------------------------------------------------------------------


def test_a_shelf_can_be_kept_as_it_comes(ana, rae):
    lamp, sea, other = (cast.posted(ana, title) for title in ("The Lamp", "The Sea", "Other"))
    shelf = Shelf.objects.create(person=rae, name="<Nights>")
    for position, work in enumerate([sea, lamp]):
        Shelved.objects.create(shelf=shelf, work=work, position=position)
    key = f"shelf-{shelf.pk}"
    answer = told(cast.signed_in(rae), sets=[key])
    assert answer["sets"] == [
        {"key": "follows", "label": "What I follow", "works": None},
        {"key": key, "label": "<Nights>", "works": [sea.pk, lamp.pk]},
    ]
    assert {int(pk) for pk in answer["works"]} == {sea.pk, lamp.pk}
    # What she has not chosen is only named.
    assert [each["works"] for each in told(cast.signed_in(rae), [other])["sets"]] == [None, None]


def test_a_shelf_is_its_readers_alone(ana, rae):
    shelf = Shelf.objects.create(person=rae, name="Nights", sight="everyone")
    Shelved.objects.create(shelf=shelf, work=cast.posted(ana))
    for client in (Client(), cast.signed_in(ana), cast.signed_in(cast.person("Mo", is_archivist=True))):
        answer = told(client, sets=[f"shelf-{shelf.pk}", "shelf-x", "shelf-", "nothing"])
        assert answer["works"] == {}
        assert "Nights" not in str(answer)


def test_a_work_that_goes_out_of_sight_leaves_a_set_without_a_word(ana, rae):
    work = cast.posted(ana)
    shelf = Shelf.objects.create(person=rae, name="Nights")
    Shelved.objects.create(shelf=shelf, work=work)
    Work.objects.filter(pk=work.pk).update(is_hidden=True)
    answer = told(cast.signed_in(rae), sets=[f"shelf-{shelf.pk}"])
    assert (answer["sets"][1]["works"], answer["works"]) == ([], {})


# --- Where she stopped ---------------------------------------------------------------------------------------------


def test_her_place_is_told_to_her_alone(ana, rae):
    work = cast.posted(ana, chapters=2)
    second = work.chapters.get(position=2)
    at = timezone.now() - timedelta(hours=1)
    place = {"words": "It ends in the dark.", "position": 2, "before": "", "after": ""}
    Reading.objects.create(person=rae, work=work, chapter=second, place=place, permille=700, last_at=at)
    places = {
        name: told(client, [work])["works"][str(work.pk)]["place"]
        for name, client in (("Rae", cast.signed_in(rae)), ("Ana", cast.signed_in(ana)), ("guest", Client()))
    }
    assert places == {
        "Rae": {
            "chapter": second.pk, "paragraph": 2, "opening": "It ends in the dark.", "permille": 700,
            "at": int(at.timestamp() * 1000),
        },
        "Ana": None,
        "guest": None,
    }  # fmt: skip


def test_nothing_that_a_device_is_given_stays_in_the_archives_memory(ana, rae):
    work = cast.posted(ana)
    visitor = Visitor()
    addresses = [reverse("offline-work", args=[work.pk]), f"{reverse('offline-contents')}?works={work.pk}"]
    before = [json.loads(visitor.get(address).content) for address in addresses]
    Work.objects.filter(pk=work.pk).update(title="Another", version=2)
    after = [json.loads(visitor.get(address).content) for address in addresses]
    assert (before[0]["title"], after[0]["title"]) == ("The Lamp", "Another")
    assert before[1]["works"] != after[1]["works"]
    assert visitor.get(reverse("offline-token")).headers["Cache-Control"] == "private, no-store"
