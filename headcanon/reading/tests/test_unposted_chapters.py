"""A posted story with chapters that are not posted yet: its readers meet none of them, its authors all."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from headcanon.bindery.writers import FORMATS
from headcanon.works.models import Chapter, Work
from headcanon.works.publishing import publish_chapters
from headcanon.works.trash import trash, trash_chapter
from tests import cast
from tests.memory import forget_everything
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db
SECRET = "nobody ever saw the otter"


@pytest.fixture
def client(ana):
    return cast.signed_in(ana)


@pytest.fixture
def work(ana):
    """Night 1 and Night 3 are drafts, Night 2 and Night 4 posted."""
    work = cast.draft(ana, chapters=4, status="in-progress")
    Chapter.objects.filter(work=work, position__in=(1, 3)).update(
        title=f"Title {SECRET}", body=f"<p>Text {SECRET}</p>", notes_before=f"<p>{SECRET}</p>"
    )
    ids = Chapter.objects.filter(work=work, position__in=(2, 4)).values_list("pk", flat=True)
    publish_chapters(work, list(ids))
    return Work.objects.get(pk=work.pk)


def at(work, position):
    return Chapter.objects.get(work=work, position=position)


def whole(work):
    return f"{work.get_absolute_url()}?view_full_work=true"


def titles_on(page):
    return [(chapter.number, chapter.title) for chapter in page.context["work"].chapters.all()]


def test_readers_count_what_they_can_read_without_gaps(work):
    guest = Client()
    page = guest.get(work.get_absolute_url())
    leaf = page.context["leaf"]
    assert (leaf.chapter.title, leaf.chapter.number, leaf.previous, leaf.next.title) == ("Night 2", 1, None, "Night 4")
    assert "Chapter 1 of ?" in page.content.decode()
    assert 'id="chapter-1"' in page.content.decode()
    last = guest.get(at(work, 4).get_absolute_url())
    assert (last.context["leaf"].chapter.number, last.context["ends_work"]) == (2, True)
    assert titles_on(guest.get(reverse("navigate", args=[work.pk]))) == [(1, "Night 2"), (2, "Night 4")]
    assert [chapter.title for chapter in guest.get(whole(work)).context["chapters"]] == ["Night 2", "Night 4"]
    assert (work.chapter_count, work.words) == (2, 20)


def test_no_reader_meets_a_word_of_what_is_not_posted(work):
    doors = [
        work.get_absolute_url(), whole(work), at(work, 2).get_absolute_url(), at(work, 4).get_absolute_url(),
        reverse("navigate", args=[work.pk]), "/", work.authors[0].get_absolute_url(),
    ]  # fmt: skip
    rae = Client()
    rae.force_login(cast.person("Rae"))
    for reader in (Client(), rae):
        for door in doors:
            page = reader.get(door)
            assert (page.status_code, SECRET in page.content.decode()) == (200, False), door
        for position in (1, 3):
            assert reader.get(at(work, position).get_absolute_url()).status_code == 404


def test_no_book_holds_what_is_not_posted_whoever_takes_it(client, work):
    for reader in (Client(), client):
        for extension in ("html", "txt", "md"):
            book = b"".join(reader.get(reverse("download", args=[work.pk, "x", extension])).streaming_content)
            assert (b"Night 4" in book, SECRET.encode() in book) == (True, False)
    assert "epub" in FORMATS


def test_its_authors_see_which_are_drafts(client, work):
    page = client.get(work.get_absolute_url())
    assert page.context["leaf"].chapter == at(work, 1)
    assert "This chapter is a draft. Only the authors see it." in page.content.decode()
    assert "This chapter is a draft" not in client.get(at(work, 2).get_absolute_url()).content.decode()
    assert client.get(whole(work)).content.decode().count("This chapter is a draft.") == 2
    assert client.get(reverse("navigate", args=[work.pk])).content.decode().count("(draft)") == 2


def test_what_is_in_the_trash_is_nowhere_not_even_for_its_authors(client, work):
    chapter = at(work, 4)
    trash_chapter(chapter)
    for reader in (client, Client()):
        assert reader.get(chapter.get_absolute_url()).status_code == 404
        assert "Night 4" not in reader.get(reverse("navigate", args=[work.pk])).content.decode()
    trash(work)
    for reader in (client, Client()):
        for door in (work.get_absolute_url(), whole(work), reverse("navigate", args=[work.pk])):
            assert reader.get(door).status_code == 404


# --- Preview -------------------------------------------------------------------------------------------------------


def preview(reader, chapter):
    return reader.get(reverse("chapter-preview", args=[chapter.work_id, chapter.pk]))


def test_a_preview_is_the_page_with_what_was_typed_last_and_changes_nothing(client, work):
    chapter = at(work, 2)
    before = chapter.body
    said = {"device": "a", "seen": chapter.version, "fields": {"body": "Typed with *stars*.<script>alert(1)</script>"}}
    keep = reverse("chapter-keep", args=[work.pk, chapter.pk])
    assert client.post(keep, json.dumps(said), content_type="application/json").status_code == 200
    page = preview(client, chapter).content.decode()
    assert "A preview:" in page
    assert "Typed with" in page
    assert "<script>alert" not in page
    assert at(work, 2).body == before
    assert "Typed with" not in client.get(chapter.get_absolute_url()).content.decode()


def test_a_preview_is_for_authors_alone_and_is_never_kept(ana, work):
    chapter = at(work, 2)
    rae, mo = cast.person("Rae"), cast.person("Mo", is_archivist=True)
    for person in (None, rae, mo):
        reader = Client()
        if person:
            reader.force_login(person)
        assert preview(reader, chapter).status_code == 404
    visitor = Visitor()
    visitor.force_login(ana)
    first = preview(visitor, chapter)
    assert "private" in first["Cache-Control"]
    Chapter.objects.filter(pk=chapter.pk).update(body="<p>Quite another.</p>")
    assert "Quite another." in preview(visitor, chapter).content.decode()


# --- Secret links --------------------------------------------------------------------------------------------------

KEY = "an-otter-in-the-reeds-9"


@pytest.fixture
def by_link(ana):
    work = cast.posted(ana, f"Title {SECRET}", chapters=2, series=[("Nights", 1)])
    Work.objects.filter(pk=work.pk).update(audience="link", link_token=KEY)
    return Work.objects.get(pk=work.pk)


def test_who_comes_by_the_secret_link_reads_on_and_comes_back(by_link):
    reader = Visitor()
    assert reader.get(by_link.get_absolute_url()).status_code == 404
    first = reader.get(f"{by_link.get_absolute_url()}?key={KEY}")
    assert (first.status_code, first.cookies["links"]["httponly"]) == (200, True)
    assert '<meta name="robots" content="noindex">' in first.content.decode()
    for door in (by_link.get_absolute_url(), at(by_link, 2).get_absolute_url(), whole(by_link)):
        assert reader.get(door).status_code == 200
    assert reader.get(reverse("navigate", args=[by_link.pk])).status_code == 200
    book = reader.get(reverse("download", args=[by_link.pk, "x", "txt"]))
    assert (book.status_code, book["X-Robots-Tag"]) == (200, "noindex")


def test_a_wrong_key_opens_nothing_and_is_not_remembered(by_link, ana):
    other = cast.posted(ana, "For all")
    reader = Visitor()
    assert reader.get(f"{by_link.get_absolute_url()}?key={KEY[:-1]}x").status_code == 404
    assert dict(reader.get(f"{other.get_absolute_url()}?key={KEY}").cookies) == {}
    assert reader.get(by_link.get_absolute_url()).status_code == 404


def test_a_new_link_makes_the_old_one_worthless(by_link):
    reader = Visitor()
    reader.get(f"{by_link.get_absolute_url()}?key={KEY}")
    Work.objects.filter(pk=by_link.pk).update(link_token=f"{KEY}-anew")
    forget_everything()
    assert reader.get(by_link.get_absolute_url()).status_code == 404


def test_no_list_names_it_even_to_who_holds_the_link(by_link, client):
    reader = Client()
    reader.get(f"{by_link.get_absolute_url()}?key={KEY}")
    for door in ("/", by_link.authors[0].get_absolute_url()):
        assert SECRET not in reader.get(door).content.decode()
    for door in (
        by_link.fandom_names[0].get_absolute_url(),
        by_link.tags_of("character")[0].get_absolute_url(),
        by_link.series.get().get_absolute_url(),
    ):
        assert (reader.get(door).status_code, client.get(door).status_code) == (404, 200)
    assert SECRET in client.get("/").content.decode()


# --- Search engines ------------------------------------------------------------------------------------------------


def test_search_engines_are_asked_to_leave_out_what_its_author_says(ana):
    work = cast.posted(ana, chapters=2)
    doors = (work.get_absolute_url(), at(work, 2).get_absolute_url(), reverse("navigate", args=[work.pk]), whole(work))
    noindex = '<meta name="robots" content="noindex">'
    download = reverse("download", args=[work.pk, "x", "epub"])
    assert [noindex in Client().get(door).content.decode() for door in doors] == [False] * 4
    assert "X-Robots-Tag" not in Client().get(download)
    Work.objects.filter(pk=work.pk).update(may_index=False)
    assert [noindex in Client().get(door).content.decode() for door in doors] == [True] * 4
    assert Client().get(download)["X-Robots-Tag"] == "noindex"
