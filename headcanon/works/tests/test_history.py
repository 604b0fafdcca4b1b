"""Earlier versions: each can be looked at word by word, and brought back."""

import pytest
from django.test import Client
from django.urls import reverse

from headcanon.manuscript.changes import Change
from headcanon.works.drafting import keep
from headcanon.works.models import Chapter, Revision, Work
from headcanon.works.publishing import publish
from headcanon.works.revisions import keep_revision, pack, unpacked
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(ana):
    return cast.signed_in(ana)


def save(client, chapter, **fields):
    chapter.refresh_from_db()
    form = {"version": chapter.version, "title": "", "notes_before": "", "notes_after": "", **fields}
    return client.post(reverse("chapter-edit", args=[chapter.work_id, chapter.pk]), form)


def address(revision):
    return reverse("revision", args=[revision.work_id, revision.pk])


@pytest.fixture
def chapter(client, ana):
    """Three times saved."""
    chapter = cast.draft(ana).chapters.get()
    for body in ("The lamp went out.", "The lantern went out.", "The lantern went out.\n\nThen *dawn*."):
        save(client, chapter, body=body)
    chapter.refresh_from_db()
    return chapter


def revision_saying(chapter, body):
    [found] = [each for each in chapter.revisions.all() if unpacked(each)["body"] == body]
    return found


def differing(page):
    return {each.field: (each.paragraphs, each.gone, each.new) for each in page.context["differences"]}


def test_a_version_is_compared_word_by_word_with_what_is_written_now(client, chapter):
    page = client.get(address(revision_saying(chapter, "<p>The lamp went out.</p>")))
    rewritten = [
        Change("same", "The "), Change("gone", "lamp"), Change("new", "lantern"), Change("same", " went out."),
    ]  # fmt: skip
    assert differing(page) == {"body": ([rewritten, [Change("new", "Then *dawn*.")]], 1, 3)}
    assert "<del>lamp</del><ins>lantern</ins> went out." in page.content.decode()


def test_a_version_is_compared_with_the_one_before_it(client, chapter):
    page = client.get(address(revision_saying(chapter, chapter.body)), {"against": "before"})
    assert differing(page) == {
        "body": ([[Change("same", "The lantern went out.")], [Change("new", "Then *dawn*.")]], 0, 2)
    }


def test_a_version_is_compared_with_what_is_typed_and_not_saved_yet(client, ana, chapter):
    fields = {"title": "", "body": chapter.body + "<p>And noon.</p>", "notes_before": "", "notes_after": ""}
    keep(chapter, person=ana, device="laptop", seen=chapter.version, fields=fields)
    page = client.get(address(revision_saying(chapter, chapter.body)))
    assert differing(page)["body"][0][-1] == [Change("new", "And noon.")]


def test_any_version_of_a_chapter_comes_back_as_it_was_and_nothing_is_lost(client, chapter):
    for revision in list(chapter.revisions.all()):
        before = {each.pk for each in chapter.revisions.all()}
        assert client.post(address(revision)).status_code == 302
        chapter.refresh_from_db()
        said = {name: str(getattr(chapter, name)) for name in ("title", "notes_before", "body", "notes_after")}
        assert said == unpacked(revision)
        assert before <= {each.pk for each in chapter.revisions.all()}


def test_what_was_typed_and_not_saved_is_an_earlier_version_after_a_restore(client, ana, chapter):
    fields = {"title": "", "body": "Typed, *not* saved.", "notes_before": "", "notes_after": ""}
    keep(chapter, person=ana, device="laptop", seen=chapter.version, fields=fields)
    client.post(address(revision_saying(chapter, "<p>The lamp went out.</p>")))
    chapter.refresh_from_db()
    assert (chapter.body, chapter.words, chapter.work.words) == ("<p>The lamp went out.</p>", 4, 4)
    assert revision_saying(chapter, "<p>Typed, <em>not</em> saved.</p>").made_by == ana


def test_a_tab_that_did_not_see_the_restore_does_not_undo_it(client, ana, chapter):
    seen = chapter.version
    client.post(address(revision_saying(chapter, "<p>The lamp went out.</p>")))
    chapter = Chapter.objects.select_related("work").get()
    assert keep(chapter, person=ana, device="tab", seen=seen, fields={"body": "<p>Other.</p>"}).stands_apart


def test_what_a_story_says_of_itself_comes_back_as_well(client, ana):
    work = cast.draft(ana)
    first = work.revisions.get(chapter=None)
    later = {**unpacked(first), "title": "The Lantern", "summary": "<p>Another summary.</p>", "rating": "mature"}
    Work.objects.filter(pk=work.pk).update(title="The Lantern", summary="<p>Another summary.</p>", rating="mature")
    keep_revision(work, None, Revision.Cause.SAVE, later, person=ana)
    page = client.get(address(first))
    assert differing(page)["title"][0] == [[Change("same", "The "), Change("gone", "Lamp"), Change("new", "Lantern")]]
    client.post(address(first))
    work.refresh_from_db()
    assert (work.title, str(work.summary), work.rating) == ("The Lamp", "<p>A keeper trims her lamp.</p>", "teen")


def test_a_restored_text_of_a_posted_story_is_what_readers_read(client, ana, chapter):
    publish(chapter.work)
    client.post(address(revision_saying(chapter, "<p>The lamp went out.</p>")))
    assert "The lamp went out." in Client().get(chapter.get_absolute_url()).content.decode()
    assert Work.objects.get().words == 4


def test_what_a_pause_kept_is_cleaned_before_it_is_shown(client, ana, chapter):
    keep_revision(
        chapter.work,
        chapter,
        Revision.Cause.PAUSE,
        {"title": "<b>", "body": "<p>x<script>alert(1)</script></p>"},
        person=ana,
    )
    page = client.get(address(chapter.revisions.first())).content.decode()
    assert "<script>alert" not in page
    assert "&lt;b&gt;" in page


def test_nonsense_in_a_version_does_not_come_back_with_it(client, ana):
    work = cast.draft(ana)
    odd = {**unpacked(work.revisions.get(chapter=None)), "rating": "x" * 300, "language": "nonsense", "status": "?"}
    revision = Revision.objects.create(work=work, cause="save", content=pack(odd))
    assert client.get(address(revision)).status_code == 200
    client.post(address(revision))
    work.refresh_from_db()
    assert (work.rating, work.language, work.status) == ("teen", "en", "one-shot")


def test_the_list_can_show_one_chapter_or_the_story_itself(client, ana):
    work = cast.draft(ana, chapters=2)
    other = cast.draft(ana, "Another")
    listing, chapter = reverse("work-history", args=[work.pk]), work.chapters.get(position=2)
    shown = {
        of: [each.chapter_id for each in client.get(listing, {"of": of}).context["page"]]
        for of in (chapter.pk, "story")
    }
    assert shown == {chapter.pk: [chapter.pk], "story": [None]}
    for of in (other.chapters.get().pk, "x", 10**30):
        assert client.get(listing, {"of": of}).status_code == 404


def test_nobody_else_sees_or_restores_anything(client, ana, chapter):
    revision = chapter.revisions.last()
    client.force_login(cast.person("Vex"))
    theirs = cast.draft(cast.person("Rae"))
    for answer in (
        client.get(reverse("work-history", args=[chapter.work_id])),
        client.get(address(revision)),
        client.post(address(revision)),
        client.post(reverse("revision", args=[theirs.pk, revision.pk])),
    ):
        assert answer.status_code == 404
    before = str(chapter.body)
    chapter.refresh_from_db()
    assert chapter.body == before
