"""The page on which an author publishes: what, when, and how quietly."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from headcanon.core.random_ids import newest_key
from headcanon.works.models import Chapter, Revision, Work
from headcanon.works.signals import chapter_published, works_published
from tests import cast

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.now() - timedelta(days=30)


@pytest.fixture
def client(ana):
    return cast.signed_in(ana)


@pytest.fixture
def told():
    """What is told while the test runs: (what, its title, whether it is no news)."""
    heard = []

    def of_works(sender, works, is_silent, **_):
        heard.extend(("work", work.title, is_silent) for work in works)

    def of_chapter(sender, chapter, is_silent, **_):
        heard.append(("chapter", chapter.title, is_silent))

    works_published.connect(of_works)
    chapter_published.connect(of_chapter)
    yield heard
    works_published.disconnect(of_works)
    chapter_published.disconnect(of_chapter)


@pytest.fixture
def serial(ana):
    """Posted long ago with Night 1 and 2; Night 3 and 4 are drafts."""
    work = cast.posted(ana, "Serial", chapters=4, at=LONG_AGO, status="in-progress", planned_chapters=4)
    Chapter.objects.filter(work=work, position__gt=2).update(posted_at=None)
    Work.objects.filter(pk=work.pk).update(chapter_count=2, words=20)
    return Work.objects.get(pk=work.pk)


def night(work, number):
    return Chapter.objects.get(work=work, position=number)


def publish(client, work, *chapters, follow=True, **said):
    form = {"chapters": [chapter.pk for chapter in chapters], "when": "now", "zone": "UTC", **said}
    return client.post(reverse("publish", args=[work.pk]), form, follow=follow)


def type_into(client, chapter, **fields):
    address = reverse("chapter-keep", args=[chapter.work_id, chapter.pk])
    said = {"device": "laptop", "seen": chapter.version, "fields": fields}
    assert client.post(address, json.dumps(said), content_type="application/json").status_code == 200


def posted_titles(work):
    return list(work.chapters.posted().order_by("position").values_list("title", flat=True))


def page_of(client, work, **query):
    return client.get(reverse("publish", args=[work.pk]), query)


# --- A draft -------------------------------------------------------------------------------------------------------


def test_a_draft_is_published_with_the_chapters_she_chooses(client, ana, told):
    work = cast.draft(ana, chapters=3)
    form = page_of(client, work).context["form"]
    assert form["chapters"].value() == [str(chapter.pk) for chapter in work.chapters.order_by("position")]
    publish(client, work, night(work, 1), night(work, 2))
    work.refresh_from_db()
    assert (work.state, work.chapter_count, work.words) == ("posted", 2, 20)
    assert posted_titles(work) == ["Night 1", "Night 2"]
    assert told == [("work", "The Lamp", False)]


def test_what_was_typed_last_is_what_is_published(client, ana):
    work = cast.draft(ana)
    type_into(client, night(work, 1), body="The lamp was *never* lit.")
    publish(client, work, night(work, 1))
    chapter = night(work, 1)
    assert (chapter.body, chapter.words) == ("<p>The lamp was <em>never</em> lit.</p>", 5)
    assert Revision.objects.filter(chapter=chapter, cause="publish").count() == 1


def keep_about(client, work, **said):
    """What the form about the story sends by itself, filled in as it was but for this."""
    form = client.get(reverse("work-edit", args=[work.pk])).context["form"]
    fields = {field.name: field.value() for field in form if field.value() not in (None, False, "")} | said
    sent = {"device": "laptop", "seen": work.version, "fields": {name: as_sent(each) for name, each in fields.items()}}
    answer = client.post(reverse("work-keep", args=[work.pk]), json.dumps(sent), content_type="application/json")
    assert answer.status_code == 200


def as_sent(value):
    return [str(each) for each in value] if isinstance(value, list) else str(value)


def test_what_was_filled_in_about_the_story_and_not_saved_is_published_with_it(client, ana):
    work = cast.draft(ana)
    keep_about(client, work, title="The Lantern", summary="A keeper *dims* her lamp.")
    publish(client, work, night(work, 1))
    work.refresh_from_db()
    assert (work.title, work.summary) == ("The Lantern", "<p>A keeper <em>dims</em> her lamp.</p>")
    assert [tag.name for tag in work.tags_of("character")] == ["Hero"]


def test_a_mistake_in_it_hinders_nothing_and_is_told(client, ana):
    work = cast.draft(ana)
    keep_about(client, work, summary="x" * 6000)
    answer = publish(client, work, night(work, 1))
    work.refresh_from_db()
    assert (work.state, work.summary) == ("posted", "<p>A keeper trims her lamp.</p>")
    assert "is kept, but not saved" in answer.content.decode()


def test_a_double_click_publishes_once(client, ana, told):
    work = cast.draft(ana)
    answers = [publish(client, work, night(work, 1)) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert told == [("work", "The Lamp", False)]


def test_without_a_title_it_is_asked_for_there_and_nothing_else_is_lost(client, ana):
    work = cast.draft(ana)
    Work.objects.filter(pk=work.pk).update(title="")
    assert 'name="title"' in page_of(client, work).content.decode()
    answer = publish(client, work, night(work, 1), silently="on")
    assert "Give the story a title" in answer.content.decode()
    assert answer.context["form"]["silently"].value() is True
    publish(client, work, night(work, 1), title="Now it has one")
    work.refresh_from_db()
    assert (work.title, work.state) == ("Now it has one", "posted")


def test_a_story_without_words_is_not_published(client, ana):
    work = cast.draft(ana, chapters=2)
    Chapter.objects.filter(work=work, position=2).update(body="", words=0)
    answer = publish(client, work, night(work, 1), night(work, 2))
    assert "There are no words yet in: Night 2." in answer.content.decode()
    work.refresh_from_db()
    assert work.is_draft


def test_words_that_are_only_typed_are_words(client, ana):
    work = cast.draft(ana)
    work.chapters.update(body="", words=0)
    type_into(client, night(work, 1), body="Here they are.")
    publish(client, work, night(work, 1))
    work.refresh_from_db()
    assert (work.state, work.words) == ("posted", 3)


def test_what_readers_would_miss_is_said_and_hinders_nothing(client, ana):
    bare = {"fandoms": [], "characters": [], "relationships": [], "tags": [], "rating": None, "summary": None}
    work = cast.draft(ana, **bare)
    page = page_of(client, work)
    assert [said.split(":")[0] for said in page.context["advice"]] == [
        "No canon is named",
        "It is not rated.",
        "It has no summary.",
    ]
    publish(client, work, night(work, 1))
    work.refresh_from_db()
    assert not work.is_draft


def test_nothing_chosen_publishes_nothing(client, ana):
    work = cast.draft(ana)
    assert "Choose what is to be published." in publish(client, work).content.decode()
    work.refresh_from_db()
    assert work.is_draft


def test_chapters_of_another_story_are_not_published_along(client, ana):
    work, other = cast.draft(ana), cast.draft(ana, "Other")
    assert publish(client, work, night(other, 1)).status_code == 422
    assert night(other, 1).posted_at is None


def test_published_silently_it_is_no_news_and_stands_where_it_was_begun(client, ana, told):
    work = cast.draft(ana)
    Work.objects.filter(pk=work.pk).update(made_at=LONG_AGO)
    newest = cast.posted(ana, "Newest")
    publish(client, work, night(work, 1), silently="on")
    work.refresh_from_db()
    assert (work.revised_at, work.newest_key) == (LONG_AGO, newest_key(LONG_AGO, work.pk))
    assert told[-1] == ("work", "The Lamp", True)
    listed = [each.title for each in Client().get("/").context["page"]]
    assert listed == [newest.title, "The Lamp"]


def test_more_chapters_than_a_form_may_send_are_published_together(client, ana):
    work = cast.draft(ana)
    ids = Chapter.free_ids(300)
    Chapter.objects.bulk_create(
        Chapter(pk=pk, work=work, position=number, body="<p>Dark.</p>", words=1)
        for number, pk in enumerate(ids, start=2)
    )
    form = page_of(client, work).context["form"]
    chosen = [*(chapter.pk for chapter in form.shown), "rest"]
    assert len(chosen) == 201
    client.post(reverse("publish", args=[work.pk]), {"chapters": chosen, "when": "now", "zone": "UTC"})
    work.refresh_from_db()
    assert (work.chapter_count, work.words) == (301, 310)


# --- More chapters -------------------------------------------------------------------------------------------------


def test_the_next_chapter_is_posted_and_brings_the_story_forward(client, ana, serial, told):
    other = cast.posted(ana, "In between", at=LONG_AGO + timedelta(days=1))
    assert page_of(client, serial).context["form"]["chapters"].value() == [str(night(serial, 3).pk)]
    asked_from = page_of(client, serial, chapter=night(serial, 4).pk)
    assert asked_from.context["form"]["chapters"].value() == [str(night(serial, 4).pk)]
    answer = publish(client, serial, night(serial, 3))
    assert answer.redirect_chain[-1][0] == night(serial, 3).get_absolute_url()
    serial.refresh_from_db()
    assert (serial.chapter_count, serial.words, serial.posted_at) == (3, 30, LONG_AGO)
    assert serial.newest_key == newest_key(night(serial, 3).posted_at, serial.pk) > other.newest_key
    assert set(serial.taggings.values_list("newest_key", flat=True)) == {serial.newest_key}
    assert told[1:] == [("chapter", "Night 3", False)]


def test_posted_silently_it_is_there_and_moves_nothing(client, serial, told):
    before = (serial.revised_at, serial.newest_key)
    publish(client, serial, night(serial, 3), silently="on")
    serial.refresh_from_db()
    assert (serial.revised_at, serial.newest_key, serial.chapter_count) == (*before, 3)
    assert told == [("chapter", "Night 3", True)]
    assert Client().get(night(serial, 3).get_absolute_url()).status_code == 200


def test_a_chapter_posted_twice_is_news_once(client, serial, told):
    for _ in range(2):
        publish(client, serial, night(serial, 3))
    assert told == [("chapter", "Night 3", False)]


def test_after_the_last_planned_chapter_she_is_asked_whether_it_is_complete(client, serial):
    answer = publish(client, serial, night(serial, 3))
    assert "Is the story complete?" not in answer.content.decode()
    answer = publish(client, serial, night(serial, 4))
    assert "Is the story complete?" in answer.content.decode()


def test_she_can_say_that_it_is_complete_with_this(client, serial):
    publish(client, serial, night(serial, 3), night(serial, 4), is_complete="on")
    serial.refresh_from_db()
    assert serial.status == "complete"


def test_changes_in_a_posted_chapter_are_published_without_news(client, serial, told):
    chapter = night(serial, 1)
    type_into(client, chapter, body="<p>Mended.</p>")
    assert "Mended." not in Client().get(chapter.get_absolute_url()).content.decode()
    assert page_of(client, serial).context["form"].changed == [chapter]
    answer = publish(client, serial, changes=[chapter.pk])
    assert "Your changes are published." in answer.content.decode()
    assert "Mended." in Client().get(chapter.get_absolute_url()).content.decode()
    serial.refresh_from_db()
    assert (serial.words, serial.newest_key, told) == (11, newest_key(LONG_AGO, serial.pk), [])


def test_when_nothing_waits_the_page_says_so(client, ana):
    assert "Nothing waits." in page_of(client, cast.posted(ana)).content.decode()


# --- At a time -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("", "Say on which day and at what time."),
        ("2020-01-01T12:00", "That moment has passed."),
        ("9999-12-31T23:59", "Choose a moment within the next five years."),
        ("0001-01-01T00:00", "That moment has passed."),
        ("tomorrow at noon", "Enter a valid date/time."),
    ],
)
def test_a_moment_that_cannot_be_is_refused_and_everything_typed_stays(client, serial, at, said):
    answer = publish(client, serial, night(serial, 3), when="at", at=at, zone="Pacific/Kiritimati")
    assert said in answer.content.decode()
    assert (answer.context["form"]["at"].value(), answer.context["form"]["zone"].value()) == (at, "Pacific/Kiritimati")
    assert night(serial, 3).publish_at is None


def test_a_moment_is_meant_by_the_clock_she_names_and_the_clock_is_remembered(client, serial):
    day = f"{timezone.now() + timedelta(days=400):%Y}-07-01"
    publish(client, serial, night(serial, 3), when="at", at=f"{day}T18:00", zone="Europe/Berlin")
    chapter = night(serial, 3)
    assert (f"{chapter.publish_at:%Y-%m-%d %H:%M}", chapter.posted_at) == (f"{day} 16:00", None)
    assert "18:00 CEST" in client.get(reverse("chapters", args=[serial.pk])).content.decode()
    assert page_of(client, serial).context["form"]["zone"].value() == "Europe/Berlin"


def test_a_chapter_is_taken_from_the_plan_again(client, serial):
    chapter = night(serial, 3)
    Chapter.objects.filter(pk=chapter.pk).update(publish_at=timezone.now() + timedelta(days=1))
    client.post(reverse("chapters", args=[serial.pk]), {"unschedule": chapter.pk})
    assert night(serial, 3).publish_at is None


def test_nobody_else_can_publish_or_look(serial):
    vex = Client()
    vex.force_login(cast.person("Vex"))
    assert vex.get(reverse("publish", args=[serial.pk])).status_code == 404
    assert publish(vex, serial, night(serial, 3)).status_code == 404
    assert night(serial, 3).posted_at is None


# --- What was filled in about the story and not saved --------------------------------------------------------------


def fill_in(client, work, **said):
    """As the editor keeps the form beside it while it is filled in."""
    form = {"title": "The Lamp", "rating": "not-rated", "language": "en", "status": "one-shot", "audience": "everyone"}
    fields = {**form, "reviewers": "anyone", **said}
    address, sent = reverse("work-keep", args=[work.pk]), {"device": "laptop", "seen": work.version, "fields": fields}
    assert client.post(address, json.dumps(sent), content_type="application/json").status_code == 200


def begun(client):
    client.post(reverse("work-new"))
    work = Work.objects.get()
    type_into(client, work.chapters.get(), body="<p>The lamp was lit.</p>")
    return work


def test_a_one_shot_that_got_more_chapters_is_published_as_it_was_filled_in(client):
    work = begun(client)
    fill_in(client, work, summary="A keeper trims her lamp.")
    client.post(reverse("chapter-new", args=[work.pk]))
    second = work.chapters.get(position=2)
    page = client.get(reverse("chapter-edit", args=[work.pk, second.pk]))
    assert page.context["about_form"]["status"].value() == "in-progress"
    type_into(client, second, body="<p>It went out.</p>")
    answer = publish(client, work, *work.chapters.all())
    assert "something is missing" not in answer.content.decode()
    work.refresh_from_db()
    assert (work.title, work.summary, work.status, work.is_draft) == (
        "The Lamp", "<p>A keeper trims her lamp.</p>", "in-progress", False,
    )  # fmt: skip


def test_what_is_posted_has_its_title_also_where_the_rest_that_was_filled_in_cannot_be_saved(client):
    work = begun(client)
    fill_in(client, work, tags=", ".join(f"tag {number}" for number in range(99)))
    answer = publish(client, work, *work.chapters.all())
    assert "something is missing" in answer.content.decode()
    work.refresh_from_db()
    assert (work.title, work.tags.count(), work.is_draft) == ("The Lamp", 0, False)
