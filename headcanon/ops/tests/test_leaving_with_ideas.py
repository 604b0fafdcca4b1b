"""What becomes of headcanons, of what she said of others', and of the lines of canons, when somebody leaves; and what
she takes along.
"""

import json

import pytest
from django.test import Client

from headcanon.accounts.models import ORPHAN
from headcanon.canon import lines
from headcanon.canon.models import Canon, Event, Fandom, Instalment, OrderingAct, Tag
from headcanon.canon.naming import fandoms_named
from headcanon.core.viewing import GUEST, Viewer
from headcanon.headcanons import writing
from headcanon.headcanons.asking import ask
from headcanon.headcanons.believing import believe
from headcanon.headcanons.models import Belief, Headcanon, Remark, Writing
from headcanon.headcanons.talking import say
from headcanon.ops.leaving import forget_suggestions, leave
from headcanon.ops.taking_out_canons import canons_of, placed_of
from headcanon.ops.taking_out_headcanons import grown_of, headcanons_of
from headcanon.ops.tests.test_takeout import taken_out
from headcanon.works.models import Growth, Placement, Work
from headcanon.works.tests.growing import grown, headcanon
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def bea(db):
    return cast.person("Bea")


@pytest.fixture
def ideas(ana, bea):
    """Hers, one of them without her name and one that waits for Bea; and Bea's, of which Ana has said something."""
    named = headcanon(ana, "Named.", characters=["Hero", "Only hers"])
    nameless = headcanon(ana, "Nameless.", is_anonymous=True)
    asked = ask(bea, {"claim": "Asked."}, viewer=Viewer(ana), pseud=ana.default_pseud, sent_with="x", is_anonymous=True)
    others = headcanon(bea, "Bea’s.")
    for person, answered in ((ana, None), (bea, Remark.objects.first)):
        say(
            others,
            f"{person.username} agrees.",
            pseud=person.default_pseud,
            sent_with="y",
            answers=answered and answered(),
        )
    say(nameless, "I had it in the bath.", pseud=ana.default_pseud, sent_with="z")
    believe(others, ana)
    writing.begin(others, ana)
    return named, nameless, asked, others


def claims():
    return sorted(Headcanon.objects.values_list("claim", "pseud__user__username", "is_anonymous"))


def test_erasing_takes_them_with_everything_she_said_and_leaves_works_of_others(ana, bea, ideas):
    named, nameless, *_ = ideas
    work = grown(bea, "The Lamp", named, nameless)
    leave(ana)
    assert claims() == [("Bea’s.", "Bea", False)]
    assert (Belief.objects.count(), Writing.objects.count(), Growth.objects.count()) == (0, 0, 0)
    assert [(remark.pseud and remark.pseud.name, remark.text) for remark in Remark.objects.order_by("pk")] == [
        (None, ""),
        ("Bea", "<p>Bea agrees.</p>"),
    ]
    assert Work.objects.get() == work
    assert not Tag.objects.filter(name="Only hers").exists()


def test_left_behind_they_are_the_orphans_and_who_had_no_name_has_none(ana, bea, ideas):
    _named, nameless, *_ = ideas
    cast.posted(ana)
    leave(ana, leaving_behind=True)
    assert claims() == [
        ("Bea’s.", "Bea", False),
        ("Named.", ORPHAN, False),
        ("Nameless.", ORPHAN, True),
    ]
    assert (Belief.objects.count(), Writing.objects.count()) == (0, 0)
    found = Client().get(nameless.get_absolute_url()).content.decode()
    assert ("orphan" in found, "Ana" in found) == (False, False)


def test_what_others_asked_of_her_stays_theirs_and_what_grew_from_hers_too(ana, bea):
    asked = ask(ana, {"claim": "Write it."}, viewer=Viewer(bea), pseud=bea.default_pseud, sent_with="x")
    leave(ana)
    assert list(Headcanon.objects.visible_to(Viewer(bea))) == [asked]
    assert not Headcanon.objects.visible_to(GUEST).exists()


@pytest.fixture
def line(ana):
    canon = Canon.objects.create(
        fandom=Fandom.objects.create(name="Myth", slug="myth", key="myth"), name="Book", slug="book"
    )
    one = Instalment.objects.create(canon=canon, name="Book one", position=1)
    said = {"canon": canon, "suggested_by": ana, "instalment": one}
    Event.objects.create(title="It begins", state="on-the-line", position=1, **said)
    Event.objects.create(title="It waits", **said)
    OrderingAct.objects.create(by=ana, canon=canon, kind="event-made")
    ana.canons_read = f"{canon.pk}-{one.pk}"
    ana.save()
    return canon


def test_her_suggestions_go_and_what_stands_on_a_line_stays_without_her_name(ana, line):
    leave(ana)
    assert list(Event.objects.values_list("title", "suggested_by")) == [("It begins", None)]
    assert list(OrderingAct.objects.values_list("kind", "by")) == [("event-made", None)]


def test_a_takeout_has_what_is_hers_and_no_name_of_who_had_none(ana, bea, ideas):
    others = ideas[-1]
    told = headcanons_of(ana, Viewer(ana))
    assert sorted(
        (each["claim"], each["is_anonymous"], each["state"], each["asked_of"]) for each in told["headcanons"]
    ) == [("Asked.", True, "asked", "Bea"), ("Named.", False, "posted", ""), ("Nameless.", True, "posted", "")]
    by_claim = {each["claim"]: each for each in told["headcanons"]}
    assert (by_claim["Named."]["fandoms"], by_claim["Nameless."]["pen_name"]) == (["Greek myth"], "Ana")
    assert [each["claim"] for each in told["believes"] + told["writing"]] == ["Bea’s."] * 2
    assert sorted(each["text"] for each in told["remarks"]) == ["<p>Ana agrees.</p>", "<p>I had it in the bath.</p>"]
    received = headcanons_of(bea, Viewer(bea))["asked_of_her"]
    assert [(each["claim"], each["by"]) for each in received] == [("Asked.", "")]
    assert "Ana" not in json.dumps(received)
    Headcanon.objects.filter(pk=others.pk).update(is_hidden=True)
    assert [each["claim"] for each in headcanons_of(ana, Viewer(ana))["believes"]] == [""]


def test_a_takeout_says_where_her_stories_stand_and_how_far_she_has_come(ana, bea, line, tmp_path, data_folder):
    work = grown(ana, "The Lamp", headcanon(bea, "Bea’s."))
    event = Event.objects.get(title="It begins")
    Placement.objects.create(work=work, canon=line, relation="after", event=event)
    assert [each["claim"] for each in grown_of(work, Viewer(ana))] == ["Bea’s."]
    place = {"fandom": "Myth", "canon": "Book", "relation": "after", "event": "It begins", "until": "", "says": ""}
    assert placed_of(work) == [place]
    told = canons_of(ana)
    assert told["how_far"] == [{"fandom": "Myth", "canon": "Book", "instalment": "Book one"}]
    assert [each["title"] for each in told["suggested"]] == ["It begins", "It waits"]
    said = taken_out(ana, tmp_path)
    assert (said["canons.json"], said["headcanons.json"]["headcanons"]) == (told, [])
    assert b"headcanons.json" in said["README.txt"]


def test_a_canon_that_she_only_suggested_goes_with_its_first_events(ana, rae):
    [fandom] = fandoms_named(["Greek myth"])
    for by, name, title in ((rae, "The books", "A"), (rae, "The film", "B"), (ana, "The film", "C")):
        lines.suggest_canon(fandom, by=by, name=name, kind="book", title=title)
    forget_suggestions(rae)
    assert [event.title for event in lines.suggestions_for(fandom)] == ["C"]
    assert [canon.name for canon in Canon.objects.all()] == ["The film"]
