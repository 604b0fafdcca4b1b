"""Lists, quiet and follows go through the canonical one."""

import random
from itertools import pairwise

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from headcanon.accounts.models import User
from headcanon.canon import wrangling
from headcanon.canon.models import Fandom, Tag
from headcanon.canon.naming import tags_named
from headcanon.core import editions
from headcanon.core.outbox import drain
from headcanon.core.viewing import Viewer
from headcanon.discovery import families
from headcanon.following.follows import follow
from headcanon.following.models import Notice
from headcanon.reading.quiet import keep_quiet
from headcanon.works.models import Tagging, Work
from tests import cast
from tests.cast import signed_in
from tests.memory import forget_everything
from tests.worlds import shared

pytestmark = pytest.mark.django_db


@pytest.fixture
def wanda(db):
    return cast.person("Wanda")


def sea_with_its_family(ana, wanda):
    """Water ⊃ Sea = Ocean, and Sea ⊃ Tides = Ebb."""
    for name in ("Water", "Sea", "Ocean", "Tides", "Ebb", "Fire"):
        cast.posted(ana, f"On {name}", tags=[name])
    cast.posted(ana, "On both", tags=["Sea", "Ocean", "Ebb"])
    cast.hidden(ana, "Unseen", tags=["Ocean", "A secret name"])
    drain()
    for name in ("Ocean", "A secret name"):
        wrangling.make_synonym(named(name), named("Sea"), by=wanda)
    wrangling.make_synonym(named("Ebb"), named("Tides"), by=wanda)
    wrangling.put_under(named("Tides"), named("Sea"), by=wanda)
    wrangling.put_under(named("Sea"), named("Water"), by=wanda)


def named(name):
    return Tag.objects.get(name=name)


def page(address, user=None):
    forget_everything()
    return LexborHTMLParser((signed_in(user) if user else Client()).get(address, follow=True).content.decode())


def titles(name, user=None):
    return {link.text() for link in page(named(name).get_absolute_url(), user).css(".card-title > a")}


@pytest.fixture(scope="class")
def world(django_db_setup, django_db_blocker):
    with shared(django_db_blocker):
        sea_with_its_family(cast.person("Ana"), cast.person("Wanda"))
        yield


class TestOneFamily:
    @pytest.fixture
    def ana(self, world, db):
        return User.objects.get(username="Ana")

    @pytest.fixture
    def wanda(self, world, db):
        return User.objects.get(username="Wanda")

    @pytest.fixture
    def sea(self, world, db):
        return named("Sea")

    def test_a_tag_shows_its_family_and_counts_each_work_once(self, sea):
        assert titles("Sea") == {"On Sea", "On Ocean", "On Tides", "On Ebb", "On both"}
        assert titles("Water") == titles("Sea") | {"On Water"}
        assert titles("Tides") == {"On Tides", "On Ebb", "On both"}
        assert "5 stories" in page(sea.get_absolute_url()).css_first(".listing-bar").text()

    def test_another_name_leads_to_the_canonical_one(self, sea):
        answer = Client().get(named("Ocean").get_absolute_url())
        assert (answer.status_code, answer["Location"]) == (301, sea.get_absolute_url())
        assert answer["Cache-Control"] == "no-cache"
        assert Client().get(named("A secret name").get_absolute_url()).status_code == 404

    def test_the_page_names_what_stands_around_it_but_not_what_is_hidden(self, sea, wanda):
        wrangling.put_to(sea, Fandom.objects.get(), by=wanda)
        drain()
        shown = [each.text() for each in page(sea.get_absolute_url()).css(".relatives dd")]
        assert [text.strip() for text in shown] == ["Ocean", "Water", "Tides", "Greek myth"]
        assert "secret" not in page(sea.get_absolute_url(), wanda).html
        wrangling.flag_spoiler(named("Tides"), True, by=wanda)
        assert "Tides" not in page(sea.get_absolute_url()).css_first(".relatives").text()

    def test_split_off_the_lists_are_apart_again(self, sea, wanda):
        wrangling.split_off(named("Ocean"), by=wanda)
        assert "On Ocean" not in titles("Sea")
        assert titles("Ocean") == {"On Ocean", "On both"}

    def test_whoever_follows_the_canonical_one_hears_of_every_name(self, ana, sea):
        rae, sue = cast.person("Rae"), cast.person("Sue")
        follow(rae, "tag", sea)
        follow(rae, "tag", named("Ocean"))
        follow(sue, "tag", named("Tides"))
        work = cast.posted(ana, "New", tags=["Ocean"])
        cast.posted(ana, "Other", tags=["Water"])
        drain()
        assert [(each.person, each.news.work) for each in Notice.objects.all()] == [(rae, work)]
        assert signed_in(rae).get(reverse("inbox")).content.decode().count(">New<") >= 1

    def test_whoever_keeps_the_canonical_one_quiet_meets_none_of_it(self, sea):
        rae = cast.person("Rae")
        keep_quiet(rae, "tag", sea)
        assert {link.text() for link in page("/", rae).css(".card-title > a")} == {"On Water", "On Fire"}
        assert titles("Sea", rae) == titles("Sea")
        assert titles("Tides", rae) == {"On Tides", "On Ebb"}  # what is tagged with both stays quiet
        assert titles("Water", rae) == {"On Water"}
        assert "You keep this out" in page(sea.get_absolute_url(), rae).body.text()
        follow(rae, "fandom", Fandom.objects.get())
        cast.posted(cast.person("Bea"), "Newer", tags=["Ebb"])
        drain()
        assert not Notice.objects.filter(person=rae).exists()

    def test_what_was_kept_quiet_under_another_name_can_be_let_back(self, sea):
        rae = cast.person("Rae")
        keep_quiet(rae, "tag", named("Ocean"))
        assert {link.text() for link in page("/", rae).css(".card-title > a")} == {"On Water", "On Fire"}
        shown = page(sea.get_absolute_url(), rae)
        assert "You keep this out" in shown.body.text()
        signed_in(rae).post(reverse("quiet"), {"let": f"tag:{sea.pk}"})
        assert "On Ocean" in {link.text() for link in page("/", rae).css(".card-title > a")}

    def test_a_family_costs_a_fixed_number_of_questions(self, ana, sea, monkeypatch):
        monkeypatch.setattr(editions, "LOOK_AGAIN_AFTER", 60)

        def asked():
            forget_everything()
            with CaptureQueriesContext(connection) as captured:
                assert Client().get(sea.get_absolute_url()).status_code == 200
            return len(captured)

        few = asked()
        for number in range(30):
            cast.posted(ana, f"More {number}", tags=["Ocean", "Ebb"])
        drain()
        assert asked() == few


def test_canons_are_listed_once_and_larger_ones_name_their_parts(ana, wanda):
    for name in ("Trek", "Trek One", "ST1", "Hidden Trek"):
        (cast.hidden if name.startswith("Hidden") else cast.posted)(ana, f"In {name}", fandoms=[name])
    drain()
    trek, one, st1, hidden = (Fandom.objects.get(name=name) for name in ("Trek", "Trek One", "ST1", "Hidden Trek"))
    wrangling.make_synonym(st1, one, by=wanda)
    for each in (one, hidden):
        wrangling.put_under(each, trek, by=wanda)
    drain()
    shown = page(reverse("fandoms"))
    assert [link.text() for link in shown.css("a.canon")] == ["Trek", "Trek One"]
    assert [link.text() for link in shown.css(".canon-parts a")] == ["Trek One"]
    assert [each.text() for each in shown.css(".number")] == ["3 stories", "2 stories"]
    assert len(page(trek.get_absolute_url()).css(".card-title")) == 3
    Work.objects.filter(title="In Trek").update(is_hidden=True)
    Work.objects.filter(title="In Trek One").update(is_hidden=True)
    assert [link.text() for link in page(reverse("fandoms")).css("a.canon")] == ["Trek", "Trek One"]


def slowly(works, ids):
    """The newest first, as anybody would write it who has time."""
    about = {tagging.work_id for tagging in Tagging.objects.all() if tagging.tag_id in ids}
    return [work.pk for work in sorted(works, key=lambda work: -work.newest_key) if work.pk in about]


@pytest.mark.parametrize("seed", range(4))
def test_pages_of_a_family_agree_with_the_obvious_way(ana, seed, monkeypatch):
    """Also where most of it is hidden from the reader, and going back."""
    chance = random.Random(seed)
    monkeypatch.setattr(families, "LOOKED_AT", (5, 12))
    tags = tags_named("freeform", [f"tag {number}" for number in range(4)])
    works = Work.objects.bulk_create(
        Work(pk=1000 + n, title=f"w{n}", state="posted", posted_at="2020-01-01T00:00Z", revised_at="2020-01-01T00:00Z",
             newest_key=n * 7 + 1, is_hidden=chance.random() < seed * 0.3)
        for n in range(60)
    )  # fmt: skip
    Tagging.objects.bulk_create(
        Tagging(work=work, tag=tag, typed=tag.name, newest_key=work.newest_key)
        for work in works
        for tag in tags
        if chance.random() < 0.3
    )
    ids = [tag.pk for tag in tags[:3]]
    seen = Work.objects.listed_to(Viewer()).posted()
    expected = slowly([work for work in works if not work.is_hidden], ids)
    met, behind, pages = [], None, []
    while True:
        one = families.page_about_any(seen, Tag, ids, behind=behind)
        met += [work.pk for work in one]
        pages.append(one)
        if not one.older:
            break
        behind = one.older
    assert met == expected
    for earlier, later in pairwise(pages):
        back = families.page_about_any(seen, Tag, ids, before=later.newer)
        assert [work.pk for work in back] == [work.pk for work in earlier]
