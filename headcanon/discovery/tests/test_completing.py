"""What is offered to somebody who types a name: what she means, and nothing that she may not know of."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from headcanon.accounts.blocking import block
from headcanon.canon import wrangling
from headcanon.canon.models import Tag
from headcanon.core.outbox import drain
from headcanon.discovery.completing import complete
from headcanon.discovery.name_lists import NameList, as_words
from headcanon.headcanons.posting import post
from headcanon.works.models import Work
from headcanon.works.trash import trash
from tests import cast
from tests.memory import forget_everything

NAMES = ["Harry Potter", "Draco/Harry", "Charley", "Éowyn", "Hero's Journey", "桃太郎", "???", "Harry"]


# --- In memory -----------------------------------------------------------------------------------------------------


def found(typed, names=NAMES):
    return [names[place] for place in NameList(enumerate(names)).found(typed)]


def test_what_is_called_so_comes_first_then_where_a_word_begins_so_then_the_rest():
    assert found("harry") == ["Harry", "Harry Potter", "Draco/Harry"]
    assert found("har") == ["Harry Potter", "Draco/Harry", "Harry", "Charley"]


def test_accents_case_and_signs_do_not_matter():
    assert found("eowyn") == found("ÉOW") == found("éowy") == ["Éowyn"]
    assert found("heros j") == found("Hero’s journ") == ["Hero's Journey"]
    assert found("draco / h") == ["Draco/Harry"]
    assert found("太郎") == ["桃太郎"]
    assert found("??") == ["???"]


def test_nothing_typed_finds_nothing():
    assert found("") == found("  ") == found("\n") == found("\u0301") == []


@given(st.lists(st.text(max_size=12), max_size=12), st.text(max_size=6))
def test_it_finds_what_a_plain_look_would(names, typed):
    words = as_words(typed)
    meant = {place for place, name in enumerate(names) if words and words in f" {as_words(name)}"}
    places = list(NameList(enumerate(names)).found(typed))
    assert (sorted(places), len(set(places))) == (sorted(meant), len(places))


def test_a_longer_list_leaves_the_shorter_one_as_it_was():
    short = NameList([(1, "Hero")])
    assert list(short.with_more([(2, "Heron")]).found("hero")) == [1, 2]
    assert list(short.found("hero")) == [1]


# --- For whom ------------------------------------------------------------------------------------------------------

pytestmark = pytest.mark.django_db
SECRET = "The Otter Nobody Saw"


@pytest.fixture
def rae(db):
    return cast.person("Rae")


@pytest.fixture
def mo(db):
    return cast.person("Mo", is_archivist=True)


def offered(person, typed, kind="character"):
    drain()
    forget_everything()
    client = cast.signed_in(person) if person else Client()
    answer = client.get(reverse("completions", args=[kind]), {"q": typed})
    return [each["name"] for each in answer.json()["names"]]


def test_the_more_used_comes_first(ana):
    for number, names in enumerate([["Hero"], ["Herodotus", "Hero"], ["Hermes", "Herodotus"], ["Herodotus"]]):
        cast.posted(ana, f"Story {number}", characters=names)
    assert offered(None, "her") == ["Herodotus", "Hero", "Hermes"]
    assert offered(None, "rodot") == ["Herodotus"]
    assert offered(None, "hero") == ["Hero", "Herodotus"]


def test_another_name_leads_to_the_canonical_one(ana, mo):
    cast.posted(ana, characters=["Leander", "The Swimmer"])
    leander, swimmer = (Tag.objects.get(name=name) for name in ("Leander", "The Swimmer"))
    wrangling.make_synonym(swimmer, leander, by=mo)
    drain()
    forget_everything()
    [each] = Client().get(reverse("completions", args=["character"]), {"q": "swim"}).json()["names"]
    assert each == {"name": "Leander", "also": "The Swimmer", "stories": 1}


@pytest.mark.parametrize(
    ("make", "who"),
    [
        (cast.posted, {"guest", "Rae", "Ana", "Mo"}),
        (cast.restricted, {"Rae", "Ana", "Mo"}),
        (cast.hidden, {"Ana", "Mo"}),
        (cast.draft, {"Ana"}),
        (cast.for_herself, {"Ana"}),
        (cast.by_link, {"Ana"}),
        (cast.trashed, set()),
    ],
)
def test_a_name_is_told_to_whoever_sees_a_story_with_it(ana, rae, mo, make, who):
    said = {"characters": [SECRET], "fandoms": [SECRET], "tags": [SECRET], "relationships": [SECRET]}
    make(ana, **said)
    cast.posted(ana, "Another", characters=["The Otter"], fandoms=["The Otter"])
    people = {"guest": None, "Rae": rae, "Ana": ana, "Mo": mo}
    assert {name for name, person in people.items() if SECRET in offered(person, "otter n")} == who
    for kind in ("fandom", "freeform", "relationship", "tag", "subject"):
        told = {
            name
            for name, person in people.items()
            if SECRET in [each.name for each in complete(cast.viewer(person), kind, "otter n")]
        }
        assert told == who, kind
    assert offered(None, "the otter", "fandom")[0] == "The Otter"


def test_a_name_goes_at_once_with_the_last_story_that_has_it(ana):
    work = cast.posted(ana, characters=[SECRET])
    client, address = Client(), reverse("completions", args=["character"])
    assert client.get(address, {"q": "otter"}).json()["names"][0]["name"] == SECRET
    trash(work)
    assert client.get(address, {"q": "otter"}).json() == {"names": []}


def test_a_new_name_is_offered_soon(ana, monkeypatch):
    cast.posted(ana, characters=["Hero"])
    assert offered(None, "her") == ["Hero"]
    monkeypatch.setattr("headcanon.discovery.completing.NEW_AFTER", -1)
    cast.posted(ana, characters=["Hermes"])
    names = Client().get(reverse("completions", args=["character"]), {"q": "her"}).json()["names"]
    assert [each["name"] for each in names] == ["Hero", "Hermes"]


def test_who_is_blocked_is_not_told_what_only_her_stories_are_called(ana, rae):
    cast.posted(ana, characters=[SECRET])
    assert offered(rae, "otter") == [SECRET]
    block(ana, rae)
    assert offered(rae, "otter") == []
    assert offered(None, "otter") == [SECRET]


def test_what_gives_something_away_is_not_offered(ana, rae):
    cast.posted(ana, characters=[SECRET])
    cast.posted(ana, "Another", characters=["An Otter"])
    Tag.objects.filter(name=SECRET).update(is_spoiler=True)
    assert offered(rae, "otter") == ["An Otter"]


def test_what_only_members_see_under_a_cover_is_not_offered(ana, rae):
    work = cast.restricted(ana, characters=[SECRET], fandoms=["Otters"])
    Work.objects.filter(pk=work.pk).update(is_spoiler=True)
    assert offered(rae, "otter") == []
    assert offered(ana, "otter") == [SECRET], "it is her own"
    assert offered(rae, "otter", "fandom") == ["Otters"], "a cover leaves the canon as it is"


def test_what_a_headcanon_is_about_is_offered_to_whoever_sees_it(ana, rae):
    said = {"claim": "It swims.", "fandoms": ["Otters"], "characters": [SECRET]}
    post(said | {"relationships": [], "event": None, "is_spoiler": False}, pseud=ana.default_pseud, sent_with="one")
    assert offered(rae, "otter") == [SECRET]
    assert offered(None, "otter", "fandom") == ["Otters"]


def test_what_the_archive_offers_is_known_to_everybody(db):
    assert "Major character death" in offered(None, "death", "warning")


def test_there_is_no_such_kind(client, db):
    assert client.get(reverse("completions", args=["person"]), {"q": "a"}).status_code == 404
    assert client.post(reverse("completions", args=["tag"]), {"q": "a"}).status_code == 405


def test_whatever_is_typed_is_answered(client, ana):
    cast.posted(ana, fandoms=["<script>alert(1)</script>", "A"])
    for typed in ("\0", "%", "_", "'\";", "a" * 100_000, "\ud800".encode("utf-8", "replace").decode(), "[", "\\"):
        assert client.get(reverse("completions", args=["subject"]), {"q": typed}).status_code == 200
    answer = client.get(reverse("completions", args=["subject"]), {"q": "script"})
    assert answer["Content-Type"] == "application/json"
    assert "no-store" in answer["Cache-Control"] or "no-cache" in answer["Cache-Control"]


def test_ten_names_cost_no_more_questions_than_one(ana):
    cast.posted(ana, characters=["Hero"])

    def cost():
        forget_everything()
        offered(None, "her")
        with CaptureQueriesContext(connection) as queries:
            Client().get(reverse("completions", args=["character"]), {"q": "her"})
        return len(queries)

    one = cost()
    cast.posted(ana, "Many", characters=[f"Hero {number}" for number in range(40)])
    assert (one, cost()) == (1, 1)


def test_those_she_may_not_know_do_not_keep_away_those_she_may(ana):
    cast.draft(ana, characters=[f"Otter {number}" for number in range(60)])
    cast.posted(ana, characters=["Zoo of Otters"])
    assert offered(None, "otter") == ["Zoo of Otters"]
    Tag.objects.filter(name="Zoo of Otters").update(work_count=0)  # as before it is counted
    assert [each.name for each in complete(cast.viewer(), "character", "otter")] == ["Zoo of Otters"]
