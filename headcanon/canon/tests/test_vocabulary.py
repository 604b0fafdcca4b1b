"""The words for what a reader should know beforehand are the archivist's, and what works have stays theirs."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from headcanon.canon.models import Rating, Tag
from headcanon.canon.ratings import rating_from, warnings_from
from headcanon.canon.vocabulary import the_vocabulary
from headcanon.core.editions import pages_changed
from tests import cast
from tests.memory import forget_everything

pytestmark = pytest.mark.django_db

PAGE = "/settings/vocabulary"


@pytest.fixture
def mo(client):
    mo = cast.person("Mo", is_archivist=True)
    client.force_login(mo)
    return mo


def filled_in(client):
    """The page's form as a browser would send it unchanged."""
    said = {}
    for words in client.get(PAGE).context["lists"]:
        for form in [words.management_form, *words]:
            for field in form:
                value = field.value()
                if value is not None and value is not False:
                    said[field.html_name] = value if value is not True else "on"
    return said


def row_of(said, name):
    """The prefix of the row that holds this word."""
    return next(field for field, value in said.items() if value == name).removesuffix("-name")


def change(client, word, /, **fields):
    said = filled_in(client)
    row = row_of(said, word)
    for field, value in fields.items():
        said.pop(f"{row}-{field}", None)
        if value is not None:
            said[f"{row}-{field}"] = value
    answer = client.post(PAGE, said)
    forget_everything()  # a test never commits, and only then does a process look at once
    return answer


def names(kind):
    return [tag.name for tag in the_vocabulary().offered(kind)]


def test_an_archive_begins_with_the_words_that_readers_know():
    assert [(each.key, each.letter, each.asks_guests) for each in the_vocabulary().ratings.values()] == [
        ("not-rated", "", False),
        ("general", "G", False),
        ("teen", "T", False),
        ("mature", "M", True),
        ("explicit", "E", True),
    ]
    assert names("category") == ["F/F", "F/M", "Gen", "M/M", "Multi", "Other"]
    assert names("warning")[:2] == ["No warnings apply", "Author chose not to warn"]


@pytest.mark.django_db(transaction=True)
def test_an_emptied_archive_has_its_words_again():
    from django.core.management import call_command

    call_command("flush", interactive=False, verbosity=0)
    assert Rating.objects.count() == 5
    assert Tag.objects.filter(kind="category", offered__isnull=False).count() == 6


def test_sent_unchanged_it_changes_nothing(client, mo):
    before = list(Rating.objects.values()), list(Tag.objects.order_by("pk").values())
    assert client.post(PAGE, filled_in(client)).status_code == 302
    assert (list(Rating.objects.values()), list(Tag.objects.order_by("pk").values())) == before


def test_a_renamed_rating_is_renamed_on_every_story_and_keeps_its_key(client, mo):
    work = cast.posted(cast.person("Ana"), rating="Mature")
    assert change(client, "Mature", name="Grown-ups").status_code == 302
    work.refresh_from_db()
    assert (work.rating, work.get_rating_display()) == ("mature", "Grown-ups")
    assert "Grown-ups" in client.get(reverse("author", args=["Ana", "Ana"])).content.decode()
    assert (rating_from("grown-ups"), rating_from("R")) == ("mature", "mature")


def test_a_renamed_warning_is_the_same_for_stories_and_for_files_to_come(client, mo):
    work = cast.posted(cast.person("Ana"), warnings=["Major character death"])
    change(client, "Major character death", name="Somebody dies")
    assert [tag.name for tag in work.tags_of("warning")] == ["Somebody dies"]
    assert warnings_from(["MCD", "major character death"]) == ["Somebody dies"]
    assert Tag.objects.filter(kind="warning", name="Major character death").count() == 0


def test_what_is_withdrawn_stays_with_who_has_it_and_is_not_offered(client, mo):
    work = cast.posted(cast.person("Ana"), rating="Teen")
    change(client, "Teen and up", is_offered=None)
    change(client, "Multi", is_offered=None)
    work.refresh_from_db()
    assert (work.rating, the_vocabulary().ratings["teen"].is_offered) == ("teen", False)
    assert names("category") == ["F/F", "F/M", "Gen", "M/M", "Other"]


def test_words_are_added_in_their_place_and_guests_are_asked_where_she_says(client, mo):
    said = filled_in(client)
    said |= {"ratings-5-name": "Frightening", "ratings-5-letter": "F", "ratings-5-place": 3}
    said |= {"ratings-5-asks_guests": "on", "ratings-5-is_offered": "on"}
    said |= {"categories-6-name": "F/NB", "categories-6-place": 1, "categories-6-is_offered": "on"}
    assert client.post(PAGE, said).status_code == 302
    assert list(the_vocabulary().ratings) == ["not-rated", "general", "frightening", "teen", "mature", "explicit"]
    assert names("category")[:2] == ["F/NB", "F/F"]
    work = cast.posted(cast.person("Ana"), rating="Frightening")
    client.logout()
    assert "Yes, Continue" in client.get(work.get_absolute_url()).content.decode()
    assert "Yes, Continue" not in client.get(f"{work.get_absolute_url()}?view_adult=true").content.decode()
    assert "Yes, Continue" not in client.get(work.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "This field is required."),
        ("Explicit", "There is one called so already."),
        ("Teen, and up", "Commas stand between words in lists, so none can stand in one."),
    ],
)
def test_a_word_that_cannot_be_is_refused_and_given_back(client, mo, name, said):
    answer = change(client, "Mature", name=name)
    assert answer.status_code == 200
    assert said in answer.content.decode() or "already exists" in answer.content.decode()
    assert Rating.objects.get(key="mature").name == "Mature"


@pytest.mark.parametrize("who", [None, "Rae"])
def test_for_anybody_else_the_page_is_not_there(client, who):
    if who:
        client.force_login(cast.person(who))
    assert (client.get(PAGE).status_code, client.post(PAGE, {}).status_code) == (404, 404)


def test_no_story_has_a_rating_that_there_is_not():
    work = cast.draft(cast.person("Ana"))
    with pytest.raises(IntegrityError), transaction.atomic():
        type(work).objects.filter(pk=work.pk).update(rating="made-up")
        connection.check_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.all()._raw_delete("default")
        connection.check_constraints()


def test_it_is_read_once_an_edition():
    forget_everything()
    the_vocabulary()
    work = cast.draft(cast.person("Ana"))
    work = type(work).objects.get(pk=work.pk)
    the_vocabulary()
    with CaptureQueriesContext(connection) as asked:
        assert (work.get_rating_display(), the_vocabulary().offered("warning") != []) == ("Teen and up", True)
    assert [query["sql"] for query in asked if "canon_" in query["sql"]] == []
    Rating.objects.filter(key="teen").update(name="Young")
    pages_changed()
    forget_everything()
    assert type(work).objects.get(pk=work.pk).get_rating_display() == "Young"
