"""The API: what it says, how it goes on, when it says nothing new, and whom it refuses."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from headcanon.api.models import Token
from headcanon.api.rest import asking
from headcanon.api.tests.asking import API, Program
from headcanon.canon.tests.lines import canon_of, event_in
from headcanon.core.flooding import Pace
from headcanon.core.outbox import drain
from headcanon.discovery.index.keeping import Keeper
from headcanon.following.follows import follow
from headcanon.headcanons.tests.having import had
from headcanon.reading.models import Reading, Shelf, Shelved
from headcanon.reviews.models import Review
from headcanon.works.drafting import current, keep, put_in_place
from headcanon.works.models import Placement, Work
from headcanon.works.tests.growing import grow
from tests import cast
from tests.memory import forget_everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def work(ana):
    return cast.posted(ana, "The Lamp", chapters=2, series=[("Nights", 1)])


@pytest.fixture
def program():
    return Program()


def reviewed(work, person, text="<p>So much light.</p>", **more):
    said = {"chapter": work.chapters.first(), "pseud": person.default_pseud, "text": text}
    return Review.objects.create(work=work, sent_with=text, **{**said, **more})


# --- What it says ----------------------------------------------------------------------------------------------------


def test_a_story_is_told_with_everything_its_page_says(ana, rae, work, program):
    event = event_in(canon_of("Greek myth", "The books", ["One"]), "One", "Leander swims")
    Placement.objects.create(work=work, canon=event.canon, relation="after", event=event, newest_key=work.newest_key)
    headcanon = had(rae)
    grow(work, headcanon)
    told = program.told(f"/works/{work.pk}")
    assert [told[name] for name in ("id", "title", "status", "words", "chapters", "chapters_planned")] == [
        work.pk, "The Lamp", "complete", 20, 2, 2,
    ]  # fmt: skip
    assert told["authors"] == [{"name": "Ana", "author": "Ana", "address": "/users/Ana/pseuds/Ana"}]
    assert told["summary"] == "<p>A keeper trims her lamp.</p>" and told["covered"] == []
    assert told["rating"] == {"key": "teen", "name": "Teen and up", "asks_first": False}
    assert [(tag["kind"], tag["name"]) for tag in told["tags"]] == [
        ("relationship", "Hero/Leander"), ("character", "Hero"), ("freeform", "Lighthouses"),
    ]  # fmt: skip
    assert (told["notes_before"], told["notes_after"]) == ("<p>Before it all.</p>", "<p>After it all.</p>")
    assert told["places"] == [
        {"canon": "The books", "relation": "after", "event": "Leander swims", "until": None, "goes_differently": None}
    ]
    assert told["grew_from"] == [{"claim": headcanon.claim, "address": headcanon.get_absolute_url()}]
    [series] = told["series"]
    assert (series["title"], series["position"]) == ("Nights", 1)
    assert program.told(f"/series/{series['id']}")["works"][0]["id"] == work.pk
    assert program.client.get(told["books"][0]["address"]).status_code == 200


def test_chapters_lead_to_each_other(work, program):
    first, second = program.told(f"/works/{work.pk}/chapters")["items"]
    assert (first["number"], first["title"], second["title"]) == (1, "Night 1", "Night 2")
    told = program.told(f"/works/{work.pk}/chapters/{second['id']}")
    assert told["body"] == "<p>Chapter 2 begins with <em>light</em>.</p><hr><p>It ends in the dark.</p>"
    assert (told["previous"], told["next"], told["number"]) == (first["id"], None, 2)


def test_what_stories_are_about_leads_to_them(ana, work, program):
    drain()
    [fandom] = program.told("/fandoms")["items"]
    assert (fandom["name"], fandom["works"]) == ("Greek myth", 1)
    [tag] = program.told("/tags?kind=character")["items"]
    for way in (f"/fandoms/{fandom['slug']}", f"/tags/{tag['slug']}"):
        assert program.told(way)["works"] == 1
        assert [each["id"] for each in program.told(f"{way}/works")["items"]] == [work.pk]
    assert [each["name"] for each in program.told("/authors/ana")["pen_names"]] == ["Ana"]
    assert [each["id"] for each in program.told("/authors/ana/works?pen_name=ANA")["items"]] == [work.pk]
    assert program.told("/authors/ana/works?pen_name=Wren") == 404


def test_a_line_is_told_in_its_order_and_what_is_covered_without_words(ana, program):
    canon = canon_of("Greek myth", "The books", ["One", "Two"])
    here, later = event_in(canon, "One", "Leander swims"), event_in(canon, "Two", "He drowns", is_spoiler=True)
    work = cast.posted(ana)
    Placement.objects.create(work=work, canon=canon, relation="during", event=later, newest_key=work.newest_key)
    [told] = program.told("/fandoms/greek-myth")["canons"]
    assert [each["name"] for each in told["instalments"]] == ["One", "Two"]
    events = program.told(f"/fandoms/greek-myth/events?canon={told['id']}")["items"]
    assert [(each["id"], each["title"], each["is_covered"]) for each in events] == [
        (here.pk, "Leander swims", False), (later.pk, None, True),
    ]  # fmt: skip
    way = f"/fandoms/greek-myth/events/{later.pk}"
    assert (program.told(way)["title"], program.told(f"{way}?lift=yes")["title"]) == (None, "He drowns")
    assert program.told(f"{way}/works") == 403
    assert [each["id"] for each in program.told(f"{way}/works?lift=yes")["items"]] == [work.pk]
    assert program.told(f"{way}/works?lift=yes&leaving=yes")["items"] == []


def test_headcanons_are_told_without_whose_they_are_where_they_have_no_name(ana, rae, program):
    named, nameless = had(rae), had(rae, "Hero never slept.", is_anonymous=True)
    work = cast.posted(ana)
    grow(work, named)
    drain()
    told = {each["id"]: each for each in program.told("/headcanons?fandom=greek-myth")["items"]}
    assert told[named.pk]["had_by"]["name"] == "Rae"
    assert told[nameless.pk]["had_by"] is None and "Rae" not in str(told[nameless.pk])
    assert [each["id"] for each in program.told("/headcanons?show=never")["items"]] == [nameless.pk]
    assert [each["id"] for each in program.told(f"/headcanons/{named.pk}/works")["items"]] == [work.pk]
    assert program.told("/headcanons?fandom=nowhere") == 404


def test_reviews_come_in_threads_and_nobody_learns_a_guests_address(work, rae, program):
    guests = reviewed(work, rae, pseud=None, guest_name="Sam", guest_email="sam@example.org")
    reviewed(work, rae, "<p>I agree.</p>", thread=guests, answers=guests)
    gone = reviewed(work, rae, "<p>Oh no.</p>", state="gone")
    threads = program.told(f"/works/{work.pk}/reviews")["items"]
    assert [each["id"] for each in threads] == [gone.pk, guests.pk]
    assert (threads[0]["text"], threads[0]["name"], threads[0]["by"]) == (None, "", None)
    assert (threads[1]["name"], threads[1]["by"], threads[1]["replies"][0]["name"]) == ("Sam", None, "Rae")
    assert program.told(f"/reviews/{guests.pk}")["replies"][0]["text"] == "<p>I agree.</p>"
    assert "sam@example.org" not in program.ask(f"/reviews/{guests.pk}").content.decode()
    assert program.told(f"/works/{work.pk}/wishes")["welcome"] == "kind"


def test_what_is_ones_own_is_for_tokens_made_for_it(ana, rae, work):
    shelf = Shelf.objects.create(person=rae, name="Sea & <sky>", position=1)
    Shelved.objects.create(shelf=shelf, work=work, note="Again!", position=1)
    hidden = cast.hidden(ana, "Not to be seen")
    Shelved.objects.create(shelf=shelf, work=hidden, note="Mine", position=2)
    Reading.objects.create(person=rae, work=work, chapter=work.chapters.last(), permille=300)
    Reading.objects.create(person=rae, work=hidden)
    follow(rae, "author", ana)
    hers = Program(rae)
    [told] = hers.told("/shelves")["items"]
    assert (told["id"], told["name"], told["number"]) == (shelf.pk, "Sea & <sky>", 2)
    lines = hers.told(f"/shelves/{shelf.pk}")["items"]
    assert [(line["work"] and line["work"]["title"], line["note"]) for line in lines] == [
        ("The Lamp", "Again!"), (None, "Mine"),
    ]  # fmt: skip
    readings = {each["title"]: each for each in hers.told("/readings")["items"]}
    assert (readings["The Lamp"]["chapter"], readings["The Lamp"]["permille"]) == (2, 300)
    assert (readings[None]["work"], set(readings)) == (None, {"The Lamp", None})
    [followed] = hers.told("/follows")["items"]
    assert (followed["kind"], followed["name"], followed["address"]) == ("author", "Ana", "/users/Ana")
    new = cast.posted(ana, "Another")
    drain()
    [notice] = hers.told("/news")["items"]
    assert (notice["address"], notice["is_new"]) == (new.get_absolute_url(), True)
    own = ("/shelves", f"/shelves/{shelf.pk}", "/readings", "/follows", "/news")
    assert {way: Program().told(way) for way in own} == dict.fromkeys(own, 401)
    assert {way: Program(rae, scopes=[]).told(way) for way in own} == dict.fromkeys(own, 403)
    assert Program(rae, scopes=[Token.Scope.SHELVES]).told("/news") == 403
    assert Program(ana).told(f"/shelves/{shelf.pk}") == 404


def test_adult_texts_are_given_to_whoever_says_so(ana, rae, program):
    work = cast.posted(ana, rating="Explicit")
    chapter = f"/works/{work.pk}/chapters/{work.chapters.get().pk}"
    assert (program.told(chapter), program.told(f"/works/{work.pk}/chapters")) == (403, 403)
    assert program.told(f"/works/{work.pk}")["notes_before"] is None
    assert "light" in program.told(f"{chapter}?view_adult=true")["body"]
    assert program.told(chapter) == 403  # it is not remembered


OTHER = {"tags": ["Stairs"], "rating": "Mature", "summary": "<p>Steps.</p>"}


def test_works_are_found_by_the_words_of_the_search_pages_address(data_folder, ana, rae, program):
    lamp, tower = cast.posted(ana, "The Lamp"), cast.posted(ana, "The Tower", **OTHER)
    members = cast.restricted(ana, "A Lamp for Members")
    keeper = Keeper()
    keeper.keep()
    for asks, ids in {
        "q=lamp": [lamp.pk], "tag=stairs": [tower.pk], "no-tag=stairs&fandom=greek-myth": [lamp.pk],
        "rating=mature&words-to=1000": [tower.pk], "q=nothing": [], "sort=title": [lamp.pk, tower.pk],
        "q=lamp&cursor=7": [],
    }.items():  # fmt: skip
        told = program.told(f"/works?{asks}")
        assert [each["id"] for each in told["items"]] == ids, asks
        assert told["next"] is None
    assert program.told("/works?q=lamp")["total"] == 1
    assert {each["id"] for each in Program(rae).told("/works?q=lamp")["items"]} == {lamp.pk, members.pk}
    keeper.put_down()


# --- Page after page -------------------------------------------------------------------------------------------------


def test_a_list_goes_on_until_it_ends_whatever_comes_meanwhile(ana, program):
    now = timezone.now()
    for number in range(22):
        cast.posted(ana, f"{number}", at=now - timedelta(hours=number))
    first = program.told("/works")
    cast.posted(ana, "Meanwhile")
    second = program.told(first["next"].removeprefix(API))
    assert [each["title"] for each in first["items"] + second["items"]] == [f"{number}" for number in range(22)]
    assert second["next"] is None
    assert len(program.everything("/fandoms/greek-myth/works")) == len(program.everything("/authors/Ana/works")) == 23


@pytest.mark.parametrize("list_of", ["/works", "/headcanons?show=newest", "/fandoms/greek-myth/works"])
def test_a_cursor_of_somebodys_own_is_answered(work, program, list_of):
    for cursor in ("x", "-1", "9" * 18, "9" * 19, "%00", "1" * 401, "٣"):
        told = program.ask(f"{list_of}{'&' if '?' in list_of else '?'}cursor={cursor}")
        assert told.status_code in (200, 422) and set(told.json()) & {"detail", "items"}


# --- What she has already --------------------------------------------------------------------------------------------


def test_what_has_not_changed_is_not_told_again(work, program, ana):
    chapter = work.chapters.first()
    for address in ("/works", f"/works/{work.pk}", f"/works/{work.pk}/chapters/{chapter.pk}"):
        answer = program.ask(address)
        again = program.ask(address, **{"If-None-Match": answer["ETag"]})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", answer["ETag"])
    way = f"/works/{work.pk}/chapters/{chapter.pk}"
    before = program.ask(way)["ETag"]
    typed = {**current(chapter), "body": "<p>All is dark.</p>"}
    keep(chapter, person=ana, device="laptop", seen=chapter.version, fields=typed)
    assert "light" in program.ask(way).content.decode()
    while_typed = program.ask(way)["ETag"]
    put_in_place(chapter, person=ana)
    for known in (before, while_typed):
        assert "All is dark" in program.ask(way, **{"If-None-Match": known}).json()["body"]


def test_texts_are_not_looked_up_for_whoever_has_them(work, program):
    way = f"/works/{work.pk}/chapters/{work.chapters.first().pk}"
    etag = program.ask(way)["ETag"]
    with CaptureQueriesContext(connection) as asked:
        assert program.ask(way, **{"If-None-Match": etag}).status_code == 304
    assert [query["sql"] for query in asked if '"body"' in query["sql"]] == []


def test_head_is_answered_like_get_and_nothing_else_is_taken(work, program):
    way = f"{API}/works/{work.pk}"
    assert program.client.head(way)["ETag"] == program.client.get(way)["ETag"]
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(Client(enforce_csrf_checks=True), method)(way)
        assert (answer.status_code, answer.json()) == (405, {"detail": "Here one can only read: ask with GET or HEAD."})
        assert sorted(answer["Allow"].split(", ")) == ["GET", "HEAD"]


@pytest.mark.parametrize("way", ["/api/v1", "/api/v1/", "/api/v1/nothing", "/api/v1/works/1/", "/api/v1/a//é"])
@pytest.mark.parametrize("method", ["get", "head", "post", "delete"])
def test_an_address_that_is_not_there_is_answered_as_everything_else_here(work, way, method):
    answer = getattr(Client(enforce_csrf_checks=True), method)(way)
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/json")
    assert answer["Cache-Control"] == "private, no-store"
    assert method == "head" or answer.json() == {"detail": "There is nothing here that you may see."}


# --- Who asks --------------------------------------------------------------------------------------------------------


def test_a_token_that_cannot_be_used_is_refused_and_cookies_say_nothing(ana, rae):
    work = cast.restricted(ana)
    assert Program(rae).told(f"/works/{work.pk}")["title"] == "For Members"
    assert Program().told(f"/works/{work.pk}") == 404
    assert cast.signed_in(rae).get(f"{API}/works/{work.pk}").status_code == 404
    for said in ("Bearer hc_wrong", "Bearer", "Basic cmFlOng=", "hc_wrong", "Bearer \x00"):
        answer = Client().get(f"{API}/works", headers={"Authorization": said})
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer error="invalid_token"')


def test_what_a_person_keeps_quiet_and_what_machines_may_not_list_is_in_no_list(ana, rae):
    unlisted = cast.posted(ana, "Between us")
    Work.objects.filter(pk=unlisted.pk).update(may_index=False)
    assert Program().told("/works")["items"] == []
    assert Program().told(f"/works/{unlisted.pk}")["title"] == "Between us"
    assert [each["title"] for each in Program(rae).told("/works")["items"]] == ["Between us"]


def test_whoever_asks_very_quickly_is_told_to_wait(work, rae, monkeypatch):
    monkeypatch.setattr(asking, "GUEST", Pace(2, 100))
    monkeypatch.setattr(asking, "MEMBER", Pace(3, 100))
    forget_everything()
    client, program = Client(), Program(rae)
    guest = [client.get(f"{API}/works") for _ in range(3)]
    assert [each.status_code for each in guest] == [200, 200, 429]
    assert 1 <= int(guest[-1]["Retry-After"]) <= 60
    hers = [client.get(f"{API}/works", headers=program.headers).status_code for _ in range(4)]
    assert hers == [200, 200, 200, 429]


# --- What it costs ---------------------------------------------------------------------------------------------------

BUDGETS = {
    "/works": 8,
    "/works/{work}": 9,
    "/works/{work}/chapters": 4,
    "/works/{work}/chapters/{chapter}": 6,
    "/works/{work}/reviews": 6,
    "/works/{work}/wishes": 5,
    "/authors/Ana": 3,
    "/authors/Ana/works": 9,
    "/fandoms": 2,
    "/fandoms/greek-myth": 9,
    "/fandoms/greek-myth/works": 13,
    "/tags?kind=character": 2,
    "/tags/hero": 9,
    "/tags/hero/works": 13,
    "/headcanons": 7,
    "/headcanons/{headcanon}": 6,
    "/series/{series}": 9,
}


def test_no_answer_costs_more_where_there_is_more(ana, rae, looks_once):
    program = Program()
    costs = {}
    for number in (1, 3):
        while Work.objects.count() < number:
            work = cast.posted(ana, chapters=number, series=[("Nights", Work.objects.count() + 1)])
            headcanon = had(rae, f"Claim {number}")
            reviewed(work, rae, f"<p>{work.pk}</p>")
        drain()
        named = {
            "work": work.pk, "chapter": work.chapters.first().pk, "headcanon": headcanon.pk,
            "series": work.series.get().pk,
        }  # fmt: skip
        for way in BUDGETS:
            with CaptureQueriesContext(connection) as asked:
                assert isinstance(program.told(way.format(**named)), dict)
            costs.setdefault(way, []).append(len(asked))
    assert {way: most for way, [least, most] in costs.items() if least != most} == {}
    assert {way: most for way, [_least, most] in costs.items() if most > BUDGETS[way]} == {}


# --- What is said of it ----------------------------------------------------------------------------------------------


def test_every_question_is_in_the_document_and_nothing_else_is():
    document = (settings.PACKAGE.parent / "docs" / "api.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `(/[^`]*)` \|", document, re.MULTILINE))
    described = Client().get(f"{API}/openapi.json").json()["paths"]
    assert {f"{API}{address}" for address in documented} == set(described)
    for pace in (asking.GUEST, asking.MEMBER):
        assert f"{pace.a_minute}" in document and f"{pace.an_hour:,}" in document
