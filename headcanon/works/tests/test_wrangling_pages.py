"""The pages of the wranglers: what they can do there, and that nobody else can."""

import pytest
from django.test import Client
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from headcanon.accounts.models import User
from headcanon.canon import wrangling
from headcanon.canon.models import Fandom, OrderingAct, Tag
from headcanon.canon.naming import tags_named
from headcanon.core.outbox import drain
from headcanon.works.models import Tagging, Work
from tests import cast
from tests.cast import signed_in
from tests.memory import forget_everything
from tests.worlds import shared

pytestmark = pytest.mark.django_db
QUEUE = "/wrangling"
SECRET = "Sekrit"


@pytest.fixture(scope="module", autouse=True)
def works(django_db_setup, django_db_blocker):
    """They, and Ana and Mo, are there in every test."""
    with shared(django_db_blocker):
        cast.person("Mo", is_archivist=True)
        post_works(cast.person("Ana"))
        yield


@pytest.fixture
def mo(db):
    return User.objects.get(username="Mo")


@pytest.fixture
def ana(db):
    return User.objects.get(username="Ana")


def post_works(ana):
    for title, tags in (("One", ["Ocean", "Storms"]), ("Two", ["Ocean"]), ("Three", ["Oceon"])):
        cast.posted(ana, title, tags=tags, fandoms=["The Sea"], relationships=["Hero/Leander"])
    cast.draft(ana, "Four", tags=[SECRET])
    cast.hidden(ana, "Five", tags=["Ocean", SECRET + " hidden"], fandoms=[SECRET + " canon"])
    drain()


def named(name):
    return Tag.objects.get(name=name)


def page(address, user=None):
    forget_everything()
    return LexborHTMLParser((signed_in(user) if user else Client()).get(address, follow=True).content.decode())


def texts(page, css):
    return [node.text().strip() for node in page.css(css)]


def queue_names(user, query=""):
    return texts(page(QUEUE + query, user), ".wrangle-name")


def post(user, address, **fields):
    return signed_in(user).post(address, fields, follow=True)


def one(tag):
    return reverse("wrangling-tag", args=[tag.slug])


class TestWhoMay:
    ADDRESSES = (QUEUE, "/wrangling/acts", "/wrangling/tags/ocean", "/wrangling/fandoms/the-sea")

    def test_only_wranglers_and_the_archivist(self, ana, mo):
        rae, wanda = cast.person("Rae"), cast.person("Wanda")
        assert post(mo, reverse("wranglers"), username="wanda").status_code == 200
        moderator = cast.person("Mod")
        type(moderator).objects.filter(pk=moderator.pk).update(is_moderator=True)
        for address in self.ADDRESSES:
            assert [signed_in(who).get(address).status_code for who in (mo, wanda)] == [200, 200]
            assert [signed_in(who).get(address).status_code for who in (rae, ana, moderator)] == [404] * 3
            assert Client().get(address).status_code == 404
            assert post(rae, address, deed="canonical", subject=named("Ocean").pk).status_code == 404
        assert not OrderingAct.objects.exists()
        assert "Wrangling" in page("/", wanda).css_first(".masthead").text()
        assert "Wrangling" not in page("/", rae).css_first(".masthead").text()

    def test_a_wrangler_is_no_moderator_and_names_nobody(self, mo):
        wanda = cast.person("Wanda")
        post(mo, reverse("wranglers"), username="Wanda")
        for name in ("moderation", "wranglers", "moderators"):
            assert signed_in(wanda).get(reverse(name)).status_code == 404
        assert post(wanda, reverse("release-wrangler", args=[wanda.pk])).status_code == 404
        assert "user name" in post(mo, reverse("wranglers"), username="nobody").content.decode()
        post(mo, reverse("release-wrangler", args=[wanda.pk]))
        assert signed_in(wanda).get(QUEUE).status_code == 404


class TestTheQueue:
    def test_it_lists_by_use_what_everybody_may_read(self, mo):
        assert queue_names(mo, "?kind=freeform") == ["Ocean", "Storms", "Oceon"]
        assert queue_names(mo, "?kind=freeform&text=oce") == ["Ocean", "Oceon"]
        assert queue_names(mo, "?kind=fandom") == ["The Sea"]
        assert queue_names(mo, "?standing=aside") == []
        assert SECRET not in page(QUEUE, mo).html
        for address in (one(named(SECRET)), one(named(SECRET + " hidden"))):
            assert signed_in(mo).get(address).status_code == 404
        answer = post(mo, QUEUE, deed="canonical", subject=named(SECRET).pk)
        assert (answer.status_code, named(SECRET).standing) == (400, "new")

    def test_it_goes_on_behind_the_last(self, mo, monkeypatch):
        from headcanon.canon import wrangling_queue

        monkeypatch.setattr(wrangling_queue.page_behind, "__defaults__", (2,))
        first = page(QUEUE + "?kind=freeform", mo)
        assert texts(first, ".wrangle-name") == ["Ocean", "Storms"]
        behind = first.css_first("a[rel=next]").attributes["href"]
        assert queue_names(mo, behind) == ["Oceon"]
        assert queue_names(mo, "?kind=freeform&behind=nonsense") == ["Ocean", "Storms"]

    def test_it_suggests_and_one_press_does_it(self, mo):
        [button] = page(QUEUE + "?kind=freeform&text=oceon", mo).css(".wrangle-suggested button")[:1]
        assert button.text() == "Another name of “Ocean”"
        post(mo, QUEUE + "?kind=freeform", one=button.attributes["value"])
        assert named("Oceon").canonical == named("Ocean")
        assert post(mo, QUEUE, one="1:2:3").status_code == 404

    def test_many_at_once(self, mo):
        pks = [named(name).pk for name in ("Storms", "Oceon")]
        answer = post(mo, QUEUE, subject=pks, deed="synonym", name="Nowhere")
        assert (answer.status_code, named("Storms").standing) == (400, "new")
        kept = LexborHTMLParser(answer.content.decode())
        assert len(kept.css("input[name=subject][checked]")) == 2
        assert "Nothing of this kind is called “Nowhere”" in kept.css_first(".errors").text()
        post(mo, QUEUE, subject=pks, deed="synonym", name="Water", is_new="on")
        assert [named(name).canonical.name for name in ("Storms", "Oceon")] == ["Water", "Water"]
        acts = page("/wrangling/acts", mo)
        assert len(acts.css("ol.wrangle-acts > li")) == 4
        chosen = [act.pk for act in OrderingAct.objects.filter(kind="synonym")]
        post(mo, "/wrangling/acts", act=chosen)
        assert {named(name).standing for name in ("Storms", "Oceon")} == {"new"}
        assert "undone by Mo" in page("/wrangling/acts", mo).css_first("ol.wrangle-acts").text()

    def test_all_of_them_or_none(self, mo):
        wrangling.leave_aside(named("Storms"), by=mo)
        pks = [named(name).pk for name in ("Oceon", "Storms")]
        answer = post(mo, QUEUE, subject=pks, deed="under", name="Ocean")
        assert "was left as it is" in answer.content.decode()
        assert named("Oceon").standing == "new"

    def test_markup_in_a_name_is_printed(self, ana, mo):
        cast.posted(ana, tags=["<b>x</b>"], fandoms=["<i>y</i>"])
        drain()
        for query in ("", "?kind=fandom", "?text=<b>x"):
            assert "<b>x</b>" not in page(QUEUE + query, mo).html
            assert "<i>y</i>" not in page(QUEUE + query, mo).html


class TestOneTag:
    def test_everything_can_be_done_there_and_undone(self, mo):
        address = one(named("Ocean"))
        for fields in (
            {"deed": "canonical"},
            {"deed": "called", "name": "The main"},
            {"deed": "under", "name": "Water", "is_new": "on"},
            {"deed": "belongs", "name": "the sea"},
            {"deed": "meaning", "meaning": "Salt <water>"},
            {"deed": "spoiler"},
        ):
            assert post(mo, address, **fields).status_code == 200, fields
        wrangling.flag_spoiler(named("Ocean"), False, by=mo)
        assert texts(page(named("Ocean").get_absolute_url()), ".relatives dd") == ["The main", "Water", "The Sea"]
        for act in OrderingAct.objects.exclude(kind="name").order_by("-pk"):
            assert post(mo, address, deed="undo", act=act.pk).status_code == 200
        ocean = named("Ocean")
        assert (ocean.standing, ocean.meaning, ocean.is_spoiler, ocean.synonyms.count()) == ("new", "", False, 0)
        assert page(address, mo).css("ol.wrangle-acts form") == []

    def test_a_refusal_says_why_and_keeps_what_was_typed(self, mo):
        answer = post(mo, one(named("Ocean")), deed="under", name="Ocean")
        assert answer.status_code == 400
        assert "cannot lie under itself" in answer.content.decode()
        assert 'value="Ocean"' in answer.content.decode()
        assert named("Ocean").standing == "new"
        answer = post(mo, one(named("Ocean")), deed="ambiguous", names="Storms, Nowhere")
        assert "Nothing of this kind is called “Nowhere”" in answer.content.decode()
        assert post(mo, one(named("Ocean")), deed="nonsense").status_code == 400

    def test_a_name_that_only_a_draft_has_is_new_to_her(self, mo):
        answer = post(mo, one(named("Ocean")), deed="synonym", name=SECRET)
        assert (answer.status_code, named("Ocean").standing) == (400, "new")
        post(mo, one(named("Ocean")), deed="synonym", name=SECRET, is_new="on")
        assert named("Ocean").canonical.name == SECRET

    def test_what_may_mean_several_names_them(self, mo):
        post(mo, one(named("Oceon")), deed="ambiguous", names="Ocean, Storms")
        assert texts(page(named("Oceon").get_absolute_url()), ".relatives dd a") == ["Ocean", "Storms"]

    def test_a_canon_too(self, ana, mo):
        cast.posted(ana, "Six", fandoms=["Sea, The"])
        drain()
        fandom = Fandom.objects.get(name="Sea, The")
        address = reverse("wrangling-fandom", args=[fandom.slug])
        assert post(mo, address, deed="synonym", name="The Sea").status_code == 200
        assert Fandom.objects.get(pk=fandom.pk).canonical.name == "The Sea"
        assert post(mo, address, deed="split", other=fandom.pk).status_code == 200
        assert post(mo, address, deed="spoiler").status_code == 400
        assert post(mo, address, deed="belongs", name="The Sea").status_code == 400

    def test_another_ones_numbers_do_nothing(self, mo):
        address = one(named("Ocean"))
        for fields in ({"other": named(SECRET).pk}, {"other": "x"}, {"other": 10**30}, {}):
            assert post(mo, address, deed="suggested", **fields).status_code == 404
        assert post(mo, address, deed="undo", act=999).status_code == 404
        assert named("Ocean").standing == "new"

    def test_authors_keep_what_they_typed(self, ana, mo):
        before = list(Tagging.objects.order_by("pk").values())
        post(mo, one(named("Oceon")), deed="synonym", name="Ocean")
        assert list(Tagging.objects.order_by("pk").values()) == before
        assert "Oceon" in page(Work.objects.get(title="Three").get_absolute_url()).body.text()

    def test_the_page_of_a_tag_leads_here_for_wranglers_alone(self, ana, mo):
        assert one(named("Ocean")) in page(named("Ocean").get_absolute_url(), mo).html
        assert one(named("Ocean")) not in page(named("Ocean").get_absolute_url(), ana).html
        assert tags_named("freeform", ["Ocean"]) == [named("Ocean")]
