"""Somebody who is suspended reads and writes, and nothing new of hers appears, by whatever door."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from headcanon.accounts.models import User
from headcanon.canon.models import Tag
from headcanon.following.models import Announcement
from headcanon.moderation.tests.things import review
from headcanon.reviews.models import Review
from headcanon.works.drafting import keep
from headcanon.works.models import Chapter, CoauthorRequest, Gift, RelatedWork, Work
from headcanon.works.schedule import publish_due, schedule
from tests import cast

pytestmark = pytest.mark.django_db

SAYS = "A moderator has asked you to be silent until"


@pytest.fixture
def client(ana):
    User.objects.filter(pk=ana.pk).update(suspended_until=timezone.now() + timedelta(days=1))
    ana.refresh_from_db()
    return cast.signed_in(ana)


def is_refused(answer):
    return (answer.status_code, SAYS in answer.content.decode()) == (403, True)


def publish_form(work):
    return {"chapters": [chapter.pk for chapter in work.chapters.all()], "when": "now", "zone": "UTC"}


def about_form(client, work):
    """What a browser would send of the page as it opens."""
    page = client.get(reverse("work-edit", args=[work.pk]))
    values = {field.html_name: field.value() for field in page.context["form"]}
    said = {name: "on" if value is True else value for name, value in values.items() if value not in (None, False, [])}
    return {**said, "version": page.context["work"].version}


def test_she_cannot_publish_a_story_or_a_chapter(ana, client):
    serial = cast.posted(ana, "Serial", chapters=2, status="in-progress")
    Chapter.objects.filter(work=serial, position=2).update(posted_at=None)
    for work in (cast.draft(ana), serial):
        assert is_refused(client.post(reverse("publish", args=[work.pk]), publish_form(work)))
    assert Work.objects.posted().count() == 1
    assert Chapter.objects.filter(posted_at=None).count() == 2


def test_what_she_had_planned_waits_until_it_ends(ana, client):
    work = cast.draft(ana)
    schedule(work, work.chapters.values_list("pk", flat=True), at=timezone.now() - timedelta(minutes=1))
    publish_due()
    assert Work.objects.get().is_draft
    User.objects.update(suspended_until=timezone.now())
    publish_due()
    assert not Work.objects.get().is_draft


def test_she_cannot_ask_others_or_name_their_stories(ana, client):
    rae = cast.person("Rae")
    other = cast.posted(rae)
    work = cast.posted(ana, "Mine")
    assert is_refused(client.post(reverse("work-authors", args=[work.pk]), {"name": "Rae"}))
    related = {"kind": "remix", "address": other.get_absolute_url()}
    assert is_refused(client.post(reverse("work-relations", args=[work.pk]), related))
    assert not CoauthorRequest.objects.exists()
    assert not RelatedWork.objects.exists()


@pytest.mark.parametrize("change", [{"gifts": "Rae"}, {"audience": "everyone"}])
def test_she_cannot_give_a_story_away_or_open_one_to_more_people_and_keeps_what_she_typed(ana, client, change):
    cast.person("Rae")
    work = cast.for_herself(ana)
    said = about_form(client, work)
    page = client.post(reverse("work-edit", args=[work.pk]), {**said, "title": "A new title", **change})
    assert SAYS in page.content.decode()
    assert "A new title" in page.content.decode()
    assert not Gift.objects.exists()
    assert Work.objects.get().audience == "me"


def test_she_can_go_on_editing_what_nobody_reads_yet(ana, client):
    work = cast.draft(ana)
    said = about_form(client, work)
    answer = client.post(reverse("work-edit", args=[work.pk]), {**said, "title": "A new title"})
    assert (answer.status_code, Work.objects.get().title) == (302, "A new title")
    chapter = work.chapters.get()
    answer = client.post(reverse("chapter-edit", args=[work.pk, chapter.pk]), typed(chapter))
    chapter.refresh_from_db()
    assert (answer.status_code, chapter.body) == (302, "<p>Buy my lamps.</p>")
    assert client.post(reverse("work-new")).status_code in (200, 302)


@pytest.mark.parametrize(
    "change", [{"title": "Buy my lamps"}, {"summary": "Buy my lamps."}, {"tags": "Buy my lamps"}, {"status": "hiatus"}]
)
def test_what_a_posted_story_says_of_itself_stays_and_what_she_typed_is_given_back(ana, client, change):
    work = cast.posted(ana, "Mine", chapters=2, status="in-progress")
    said = about_form(client, work)
    page = client.post(reverse("work-edit", args=[work.pk]), {**said, **change}).content.decode()
    before = [(work.title, str(work.summary), work.status)]
    assert (SAYS in page, list(Work.objects.values_list("title", "summary", "status"))) == (True, before)
    assert "summary" in change or "status" in change or "Buy my lamps" in page
    assert not Tag.objects.filter(name="Buy my lamps").exists()


@pytest.mark.parametrize(
    "change", [{"audience": "me"}, {"summary": ""}, {"rating": "explicit"}, {"reviewers": "nobody"}]
)
def test_she_can_take_away_close_and_warn(ana, client, change):
    work = cast.posted(ana, "Mine")
    answer = client.post(reverse("work-edit", args=[work.pk]), {**about_form(client, work), **change})
    assert answer.status_code == 302, answer.context["form"].errors
    now = Work.objects.get()
    assert [str(getattr(now, "rating" if name == "rating" else name)) for name in change] == list(change.values())


def typed(chapter, **more):
    words = {"title": chapter.title, "body": "<p>Buy my lamps.</p>", "notes_before": "", "notes_after": ""}
    return {**words, "version": chapter.version, "seen": chapter.version, **more}


@pytest.mark.parametrize("door", ["publish", "save", "restore", "join", "split", "rename"])
def test_what_is_posted_reads_as_before_and_what_she_types_is_kept(ana, client, door):
    work = cast.posted(ana, "Mine", chapters=2)
    chapter = work.chapters.get(position=1)
    read = texts(work)
    keep(chapter, person=ana, device="a-tab", seen=chapter.version, fields=typed(chapter))
    chapter.refresh_from_db()
    arranging, editing = reverse("chapters", args=[work.pk]), reverse("chapter-edit", args=[work.pk, chapter.pk])
    answer = {
        "publish": lambda: client.post(
            reverse("publish", args=[work.pk]), {"changes": [chapter.pk], "when": "now", "zone": "UTC"}
        ),
        "save": lambda: client.post(editing, typed(chapter), follow=True),
        "restore": lambda: client.post(
            reverse("revision", args=[work.pk, chapter.revisions.latest("pk").pk])
        ),
        "join": lambda: client.post(arranging, {"join": chapter.pk}),
        "split": lambda: client.post(
            reverse("chapter-split", args=[work.pk, chapter.pk]), {"at": 1, "version": chapter.version}
        ),
        "rename": lambda: client.post(arranging, {"rename": chapter.pk, "title": "Buy my lamps"}),
    }[door]()  # fmt: skip
    assert SAYS in answer.content.decode()
    assert texts(work) == read
    assert "Buy my lamps." in client.get(editing).content.decode()
    User.objects.update(suspended_until=None)
    client.post(reverse("publish", args=[work.pk]), {"changes": [chapter.pk], "when": "now", "zone": "UTC"})
    assert ("<p>Buy my lamps.</p>" in [body for _, body in texts(work)]) is True


def texts(work):
    return list(Chapter.objects.filter(work=work).order_by("position").values_list("title", "body"))


def test_she_can_put_chapters_in_another_order(ana, client):
    work = cast.posted(ana, "Mine", chapters=2)
    last = work.chapters.get(position=2)
    assert client.post(reverse("chapters", args=[work.pk]), {"up": last.pk}).status_code == 302
    last.refresh_from_db()
    assert last.position == 1


def test_somebody_else_who_wrote_it_with_her_publishes_as_before(ana, client):
    bea = cast.person("Bea")
    work = cast.posted(ana, "Ours", others=[bea])
    chapter = work.chapters.get()
    editing = reverse("chapter-edit", args=[work.pk, chapter.pk])
    assert cast.signed_in(bea).post(editing, typed(chapter)).status_code == 302
    chapter.refresh_from_db()
    assert chapter.body == "<p>Buy my lamps.</p>"


def test_her_pages_say_nothing_new(ana, client):
    page = reverse("pen-name", args=[ana.default_pseud.pk])
    assert is_refused(client.post(page, {"name": "Ana", "about": "Buy my lamps."}))
    assert is_refused(client.post(page, {"name": "Ana of the Lamps", "about": ""}))
    assert is_refused(client.post(reverse("pen-names"), {"name": "Buy My Lamps"}))
    assert client.post(page, {"name": "Ana", "about": ""}).status_code == 302
    assert (ana.pseuds.get().name, ana.pseuds.get().about) == ("Ana", "")


def test_when_it_is_over_everything_is_as_before(ana, client):
    User.objects.update(suspended_until=timezone.now() - timedelta(seconds=1))
    work = cast.draft(ana)
    client.post(reverse("publish", args=[work.pk]), publish_form(work))
    assert not Work.objects.get().is_draft


def test_she_cannot_review_answer_or_announce(ana, client):
    rae = cast.person("Rae")
    work = cast.posted(rae)
    said = review(work, by=cast.person("Bea"))
    new = reverse("review-new", args=[work.pk, work.chapters.get().pk])
    for page in (new, reverse("review-reply", args=[said.pk]), reverse("announce")):
        answer = client.post(
            page, {"text": "An otter nobody saw.", "sent_with": "a-form", "pseud": ana.default_pseud.pk}
        )
        assert SAYS in answer.content.decode(), page
    assert list(Review.objects.values_list("pk", flat=True)) == [said.pk]
    assert not Announcement.objects.exists()
