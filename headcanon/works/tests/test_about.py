"""Everything else a work says of itself: filled in, kept, put in place, and nobody else's to touch."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from headcanon.core.editions import look_again
from headcanon.core.outbox import drain
from headcanon.works.models import Revision, Series, Tagging, Work, WorkFandom, WorkingCopy
from headcanon.works.revisions import unpack, unpacked
from headcanon.works.subjects import names_in, typed_of
from tests import cast
from tests.memory import forget_everything
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(ana):
    return cast.signed_in(ana)


@pytest.fixture
def work(ana):
    return cast.posted(ana)


def address(work):
    return reverse("work-edit", args=[work.pk])


def filled_in(client, work):
    """What a browser would send of the page as it opens."""
    page = client.get(address(work))
    said = {"version": page.context["work"].version}
    for field in page.context["form"]:
        value = field.value()
        if value not in (None, False, []):
            said[field.html_name] = value if value is not True else "on"
    return said


def save(client, work, **fields):
    said = {**filled_in(client, work), **fields}
    answer = client.post(address(work), {name: value for name, value in said.items() if value is not None})
    work.refresh_from_db()
    return answer


def said_by(work):
    return typed_of(Work.objects.get(pk=work.pk))


def test_sent_unchanged_it_changes_nothing(client, work):
    before = said_by(work), list(Tagging.objects.order_by("pk").values("pk", "tag", "typed", "is_main"))
    assert save(client, work).status_code == 302
    assert (said_by(work), list(Tagging.objects.order_by("pk").values("pk", "tag", "typed", "is_main"))) == before


def test_everything_that_is_said_stands_on_the_story(client, work):
    answer = save(
        client,
        work,
        title="מנורה 🕯 e\u0301 a\u200db",
        summary="It *burns*.\n\nAll night.",
        rating="mature",
        warnings=["Graphic violence"],
        categories=["F/M", "Gen"],
        fandoms="Greek myth, The Aeneid",
        relationships="Hero/Leander",
        side_relationships="Dido/Aeneas",
        characters="Hero, hero , Leander",
        side_characters="Dido",
        tags="Lighthouses，Salt、Sea",
        notes_before="Mind the step.",
        notes_after="She did.",
        disclaimer="The sea is nobody's.",
        language="he",
        status="in-progress",
        planned_chapters=5,
        origin_kind="request",
        origin_text="somebody asked for the lamp",
        reviewers="members",
        may_index=None,
    )
    assert answer.status_code == 302
    assert (work.title, work.summary, work.rating, work.language) == (
        "מנורה 🕯 e\u0301 a\u200db",
        "<p>It <em>burns</em>.</p><p>All night.</p>",
        "mature",
        "he",
    )
    assert (work.status, work.planned_chapters, work.reviewers, work.may_index) == ("in-progress", 5, "members", False)
    assert (work.origin_kind, work.origin_text) == ("request", "somebody asked for the lamp")
    assert said_by(work) == {
        "fandoms": "Greek myth, The Aeneid",
        "warnings": "Graphic violence",
        "categories": "F/M, Gen",
        "relationships": "Hero/Leander",
        "side_relationships": "Dido/Aeneas",
        "characters": "Hero, Leander",
        "side_characters": "Dido",
        "tags": "Lighthouses, Salt, Sea",
    }
    page = client.get(work.get_absolute_url()).content.decode()
    for words in ("F/M", "Dido/Aeneas", "(in the background)", "Graphic violence", "Mature", "עברית", "1/5"):
        assert words in page
    newest = Work.objects.get(pk=work.pk).newest_key
    assert {link.newest_key for model in (Tagging, WorkFandom) for link in model.objects.filter(work=work)} == {newest}


def test_saving_is_a_revision_that_brings_back_what_the_story_was_about(client, work):
    save(client, work, tags="Salt", title="The Dark")
    save(client, work, tags="Sea", title="The Sea")
    [revision] = [each for each in work.revisions.all() if unpacked(each).get("tags") == "Salt"]
    assert (revision.cause, unpacked(revision)["title"]) == (Revision.Cause.SAVE, "The Dark")
    client.post(reverse("revision", args=[work.pk, revision.pk]))
    work.refresh_from_db()
    assert (said_by(work)["tags"], work.title) == ("Salt", "The Dark")


def test_a_name_is_kept_as_it_was_typed_and_means_the_one_that_is_known(client, work):
    save(client, work, characters="HERO")
    tagging = work.taggings.get(tag__kind="character")
    assert (tagging.typed, tagging.tag.name) == ("HERO", "Hero")


def test_a_name_with_a_comma_that_a_file_brought_stays_one(client, ana):
    work = cast.posted(ana, characters=["Hamlet, Prince of Denmark", "Ophelia"])
    save(client, work, title="Elsinore")
    assert [tag.name for tag in work.tags_of("character")] == ["Hamlet, Prince of Denmark", "Ophelia"]
    assert names_in("Hamlet, Prince of Denmark, Hamlet", ["Hamlet, Prince of Denmark"]) == [
        "Hamlet, Prince of Denmark",
        "Hamlet",
    ]


def test_nothing_that_cannot_be_seen_is_a_name():
    assert names_in(" , \u200b,\u2060 ,Salt,,salt,\n Sea ") == ["Salt", "Sea"]


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("title", "", "A story that is posted has a title."),
        ("title", "x" * 251, "at most 250"),
        ("rating", "made-up", "made-up is not one of the available choices"),
        ("warnings", ["Anything"], "Anything is not one of the available choices"),
        ("categories", ["<b>"], "is not one of the available choices"),
        ("status", "one-shot", "A one-shot has one chapter"),
        ("planned_chapters", "1", "It has 2 chapters already."),
        ("planned_chapters", "99999", "9999"),
        ("tags", ",".join(f"Tag {n}" for n in range(80)), "75 fit"),
        ("characters", "x" * 201, "longer than the 200 characters"),
        ("summary", "x" * 5001, "5,000 fit. Nothing is lost"),
        ("gifts", "x" * 81, "at most 80 characters"),
        ("language", "tlh", "is not one of the available choices"),
        ("audience", "nobody-at-all", "is not one of the available choices"),
        ("series_1_part", "-3", "greater than or equal to 1"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_typed_is_lost(client, ana, field, value, says):
    work = cast.posted(ana, chapters=2, status="complete")
    answer = save(client, work, notes_before="Typed for an hour.", **{"status": "in-progress", field: value})
    assert answer.status_code == 200
    form = answer.context["form"]
    assert any(says in error for error in form.errors[field])
    assert "Typed for an hour." in answer.content.decode()
    assert (work.title, work.notes_before) == ("The Lamp", "<p>Before it all.</p>")


def test_what_was_typed_beside_something_that_cannot_be_is_offered_again_when_she_comes_back(client, ana):
    work = cast.posted(ana, chapters=2, status="complete")
    assert save(client, work, notes_before="Typed for an hour.", title="").status_code == 200
    assert filled_in(client, work)["notes_before"] == "Typed for an hour."
    good = {"rating": "teen", "language": "en", "audience": "everyone", "title": "The Lamp", "status": "complete"}
    assert save(client, work, **good).status_code == 302
    work.refresh_from_db()
    assert work.notes_before == "<p>Typed for an hour.</p>"


def test_limits_are_told_before_they_are_met(client, work):
    page = client.get(address(work)).content.decode()
    for words in ('maxlength="250"', "at most 75 in all", "Up to 5,000 characters"):
        assert words in page


def test_what_was_kept_and_not_saved_fills_the_form(client, work):
    fields = {**filled_in(client, work), "title": "Half a t", "warnings": ["Graphic violence"], "may_index": None}
    fields = {name: value for name, value in fields.items() if value is not None and name != "version"}
    keep = reverse("work-keep", args=[work.pk])
    sent = {"device": "laptop", "seen": 1, "fields": {**fields, "categories": ["Gen"]}}
    assert client.post(keep, json.dumps(sent), content_type="application/json").status_code == 200
    page = client.get(address(work))
    assert page.context["form"]["title"].value() == "Half a t"
    assert page.context["form"]["warnings"].value() == ["Graphic violence"]
    assert page.context["form"]["categories"].value() == ["Gen"]
    assert not page.context["form"]["may_index"].value()
    assert save(client, work).status_code == 302
    assert (work.title, work.may_index, WorkingCopy.objects.count()) == ("Half a t", False, 0)


def test_a_form_that_does_not_know_of_another_is_kept_apart(client, work):
    stale = filled_in(client, work)
    save(client, work, title="From the first tab")
    answer = client.post(address(work), {**stale, "title": "From the second tab"})
    assert answer.url == reverse("work-compare", args=[work.pk])
    work.refresh_from_db()
    assert work.title == "From the first tab"
    copy = WorkingCopy.objects.get(stands_apart=True)
    assert "From the second tab" in client.get(answer.url).content.decode()
    client.post(answer.url, {"choice": "mine", "copy": copy.pk, "version": work.version})
    assert filled_in(client, work)["title"] == "From the second tab"


def test_a_form_sent_twice_is_saved_once(client, work):
    said = {**filled_in(client, work), "title": "Twice", "summary": "One.\r\n\r\nTwo."}
    answers = [client.post(address(work), said) for _ in range(2)]
    assert [answer.url for answer in answers] == [address(work)] * 2
    assert WorkingCopy.objects.count() == 0


def test_a_draft_may_be_without_a_title(client, ana):
    work = cast.draft(ana)
    assert save(client, work, title="").status_code == 302
    assert work.title == ""


def test_who_may_read_it_takes_effect_at_once(client, work):
    drain()
    guest = Visitor()
    tag = work.tags_of("character")[0]
    assert (guest.get(work.get_absolute_url()).status_code, tag.work_count) == (200, 1)
    save(client, work, audience="me")
    drain()
    look_again()  # a test never commits, and only then does a process look at once
    tag.refresh_from_db()
    assert (guest.get(work.get_absolute_url()).status_code, tag.work_count) == (404, 0)
    save(client, work, audience="everyone")
    drain()
    look_again()
    tag.refresh_from_db()
    assert (guest.get(work.get_absolute_url()).status_code, tag.work_count) == (200, 1)


def test_a_tag_that_is_taken_off_is_counted_anew(client, work):
    drain()
    tag = work.tags_of("freeform")[0]
    tag.refresh_from_db()
    assert tag.work_count == 1
    save(client, work, tags="")
    drain()
    tag.refresh_from_db()
    assert tag.work_count == 0


def test_a_secret_link_is_made_shown_and_made_anew(client, work):
    save(client, work, audience="link")
    link = client.get(address(work)).context["link"]
    guest = Visitor()
    assert (guest.get(work.get_absolute_url()).status_code, guest.get(link).status_code) == (404, 200)
    client.post(reverse("work-link", args=[work.pk]))
    look_again()
    assert (Visitor().get(link).status_code, Visitor().get(client.get(address(work)).context["link"]).status_code) == (
        404,
        200,
    )


def test_a_story_stands_in_several_series_of_hers(client, ana, work):
    save(client, work, series_1="Nights", series_1_part=3)
    other = cast.posted(ana, "Another")
    save(client, other, series_1="Nights")
    save(client, other, series_2="Days")
    found = [(part.series.title, part.position) for part in other.series_parts.select_related("series")]
    assert sorted(found) == [("Days", 1), ("Nights", 4)]
    save(client, work, series_1="")
    save(client, other, series_1="", series_2="")
    assert Series.objects.count() == 0


def test_a_series_of_somebody_else_is_neither_joined_nor_left(client, ana, work):
    bea = cast.person("Bea")
    hers = cast.posted(bea, "Bea's", others=[ana], series=[("Nights", 1)])
    save(client, work, series_1="Nights")
    assert list(Series.objects.order_by("owner").values_list("owner__username", "title")) == [
        ("Ana", "Nights"),
        ("Bea", "Nights"),
    ]
    save(client, hers, title="Ours")
    assert hers.series.get().owner == bea


def test_authors_are_named_in_the_order_they_choose(client, ana):
    bea = cast.person("Bea")
    work = cast.posted(ana, others=[bea])
    first, second = work.authorships.all()
    save(client, work, **{f"place_{first.pk}": 2, f"place_{second.pk}": 1})
    assert [pseud.name for pseud in Work.objects.get(pk=work.pk).authors] == ["Bea", "Ana"]


def test_she_may_stand_under_another_of_her_names_and_of_nobody_elses(client, ana, work):
    from headcanon.accounts.joining import take_pen_name

    bea, wren = cast.person("Bea"), take_pen_name(ana, "Wren")
    assert save(client, work, pen_name=bea.default_pseud.pk).status_code == 200
    assert save(client, work, pen_name=wren.pk).status_code == 302
    assert [pseud.name for pseud in Work.objects.get(pk=work.pk).authors] == ["Wren"]


@pytest.mark.parametrize("name", ["work-edit", "work-authors", "work-relations", "work-leave", "work-link"])
@pytest.mark.parametrize("who", [None, "Vex", "Mo"])
def test_to_anybody_else_there_is_nothing_here(client, work, name, who):
    client.logout()
    if who:
        client.force_login(cast.person(who, is_archivist=who == "Mo"))
    before = Work.objects.values().get(pk=work.pk)
    answer = client.post(reverse(name, args=[work.pk]), {"title": "Mine now", "version": 1, "name": "Vex"})
    assert answer.status_code == (404 if who else 302)
    assert Work.objects.values().get(pk=work.pk) == before
    assert WorkingCopy.objects.count() == 0


def test_no_field_reaches_what_the_form_does_not_show(client, ana, work):
    vex = cast.person("Vex")
    save(client, work, state="draft", is_hidden="on", link_token="x" * 20, begun_with="y", id=1, owner=vex.pk)
    found = Work.objects.get(pk=work.pk)
    assert (found.state, found.is_hidden, found.link_token, found.begun_with) == ("posted", False, "", "")


def test_nonsense_that_was_kept_never_reaches_the_table(client, work):
    """Autosave keeps what it is sent; what is put in place goes through what a field can say."""
    nonsense = {
        "rating": "made-up",
        "status": "x",
        "language": "\0",
        "title": "",
        "warnings": ["W\0"],
        "tags": ["a", "b"],
    }
    sent = {"device": "d", "seen": 1, "fields": nonsense}
    client.post(reverse("work-keep", args=[work.pk]), json.dumps(sent), content_type="application/json")
    assert client.get(address(work)).status_code == 200
    client.post(reverse("revision", args=[work.pk, work.revisions.filter(chapter=None).last().pk]))
    work.refresh_from_db()
    assert (work.rating, work.status, work.language, work.title) == ("teen", "one-shot", "en", "The Lamp")


def test_what_no_database_takes_is_replaced_before_it_is_kept(client, work):
    assert save(client, work, title="a\0b").status_code == 200
    assert unpack(WorkingCopy.objects.get(work=work).content)["title"] == ["a\ufffdb"]


def test_the_page_costs_the_same_however_much_the_work_says(client, ana):
    def asked(number):
        many = [f"Name {n}" for n in range(number * 3)]
        others = [cast.person(f"Bea{number}{n}") for n in range(number)]
        work = cast.posted(ana, others=others, chapters=number, characters=many, tags=many, series=[("Nights", 1)])
        forget_everything()
        client.get(address(work))
        with CaptureQueriesContext(connection) as captured:
            client.get(address(work))
        return len([query for query in captured if "edition" not in query["sql"]])

    assert asked(1) == asked(4)
