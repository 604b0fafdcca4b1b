"""Where a story stands on the line of its canon: said, refused, counted, and told in its form and on its card."""

import random

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from headcanon.accounts.models import User
from headcanon.canon.models import Departure, Event, Fandom
from headcanon.canon.veil import beyond
from headcanon.core.outbox import drain
from headcanon.works.about import say
from headcanon.works.counting_places import miscounted_departures, miscounted_events
from headcanon.works.erasing import erase
from headcanon.works.models import Placement, Work
from headcanon.works.places import told_places
from headcanon.works.placing import departure_key, place, unplace
from headcanon.works.publishing import announce_change, publish
from tests import cast
from tests.canon_lines import event_of, line
from tests.memory import forget_everything
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db

TITLES = ["The lamp is lit", "The storm", "The drowning", "Morning"]


@pytest.fixture
def canon(db):
    return line(TITLES, instalments=["Book one", "Book two"])


@pytest.fixture
def work(ana, canon):
    return cast.posted(ana)


def at(canon, title):
    return event_of(canon, title)


def numbers(canon):
    """{title: (set there, leaving there)}, of events that have any, and the sentences with theirs."""
    drain()
    events = Event.objects.filter(canon=canon)
    counts = {
        each.title: (each.set_count, each.departure_count) for each in events if each.set_count or each.departure_count
    }
    return counts, dict(Departure.objects.filter(event__canon=canon).values_list("says", "work_count"))


def page(address, user=None):
    forget_everything()
    client = Visitor()
    if user:
        client.force_login(user)
    answer = client.get(address)
    assert answer.status_code == 200
    return LexborHTMLParser(answer.content.decode())


def sentences(user=None, address="/"):
    return [" ".join(each.text().split()) for each in page(address, user).css(".card-place")]


# --- The rule ------------------------------------------------------------------------------------------------------


def test_a_story_stands_in_one_place_on_a_line(work, canon):
    place(work, canon, "after", event=at(canon, "The storm"))
    place(work, canon, "diverges", event=at(canon, "The drowning"), says="  Leander  turns back. ")
    [placed] = Placement.objects.all()
    assert (placed.relation, placed.event.title, placed.departure.says, placed.newest_key) == (
        "diverges", "The drowning", "Leander turns back.", work.newest_key,
    )  # fmt: skip
    unplace(work, canon)
    assert not Placement.objects.exists()


def test_the_same_way_out_in_other_letters_is_the_same(ana, work, canon):
    other = cast.posted(ana, "Again")
    place(work, canon, "diverges", event=at(canon, "The storm"), says="She waits.")
    place(other, canon, "diverges", event=at(canon, "The storm"), says="she  WAITS")
    assert [(way.says, way.key) for way in Departure.objects.all()] == [("She waits.", "she waits")]
    assert departure_key("…") == "..." and departure_key(" \u200b ") == ""
    assert len(departure_key("ﷺ" * 160)) == 320


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"relation": "beside", "event": 0}, "relation"),
        ({"relation": "after"}, "event"),
        ({"relation": "after", "event": "elsewhere"}, "event"),
        ({"relation": "after", "event": "suggested"}, "event"),
        ({"relation": "outside", "event": 0}, "event"),
        ({"relation": "between", "event": 0}, "until"),
        ({"relation": "between", "event": 1, "until": 1}, "until"),
        ({"relation": "between", "event": 2, "until": 1}, "until"),
        ({"relation": "after", "event": 0, "until": 1}, "until"),
        ({"relation": "after", "event": 0, "says": "She waits."}, "says"),
        ({"relation": "diverges", "event": 0, "says": "x" * 161}, "says"),
    ],
)
def test_where_a_story_cannot_stand_it_stays_where_it_was(work, canon, said, field):
    place(work, canon, "during", event=at(canon, "Morning"))
    elsewhere = line(["The wedding"], name="The film", slug="the-film").events.get()
    suggested = Event.objects.create(canon=canon, title="A rumour")
    events = {
        **dict(enumerate(canon.events.filter(state="on-the-line"))),
        "elsewhere": elsewhere,
        "suggested": suggested,
    }
    asked = {name: events[each] if name in ("event", "until") else each for name, each in said.items()}
    with pytest.raises(ValidationError) as refusal:
        place(work, canon, **asked)
    assert list(refusal.value.message_dict) == [field]
    [placed] = Placement.objects.all()
    assert (placed.relation, placed.event.title) == ("during", "Morning")


def test_between_two_events_in_their_order(work, canon):
    placed = place(work, canon, "between", event=at(canon, "The storm"), until=at(canon, "Morning"))
    assert (placed.event.title, placed.until.title) == ("The storm", "Morning")


def test_publishing_brings_its_place_forward(ana, canon):
    work = cast.draft(ana)
    place(work, canon, "after", event=at(canon, "The storm"))
    publish(work)
    work.refresh_from_db()
    assert Placement.objects.get().newest_key == work.newest_key


# --- The numbers ---------------------------------------------------------------------------------------------------


def test_only_what_everybody_may_read_is_counted(ana, canon):
    storm = at(canon, "The storm")
    seen = cast.posted(ana, "Seen")
    for work in (seen, cast.draft(ana), cast.hidden(ana), cast.restricted(ana), cast.trashed(ana)):
        place(work, canon, "after", event=storm)
    for work in (cast.posted(ana, "Gone"), cast.draft(ana, "Not yet")):
        place(work, canon, "diverges", event=storm, says="She waits")
    assert numbers(canon) == ({"The storm": (1, 1)}, {"She waits": 1})
    Work.objects.filter(pk=seen.pk).update(audience="members")
    announce_change(seen)
    assert numbers(canon) == ({"The storm": (0, 1)}, {"She waits": 1})


def test_a_sentence_that_nobody_says_any_more_is_forgotten(ana, work, canon):
    storm = at(canon, "The storm")
    place(work, canon, "diverges", event=storm, says="She waits")
    assert numbers(canon) == ({"The storm": (0, 1)}, {"She waits": 1})
    place(work, canon, "before", event=at(canon, "Morning"))
    assert numbers(canon) == ({"Morning": (1, 0)}, {})


def test_with_a_story_its_sentence_is_erased_at_once(ana, work, canon):
    other = cast.posted(ana, "Stays")
    for each, says in ((work, "Her secret"), (other, "She waits")):
        place(each, canon, "diverges", event=at(canon, "The storm"), says=says)
    numbers(canon)
    erase(work)
    assert list(Departure.objects.values_list("says", "work_count")) == [("She waits", 1)]
    assert at(canon, "The storm").departure_count == 1


def test_a_fandom_with_a_line_outlives_its_last_story(work, canon):
    place(work, canon, "after", event=at(canon, "The storm"))
    erase(work)
    assert Fandom.objects.get(name="Greek myth").canons.get().events.count() == 4


def test_whatever_is_said_in_whatever_order_the_numbers_are_right(ana, canon):
    """Against counting it all by hand."""
    chance = random.Random(6)
    works = [cast.posted(ana, f"{n}") for n in range(4)]
    events = list(canon.events.all())
    for _ in range(30):
        work = chance.choice(works)
        match chance.randrange(4):
            case 0:
                place(work, canon, "diverges", event=chance.choice(events), says=chance.choice(["", "a", "b", "B."]))
            case 1:
                place(work, canon, chance.choice(["before", "during", "after"]), event=chance.choice(events))
            case 2:
                chance.choice([lambda work: unplace(work, canon), lambda work: place(work, canon, "outside")])(work)
            case 3:
                Work.objects.filter(pk=work.pk).update(audience=chance.choice(["everyone", "everyone", "members"]))
                announce_change(work)
    counted, ways = {}, {}
    for each in Placement.objects.exclude(event=None).select_related("work", "event", "departure"):
        if each.work.audience == "everyone":
            leaves = each.relation == "diverges"
            was = counted.get(each.event.title, (0, 0))
            counted[each.event.title] = (was[0] + (not leaves), was[1] + leaves)
        if each.departure:
            ways.setdefault(each.departure.says, 0)
    told, found = numbers(canon)
    assert (told, set(found)) == (counted, set(ways)) and counted
    assert not miscounted_events(Event.objects.all()) and not miscounted_departures(Departure.objects.all())


# --- What is told --------------------------------------------------------------------------------------------------


def test_a_story_that_loses_its_fandom_says_nothing_of_its_line_until_it_has_it_back(ana, work, canon):
    place(work, canon, "after", event=at(canon, "The storm"))
    assert (sentences(), numbers(canon)[0]) == (["After The storm"], {"The storm": (1, 0)})
    say(work, {"fandoms": "The Aeneid"}, person=ana)
    assert (sentences(), numbers(canon)[0], list(told_places())) == ([], {}, [])
    say(Work.objects.get(pk=work.pk), {"fandoms": "The Aeneid, Greek myth"}, person=ana)
    assert (sentences(), numbers(canon)[0]) == (["After The storm"], {"The storm": (1, 0)})


@pytest.mark.parametrize("of", ["the story", "the line"])
def test_a_synonym_has_the_line_of_what_it_means(ana, work, canon, of):
    place(work, canon, "after", event=at(canon, "The storm"))
    [greek] = Fandom.objects.all()
    [other] = [Fandom.objects.create(name="Mythology", key="mythology", slug="mythology")]
    synonym, canonical = (greek, other) if of == "the line" else (other, greek)
    Fandom.objects.filter(pk=synonym.pk).update(standing="synonym", canonical=canonical)
    work.work_fandoms.update(fandom=other)
    assert sentences() == ["After The storm"]
    Fandom.objects.filter(pk=synonym.pk).update(standing="new", canonical=None)
    assert sentences() == []


def test_an_event_that_is_off_its_line_leaves_the_story_as_it_was(ana, work, canon):
    storm = at(canon, "The storm")
    place(work, canon, "after", event=storm)
    Event.objects.filter(pk=storm.pk).update(state="gone")
    assert sentences() == []
    assert save(cast.signed_in(ana), work).status_code == 302
    Event.objects.filter(pk=storm.pk).update(state="on-the-line")
    assert sentences() == ["After The storm"]


def test_a_card_says_where_the_story_stands(ana, canon):
    said = {
        "a": ("before", "The storm", None, ""),
        "b": ("during", "The storm", None, ""),
        "c": ("between", "The storm", "Morning", ""),
        "d": ("diverges", "The drowning", None, "<b>He</b> floats"),
        "e": ("diverges", "The drowning", None, ""),
        "f": ("outside", None, None, ""),
    }
    for title, (relation, event, until, says) in said.items():
        events = {name: at(canon, each) for name, each in (("event", event), ("until", until)) if each}
        place(cast.posted(ana, title), canon, relation, says=says, **events)
    cast.posted(ana, "says nothing")
    assert sorted(sentences()) == sorted(
        [
            "Before The storm", "During The storm", "Between The storm and Morning",
            "Leaves canon at The drowning: <b>He</b> floats", "Leaves canon at The drowning", "Outside canon",
        ]
    )  # fmt: skip
    links = {link.attributes["href"] for link in page("/").css(".card-place a")}
    assert reverse("event", args=[canon.fandom.slug, at(canon, "Morning").pk]) in links


def test_a_crossover_says_of_each_line_which_it_is(ana, canon):
    other = line(["The fall"], fandom="The Aeneid", name="The poem", slug="the-poem")
    work = cast.posted(ana, fandoms=["Greek myth", "The Aeneid"])
    place(work, canon, "after", event=at(canon, "Morning"))
    place(work, other, "outside")
    assert sentences() == ["After Morning Greek myth, The books", "Outside canon The Aeneid, The poem"]


def test_a_name_that_its_reader_has_not_come_to_is_nowhere_in_the_page(ana, canon):
    rae = cast.person("Rae")
    work = cast.posted(ana)
    place(work, canon, "diverges", event=at(canon, "The drowning"), says="He floats")
    first, second = canon.instalments.all()
    for said, is_covered in ((f"{canon.pk}-{first.pk}", True), (f"{canon.pk}-{second.pk}", False), ("", False)):
        User.objects.filter(pk=rae.pk).update(canons_read=said)
        for address in ("/", work.get_absolute_url()):
            source = page(address, User.objects.get(pk=rae.pk)).html
            assert ["The drowning" in source, "He floats" in source, "Morning" in source] == [
                not is_covered, not is_covered, not is_covered and address != "/",
            ]  # fmt: skip
    assert Event.objects.filter(beyond(cast.viewer(rae))).count() == 0
    Event.objects.filter(title="The drowning").update(is_spoiler=True)
    for user, is_told in ((None, False), (rae, False), (ana, True)):
        assert ("The drowning" in page("/", user).html) == is_told


# --- Saying it -----------------------------------------------------------------------------------------------------


def filled_in(client, work):
    answer = client.get(reverse("work-edit", args=[work.pk]))
    said = {"version": answer.context["work"].version}
    for field in answer.context["form"]:
        value = field.value()
        if value not in (None, False, []):
            said[field.html_name] = value if value is not True else "on"
    return said


def save(client, work, **fields):
    return client.post(reverse("work-edit", args=[work.pk]), {**filled_in(client, work), **fields})


def test_a_story_without_a_line_is_asked_nothing(ana):
    source = page(reverse("work-edit", args=[cast.posted(ana).pk]), ana).html
    assert "Where it belongs" not in source and "placement" not in source


def test_it_is_said_in_the_story_s_form(ana, work, canon):
    client, line_ = cast.signed_in(ana), f"line_{canon.pk}"
    storm, morning = at(canon, "The storm"), at(canon, "Morning")
    assert (
        save(client, work, **{line_: "diverges", f"{line_}_event": storm.pk, f"{line_}_says": "She waits"}).status_code
        == 302
    )
    assert sentences() == ["Leaves canon at The storm: She waits"]
    save(client, work, **{line_: "set", f"{line_}_when": "between", f"{line_}_until": morning.pk})
    assert sentences() == ["Between The storm and Morning"]
    save(client, work, title="The Light")
    assert sentences() == ["Between The storm and Morning"]
    save(client, work, **{line_: "outside"})
    assert sentences() == ["Outside canon"]
    save(client, work, **{line_: ""})
    assert sentences() == []


def test_a_form_that_is_not_right_gives_everything_back(ana, work, canon):
    client, line_ = cast.signed_in(ana), f"line_{canon.pk}"
    storm, morning = at(canon, "The storm"), at(canon, "Morning")
    answer = save(
        client, work, title="Kept",
        **{line_: "set", f"{line_}_when": "between", f"{line_}_event": morning.pk, f"{line_}_until": storm.pk},
    )  # fmt: skip
    form = answer.context["form"]
    assert form.errors == {f"{line_}_until": ["This one comes before the first on the line. Please swap them."]}
    assert (form["title"].value(), form[line_].value(), form[f"{line_}_event"].value()) == (
        "Kept",
        "set",
        str(morning.pk),
    )
    assert not Placement.objects.exists()
    again = filled_in(client, work)
    assert (again[f"{line_}_event"], again[f"{line_}_until"], again[line_]) == (str(morning.pk), str(storm.pk), "set")


def test_another_line_s_event_and_nonsense_are_refused(ana, work, canon):
    client, line_ = cast.signed_in(ana), f"line_{canon.pk}"
    other = line(["The wedding"], fandom="Elsewhere")
    for event in (other.events.get().pk, "x", "9" * 30, ""):
        form = save(client, work, **{line_: "set", f"{line_}_event": event}).context["form"]
        assert list(form.errors) == [f"{line_}_event"]
    assert save(client, work, **{f"line_{other.pk}": "outside", line_: ""}).status_code == 302
    assert not Placement.objects.exists()


def test_what_others_said_is_offered_but_not_what_nobody_can_read(ana, work, canon):
    rae = cast.person("Rae")
    storm = at(canon, "The storm")
    place(cast.posted(rae, "Read"), canon, "diverges", event=storm, says="She waits")
    place(cast.draft(rae, "Secret"), canon, "diverges", event=storm, says="Nobody knows")
    drain()
    source = page(reverse("work-edit", args=[work.pk]), ana).html
    assert "She waits" in source and "Nobody knows" not in source


def test_who_has_said_how_far_she_is_is_offered_nothing_from_beyond(ana, work, canon):
    first = canon.instalments.get(name="Book one")
    User.objects.filter(pk=ana.pk).update(canons_read=f"{canon.pk}-{first.pk}")
    source = page(reverse("work-edit", args=[work.pk]), User.objects.get(pk=ana.pk)).html
    assert "The storm" in source and "The drowning" not in source


def test_who_is_suspended_says_nothing_new_and_may_take_back(ana, work, canon):
    client, line_ = cast.signed_in(ana), f"line_{canon.pk}"
    storm = at(canon, "The storm")
    place(work, canon, "diverges", event=storm, says="She waits")
    User.objects.filter(pk=ana.pk).update(suspended_until="2999-01-01T00:00Z")
    assert save(client, work, **{f"{line_}_says": "Read this!"}).status_code == 200
    assert sentences() == ["Leaves canon at The storm: She waits"]
    assert save(client, work, **{f"{line_}_says": "she waits"}).status_code == 302
    assert save(client, work, **{line_: ""}).status_code == 302
    assert sentences() == []


def test_nobody_else_says_it(ana, work, canon):
    vex = cast.signed_in(cast.person("Vex"))
    answer = vex.post(reverse("work-edit", args=[work.pk]), {f"line_{canon.pk}": "outside", "version": 1})
    assert answer.status_code == 404
    assert not Placement.objects.exists()
