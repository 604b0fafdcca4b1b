"""No word that was typed is lost, and none is overwritten unseen."""

import json
from datetime import timedelta
from functools import partial

import pytest
from django.urls import reverse
from django.utils import timezone

from headcanon.accounts.models import Preferences
from headcanon.core import editions
from headcanon.works.models import Chapter, Revision, Work, WorkingCopy
from headcanon.works.revisions import unpack, unpacked
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def chapter(ana):
    return cast.draft(ana).chapters.get()


def keep(client, chapter, body, *, seen, device="laptop"):
    return client.post(
        reverse("chapter-keep", args=[chapter.work_id, chapter.pk]),
        json.dumps({"device": device, "seen": seen, "fields": {"body": body}}),
        content_type="application/json",
    )


def edit_page(client, chapter):
    return client.get(reverse("chapter-edit", args=[chapter.work_id, chapter.pk]))


def bodies(chapter):
    return [unpacked(each)["body"] for each in Revision.objects.filter(chapter=chapter).order_by("id")]


def test_what_is_typed_is_kept_and_is_not_the_text_yet(client, ana, chapter):
    client.force_login(ana)
    before = chapter.body
    answer = keep(client, chapter, "<p>The lamp went <em>out</em>", seen=1)
    chapter.refresh_from_db()
    assert (answer.status_code, answer.json()["version"], chapter.version) == (200, 2, 2)
    assert chapter.body == before
    assert edit_page(client, chapter).context["current"]["body"] == "<p>The lamp went <em>out</em>"


def test_two_tabs_edit_one_chapter_and_neither_text_is_lost(client, ana, chapter):
    client.force_login(ana)
    keep(client, chapter, "<p>From the first tab.</p>", seen=1, device="first")
    answer = keep(client, chapter, "<p>From the second tab.</p>", seen=1, device="second")
    assert answer.status_code == 409
    page = client.get(answer.json()["compare"])
    assert page.context["newest"]["body"] == "<p>From the first tab.</p>"
    assert page.context["mine"]["body"] == "<p>From the second tab.</p>"
    copy = WorkingCopy.objects.get(stands_apart=True)
    client.post(answer.json()["compare"], {"choice": "mine", "copy": copy.pk, "version": 2})
    chapter.refresh_from_db()
    assert edit_page(client, chapter).context["current"]["body"] == "<p>From the second tab.</p>"
    assert "<p>From the first tab.</p>" in bodies(chapter)


def test_the_text_not_chosen_is_an_earlier_version(client, ana, chapter):
    client.force_login(ana)
    keep(client, chapter, "<p>From the first tab.</p>", seen=1, device="first")
    compare = keep(client, chapter, "<p>From the second tab.</p>", seen=1, device="second").json()["compare"]
    copy = WorkingCopy.objects.get(stands_apart=True)
    client.post(compare, {"choice": "other", "copy": copy.pk, "version": 2})
    assert edit_page(client, chapter).context["current"]["body"] == "<p>From the first tab.</p>"
    assert "<p>From the second tab.</p>" in bodies(chapter)


def test_a_choice_made_over_a_text_that_moved_on_asks_again(client, ana, chapter):
    client.force_login(ana)
    keep(client, chapter, "<p>One.</p>", seen=1, device="first")
    compare = keep(client, chapter, "<p>Two.</p>", seen=1, device="second").json()["compare"]
    keep(client, chapter, "<p>Three.</p>", seen=2, device="first")
    copy = WorkingCopy.objects.get(stands_apart=True)
    answer = client.post(compare, {"choice": "mine", "copy": copy.pk, "version": 2})
    assert answer.url == compare
    page = client.get(compare)
    assert (page.context["newest"]["body"], page.context["mine"]["body"]) == ("<p>Three.</p>", "<p>Two.</p>")


def test_a_device_that_never_heard_its_text_arrived_has_no_quarrel_with_itself(client, ana, chapter):
    client.force_login(ana)
    keep(client, chapter, "<p>Once.</p>", seen=1)
    assert keep(client, chapter, "<p>Once more.</p>", seen=1).status_code == 200


def test_a_pause_of_five_minutes_keeps_what_was_there(client, ana, chapter):
    client.force_login(ana)
    keep(client, chapter, "<p>Before the walk.</p>", seen=1)
    WorkingCopy.objects.update(kept_at=timezone.now() - timedelta(minutes=6))
    keep(client, chapter, "<p>After the walk.</p>", seen=2)
    keep(client, chapter, "<p>A moment later.</p>", seen=3)
    assert [body for body in bodies(chapter) if "walk" in body] == ["<p>Before the walk.</p>"]


def test_saving_without_a_script_takes_markdown_and_makes_a_revision(client, ana, chapter):
    client.force_login(ana)
    address = reverse("chapter-edit", args=[chapter.work_id, chapter.pk])
    answer = client.post(address, {"version": 1, "title": "Night", "body": "It was *dark*.\n\n* * *\n\nThen light."})
    chapter.refresh_from_db()
    assert answer.url == address
    assert chapter.body == "<p>It was <em>dark</em>.</p><hr><p>Then light.</p>"
    assert (chapter.title, chapter.words, chapter.work.words) == ("Night", 5, 5)
    assert bodies(chapter)[-1] == chapter.body
    assert not WorkingCopy.objects.exists()


def test_a_stale_form_is_kept_beside_the_newer_text(client, ana, chapter):
    client.force_login(ana)
    keep(client, chapter, "<p>Newer.</p>", seen=1)
    address = reverse("chapter-edit", args=[chapter.work_id, chapter.pk])
    answer = client.post(address, {"version": 1, "body": "Older tab."})
    assert answer.url == reverse("chapter-compare", args=[chapter.work_id, chapter.pk])
    assert unpack(WorkingCopy.objects.get(stands_apart=True).content)["body"] == "Older tab."


def test_a_story_begun_by_a_double_click_is_one_story(client, ana):
    client.force_login(ana)
    form = {"begun_with": client.get(reverse("work-new")).context["begun_with"]}
    addresses = {client.post(reverse("work-new"), form).url for _ in range(2)}
    assert (len(addresses), Work.objects.count(), Chapter.objects.count()) == (1, 1, 1)


def test_nobody_else_can_look_at_or_keep_anything(client, chapter):
    client.force_login(cast.person("Vex"))
    assert edit_page(client, chapter).status_code == 404
    assert keep(client, chapter, "<p>Mine now.</p>", seen=1).status_code == 404
    assert not WorkingCopy.objects.exists()


def test_when_the_session_has_ended_the_script_is_told_where_to_sign_in(client, chapter):
    answer = keep(client, chapter, "<p>Words.</p>", seen=1)
    assert answer.status_code == 403
    assert answer.json()["sign_in"].startswith(reverse("account_login"))
    assert not WorkingCopy.objects.exists()


def test_co_authors_see_what_the_other_has_typed(client, ana):
    bea = cast.person("Bea")
    chapter = cast.draft(ana, others=[bea]).chapters.get()
    client.force_login(ana)
    keep(client, chapter, "<p>By Ana.</p>", seen=1)
    client.force_login(bea)
    assert edit_page(client, chapter).context["current"]["body"] == "<p>By Ana.</p>"


@pytest.mark.parametrize("sent", [b"", b"[]", b"{}", b'{"device": "a", "fields": []}', b"\xff"])
def test_nonsense_is_refused_and_changes_nothing(client, ana, chapter, sent):
    client.force_login(ana)
    address = reverse("chapter-keep", args=[chapter.work_id, chapter.pk])
    assert client.post(address, sent, content_type="application/json").status_code == 400
    assert not WorkingCopy.objects.exists()


# --- What a device sent stays until somebody has chosen --------------------------------------------------------------


def test_a_text_that_waits_is_not_replaced_by_what_its_device_writes_next(client, ana, chapter):
    """The page was opened anew after both texts were kept, and she wrote on in the newest instead of choosing."""
    client.force_login(ana)
    keep(client, chapter, "<p>From the first tab.</p>", seen=1, device="first")
    keep(client, chapter, "<p>From the second tab.</p>", seen=1, device="second")
    assert keep(client, chapter, "<p>The second tab, opened anew.</p>", seen=2, device="second").status_code == 200
    keep(client, chapter, "<p>From a third.</p>", seen=2, device="third")
    keep(client, chapter, "<p>A third, opened anew and too late.</p>", seen=1, device="third")
    apart = WorkingCopy.objects.filter(stands_apart=True).order_by("kept_at")
    assert [unpack(copy.content)["body"] for copy in apart] == [
        "<p>From the second tab.</p>",
        "<p>From a third.</p>",
        "<p>A third, opened anew and too late.</p>",
    ]


def test_a_text_that_waits_and_is_written_on_is_still_one_text(client, ana, chapter):
    client.force_login(ana)
    keep(client, chapter, "<p>From the first tab.</p>", seen=1, device="first")
    for body in ("<p>From the second.</p>", "<p>From the second tab.</p>"):
        assert keep(client, chapter, body, seen=1, device="second").status_code == 409
    apart = WorkingCopy.objects.filter(stands_apart=True)
    assert [unpack(copy.content)["body"] for copy in apart] == ["<p>From the second tab.</p>"]


def test_what_comes_too_late_and_says_nothing_else_is_no_second_text(client, ana, chapter):
    client.force_login(ana)
    address = reverse("chapter-edit", args=[chapter.work_id, chapter.pk])
    form = {"version": 1, "title": "Night", "body": "It was *dark*."}
    assert [client.post(address, form).url for _ in range(2)] == [address, address]
    assert not WorkingCopy.objects.exists()


def test_fields_that_are_not_sent_stay_as_they_were_typed(client, ana, chapter):
    client.force_login(ana)
    address = reverse("chapter-keep", args=[chapter.work_id, chapter.pk])
    for seen, fields in ((1, {"title": "Night", "body": "<p>One.</p>"}), (2, {"body": "<p>Two.</p>"})):
        sent = {"device": "laptop", "seen": seen, "fields": fields}
        client.post(address, json.dumps(sent), content_type="application/json")
    current = edit_page(client, chapter).context["current"]
    assert (current["title"], current["body"]) == ("Night", "<p>Two.</p>")


def test_one_text_can_be_read_beside_the_other_while_writing(client, ana, chapter):
    client.force_login(ana)
    keep(client, chapter, "<p>From the first tab.</p>", seen=1, device="first")
    compare = keep(client, chapter, "<p>From the second tab.</p>", seen=1, device="second").json()["compare"]
    beside = f"{reverse('chapter-edit', args=[chapter.work_id, chapter.pk])}?beside={WorkingCopy.objects.last().pk}"
    assert beside in client.get(compare).content.decode()
    page = client.get(beside)
    assert page.context["current"]["body"] == "<p>From the first tab.</p>"
    assert "<p>From the second tab.</p>" in page.content.decode()
    assert client.get(f"{beside[: beside.index('=')]}=x").status_code == 404


def test_what_is_typed_for_a_chapter_in_the_trash_is_kept_as_well(client, ana):
    chapter = cast.draft(ana, chapters=2).chapters.get(position=2)
    client.force_login(ana)
    client.post(reverse("chapter-trash", args=[chapter.work_id, chapter.pk]))
    assert keep(client, chapter, "<p>Not heard of that yet.</p>", seen=1).status_code == 200
    client.post(reverse("chapter-untrash", args=[chapter.work_id, chapter.pk]))
    assert edit_page(client, chapter).context["current"]["body"] == "<p>Not heard of that yet.</p>"


ODD = [
    {"seen": 10**30}, {"seen": -5}, {"seen": "x"}, {"seen": None}, {"seen": 1e400}, {"device": "\ud83d"},
    {"device": "a\0b"}, {"fields": {"body": "half \ud83d of a smile\0"}}, {"fields": {"title": "t" * 5000}},
    {"fields": {"body": ["a", "list"]}}, {"fields": {"nonsense": "x"}},
]  # fmt: skip


@pytest.mark.parametrize("odd", ODD)
def test_nothing_that_a_script_sends_breaks_anything(client, ana, chapter, odd):
    client.force_login(ana)
    address = reverse("chapter-keep", args=[chapter.work_id, chapter.pk])
    sent = json.dumps({"device": "laptop", "seen": 1, "fields": {"body": "<p>x</p>"}, **odd})
    assert client.post(address, sent, content_type="application/json").status_code in (200, 409)
    assert edit_page(client, chapter).status_code == 200
    assert client.get(reverse("chapter-compare", args=[chapter.work_id, chapter.pk])).status_code in (200, 302)
    assert client.post(edit_page(client, chapter).request["PATH_INFO"], {"version": 2, "body": "y"}).status_code == 302


def test_another_persons_token_begins_a_story_of_ones_own(client, ana):
    begun = set()
    for person in (ana, cast.person("Vex")):
        client.force_login(person)
        begun.add(client.post(reverse("work-new"), {"begun_with": "the same"}).url)
    assert (len(begun), Work.objects.count()) == (2, 2)


def test_a_story_begins_in_the_language_she_prefers(client, ana):
    client.force_login(ana)
    client.post(reverse("work-new"))
    Preferences.objects.create(person=ana, language="he")
    client.post(reverse("work-new"))
    assert list(Work.objects.order_by("made_at").values_list("language", flat=True)) == ["en", "he"]


@pytest.mark.parametrize("pseud", ["theirs", "x", "99999999999999999999", "-1"])
def test_a_story_is_begun_under_a_name_of_ones_own(client, ana, pseud):
    client.force_login(ana)
    theirs = str(cast.person("Vex").default_pseud.pk)
    assert client.post(reverse("work-new"), {"pseud": theirs if pseud == "theirs" else pseud}).status_code == 404
    assert not Work.objects.exists()


# --- How much it costs -----------------------------------------------------------------------------------------------


def queries(django_assert_max_num_queries, ask):
    with django_assert_max_num_queries(100) as captured:
        ask()
    return len(captured.captured_queries)


def test_what_keeping_and_opening_cost_does_not_grow(client, ana, chapter, django_assert_max_num_queries, monkeypatch):
    """Neither with the chapters, nor with the revisions, nor with the authors."""
    monkeypatch.setattr(editions, "LOOK_AGAIN_AFTER", 60)  # a slow machine would look twice in one request
    large = cast.draft(ana, "Large", others=[cast.person("Bea"), cast.person("Cai")], chapters=12).chapters.get(
        position=6
    )
    client.force_login(ana)
    asks = {
        "keep": lambda one, seen: keep(client, one, f"<p>{seen}</p>", seen=seen),
        "open": lambda one, _: edit_page(client, one),
        "history": lambda one, _: client.get(reverse("work-history", args=[one.work_id])),
    }
    for each in asks.values():
        each(large, 1), each(chapter, 1)  # what is kept in memory
    Revision.objects.bulk_create(
        Revision(work=large.work, chapter=large, cause="save", content=revision.content)
        for revision in [large.revisions.get()] * 30
    )
    costs = {
        name: [queries(django_assert_max_num_queries, partial(ask, one, 2)) for one in (chapter, large)]
        for name, ask in asks.items()
    }
    assert {name: small == big for name, (small, big) in costs.items()} == dict.fromkeys(asks, True), costs


def test_the_editor_of_one_chapter_does_not_load_the_texts_of_the_others(client, ana, django_assert_max_num_queries):
    chapter = cast.draft(ana, chapters=3).chapters.get(position=2)
    client.force_login(ana)
    with django_assert_max_num_queries(100) as captured:
        edit_page(client, chapter)
    with_texts = [query["sql"] for query in captured.captured_queries if '"works_chapter"."body"' in query["sql"]]
    assert len(with_texts) == 1
    assert f'"works_chapter"."id" = {chapter.pk}' in with_texts[0]
