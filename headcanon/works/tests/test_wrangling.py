"""Wranglers put tags and fandoms in order; what authors typed stays as it is."""

import pytest
from django.core.exceptions import ValidationError

from headcanon.canon import wrangling
from headcanon.canon.families import ids_of_family
from headcanon.canon.models import Fandom, FandomDescent, OrderingAct, Tag, TagDescent, TagFandom
from headcanon.canon.naming import fandoms_named, tags_named
from headcanon.canon.wranglers import name_wrangler
from headcanon.canon.wrangling_record import undo, undo_all
from headcanon.core.outbox import drain
from headcanon.works import counting
from headcanon.works.erasing import erase
from tests import cast

pytestmark = pytest.mark.django_db


def wrangler(name="Wanda"):
    person = cast.person(name)
    name_wrangler(person)
    person.refresh_from_db()
    return person


@pytest.fixture
def wanda():
    return wrangler()


def tags(*names):
    return tags_named("freeform", names)


def named(name):
    return Tag.objects.get(name=name)


def family(name):
    return set(Tag.objects.filter(pk__in=ids_of_family(named(name))).values_list("name", flat=True))


def closure(model=TagDescent):
    return set(model.objects.values_list("ancestor__name", "descendant__name", "is_direct"))


def refused(act, *args, by):
    with pytest.raises(ValidationError) as why:
        act(*args, by=by)
    return why.value.message


def last_act():
    return OrderingAct.objects.latest("pk")


class TestSynonyms:
    def test_a_synonym_brings_its_own_names_and_ties_along(self, wanda):
        sea, ocean, main, water, tide = tags("Sea", "Ocean", "The Main", "Water", "Tides")
        wrangling.make_synonym(main, ocean, by=wanda)
        wrangling.put_under(ocean, water, by=wanda)
        wrangling.put_under(tide, ocean, by=wanda)
        wrangling.make_synonym(ocean, sea, by=wanda)
        assert {tag.name: tag.canonical and tag.canonical.name for tag in Tag.objects.filter(kind="freeform")} == {
            "Sea": None, "Ocean": "Sea", "The Main": "Sea", "Water": None, "Tides": None,
        }  # fmt: skip
        assert closure() == {("Water", "Sea", True), ("Sea", "Tides", True), ("Water", "Tides", False)}
        assert family("Water") == {"Water", "Sea", "Ocean", "The Main", "Tides"}
        undo(last_act(), by=wanda)
        assert closure() == {("Water", "Ocean", True), ("Ocean", "Tides", True), ("Water", "Tides", False)}
        assert family("Ocean") == {"Ocean", "The Main", "Tides"}
        assert family("Sea") == {"Sea"}

    def test_chains_and_nonsense_are_refused(self, wanda):
        sea, ocean, main, aside = tags("Sea", "Ocean", "Main", "Stuff")
        [hero] = tags_named("character", ["Hero"])
        wrangling.make_synonym(ocean, sea, by=wanda)
        wrangling.leave_aside(aside, by=wanda)
        done = OrderingAct.objects.count()
        assert refused(wrangling.make_synonym, main, ocean, by=wanda) == (
            "“Ocean” is another name of “Sea”. Choose “Sea”."
        )
        assert "itself" in refused(wrangling.make_synonym, sea, sea, by=wanda)
        assert "already" in refused(wrangling.make_synonym, ocean, sea, by=wanda)
        assert "different kinds" in refused(wrangling.make_synonym, hero, sea, by=wanda)
        assert "left as it is" in refused(wrangling.make_synonym, main, aside, by=wanda)
        assert "Choose “Sea”" in refused(wrangling.put_under, ocean, main, by=wanda)
        assert "Choose “Sea”" in refused(wrangling.leave_aside, ocean, by=wanda)
        assert "other names" in refused(wrangling.leave_aside, sea, by=wanda)
        assert OrderingAct.objects.count() == done
        assert not TagDescent.objects.exists()

    def test_the_archives_own_words_stay(self, wanda):
        [own, other] = Tag.objects.filter(kind="warning").exclude(offered=None)[:2]
        [typed] = tags_named("warning", ["a death of somebody"])
        assert "own words" in refused(wrangling.make_synonym, own, other, by=wanda)
        assert "own words" in refused(wrangling.leave_aside, own, by=wanda)
        wrangling.make_synonym(typed, own, by=wanda)
        assert Tag.objects.get(pk=typed.pk).canonical == own

    def test_split_off_it_stands_for_itself(self, wanda):
        sea, ocean = tags("Sea", "Ocean")
        wrangling.make_synonym(ocean, sea, by=wanda)
        wrangling.split_off(ocean, by=wanda)
        assert (named("Ocean").standing, family("Sea")) == ("canonical", {"Sea"})
        assert "no other name" in refused(wrangling.split_off, sea, by=wanda)
        undo(last_act(), by=wanda)
        assert family("Sea") == {"Sea", "Ocean"}

    def test_many_at_once_are_all_of_them_or_none(self, wanda):
        sea, *others = tags("Sea", "Ocean", "The deep", "Main")
        wrangling.make_synonyms(others, sea, by=wanda)
        assert family("Sea") == {"Sea", "Ocean", "The deep", "Main"}
        undo_all(OrderingAct.objects.filter(kind="synonym"), by=wanda)
        assert family("Sea") == {"Sea"}
        wrangling.make_synonym(others[0], others[1], by=wanda)
        with pytest.raises(ValidationError):
            wrangling.make_synonyms([others[2], sea], others[0], by=wanda)
        assert named("Main").standing == "new"


class TestFamilies:
    def test_what_leads_two_ways_still_leads_one_when_the_other_is_gone(self, wanda):
        a, b, c, d = tags("a", "b", "c", "d")
        for under, over in ((b, a), (c, a), (d, b), (d, c)):
            wrangling.put_under(under, over, by=wanda)
        wrangling.take_from_under(d, b, by=wanda)
        assert closure() == {("a", "b", True), ("a", "c", True), ("c", "d", True), ("a", "d", False)}
        wrangling.take_from_under(c, a, by=wanda)
        assert closure() == {("a", "b", True), ("c", "d", True)}
        undo_all(OrderingAct.objects.filter(kind="not-under"), by=wanda)
        assert ("a", "d", False) in closure()

    def test_a_derived_tie_may_become_direct_and_back(self, wanda):
        a, b, c = tags("a", "b", "c")
        wrangling.put_under(b, a, by=wanda)
        wrangling.put_under(c, b, by=wanda)
        wrangling.put_under(c, a, by=wanda)
        assert ("a", "c", True) in closure()
        undo(last_act(), by=wanda)
        assert ("a", "c", False) in closure()

    def test_no_circle_however_long_the_way_round(self, wanda):
        a, b, c = tags("a", "b", "c")
        wrangling.put_under(b, a, by=wanda)
        wrangling.put_under(c, b, by=wanda)
        before = closure()
        assert refused(wrangling.put_under, a, c, by=wanda) == (
            "“c” lies under “a” already, so “a” cannot lie under “c”."
        )
        assert "itself" in refused(wrangling.put_under, a, a, by=wanda)
        assert "lies under" in refused(wrangling.make_synonym, c, a, by=wanda)
        assert closure() == before
        wrangling.make_synonym(b, a, by=wanda)
        assert closure() == {("a", "c", True)}

    def test_canons_have_larger_ones(self, wanda):
        trek, first, next_one = fandoms_named(["Trek", "Trek: The First", "Trek: Next"])
        wrangling.put_under(first, trek, by=wanda)
        wrangling.put_under(next_one, trek, by=wanda)
        assert len(ids_of_family(Fandom.objects.get(pk=trek.pk))) == 3
        assert "lies under" in refused(wrangling.put_under, trek, first, by=wanda)
        assert FandomDescent.objects.count() == 2


class TestOtherActs:
    def test_a_tag_belongs_to_a_canon_whatever_both_are_called(self, wanda):
        [potter, hp] = fandoms_named(["Harry Potter", "HP"])
        [harry, boy] = tags_named("character", ["Harry", "The boy"])
        wrangling.put_to(harry, hp, by=wanda)
        wrangling.make_synonym(hp, potter, by=wanda)
        wrangling.make_synonym(harry, boy, by=wanda)
        assert "already" in refused(wrangling.put_to, boy, potter, by=wanda)
        assert "Choose “Harry Potter”" in refused(wrangling.put_to, boy, hp, by=wanda)
        wrangling.take_out_of(boy, potter, by=wanda)
        assert not TagFandom.objects.exists()
        undo(last_act(), by=wanda)
        assert TagFandom.objects.get().tag == harry
        with pytest.raises(ValidationError):
            wrangling.take_out_of(tags("Sea")[0], potter, by=wanda)

    def test_a_name_may_mean_several(self, wanda):
        john, smith, watson = tags_named("character", ["John", "John Smith", "John Watson"])
        assert "at least two" in refused(wrangling.disambiguate, john, [smith], by=wanda)
        wrangling.disambiguate(john, [smith, watson], by=wanda)
        assert named("John").standing == "aside"
        undo(last_act(), by=wanda)
        assert named("John").standing == "new"

    def test_meaning_is_cleaned_and_undone(self, wanda):
        [sea] = tags("Sea")
        wrangling.say_meaning(sea, "<p onclick=x()>Salt <b>water</b><script>alert(1)</script></p>", by=wanda)
        assert named("Sea").meaning == "<p>Salt <strong>water</strong></p>"
        wrangling.say_meaning(sea, "<p>Water.</p>", by=wanda)
        undo(last_act(), by=wanda)
        assert named("Sea").meaning == "<p>Salt <strong>water</strong></p>"

    def test_a_spoiler_is_flagged(self, wanda):
        [sea] = tags("Sea")
        wrangling.flag_spoiler(sea, True, by=wanda)
        assert named("Sea").is_spoiler
        assert "already" in refused(wrangling.flag_spoiler, sea, True, by=wanda)
        undo(last_act(), by=wanda)
        assert not named("Sea").is_spoiler


class TestUndoing:
    def test_what_was_done_since_stands_in_the_way(self, wanda):
        sea, ocean, main = tags("Sea", "Ocean", "Main")
        wrangling.make_synonym(ocean, sea, by=wanda)
        first = last_act()
        wrangling.split_off(ocean, by=wanda)
        assert "since" in refused(undo, first, by=wanda)
        wrangling.make_synonym(main, ocean, by=wanda)
        split = OrderingAct.objects.get(kind="split")
        assert "put to it since" in refused(undo, split, by=wanda)
        assert (named("Ocean").standing, named("Main").canonical.name) == ("canonical", "Ocean")
        undo(last_act(), by=wanda)
        undo(split, by=wanda)
        undo(first, by=wanda)
        assert "undone already" in refused(undo, first, by=wanda)
        assert (named("Ocean").standing, named("Sea").standing) == ("new", "canonical")

    def test_an_undoing_that_would_make_a_circle_is_refused(self, wanda):
        a, b = tags("a", "b")
        wrangling.put_under(b, a, by=wanda)
        wrangling.take_from_under(b, a, by=wanda)
        away = last_act()
        wrangling.put_under(a, b, by=wanda)
        assert "circle" in refused(undo, away, by=wanda)
        assert closure() == {("b", "a", True)}

    def test_a_suspended_wrangler_does_nothing(self, wanda):
        from datetime import timedelta

        from django.utils import timezone

        from headcanon.accounts.speaking import Suspended

        wanda.suspended_until = timezone.now() + timedelta(days=1)
        with pytest.raises(Suspended):
            wrangling.make_canonical(tags("Sea")[0], by=wanda)
        assert named("Sea").standing == "new"


class TestNumbers:
    def test_the_canonical_one_counts_each_work_of_its_family_once(self, ana, wanda):
        cast.posted(ana, "One", tags=["Sea", "Ocean"])
        cast.posted(ana, "Two", tags=["Ocean"])
        cast.restricted(ana, "Three", tags=["Ocean"])
        drain()

        def counts():
            return dict(Tag.objects.filter(kind="freeform").values_list("name", "work_count"))

        assert counts() == {"Sea": 1, "Ocean": 2}
        wrangling.make_synonym(named("Ocean"), named("Sea"), by=wanda)
        act = last_act()
        assert (act.works_to_do > 0, act.works_done) == (True, 0)
        drain()
        act.refresh_from_db()
        assert (act.works_to_do, act.works_done, counts()) == (8, 8, {"Sea": 2, "Ocean": 2})
        cast.posted(ana, "Four", tags=["Ocean"])
        drain()
        assert counts() == {"Sea": 3, "Ocean": 3}
        undo(act, by=wanda)
        drain()
        assert counts() == {"Sea": 1, "Ocean": 3}

    def test_what_is_killed_in_the_middle_completes(self, ana, wanda, monkeypatch):
        for name in ("Sea", "Ocean", "Main"):
            cast.posted(ana, name, tags=[name])
        drain()
        wrangling.put_under(named("Ocean"), named("Sea"), by=wanda)
        wrangling.put_under(named("Main"), named("Ocean"), by=wanda)
        right = counting.set_right
        counted = []

        def killed(model, pk):
            counted.append(pk)
            if len(counted) == 3:
                raise KeyboardInterrupt
            right(model, pk)

        monkeypatch.setattr(counting, "set_right", killed)
        monkeypatch.setattr(counting, "HELD", 0)
        with pytest.raises(KeyboardInterrupt):
            drain()
        assert counting.acts_at_work().exists()
        monkeypatch.setattr(counting, "set_right", right)
        drain()
        assert not counting.acts_at_work().exists()
        assert named("Sea").work_count == 3
        assert list(counting.miscounted(Tag.objects.all())) == []


def test_erasing_takes_a_name_along_only_where_nothing_hangs_on_it(ana, wanda):
    works = {name: cast.posted(ana, name, tags=[name]) for name in ("Sea", "Ocean", "Salt")}
    drain()
    wrangling.make_synonym(named("Ocean"), named("Sea"), by=wanda)
    for name in ("Sea", "Ocean", "Salt"):
        erase(works[name])
        left = set(Tag.objects.filter(kind="freeform").values_list("name", "work_count"))
        assert left == {
            "Sea": {("Sea", 1), ("Ocean", 1), ("Salt", 1)}, "Ocean": {("Sea", 0), ("Salt", 1)}, "Salt": {("Sea", 0)},
        }[name]  # fmt: skip
