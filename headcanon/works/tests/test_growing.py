"""What a work grew from: said once, heard once, counted, shown to whoever may see both, and nobody else's to say."""

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from headcanon.accounts.blocking import block
from headcanon.core.flooding import TooQuick
from headcanon.core.outbox import drain
from headcanon.core.viewing import GUEST, Viewer
from headcanon.headcanons import posting, writing
from headcanon.headcanons.asking import accept, ask
from headcanon.headcanons.models import Headcanon, Writing
from headcanon.works.about import say
from headcanon.works.erasing import erase
from headcanon.works.growing import find_for, roots_of
from headcanon.works.models import Growth, Work
from headcanon.works.publishing import publish, publish_chapters
from headcanon.works.signals import work_grew
from headcanon.works.tests.growing import grow, grown, headcanon
from headcanon.works.tests.test_about import address, filled_in, save
from tests import cast
from tests.memory import forget_everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def rae(db):
    return cast.person("Rae")


@pytest.fixture
def claim(rae):
    return headcanon(rae, "Leander <could> not swim at all.")


@pytest.fixture
def heard():
    found = []

    def hear(growth, **_):
        found.append((str(growth.work), str(growth.headcanon)))

    work_grew.connect(hear)
    yield found
    work_grew.disconnect(hear)


def names_of(work):
    return [str(growth.headcanon) for growth in work.growths.select_related("headcanon")]


def number_of(headcanon):
    drain()
    return Headcanon.objects.values_list("work_count", flat=True).get(pk=headcanon.pk)


def page(address, person=None):
    forget_everything()
    return (cast.signed_in(person) if person else Client()).get(address).content.decode()


class TestSayingIt:
    def test_a_posted_story_is_heard_of_once_and_a_draft_when_it_is_posted(self, ana, claim, heard):
        lamp, draft = cast.posted(ana), cast.draft(ana, "The Sea")
        for _ in range(2):
            for work in (lamp, draft):
                grow(work, claim)
        assert heard == [("The Lamp", claim.claim)]
        publish(draft)
        publish(draft)
        assert heard == [("The Lamp", claim.claim), ("The Sea", claim.claim)]
        assert {growth.newest_key for growth in Growth.objects.all()} == {
            each.newest_key for each in Work.objects.all()
        }

    def test_what_is_posted_silently_is_not_heard_of(self, ana, claim, heard):
        draft = grow(cast.draft(ana), claim)
        publish_chapters(draft, [draft.chapters.get().pk], person=ana, silently=True)
        assert (heard, names_of(draft)) == ([], [claim.claim])

    def test_what_she_does_not_name_any_more_goes_and_the_order_is_hers(self, ana, rae, claim):
        others = [headcanon(rae, f"Claim {number}.") for number in range(3)]
        work = grown(ana, "The Lamp", claim, *others)
        grow(work, others[2], claim)
        assert names_of(work) == ["Claim 2.", claim.claim]

    def test_what_is_hidden_from_her_is_not_hers_to_name_or_to_take_away(self, ana, rae, claim):
        hidden, seen = headcanon(rae, "Hidden."), headcanon(rae, "Seen.")
        work = grown(ana, "The Lamp", hidden)
        never = headcanon(rae, "Never seen.")
        caches["posting"].clear()
        asked = ask(ana, {"claim": "Asked."}, viewer=Viewer(rae), pseud=rae.default_pseud, sent_with="a")
        Headcanon.objects.filter(pk=hidden.pk).update(is_hidden=True)
        Headcanon.objects.filter(pk=never.pk).update(is_hidden=True)
        grow(work, seen, never, asked)
        assert names_of(work) == ["Seen.", "Hidden."] or names_of(work) == ["Hidden.", "Seen."]
        accept(asked)
        grow(work, asked)
        assert set(names_of(work)) == {"Hidden.", "Asked."}

    def test_whoever_keeps_apart_from_her_is_not_named(self, ana, rae, claim):
        block(rae, ana)
        nameless = headcanon(rae, "Nameless.", is_anonymous=True)
        work = grown(ana, "The Lamp", claim, nameless)
        assert names_of(work) == ["Nameless."], "a block that hid it would tell whose it is"

    def test_her_promise_to_write_it_ends_with_the_story(self, ana, rae, claim):
        for person in (ana, rae):
            writing.begin(claim, person)
        draft = grow(cast.draft(ana), claim)
        assert Writing.objects.count() == 2
        publish(draft)
        drain()
        assert [each.pseud.name for each in Writing.objects.all()] == ["Rae"]
        assert Headcanon.objects.get(pk=claim.pk).writing_count == 1


class TestCounting:
    def test_what_everybody_may_read_counts_and_nothing_else(self, ana, claim):
        work = grown(ana, "The Lamp", claim)
        for make in (cast.draft, cast.restricted, cast.hidden, cast.by_link, cast.for_herself):
            grow(make(ana, make.__name__), claim)
        assert number_of(claim) == 1
        grow(work)
        assert number_of(claim) == 0

    def test_what_is_hidden_trashed_or_erased_does_not_count(self, ana, claim):
        from headcanon.works.trash import trash

        works = [grown(ana, f"Night {number}", claim) for number in range(3)]
        assert number_of(claim) == 3
        trash(works[0])
        assert number_of(claim) == 2
        erase(works[1])
        assert number_of(claim) == 1

    def test_a_headcanon_that_is_taken_back_leaves_the_story_as_it_was(self, ana, claim):
        work = grown(ana, "The Lamp", claim)
        say(work, {"origin_kind": "headcanon", "origin_text": "Based on a headcanon."}, person=ana)
        posting.take_back(claim)
        found = page(work.get_absolute_url())
        assert ("swim" in found, "Based on a headcanon." in found) == (False, True)


class TestThePages:
    def test_card_and_page_lead_to_it_and_its_page_to_the_story(self, ana, claim):
        work = grown(ana, "The Lamp", claim)
        link = (
            f'Grew from <a href="{claim.get_absolute_url()}"><q dir="auto">Leander &lt;could&gt; not swim at all.</q>'
        )
        for where in (work.get_absolute_url(), reverse("home"), work.authors[0].get_absolute_url()):
            assert link in page(where)
        assert f'href="{work.get_absolute_url()}"' in page(claim.get_absolute_url())
        assert "The Lamp" in page(reverse("headcanon-works", args=[claim.pk]))

    def test_her_own_sentence_stands_only_where_it_says_something_else(self, ana, claim):
        work = cast.posted(ana)
        for kind, roots, said in [("headcanon", [], True), ("headcanon", [claim], False), ("prompt", [claim], True)]:
            say(work, {"origin_kind": kind, "origin_text": "It began at sea."}, person=ana)
            grow(work, *roots)
            for where in (work.get_absolute_url(), reverse("home")):
                assert ("It began at sea." in page(where)) is said

    def test_a_headcanon_that_she_may_not_see_is_named_nowhere(self, ana, rae, claim):
        work, vex = grown(ana, "The Lamp", claim), cast.person("Vex")
        block(rae, vex)
        for where in (work.get_absolute_url(), reverse("home"), reverse("lineage", args=[work.pk])):
            assert ("swim" in page(where, vex), "swim" in page(where)) == (False, True)
        Headcanon.objects.update(is_hidden=True)
        assert "swim" not in page(work.get_absolute_url())

    def test_what_gives_something_away_is_covered_but_not_for_the_storys_author(self, ana, rae):
        secret = headcanon(rae, "Leander drowns.", is_spoiler=True)
        work, bea = grown(ana, "The Lamp", secret), cast.person("Bea")
        addresses = (work.get_absolute_url(), reverse("home"), reverse("lineage", args=[work.pk]))
        assert [("drowns" in page(each), "is covered for you" in page(each)) for each in addresses] == [
            (False, True)
        ] * 3
        assert "drowns" in page(work.get_absolute_url(), ana)
        assert "drowns" not in page(work.get_absolute_url(), bea)
        for name in ("headcanon-lineage", "headcanon-works"):
            assert "drowns" not in page(reverse(name, args=[secret.pk]))

    def test_a_story_is_not_shown_on_the_headcanons_page_to_who_may_not_see_it(self, ana, rae, claim):
        for make in (cast.draft, cast.hidden, cast.by_link, cast.for_herself, cast.trashed):
            Growth.objects.create(work=make(ana, f"Secret {make.__name__}"), headcanon=claim)
        grown(ana, "Seen", claim)
        names = ["headcanon", "headcanon-works", "headcanon-lineage"]
        for where in [reverse(name, args=[claim.pk]) for name in names]:
            for person in (None, rae):
                found = page(where, person)
                assert ("Seen" in found, "Secret" in found) == (True, False)

    def test_a_hidden_headcanons_pages_are_not_there(self, claim):
        Headcanon.objects.update(is_hidden=True)
        for name in ("headcanon-works", "headcanon-lineage"):
            assert Client().get(reverse(name, args=[claim.pk])).status_code == 404

    def test_any_number_of_works_costs_one_query(self, ana, rae, django_assert_num_queries):
        works = [grown(ana, f"Night {number}", headcanon(rae, f"Claim {number}.")) for number in range(3)]
        works = list(Work.objects.filter(pk__in=[work.pk for work in works]).with_card())
        for viewer in (GUEST, Viewer(rae)):
            with django_assert_num_queries(1):
                found = roots_of(works, viewer)
            assert sorted(root.claim for roots in found.values() for root in roots) == [
                "Claim 0.",
                "Claim 1.",
                "Claim 2.",
            ]


class TestTheForm:
    @pytest.fixture
    def client(self, ana):
        return cast.signed_in(ana)

    @pytest.fixture
    def work(self, ana):
        return cast.posted(ana)

    def test_ticked_it_is_named_and_unticked_it_is_not(self, client, work, claim):
        save(client, work, headcanons=[str(claim.pk)])
        assert names_of(work) == [claim.claim]
        assert claim.claim.replace("<", "&lt;").replace(">", "&gt;") in client.get(address(work)).content.decode()
        save(client, work)
        assert names_of(work) == [claim.claim], "sent unchanged it stays"
        save(client, work, headcanons=None)
        assert names_of(work) == []

    @pytest.mark.parametrize("form", ["{}", "http://testserver{}", "https://testserver{}?show=all"])
    def test_an_address_names_it(self, client, work, claim, form):
        save(client, work, headcanon_words=form.format(claim.get_absolute_url()))
        assert names_of(work) == [claim.claim]

    def test_what_is_covered_for_her_is_found_by_its_address_and_stays_covered(self, client, work, rae):
        secret = headcanon(rae, "Leander drowns.", is_spoiler=True)
        find = reverse("find-headcanons", args=[work.pk])
        found = client.get(find, {"words": secret.get_absolute_url()}).content.decode()
        assert ("is covered for you" in found, "drowns" in found) == (True, False)
        refused = save(client, work, title="", headcanons=[str(secret.pk)]).content.decode()
        assert "drowns" not in refused

    def test_what_she_cannot_see_looks_missing(self, client, work, ana, rae, claim):
        Headcanon.objects.update(is_hidden=True)
        for words in (claim.get_absolute_url(), "/headcanons/1000001", "/headcanons/9999999999"):
            answer = save(client, work, headcanon_words=words)
            if words != "/headcanons/9999999999":  # no address of a headcanon, but words
                assert "no headcanon at this address" in answer.content.decode()
        answer = save(client, work, headcanons=[str(claim.pk)], headcanon_words=None)
        assert "not there any more" in answer.content.decode()
        assert names_of(work) == []

    @pytest.mark.parametrize("keys", [["x"], ["-1"], ["99999999999999999999"], ["１２"], ["1 OR 1=1"]])
    def test_nonsense_is_refused_and_breaks_nothing(self, client, work, keys):
        assert "not there any more" in save(client, work, headcanons=keys).content.decode()

    def test_words_find_some_and_nothing_typed_is_lost(self, client, work, rae, claim):
        headcanon(rae, "Hero sold the lamp.")
        answer = save(client, work, headcanon_words="swim, Leander", notes_before="Kept.", action="find-headcanon")
        found = answer.content.decode()
        assert (answer.status_code, f'value="{claim.pk}"' in found, "sold the lamp" in found) == (200, True, False)
        assert "Kept." in found
        assert names_of(work) == []
        save(client, work, headcanons=[str(claim.pk)])
        assert (names_of(work), "Kept." in work.notes_before) == ([claim.claim], True)

    def test_a_script_asks_for_the_same(self, client, work, claim):
        where = reverse("find-headcanons", args=[work.pk])
        assert f'value="{claim.pk}"' in client.get(where, {"words": "leander swim"}).content.decode()
        assert "Nothing like it" in client.get(where, {"words": "otters"}).content.decode()
        vex = cast.signed_in(cast.person("Vex"))
        assert vex.get(where, {"words": "leander"}).status_code == 404

    def test_what_is_covered_for_her_or_hidden_is_not_found(self, work, ana, rae):
        headcanon(rae, "Leander drowns.", is_spoiler=True)
        known = headcanon(rae, "Leander floats.")
        assert find_for(work, "Leander", viewer=Viewer(ana)) == [known]
        Headcanon.objects.update(is_hidden=True)
        assert find_for(work, "Leander", viewer=Viewer(ana)) == []

    def test_a_new_one_is_posted_under_her_name_when_she_saves_and_not_before(self, client, work, ana):
        said = {name: value for name, value in filled_in(client, work).items() if name != "version"}
        body = {"device": "d", "seen": work.version, "fields": {**said, "headcanon_new": "Hero rowed."}}
        client.post(reverse("work-keep", args=[work.pk]), body, content_type="application/json")
        assert Headcanon.objects.count() == 0
        for _ in range(2):
            save(client, work, headcanon_new="Hero rowed.")
        new = Headcanon.objects.get()
        assert (new.claim, new.pseud.user, new.is_anonymous, names_of(work)) == (
            "Hero rowed.",
            ana,
            False,
            ["Hero rowed."],
        )
        assert [str(each) for each in (*new.fandoms.all(), *new.tags.all())] == ["Greek myth", "Hero/Leander", "Hero"]

    def test_one_that_cannot_be_posted_says_why_and_nothing_is_lost(self, client, work, ana, monkeypatch):
        answer = save(client, work, headcanon_new="x" * 1_001, title="Another")
        assert "up to 1000 characters" in answer.content.decode()
        monkeypatch.setattr(posting, "keep_pace", lambda *_: (_ for _ in ()).throw(TooQuick("Please wait.")))
        answer = save(client, work, headcanon_new="Hero rowed.", title="Another").content.decode()
        assert ("Please wait." in answer, "Hero rowed." in answer, work.title) == (True, True, "The Lamp")

    def test_somebody_suspended_says_nothing_new_with_it(self, client, work, ana, claim):
        ana.suspended_until = timezone.now() + timezone.timedelta(days=1)
        ana.save()
        for said in ({"headcanons": [str(claim.pk)]}, {"headcanon_new": "Hero rowed."}):
            assert "silent until" in save(client, work, **said).content.decode()
        draft = cast.draft(ana, "Draft")
        assert "silent until" in save(client, draft, headcanon_new="Hero rowed.").content.decode()
        assert (names_of(work), Headcanon.objects.count()) == ([], 1)
        save(client, draft, headcanons=[str(claim.pk)], headcanon_new=None)
        assert names_of(draft) == [claim.claim], "a draft is her own"

    def test_at_most_ten(self, client, work, rae):
        some = [headcanon(rae, f"Claim {number}.") for number in range(11)]
        assert "10 headcanons" in save(client, work, headcanons=[str(each.pk) for each in some]).content.decode()
        save(client, work, headcanons=[str(each.pk) for each in some[:10]])
        assert len(names_of(work)) == 10

    def test_a_note_that_speaks_of_one_offers_to_look_for_it_or_to_make_it(self, client, ana, claim):
        work = cast.draft(ana)
        said = "Based on a headcanon that Leander could not swim"
        Work.objects.filter(pk=work.pk).update(origin_kind="headcanon", origin_text=said)
        assert "Make a headcanon of these words" in client.get(address(work)).content.decode()
        answer = save(client, work, action="find-origin").content.decode()
        assert f'value="{claim.pk}"' in answer
        answer = save(client, work, action="take-origin", headcanon_words=None)
        assert f">\n{said}</textarea>" in answer.content.decode()
        assert (Headcanon.objects.count(), names_of(work)) == (1, []), "never by itself"
        save(client, work)
        assert names_of(work) == [said]

    def test_enter_in_another_field_saves(self, client, work):
        assert save(client, work, title="Another", action="find-headcanon").status_code == 302
        assert work.title == "Another"
