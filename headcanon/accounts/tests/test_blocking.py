"""Two people who see nothing of each other, and somebody who does not meet another in lists."""

from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from headcanon.accounts.blocking import are_apart, block, mute, people_seen_by, unblock
from headcanon.accounts.models import Block, Mute, User
from headcanon.core.outbox import drain
from headcanon.core.viewing import Viewer
from tests import cast
from tests.cast import signed_in
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return {name: cast.person(name, is_archivist=name == "Mo") for name in ("Ana", "Rae", "Vex", "Mo")}


def say(user, wish, whom):
    return signed_in(user).post(reverse("keep-away", args=[whom]), {"wish": wish})


def page_of(user):
    return user.default_pseud.get_absolute_url()


class TestBlocking:
    def test_it_is_done_on_the_page_of_a_person_and_leads_to_where_it_is_taken_back(self, people):
        ana = signed_in(people["Ana"])
        assert reverse("keep-away", args=["Vex"]) in ana.get(page_of(people["Vex"])).content.decode()
        done = ana.post(reverse("keep-away", args=["Vex"]), {"wish": "block"}, follow=True)
        assert done.redirect_chain == [(reverse("quiet"), 302)]
        assert "You and Vex see nothing of each other from now on." in done.content.decode()
        assert ana.get(reverse("blocked")).url == reverse("quiet")
        assert Block.objects.values_list("blocker__username", "blocked__username").get() == ("Ana", "Vex")

    def test_both_look_missing_to_each_other_and_to_nobody_else(self, people):
        block(people["Ana"], people["Vex"])
        pages = [page_of(people["Ana"]), reverse("person", args=["Ana"]), page_of(people["Vex"])]
        seen = {name: [signed_in(people[name]).get(page, follow=True).status_code for page in pages] for name in people}
        assert seen == {
            "Ana": [200, 200, 404],
            "Vex": [404, 404, 200],
            "Rae": [200, 200, 200],
            "Mo": [200, 200, 200],
        }

    def test_of_who_was_never_kept_apart_no_rule_asks_and_of_everybody_else_each_does(self, people):
        ana, vex, rae = people["Ana"], people["Vex"], people["Rae"]

        def asks(name):
            viewer = Viewer(User.objects.get(username=name))
            return "accounts_block" in str(people_seen_by(viewer).query)

        assert [asks(name) for name in ("Ana", "Vex", "Rae")] == [False, False, False]
        block(ana, vex)
        mute(ana, rae)
        assert [asks(name) for name in ("Ana", "Vex", "Rae")] == [True, True, False]
        unblock(ana, vex)
        assert asks("Vex")

    def test_an_archive_of_an_earlier_version_knows_who_was(self, people):
        block(people["Ana"], people["Vex"])
        mute(people["Rae"], people["Ana"])
        User.objects.update(ever_kept_apart=False)
        upgrade = import_module("headcanon.accounts.migrations.0014_ever_kept_apart")
        upgrade.remember_who_was(apps, None)
        known = User.objects.filter(ever_kept_apart=True).values_list("username", flat=True)
        assert set(known) == {"Ana", "Vex", "Rae"}

    def test_an_old_name_does_not_give_her_away(self, people):
        signed_in(people["Ana"]).post(
            reverse("pen-name", args=[people["Ana"].default_pseud.pk]), {"name": "Wren", "about": ""}
        )
        assert signed_in(people["Vex"]).get("/users/Ana/pseuds/Ana").status_code == 301
        block(people["Ana"], people["Vex"])
        assert signed_in(people["Vex"]).get("/users/Ana/pseuds/Ana").status_code == 404

    def test_a_missing_person_and_one_who_blocked_her_look_the_same(self, people):
        block(people["Ana"], people["Vex"])
        vex = signed_in(people["Vex"])
        there, missing = (vex.get(reverse("author", args=[name, name])) for name in ("Ana", "Nil"))
        assert there.content.replace(b"Ana", b"") == missing.content.replace(b"Nil", b"")
        there, missing = (say(people["Vex"], "block", name) for name in ("Ana", "Nil"))
        assert (there.status_code, missing.status_code) == (404, 404)

    def test_only_who_made_it_takes_it_back(self, people):
        block(people["Ana"], people["Vex"])
        say(people["Vex"], "unblock", "Ana")
        assert are_apart(people["Vex"], people["Ana"])
        say(people["Ana"], "unblock", "Vex")
        assert not are_apart(people["Ana"], people["Vex"])
        assert signed_in(people["Vex"]).get(page_of(people["Ana"])).status_code == 200

    def test_her_list_names_whom_she_blocked_and_not_who_blocked_her(self, people):
        block(people["Ana"], people["Vex"])
        assert "Unblock" in signed_in(people["Ana"]).get(reverse("quiet")).content.decode()
        vex = signed_in(people["Vex"]).get(reverse("quiet")).content.decode()
        assert "You have blocked nobody." in vex
        assert "Ana" not in vex

    def test_it_is_undone_by_the_button_beside_what_was_said(self, people):
        for wish, table in (("block", Block), ("mute", Mute)):
            done = signed_in(people["Ana"]).post(reverse("keep-away", args=["Vex"]), {"wish": wish}, follow=True)
            form = LexborHTMLParser(done.content.decode()).css_first("form.undo")
            sent = {field.attributes["name"]: field.attributes["value"] for field in form.css("input")}
            assert table.objects.count() == 1
            signed_in(people["Ana"]).post(form.attributes["action"], sent)
            assert table.objects.count() == 0

    def test_twice_is_once_and_nobody_blocks_herself(self, people):
        for whom in ("Vex", "Vex", "Ana"):
            say(people["Ana"], "block", whom)
        assert Block.objects.count() == 1

    def test_a_guest_blocks_nobody_and_nonsense_does_nothing(self, people):
        assert Client().post(reverse("keep-away", args=["Vex"]), {"wish": "block"}).status_code == 302
        assert say(people["Ana"], "banish", "Vex").status_code == 302
        assert signed_in(people["Ana"]).get(reverse("keep-away", args=["Vex"])).status_code == 405
        assert not Block.objects.exists()

    @pytest.mark.django_db(transaction=True)
    def test_a_page_that_was_kept_for_either_is_not_shown_again(self, people):
        vex, ana = signed_in(people["Vex"], Visitor), signed_in(people["Ana"], Visitor)
        for reader, page in ((vex, page_of(people["Ana"])), (ana, page_of(people["Vex"]))):
            assert [reader.get(page).status_code for _ in range(2)] == [200, 200]
        block(people["Ana"], people["Vex"])
        assert vex.get(page_of(people["Ana"])).status_code == 404
        assert ana.get(page_of(people["Vex"])).status_code == 404


class TestMuting:
    @pytest.fixture
    def work(self, people):
        work = cast.posted(people["Vex"], "Loud Thunder")
        drain()
        return work

    @pytest.fixture
    def lists(self, work):
        return [
            reverse("home"),
            work.fandom_names[0].get_absolute_url(),
            work.tags_of("character")[0].get_absolute_url(),
            reverse("fandoms"),
        ]

    def meets(self, reader, address):
        page = reader.get(address).content.decode()
        return any(said in page for said in ("Loud Thunder", "1 story<"))

    def test_she_does_not_meet_their_stories_in_lists_and_everybody_else_does(self, people, lists):
        mute(people["Rae"], people["Vex"])
        assert (
            "Only stories that you keep out of your lists." in signed_in(people["Rae"]).get(lists[1]).content.decode()
        )
        for name in ("Rae", "Ana", "Vex", "Mo"):
            reader = signed_in(people[name])
            assert [self.meets(reader, address) for address in lists] == [name != "Rae"] * 4
        assert [self.meets(Client(), address) for address in lists] == [True] * 4

    def test_a_story_of_theirs_with_somebody_else_is_left_out_as_well(self, people):
        cast.posted(people["Ana"], "Loud Thunder", others=[people["Vex"]])
        mute(people["Rae"], people["Vex"])
        assert not self.meets(signed_in(people["Rae"]), reverse("home"))

    def test_by_its_address_it_is_there_and_so_is_its_author(self, people, work):
        mute(people["Rae"], people["Vex"])
        rae = signed_in(people["Rae"])
        assert rae.get(work.get_absolute_url()).status_code == 200
        author = rae.get(page_of(people["Vex"])).content.decode()
        assert "Loud Thunder" in author
        assert 'value="unmute"' in author
        assert 'value="mute"' not in author

    def test_the_number_beside_a_list_is_that_of_what_is_in_it(self, people, work, lists):
        cast.posted(people["Ana"], "Soft Rain")
        mute(people["Rae"], people["Vex"])
        for address in lists[:3]:
            assert "1 story." in signed_in(people["Rae"]).get(address).content.decode()

    def test_it_is_taken_back_where_it_stands(self, people, lists, work):
        say(people["Rae"], "mute", "Vex")
        assert "Unmute" in signed_in(people["Rae"]).get(reverse("quiet")).content.decode()
        say(people["Rae"], "unmute", "Vex")
        assert not Mute.objects.exists()
        assert self.meets(signed_in(people["Rae"]), lists[0])

    @pytest.mark.django_db(transaction=True)
    def test_a_list_that_was_kept_for_her_is_not_shown_again(self, people, lists, work):
        rae = signed_in(people["Rae"], Visitor)
        assert [self.meets(rae, lists[0]) for _ in range(2)] == [True, True]
        mute(people["Rae"], people["Vex"])
        assert not self.meets(rae, lists[0])
