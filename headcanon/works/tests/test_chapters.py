"""An author arranges her chapters, and no word and no earlier version is lost by it."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from headcanon.core import editions
from headcanon.works.models import Chapter, Revision, Work, WorkingCopy
from headcanon.works.revisions import unpacked
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(ana):
    return cast.signed_in(ana)


@pytest.fixture
def work(ana):
    """Three posted chapters: Night 1, 2, 3."""
    return cast.posted(ana, chapters=3)


def titles(work):
    chapters = Chapter.objects.filter(work=work).order_by("position")
    assert [chapter.position for chapter in chapters] == list(range(1, len(chapters) + 1))
    return [chapter.title for chapter in chapters]


def called(work, title):
    return Chapter.objects.get(work=work, title=title)


def send(client, work, wish, chapter, **more):
    return client.post(reverse("chapters", args=[work.pk]), {wish: called(work, chapter).pk, **more}, follow=True)


def type_into(client, chapter, **fields):
    chapter.refresh_from_db()
    return client.post(
        reverse("chapter-keep", args=[chapter.work_id, chapter.pk]),
        json.dumps({"device": "laptop", "seen": chapter.version, "fields": fields}),
        content_type="application/json",
    )


def texts_kept(chapter):
    return {unpacked(each)["body"] for each in Revision.objects.filter(chapter=chapter)}


# --- Order ---------------------------------------------------------------------------------------------------------


def test_a_chapter_goes_up_and_down_by_a_button(client, work):
    send(client, work, "up", "Night 3")
    assert titles(work) == ["Night 1", "Night 3", "Night 2"]
    send(client, work, "down", "Night 1")
    assert titles(work) == ["Night 3", "Night 1", "Night 2"]
    send(client, work, "up", "Night 3")
    send(client, work, "down", "Night 2")
    assert titles(work) == ["Night 3", "Night 1", "Night 2"]


@pytest.mark.parametrize(
    ("place", "order"),
    [
        ("1", ["Night 3", "Night 1", "Night 2"]),
        ("2", ["Night 1", "Night 3", "Night 2"]),
        ("99999", ["Night 1", "Night 2", "Night 3"]),
        ("0", ["Night 1", "Night 2", "Night 3"]),
        ("before the last", ["Night 1", "Night 2", "Night 3"]),
        ("-1", ["Night 1", "Night 2", "Night 3"]),
    ],
)
def test_a_chapter_goes_to_a_place_that_is_said(client, work, place, order):
    assert send(client, work, "move", "Night 3", place=place).status_code == 200
    assert titles(work) == order


def test_readers_follow_the_new_order(client, work):
    send(client, work, "up", "Night 2")
    page = Client().get(work.get_absolute_url())
    assert page.context["leaf"].chapter.title == "Night 2"
    assert page.context["leaf"].next.title == "Night 1"


def test_what_is_typed_elsewhere_stays_when_chapters_move(client, work):
    type_into(client, called(work, "Night 3"), body="<p>Typed.</p>")
    send(client, work, "up", "Night 3")
    assert WorkingCopy.objects.get().chapter == called(work, "Night 3")


# --- Adding and naming ---------------------------------------------------------------------------------------------


def test_a_double_click_adds_one_chapter(client, work):
    address = reverse("chapter-new", args=[work.pk])
    first, second = client.post(address), client.post(address)
    assert (first.url, len(titles(work))) == (second.url, 4)
    new = Chapter.objects.get(work=work, position=4)
    assert (new.posted_at, new.words, first.url) == (None, 0, reverse("chapter-edit", args=[work.pk, new.pk]))


def test_once_something_is_typed_the_next_chapter_is_another(client, work):
    client.post(reverse("chapter-new", args=[work.pk]))
    type_into(client, Chapter.objects.get(work=work, position=4), body="<p>A word.</p>")
    client.post(reverse("chapter-new", args=[work.pk]))
    assert len(titles(work)) == 5


def test_a_one_shot_that_goes_on_is_no_one_shot(client, ana):
    work = cast.posted(ana)
    client.post(reverse("chapter-new", args=[work.pk]))
    work.refresh_from_db()
    assert (work.status, work.chapter_count) == ("in-progress", 1)


def test_renaming_is_there_at_once_and_leaves_what_is_typed_alone(client, work):
    chapter = called(work, "Night 2")
    type_into(client, chapter, body="<p>Not for readers yet.</p>", title="Night 2")
    send(client, work, "rename", "Night 2", title="  The   second night ")
    assert titles(work)[1] == "The second night"
    page = Client().get(chapter.get_absolute_url()).content.decode()
    assert "The second night" in page
    assert "Not for readers yet." not in page
    chapter.refresh_from_db()
    copy = WorkingCopy.objects.get(chapter=chapter)
    assert copy.version == chapter.version


def test_a_title_keeps_nothing_that_no_database_takes(client, work):
    send(client, work, "rename", "Night 2", title="a\0b")
    assert titles(work) == ["Night 1", "a\ufffdb", "Night 3"]


@pytest.mark.parametrize("has_typed", [False, True])
def test_a_device_that_holds_the_old_title_does_not_bring_it_back_unseen(client, work, has_typed):
    chapter = called(work, "Night 2")
    seen = chapter.version
    if has_typed:
        keep_on_old_tab(client, chapter, seen, body="<p>Some.</p>")
        seen += 1
    send(client, work, "rename", "Night 2", title="New")
    assert keep_on_old_tab(client, chapter, seen, body="<p>More.</p>").status_code == 409
    assert titles(work)[1] == "New"


def keep_on_old_tab(client, chapter, seen, body):
    return client.post(
        reverse("chapter-keep", args=[chapter.work_id, chapter.pk]),
        json.dumps({"device": "old tab", "seen": seen, "fields": {"title": "Night 2", "body": body}}),
        content_type="application/json",
    )


# --- Cutting in two ------------------------------------------------------------------------------------------------


def split(client, chapter, at, version=None):
    address = reverse("chapter-split", args=[chapter.work_id, chapter.pk])
    chapter.refresh_from_db()
    return client.post(address, {"at": at, "version": version or chapter.version}, follow=True)


def test_a_chapter_is_cut_where_its_author_says(client, work):
    chapter = called(work, "Night 2")
    Chapter.objects.filter(pk=chapter.pk).update(notes_before="<p>Above.</p>", notes_after="<p>Below.</p>")
    whole = chapter.body
    page = client.get(reverse("chapter-split", args=[work.pk, chapter.pk]))
    assert page.context["places"] == [(1, True, "It ends in the dark.")]
    split(client, chapter, 1)
    assert titles(work) == ["Night 1", "Night 2", "", "Night 3"]
    first, second = Chapter.objects.filter(work=work, position__in=(2, 3)).order_by("position")
    assert (first.body, second.body) == (
        "<p>Chapter 2 begins with <em>light</em>.</p>",
        "<p>It ends in the dark.</p>",
    )
    assert (first.notes_before, first.notes_after) == ("<p>Above.</p>", "")
    assert (second.notes_before, second.notes_after) == ("", "<p>Below.</p>")
    assert (first.words, second.words, second.posted_at) == (5, 5, first.posted_at)
    assert whole in texts_kept(first)
    work.refresh_from_db()
    assert (work.chapter_count, work.words) == (4, 30)


def test_what_is_typed_is_cut_with_it(client, work):
    chapter = called(work, "Night 2")
    type_into(client, chapter, body="<p>Typed first.</p><p>Typed second.</p>")
    split(client, chapter, 1)
    found = Chapter.objects.filter(work=work, position__in=(2, 3)).order_by("position").values_list("body", flat=True)
    assert list(found) == ["<p>Typed first.</p>", "<p>Typed second.</p>"]
    assert not WorkingCopy.objects.exists()


def test_a_text_that_has_changed_meanwhile_is_not_cut_at_the_old_place(client, work):
    chapter = called(work, "Night 2")
    type_into(client, chapter, body="<p>Other words.</p><p>And more.</p>")
    page = split(client, chapter, 1, version=1)
    assert "nothing was cut" in page.content.decode()
    assert titles(work) == ["Night 1", "Night 2", "Night 3"]
    assert WorkingCopy.objects.filter(chapter=chapter).exists()


def test_a_device_that_has_the_whole_text_still_open_cannot_overwrite_the_first_part(client, work):
    chapter = called(work, "Night 2")
    seen = chapter.version
    split(client, chapter, 1)
    answer = client.post(
        reverse("chapter-keep", args=[work.pk, chapter.pk]),
        json.dumps({"device": "old tab", "seen": seen, "fields": {"body": "<p>All of it.</p>"}}),
        content_type="application/json",
    )
    assert answer.status_code == 409


@pytest.mark.parametrize("at", ["", "0", "77", "x"])
def test_a_place_that_is_none_cuts_nothing(client, work, at):
    assert split(client, called(work, "Night 2"), at).status_code == 200
    assert titles(work) == ["Night 1", "Night 2", "Night 3"]


def test_a_single_paragraph_has_no_place_to_cut(client, ana):
    work = cast.draft(ana)
    work.chapters.update(body="<p>All in one.</p>")
    page = client.get(reverse("chapter-split", args=[work.pk, work.chapters.get().pk]))
    assert page.context["places"] == []


# --- Joining two ---------------------------------------------------------------------------------------------------


def test_two_chapters_become_one_and_nothing_of_either_is_lost(client, work):
    one, two = called(work, "Night 1"), called(work, "Night 2")
    Chapter.objects.filter(pk=two.pk).update(notes_before="<p>Above 2.</p>", notes_after="<p>Below 2.</p>")
    type_into(client, two, body="<p>Typed in two.</p>")
    old_texts = {one.body, two.body}
    send(client, work, "join", "Night 1", **{"break": "on"})
    one.refresh_from_db()
    assert titles(work) == ["Night 1", "Night 3"]
    assert one.body == f"{next(text for text in old_texts if 'Chapter 1' in text)}<hr><p>Typed in two.</p>"
    assert (one.notes_before, one.notes_after) == ("<p>Above 2.</p>", "<p>Below 2.</p>")
    assert old_texts | {"<p>Typed in two.</p>"} <= texts_kept(one)
    left = Chapter.with_trash.get(pk=two.pk)
    assert (left.trashed_at is not None, left.body) == (True, "<p>Typed in two.</p>")
    work.refresh_from_db()
    assert (work.chapter_count, work.words) == (2, 23)
    assert Client().get(two.get_absolute_url()).status_code == 404


def test_they_are_joined_without_a_break_where_it_is_not_wanted(client, work):
    one, two = called(work, "Night 1"), called(work, "Night 2")
    send(client, work, "join", "Night 1")
    assert called(work, "Night 1").body == one.body + two.body


def test_a_text_that_stood_apart_is_an_earlier_version_after_joining(client, work):
    two = called(work, "Night 2")
    for device in ("first", "second"):
        client.post(
            reverse("chapter-keep", args=[work.pk, two.pk]),
            json.dumps({"device": device, "seen": 1, "fields": {"body": f"<p>From the {device}.</p>"}}),
            content_type="application/json",
        )
    send(client, work, "join", "Night 1")
    assert {"<p>From the first.</p>", "<p>From the second.</p>"} <= texts_kept(called(work, "Night 1"))


def test_a_draft_is_not_published_by_joining_it(client, work):
    Chapter.objects.filter(work=work, title="Night 2").update(posted_at=None)
    page = send(client, work, "join", "Night 1")
    assert "Nothing changed" in page.content.decode()
    assert titles(work) == ["Night 1", "Night 2", "Night 3"]
    assert "Nothing changed" in send(client, work, "join", "Night 3").content.decode()


def test_joined_and_cut_again_it_reads_as_before(client, work):
    before = list(work.chapters.values_list("body", flat=True))
    send(client, work, "join", "Night 1", **{"break": "on"})
    split(client, called(work, "Night 1"), 3)
    assert list(work.chapters.order_by("position").values_list("body", flat=True)) == before


# --- The trash -----------------------------------------------------------------------------------------------------


def test_the_last_chapter_that_readers_have_is_not_put_in_the_trash(client, work):
    Chapter.objects.filter(work=work).exclude(title="Night 1").update(posted_at=None)
    client.post(reverse("chapter-trash", args=[work.pk, called(work, "Night 1").pk]))
    assert titles(work) == ["Night 1", "Night 2", "Night 3"]
    client.post(reverse("chapter-trash", args=[work.pk, called(work, "Night 2").pk]))
    assert titles(work) == ["Night 1", "Night 3"]


# --- Who, and how much it costs ------------------------------------------------------------------------------------


def test_nobody_else_can_arrange_anything(work):
    vex = Client()
    vex.force_login(cast.person("Vex"))
    chapter = called(work, "Night 1")
    for address in (
        reverse("chapters", args=[work.pk]),
        reverse("chapter-new", args=[work.pk]),
        reverse("chapter-split", args=[work.pk, chapter.pk]),
    ):
        assert vex.post(address, {"down": chapter.pk, "at": 1, "version": 1}).status_code == 404
    assert titles(work) == ["Night 1", "Night 2", "Night 3"]


def test_a_chapter_of_another_work_is_none_of_this_one(client, ana, work):
    other = cast.posted(ana, "Other", chapters=2)
    answer = client.post(reverse("chapters", args=[work.pk]), {"down": other.chapters.first().pk})
    assert answer.status_code == 404
    assert client.post(reverse("chapters", args=[work.pk]), {"down": "9" * 30}).status_code == 404
    assert client.post(reverse("chapters", args=[work.pk]), {}).status_code == 404


def asked_for(client, work):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(reverse("chapters", args=[work.pk])).status_code == 200
    return [query["sql"] for query in asked.captured_queries]


def test_the_page_of_a_thousand_chapters_asks_for_no_text_and_no_more_than_that_of_three(
    client, ana, work, monkeypatch
):
    monkeypatch.setattr(editions, "LOOK_AGAIN_AFTER", 60)  # a slow machine would look twice in one request
    asked_for(client, work)  # whatever is looked up once
    small = asked_for(client, work)
    long = cast.draft(ana, "Long")
    ids = Chapter.free_ids(1000)
    Chapter.objects.bulk_create(
        Chapter(pk=pk, work=long, position=number, title=f"Night {number}", body="<p>Dark.</p>", words=1)
        for number, pk in enumerate(ids, start=2)
    )
    large = asked_for(client, long)
    assert len(large) == len(small)
    assert not [sql for sql in large if '"body"' in sql]


def test_a_thousand_chapters_are_put_in_another_order(client, ana):
    work = cast.draft(ana, chapters=1)
    ids = Chapter.free_ids(999)
    Chapter.objects.bulk_create(
        Chapter(pk=pk, work=work, position=number, title=f"Night {number}") for number, pk in enumerate(ids, start=2)
    )
    send(client, work, "move", "Night 1000", place="2")
    assert titles(work)[:3] == ["", "Night 1000", "Night 2"]
    assert titles(work)[-1] == "Night 999"


def test_a_chapter_posted_long_ago_keeps_its_day_when_it_moves(client, ana):
    work = cast.posted(ana, chapters=2, at=timezone.now() - timedelta(days=9))
    before = set(work.chapters.values_list("pk", "posted_at"))
    revised_at = Work.objects.get(pk=work.pk).revised_at
    send(client, work, "up", "Night 2")
    assert set(work.chapters.values_list("pk", "posted_at")) == before
    assert Work.objects.get(pk=work.pk).revised_at == revised_at
