"""The trash: out of sight at once, back as it was, gone for good after thirty days."""

from datetime import timedelta

import pytest
from django.core import serializers
from django.urls import reverse
from django.utils import timezone

from headcanon.canon.models import Fandom
from headcanon.core.outbox import drain
from headcanon.works.models import Chapter, Revision, Work, WorkingCopy
from headcanon.works.trash import KEPT_FOR, empty
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def client(ana):
    return cast.signed_in(ana)


def everything():
    """Every row of what was written, as it stands."""
    rows = [*Work.objects.order_by("pk"), *Chapter.with_trash.order_by("pk"), *Revision.objects.order_by("pk")]
    return serializers.serialize("json", [*rows, *WorkingCopy.objects.order_by("pk")])


def put_away(client, thing):
    return client.post(address("trash", thing))


def take_back(client, thing):
    return client.post(address("untrash", thing))


def address(what, thing):
    if isinstance(thing, Chapter):
        return reverse(f"chapter-{what}", args=[thing.work_id, thing.pk])
    return reverse(f"work-{what}", args=[thing.pk])


def chapter_titles(work):
    return [chapter.title for chapter in Chapter.objects.filter(work=work).order_by("position")]


@pytest.mark.parametrize("make", [cast.posted, cast.draft])
def test_a_story_comes_back_as_it_was(client, ana, make):
    work = make(ana, chapters=3)
    before = everything()
    put_away(client, work)
    assert client.get(work.get_absolute_url()).status_code == 404
    assert everything() != before
    take_back(client, work)
    assert everything() == before
    assert client.get(work.get_absolute_url()).status_code == 200


def test_a_chapter_comes_back_as_it_was_with_its_number_and_the_others_with_theirs(client, ana):
    work = cast.posted(ana, chapters=3)
    before, second = everything(), work.chapters.get(position=2)
    put_away(client, second)
    assert chapter_titles(work) == ["Night 1", "Night 3"]
    assert client.get(second.get_absolute_url()).status_code == 404
    work.refresh_from_db()
    assert (work.chapter_count, work.words) == (2, 20)
    take_back(client, second)
    assert everything() == before


@pytest.mark.parametrize("away", [(2, 3), (3, 2), (1, 2, 4), (4, 1, 2)])
@pytest.mark.parametrize("back", [1, -1], ids=["first in, first out", "last in, first out"])
def test_chapters_come_back_in_any_order_to_where_they_were(client, ana, away, back):
    work = cast.draft(ana, chapters=5)
    before = everything()
    chapters = [work.chapters.get(title=f"Night {number}") for number in away]
    for chapter in chapters:
        put_away(client, chapter)
    for chapter in chapters[::back]:
        take_back(client, chapter)
    assert everything() == before


def test_the_last_chapter_that_can_be_read_stays(client, ana):
    work = cast.posted(ana)
    answer = client.post(address("trash", work.chapters.get()), follow=True)
    assert "trash the story" in answer.content.decode()
    assert work.chapters.count() == 1


def test_a_story_in_the_trash_is_counted_nowhere(client, ana):
    work = cast.posted(ana)
    drain()
    put_away(client, work)
    drain()
    assert Fandom.objects.get().work_count == 0
    take_back(client, work)
    drain()
    assert Fandom.objects.get().work_count == 1


def test_after_thirty_days_it_is_gone_and_not_a_day_before(client, ana):
    work, part = cast.draft(ana), cast.draft(ana, "Keeps its others", chapters=3)
    second, third = part.chapters.get(position=2), part.chapters.get(position=3)
    for thing in (work, second, third):
        put_away(client, thing)
    long_ago, not_yet = (timezone.now() - KEPT_FOR + timedelta(minutes=minutes) for minutes in (-1, 10))
    Work.objects.filter(pk=work.pk).update(trashed_at=long_ago)
    Chapter.with_trash.filter(pk=second.pk).update(trashed_at=long_ago)
    Chapter.with_trash.filter(pk=third.pk).update(trashed_at=not_yet)
    empty()
    assert list(Work.objects.all()) == [part]
    take_back(client, third)
    assert chapter_titles(part) == ["Night 1", "Night 3"]
    assert not Revision.objects.filter(chapter=second.pk).exists()


def test_drafts_never_expire(client, ana):
    work = cast.draft(ana)
    Work.objects.update(made_at=timezone.now() - timedelta(days=4000), revised_at=timezone.now() - timedelta(days=4000))
    empty()
    assert Work.objects.get() == work


def test_the_trash_shows_what_lies_in_it_and_until_when(client, ana):
    work, part = cast.draft(ana, "Put away"), cast.draft(ana, "Still there", chapters=2)
    put_away(client, work)
    put_away(client, part.chapters.get(position=1))
    cast.draft(cast.person("Rae"), "Not hers")
    Work.objects.filter(title="Not hers").update(trashed_at=timezone.now())
    page = client.get(reverse("trash")).content.decode()
    assert all(words in page for words in ("Put away", "Night 1", "of “Still there”", "erased on"))
    assert "Not hers" not in page
    assert "Put away" not in client.get(reverse("works-mine")).content.decode()


def test_what_lies_in_the_trash_cannot_be_written_in_or_published(client, ana):
    work = cast.draft(ana)
    chapter = work.chapters.get()
    put_away(client, work)
    for name, args in (
        ("chapter-edit", [work.pk, chapter.pk]), ("work-edit", [work.pk]), ("publish", [work.pk]),
        ("work-history", [work.pk]), ("chapters", [work.pk]), ("chapter-compare", [work.pk, chapter.pk]),
    ):  # fmt: skip
        assert client.get(reverse(name, args=args)).status_code == 404, name


def test_nobody_else_can_put_away_take_back_or_erase(client, ana):
    work, in_trash = cast.draft(ana, chapters=2), cast.draft(ana, "Away", chapters=2)
    put_away(client, in_trash)
    away = work.chapters.get(position=2)
    put_away(client, away)
    before, vex = everything(), cast.person("Vex")
    theirs = cast.draft(vex, "Of Vex", chapters=2)
    before = everything()
    client.force_login(vex)
    for address_ in (
        address("trash", work), address("untrash", in_trash), address("erase", work), address("erase", in_trash),
        address("trash", work.chapters.get(position=1)), address("untrash", away),
        reverse("chapter-trash", args=[theirs.pk, work.chapters.get(position=1).pk]),
        reverse("chapter-untrash", args=[theirs.pk, away.pk]),
    ):  # fmt: skip
        assert client.post(address_).status_code == 404, address_
    assert everything() == before
