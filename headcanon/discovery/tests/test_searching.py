"""What each reader is shown of what answers her question, and that nobody finds, or sees counted, what she may not see."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from headcanon.accounts.blocking import block, mute
from headcanon.accounts.models import Preferences
from headcanon.canon import wrangling
from headcanon.canon.models import Fandom, Tag
from headcanon.canon.vocabulary import the_vocabulary
from headcanon.core.viewing import GUEST
from headcanon.discovery import searching
from headcanon.discovery.asking import Every, NotUnderstood, OneOf, Phrase, Question, Without
from headcanon.discovery.index.engine import let_go
from headcanon.discovery.index.folders import current_folder
from headcanon.discovery.index.keeping import Keeper
from headcanon.discovery.index.waiting import index_later, waiting_works
from headcanon.discovery.searching import facets, number_found, search
from headcanon.reading.quiet import keep_quiet
from headcanon.works.models import Work
from headcanon.works.trash import trash
from tests import cast
from tests.cast import viewer

pytestmark = pytest.mark.django_db

EVERYTHING = Question()


@pytest.fixture
def keeper(data_folder):
    keeper = Keeper()
    keeper.keep()
    yield keeper
    keeper.put_down()


@pytest.fixture
def rae():
    return cast.person("Rae")


@pytest.fixture
def vex():
    return cast.person("Vex")


@pytest.fixture
def wanda():
    return with_right("Wanda", "is_wrangler")


def with_right(name, right):
    person = cast.person(name)
    setattr(person, right, True)
    person.save()
    return person


def titles(who=None, question=EVERYTHING, **how):
    return [work.title for work in search(viewer(who), question, **how)]


def told(who=None, question=EVERYTHING, mark="tags", kind="freeform"):
    """{name: number of stories}"""
    found = facets(viewer(who), question)[mark]
    return {thing.name: number for thing, number in found if getattr(thing, "kind", kind) == kind}


def about(*names, mark="tags", model=Tag):
    return replace(EVERYTHING, having=(OneOf(mark, frozenset(ids_of(names, model))),))


def without(*names, mark="tags", model=Tag):
    return replace(EVERYTHING, lacking=(OneOf(mark, frozenset(ids_of(names, model))),))


def ids_of(names, model):
    return model.objects.filter(name__in=names).values_list("pk", flat=True)


# --- Found and counted ---------------------------------------------------------------------------------------------


def test_stories_come_in_order_with_their_number_a_page_at_a_time(keeper, ana):
    for title in ("The Oar", "A Sail", "The Lamp"):
        cast.posted(ana, title)
    keeper.keep()
    found = search(GUEST, EVERYTHING, sort="title", page=2, size=2)
    assert ([work.title for work in found], found.total, found.page, found.pages) == (["A Sail"], 3, 2, 2)
    assert titles(question=replace(EVERYTHING, words=Phrase("oar"))) == ["The Oar"]
    assert number_found(GUEST, EVERYTHING) == 3


def test_no_more_queries_for_more_stories(keeper, ana, rae):
    search(viewer(rae), EVERYTHING)
    counts = []
    for title in ("One", "Two", "Three"):
        cast.posted(ana, title)
        keeper.keep()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert len(search(viewer(rae), about("Lighthouses")).works) == len(counts) + 1
            facets(viewer(rae), about("Lighthouses"))
        counts.append(len(queries))
    assert counts[0] == counts[1] == counts[2] <= 22


def test_before_there_is_an_index_an_archive_says_so(data_folder, ana):
    assert titles() == []
    cast.posted(ana)
    with pytest.raises(NotUnderstood, match="made ready"):
        titles()


def test_an_index_that_cannot_be_read_is_as_one_that_is_not_there_yet(keeper, ana):
    cast.posted(ana)
    keeper.keep()
    let_go()
    (current_folder() / "meta.json").write_text("no index")
    with pytest.raises(NotUnderstood, match="made ready"):
        titles()
    searching.count_ahead()


# --- Who may see what ----------------------------------------------------------------------------------------------


def test_each_finds_and_counts_only_what_she_may_be_shown(keeper, ana, rae, vex):
    cast.posted(ana, "Open", tags=["Otters"])
    cast.restricted(ana, "For Members", tags=["Otters", "Foxes"])
    for make in (cast.hidden, cast.by_link, cast.for_herself, cast.trashed, cast.draft):
        make(ana, tags=["Otters", "Wolves"])
    keeper.keep()
    block(ana, vex)
    guest, member = {"Otters": 1}, {"Otters": 2, "Foxes": 1}
    assert (titles(), told(), number_found(GUEST, EVERYTHING)) == (["Open"], guest, 1)
    assert (titles(rae, sort="title"), told(rae)) == (["For Members", "Open"], member)
    assert (titles(ana, sort="title"), told(ana)) == (["For Members", "Open"], member)
    assert (titles(vex), told(vex), number_found(viewer(vex), EVERYTHING)) == ([], {}, 0)


@pytest.mark.parametrize("how", ["hidden", "thrown away", "for herself", "for members"])
def test_what_is_withdrawn_is_gone_at_once_from_answers_totals_and_facets(keeper, ana, how):
    cast.posted(ana, "The Oar", tags=["Otters"])
    work = cast.posted(ana, "The Lamp", tags=["Otters", "Wolves"])
    keeper.keep()
    assert (number_found(GUEST, EVERYTHING), told()) == (2, {"Otters": 2, "Wolves": 1})
    withdraw(work, how)
    for _ in ("while it waits", "when it has been indexed"):
        assert (titles(), number_found(GUEST, EVERYTHING), told()) == (["The Oar"], 1, {"Otters": 1})
        assert titles(question=replace(EVERYTHING, words=Phrase("lamp", "title"))) == []
        keeper.keep()
        assert not waiting_works().exists()


def withdraw(work, how):
    if how == "thrown away":
        return trash(work)
    changed = {"hidden": {"is_hidden": True}, "for herself": {"audience": "me"}, "for members": {"audience": "members"}}
    Work.objects.filter(pk=work.pk).update(**changed[how])
    index_later(work.pk)


def test_the_tables_have_the_last_word(keeper, ana):
    """Even if nobody had told the index."""
    work = cast.posted(ana)
    keeper.keep()
    Work.objects.filter(pk=work.pk).update(is_hidden=True)
    found = search(GUEST, EVERYTHING, sort="title")
    assert (found.works, found.total, titles()) == ([], 0, [])


def test_two_who_are_apart_find_nothing_of_each_other_but_the_archivist_finds_all(keeper, ana, rae):
    mo = with_right("Mo", "is_superuser")
    cast.posted(ana, "Hers")
    cast.posted(rae, "Mine")
    keeper.keep()
    assert titles(rae, sort="title") == ["Hers", "Mine"]
    for blocker in (rae, mo):
        block(blocker, ana)
    assert (titles(rae), titles(ana, sort="title"), titles(mo, sort="title")) == (["Mine"], ["Hers"], ["Hers", "Mine"])
    assert number_found(viewer(ana), EVERYTHING) == 1


# --- What she does not want to meet --------------------------------------------------------------------------------


def test_what_she_keeps_quiet_is_neither_found_nor_counted(keeper, ana, rae, vex):
    cast.posted(ana, "Storm", tags=["Storms"], fandoms=["The Sea"])
    cast.posted(ana, "A Tempest at Noon", tags=["Puddles"], fandoms=["The Sea"])
    cast.posted(vex, "By Vex", tags=["Puddles"])
    cast.posted(ana, "Dry", tags=["Puddles"])
    keeper.keep()
    mute(rae, vex)
    keep_quiet(rae, "tag", Tag.objects.get(name="Storms"))
    keep_quiet(rae, "words", "tempest")
    assert (titles(rae), told(rae)) == (["Dry"], {"Puddles": 1})
    assert len(titles()) == 4
    keep_quiet(rae, "work", Work.objects.get(title="Dry"))
    assert (titles(rae), number_found(viewer(rae), EVERYTHING)) == ([], 0)
    assert titles(rae, about("Storms")) == ["Storm"], "asked for expressly"
    keep_quiet(rae, "fandom", Fandom.objects.get(name="The Sea"))
    assert titles(rae, about("Storms")) == []
    assert titles(ana, about("The Sea", mark="fandoms", model=Fandom), sort="title") == ["Storm", "A Tempest at Noon"]


def test_more_quiet_words_than_anybody_may_ask_for_do_not_keep_her_from_asking(keeper, ana, rae):
    cast.posted(ana, "The Lamp")
    keeper.keep()
    for number in range(60):
        keep_quiet(rae, "words", f"gloom {number}")
    assert titles(rae, replace(EVERYTHING, words=Phrase("lamp"))) == ["The Lamp"]
    many = Every(tuple(Without(Phrase(f"gloom {number}")) for number in range(60)))
    with pytest.raises(NotUnderstood, match="too many words"):
        titles(rae, replace(EVERYTHING, words=many))


# --- What lies under a veil ----------------------------------------------------------------------------------------


def test_facets_name_nothing_that_is_covered(keeper, ana, rae):
    cast.posted(ana, "Open", tags=["Otters"])
    cast.posted(ana, "Flagged", tags=["Death of Hero"], fandoms=["The Sea"])
    covered = cast.posted(ana, "Covered", tags=["Wedding"], fandoms=["The Sea"])
    Tag.objects.filter(name="Death of Hero").update(is_spoiler=True)
    Work.objects.filter(pk=covered.pk).update(is_spoiler=True)
    keeper.keep()
    the_sea = about("The Sea", mark="fandoms", model=Fandom)
    assert (len(titles(rae, the_sea)), told(rae, the_sea), told()) == (2, {}, {"Otters": 1})
    assert told(ana, the_sea) == {"Wedding": 1}


def test_who_wishes_to_be_spared_what_is_covered_neither_finds_nor_counts_it(keeper, ana, rae):
    for title in ("Open", "Flagged", "Said to spoil"):
        cast.posted(ana, title, tags=[f"Tag of {title}"])
    Tag.objects.filter(name="Tag of Flagged").update(is_spoiler=True)
    Work.objects.filter(title="Said to spoil").update(is_spoiler=True)
    keeper.keep()
    Preferences.objects.create(person=rae, hides_beyond=True)
    assert len(titles()) == 3
    assert (titles(rae), number_found(viewer(rae), EVERYTHING), told(rae)) == (["Open"], 1, {"Tag of Open": 1})


# --- Families ------------------------------------------------------------------------------------------------------


def test_what_wranglers_do_holds_before_anything_is_indexed_anew(keeper, ana, wanda):
    cast.posted(ana, "The Lamp", tags=["Lighthouses"])
    cast.posted(ana, "Fire", tags=["Beacons"])
    cast.posted(ana, "The Oar", tags=["Boats"])
    keeper.keep()
    beacons, lighthouses = (Tag.objects.get(name=name) for name in ("Beacons", "Lighthouses"))
    assert titles(question=about("Lighthouses")) == ["The Lamp"]
    wrangling.make_synonym(beacons, lighthouses, by=wanda)
    assert titles(question=about("Lighthouses"), sort="title") == ["Fire", "The Lamp"]
    assert titles(question=about("Beacons"), sort="title") == ["Fire", "The Lamp"]
    assert titles(question=without("Beacons")) == ["The Oar"]
    wrangling.put_under(Tag.objects.get(name="Boats"), lighthouses, by=wanda)
    assert len(titles(question=about("Lighthouses"))) == 3


def test_in_the_foreground_too(keeper, ana, wanda):
    work = cast.posted(ana, "The Lamp", characters=["Hero", "Leander"], relationships=[])
    work.taggings.filter(tag__name="Leander").update(is_main=False)
    index_later(work.pk)
    keeper.keep()
    assert titles(question=about("Hero", mark="main")) == ["The Lamp"]
    assert titles(question=about("Leander", mark="main")) == []
    assert titles(question=about("Leander")) == ["The Lamp"]


# --- Facets --------------------------------------------------------------------------------------------------------


def test_facets_name_things_and_count_what_was_asked_for(keeper, ana):
    cast.posted(ana, "The Lamp", tags=["Lighthouses", "Night"])
    cast.posted(ana, "The Oar", tags=["Night"], fandoms=["The Sea"], characters=["Zeus"])
    keeper.keep()
    assert told() == {"Night": 2, "Lighthouses": 1}
    assert told(kind="character") == {"Hero": 1, "Zeus": 1}
    assert told(mark="fandoms") == {"Greek myth": 1, "The Sea": 1}
    assert told(question=about("Lighthouses")) == {"Night": 1, "Lighthouses": 1}
    assert told(question=without("Lighthouses")) == {"Night": 1}
    assert facets(GUEST, EVERYTHING)["rating"] == [(the_vocabulary().ratings["teen"].position, 2)]


def test_facets_are_kept_for_a_minute_by_what_is_asked_and_by_whom(keeper, ana, rae, monkeypatch):
    cast.posted(ana, tags=["Otters"])
    keeper.keep()
    engine, asked = searching.the_index(), []
    monkeypatch.setattr(type(engine), "facets", counting(type(engine).facets, asked))
    for _ in range(2):
        told(), told(rae), told(question=about("Otters"))
    assert len(asked) == 3
    cast.posted(ana, "Another", tags=["Otters"])
    keeper.keep()
    assert told() == {"Otters": 1}, "what is new may take a minute to be counted"


def counting(method, asked):
    def count(self, question, marks):
        asked.append(question)
        return method(self, question, marks)

    return count


def test_the_widest_are_counted_ahead(keeper, ana, rae, monkeypatch):
    cast.posted(ana, tags=["Otters"])
    keeper.keep()
    monkeypatch.setattr(searching, "WIDE", 1)
    searching.count_ahead()
    engine, asked = searching.the_index(), []
    monkeypatch.setattr(type(engine), "facets", counting(type(engine).facets, asked))
    assert (told(), told(rae), asked) == ({"Otters": 1}, {"Otters": 1}, [])
