"""Every answer of the API, for every kind of story and of headcanon, and everybody who may ask: who is told."""

import pytest

from headcanon.accounts.blocking import block
from headcanon.api.tests.asking import Program
from headcanon.headcanons.tests.having import had
from headcanon.reviews.models import Review
from tests import cast
from tests.test_doors import FIRST, SAID, SECRET, STATES, WHO_MAY_SEE

pytestmark = pytest.mark.django_db
CAST = ("guest", "Rae", "Ana", "Mo", "Vex")  # Vex and Ana keep apart
ITSELF = {
    "work": lambda work: f"/works/{work.pk}",
    "chapters": lambda work: f"/works/{work.pk}/chapters",
    "chapter": lambda work: f"/works/{work.pk}/chapters/{work.chapters.first().pk}",
    "wishes": lambda work: f"/works/{work.pk}/wishes",
    "reviews": lambda work: f"/works/{work.pk}/reviews",
    "review": lambda work: f"/reviews/{work.reviews.get().pk}",
    "series": lambda work: f"/series/{work.series.get().pk}",
}
SUBJECTS = {
    "fandom": lambda work: f"/fandoms/{work.fandom_names[0].slug}",
    "fandom's works": lambda work: f"/fandoms/{work.fandom_names[0].slug}/works",
    "tag": lambda work: f"/tags/{work.tags_of('character')[0].slug}",
}
# What each of them names a story by.
LISTS = {
    "/works": "title",
    "/authors/Ana/works": "title",
    "/fandoms/greek-myth/works": "title",
    "/tags/hero/works": "title",
    "/fandoms": "name",
    "/tags?kind=character": "name",
}


@pytest.fixture
def programs(ana):
    people = {"Rae": cast.person("Rae"), "Ana": ana, "Mo": cast.person("Mo", is_archivist=True)}
    people["Vex"] = cast.person("Vex")
    block(ana, people["Vex"])
    return {"guest": Program()} | {name: Program(person) for name, person in people.items()}


def review_of(work):
    said = {"pseud": cast.person("Bea").default_pseud, "text": f"<p>{SECRET}</p>", "sent_with": "one"}
    Review.objects.create(work=work, chapter=work.chapters.first(), **said)


@pytest.mark.parametrize("each", [False, pytest.param(True, marks=pytest.mark.prove)], ids=["some", "everybody"])
@pytest.mark.parametrize("state", STATES)
def test_who_is_told_of_a_story(programs, ana, state, each):
    """Quickly: everybody from whom it is kept, and the first of those who are told."""
    work = STATES[state](ana, f"Title {SECRET}", **SAID)
    review_of(work)
    may_see = WHO_MAY_SEE[state] - {"holder"}
    asked = set(CAST) - (may_see - {FIRST.get(state)} if not each else set())
    ways = ITSELF | (SUBJECTS if each else {})
    told = {way: {who for who in asked if programs[who].told(ways[way](work)) != 404} for way in ways}
    in_lists = may_see if state != "draft" else set()
    assert {way: told.get(way) for way in ITSELF} == dict.fromkeys(ITSELF, may_see & asked)
    if each:
        works = {who for who in CAST if work.pk in ids(programs[who].told(SUBJECTS["fandom's works"](work)))}
        assert (told["fandom"], told["tag"], works) == (may_see, may_see, in_lists)


def ids(told):
    return [] if told == 404 else [each["id"] for each in told["items"]]


def test_who_finds_a_story_in_which_list(programs, ana):
    """Each has a fandom and a character of its own, and one of each that all share."""
    for state, make in STATES.items():
        make(ana, state, fandoms=["Greek myth", state], characters=["Hero", state])
    for who, program in programs.items():
        shown = {state for state in STATES if who in WHO_MAY_SEE[state]}
        for address, name in LISTS.items():
            found = {each[name] for each in program.everything(address)} & set(STATES)
            assert found == shown - {"draft"}, (who, address)


def test_nobody_is_told_what_stands_in_an_answer_that_is_refused(programs, ana):
    work = cast.hidden(ana, f"Title {SECRET}", **SAID)
    review_of(work)
    for way in (*ITSELF.values(), *SUBJECTS.values()):
        for name in ("guest", "Rae", "Vex"):
            assert SECRET not in programs[name].ask(way(work)).content.decode()
    assert SECRET in programs["Ana"].ask(f"/works/{work.pk}").content.decode()


def test_who_is_told_of_a_headcanon(programs, ana):
    named, nameless, hidden = had(ana, "One."), had(ana, "Two.", is_anonymous=True), had(ana, "Three.")
    type(hidden).objects.filter(pk=hidden.pk).update(is_hidden=True)
    seen = {
        name: {each["claim"] for each in program.told("/headcanons")["items"]} for name, program in programs.items()
    }
    everybody = {"One.", "Two."}
    assert seen == {
        "guest": everybody, "Rae": everybody, "Vex": {"Two."}, "Ana": {"One.", "Two.", "Three."},
        "Mo": {"One.", "Two.", "Three."},
    }  # fmt: skip
    alone = {name: program.told(f"/headcanons/{named.pk}") for name, program in programs.items()}
    assert [name for name, said in alone.items() if said == 404] == ["Vex"]
    assert programs["guest"].told(f"/headcanons/{hidden.pk}") == 404
    assert programs["Mo"].told(f"/headcanons/{nameless.pk}")["had_by"] is None


def test_people_kept_apart_do_not_meet_here(programs, ana):
    assert programs["Rae"].told("/authors/Ana")["name"] == "Ana"
    assert (programs["Vex"].told("/authors/Ana"), programs["Vex"].told("/authors/ana/works")) == (404, 404)
