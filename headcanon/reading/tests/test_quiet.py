"""What Rae does not want to meet in lists, and how she takes it back; nobody else learns of it."""

import pytest
from django.test import Client
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from headcanon.accounts.models import Mute
from headcanon.canon.models import Fandom
from headcanon.core.outbox import drain
from headcanon.headcanons import posting
from headcanon.reading import quiet
from headcanon.reading.models import Quiet
from headcanon.works.models import Work
from headcanon.works.trash import trash
from tests import cast
from tests.cast import signed_in
from tests.memory import forget_everything
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def rae():
    return cast.person("Rae")


@pytest.fixture
def storm(ana):
    work = cast.posted(
        ana, "Loud Thunder", fandoms=["The Sea"], characters=["Zeus"], tags=["Storms"], relationships=[],
        summary="<p>A <em>tempest</em> over the café.</p>",
    )  # fmt: skip
    drain()
    return work


@pytest.fixture
def rain(ana):
    work = cast.posted(ana, "Soft Rain", fandoms=["The Sea"], tags=["Puddles"], summary="<p>It drips.</p>")
    drain()
    return work


def tag_of(work, kind="freeform"):
    return work.tags_of(kind)[0]


def page(address, user=None):
    forget_everything()
    return LexborHTMLParser((signed_in(user) if user else Client()).get(address, follow=True).content.decode())


def titles(address, user=None):
    return [link.text() for link in page(address, user).css(".card-title > a")]


def send(user, address=None, **fields):
    return signed_in(user).post(address or reverse("quiet"), fields, follow=True)


def undo(user, answer):
    form = LexborHTMLParser(answer.content.decode()).css_first("form.undo")
    fields = {}
    for field in form.css("input"):
        fields.setdefault(field.attributes["name"], []).append(field.attributes["value"])
    return signed_in(user).post(form.attributes["action"], fields, follow=True)


def said(answer):
    return LexborHTMLParser(answer.content.decode()).css_first(".messages span").text()


def fandom():
    return Fandom.objects.get(name="The Sea")


class TestWhatIsLeftOut:
    @pytest.mark.parametrize("what", ["work", "tag", "character", "words", "person"])
    def test_it_is_in_no_list_any_more_and_the_numbers_agree(self, ana, rae, storm, what):
        bea = cast.person("Bea")
        cast.posted(bea, "Soft Rain", fandoms=["The Sea"], characters=[], tags=["Puddles"], summary="<p>It drips.</p>")
        keep = {
            "work": f"work:{storm.pk}", "tag": f"tag:{tag_of(storm).pk}",
            "character": f"tag:{tag_of(storm, 'character').pk}", "words": "words:Tempest", "person": "person:Ana",
        }[what]  # fmt: skip
        assert send(rae, keep=keep).status_code == 200
        lists = reverse("home"), fandom().get_absolute_url()
        for address in lists:
            assert titles(address, rae) == ["Soft Rain"]
            assert "1 story." in page(address, rae).css_first(".listing-bar").text()
            assert [sorted(titles(address, who)) for who in (None, ana, bea)] == [["Loud Thunder", "Soft Rain"]] * 3
        assert signed_in(rae).get(storm.get_absolute_url()).status_code == 200
        assert titles(ana.default_pseud.get_absolute_url(), rae) == ["Loud Thunder"]

    def test_a_canon_is_left_out_of_the_list_of_canons_too(self, rae, storm):
        quiet.keep_quiet(rae, "fandom", fandom())
        assert titles(reverse("home"), rae) == []
        assert page(reverse("fandoms"), rae).css("a.canon") == []
        assert len(page(reverse("fandoms")).css("a.canon")) == 1

    def test_what_is_asked_for_expressly_is_there_and_says_so(self, rae, storm, rain):
        for subject in (fandom(), tag_of(storm)):
            quiet.keep_quiet(rae, "fandom" if subject == fandom() else "tag", subject)
            shown = page(subject.get_absolute_url(), rae)
            assert "Loud Thunder" in [link.text() for link in shown.css(".card-title > a")]
            assert "You keep this out of your lists." in shown.body.text()
            assert "You keep this" not in page(subject.get_absolute_url()).body.text()
            assert titles(reverse("home"), rae) == ([] if subject == fandom() else ["Soft Rain"])
            quiet.let_back(rae, "fandom", fandom().pk)
        assert titles(fandom().get_absolute_url(), rae) == ["Soft Rain"]

    def test_a_list_in_which_all_is_quiet_says_why_it_is_empty(self, rae, storm):
        quiet.keep_quiet(rae, "words", "thunder")
        for address in (fandom().get_absolute_url(), reverse("home")):
            assert "Only stories that you keep out" in page(address, rae).css_first(".empty").text()

    def test_her_own_stories_stay(self, ana, storm):
        quiet.keep_quiet(ana, "tag", tag_of(storm))
        quiet.keep_quiet(ana, "words", "thunder")
        quiet.keep_quiet(ana, "work", storm)
        assert titles(reverse("home"), ana) == ["Loud Thunder"]

    def test_pages_are_full_whatever_is_left_out_between(self, ana, rae):
        for number in range(50):
            cast.posted(ana, f"{'Loud' if number % 2 else 'Soft'} {number}")
        quiet.keep_quiet(rae, "words", "loud")
        first = page(reverse("home"), rae)
        older = first.css_first(".pager a[rel=next]").attributes["href"]
        shown = [link.text() for link in first.css(".card-title > a")]
        assert len(shown) == 20
        assert len(titles(f"/{older}", rae)) == 5
        assert "25 stories" in first.css_first(".listing-bar").text()

    def test_more_than_a_thousand_are_not_counted_for_a_member(self, rae, storm, rain, monkeypatch):
        monkeypatch.setattr("headcanon.discovery.views.lists.COUNTED_THROUGH", 1)
        assert "2 stories" in page(reverse("home")).css_first(".listing-bar").text()
        assert "More than 1 stories" in page(reverse("home"), rae).css_first(".listing-bar").text()


class TestHeadcanons:
    @pytest.fixture
    def claims(self, ana):
        said = ("It is the sea that asks.", "The Sea"), ("The otter knew.", "The Land")
        for claim, name in said:
            posting.post({"claim": claim, "fandoms": [name]}, pseud=ana.default_pseud, sent_with=claim)
        return [claim for claim, _name in said]

    def test_what_she_keeps_quiet_is_not_met_among_them(self, ana, rae, claims):
        sea, otter = claims
        for kind, thing, left in (("fandom", Fandom.objects.get(name="The Sea"), otter), ("words", "Otter", sea)):
            quiet.keep_quiet(rae, kind, thing)
            gone = sea if left == otter else otter
            shown = page(reverse("headcanons"), rae).body.text()
            assert left in shown
            assert gone not in shown
            for other in (None, ana):
                assert gone in page(reverse("headcanons"), other).body.text()
            quiet.let_back(rae, kind, thing if kind == "words" else thing.pk)

    def test_a_canon_that_she_asks_for_is_there_and_what_is_hers_stays(self, ana, rae, claims):
        for person in (ana, rae):
            quiet.keep_quiet(person, "fandom", Fandom.objects.get(name="The Sea"))
        assert claims[0] in page(f"{reverse('headcanons')}?fandom=the-sea", rae).body.text()
        assert claims[0] in page(reverse("headcanons"), ana).body.text()


class TestWords:
    @pytest.mark.parametrize(
        ("words", "text", "is_said"),
        [
            ("tempest", "<p>A <em>Tempest</em>!</p>", True),
            ("tempest", "<p>A t<em>empest</em>.</p>", True),
            ("tempest", "<p>Tempests.</p>", False),
            ("TEMPEST", "<p>tempest_uous</p>", False),
            ("cafe", "<p>Das CAFÉ.</p>", True),
            ("café", "<p>cafe</p>", True),
            ("straße", "<p>STRASSE</p>", True),
            ("em", "<p><em>x</em></p>", False),
            ("p", "<p>x</p>", False),
            ("broken  heart", "<p>a broken<br>heart</p>", True),
            ("broken heart", "<p>heart, broken</p>", False),
            ("don't", "<p>I don’t.</p>", True),
            ("a&b", "<p>a&amp;b</p>", True),
            ("c++", "<p>in C++.</p>", True),
            (".*", "<p>x</p>", False),
            ("死", "<p>死神が来る</p>", True),
            ("смерть", "<p>Смерть!</p>", True),
            ("lamp", "", False),
            ("%", "<p>x</p>", False),
        ],
    )
    def test_they_are_found_as_whole_words_without_case_and_accents(self, ana, words, text, is_said):
        work = cast.posted(ana, "Night", summary=text)
        found = Work.objects.filter(quiet.says([words])).exists()
        assert (found, quiet.says_one_of(words, work.title, work.summary)) == (is_said, is_said)

    def test_a_title_counts_as_well(self, ana):
        cast.posted(ana, "The Kraken’s Wake", summary=None)
        assert [Work.objects.filter(quiet.says(words)).exists() for words in (["otter", "kraken's"], ["otter"])] == [
            True, False,
        ]  # fmt: skip

    def test_she_types_them_into_a_field_and_what_names_nothing_is_given_back(self, rae, storm):
        answer = send(rae, typed="words", name="  Loud   THUNDER ")
        assert said(answer) == "You will not meet “loud thunder” in lists any more."
        send(rae, typed="words", name="loud thunder")
        assert Quiet.objects.values_list("person__username", "words").get() == ("Rae", "loud thunder")
        for nothing in (" ", "—", "x" * 81):
            refused = signed_in(rae).post(reverse("quiet"), {"typed": "words", "name": nothing})
            assert (refused.status_code, "Please type a word" in refused.content.decode()) == (400, True)
        assert Quiet.objects.count() == 1

    def test_markup_stays_what_was_typed(self, rae):
        answer = send(rae, typed="words", name="<b>bold</b>")
        assert b"<b>bold</b>" not in answer.content
        assert b"&lt;b&gt;bold&lt;/b&gt;" in answer.content
        assert Quiet.objects.get().words == "<b>bold</b>"

    def test_there_is_an_end_to_them(self, rae, monkeypatch):
        monkeypatch.setitem(quiet.MOST, "words", 1)
        send(rae, typed="words", name="one")
        refused = signed_in(rae).post(reverse("quiet"), {"keep": ["words:two"], "let": ["words:one"]})
        assert (refused.status_code, b"Let something back first" in refused.content) == (400, True)
        assert Quiet.objects.get().words == "one"


class TestSayingSo:
    def test_a_card_leads_a_member_to_where_she_chooses(self, ana, rae, storm):
        card = page(reverse("home"), rae).css_first("article.card")
        address = card.css_first("details.card-more a[href*=quiet]").attributes["href"]
        assert address == f"{reverse('quiet-work', args=[storm.pk])}?next=%2F"
        offered = [box.attributes["value"] for box in page(address, rae).css("input[name=keep]")]
        assert offered == [
            f"work:{storm.pk}", "person:Ana", f"fandom:{fandom().pk}", f"tag:{tag_of(storm, 'character').pk}",
            f"tag:{tag_of(storm).pk}",
        ]  # fmt: skip
        assert page(reverse("home")).css(".card-more") == []
        assert page(reverse("home"), ana).css("a.card-way[href*=quiet]") == []

    def test_several_are_chosen_at_once_and_undone_at_once(self, rae, storm):
        keep = [f"work:{storm.pk}", "person:Ana", f"tag:{tag_of(storm).pk}"]
        back = fandom().get_absolute_url()
        answer = send(rae, keep=keep, next=back)
        assert answer.redirect_chain == [(back, 302)]
        assert said(answer) == "You will not meet “Loud Thunder”, “Ana” and “Storms” in lists any more."
        assert (Quiet.objects.count(), Mute.objects.count()) == (2, 1)
        again = page(reverse("quiet-work", args=[storm.pk]), rae)
        assert [box.attributes["value"] for box in again.css("input[name=keep]")] == [
            f"fandom:{fandom().pk}", f"tag:{tag_of(storm, 'character').pk}",
        ]  # fmt: skip
        answer = undo(rae, answer)
        assert answer.redirect_chain == [(back, 302)]
        assert (Quiet.objects.count(), Mute.objects.count()) == (0, 0)
        assert said(answer) == "You meet “Loud Thunder”, “Ana” and “Storms” in lists again."
        undo(rae, answer)
        assert (Quiet.objects.count(), Mute.objects.count()) == (2, 1)

    def test_one_page_lists_it_all_and_lets_each_back(self, rae, storm, rain):
        keep = [f"work:{storm.pk}", "person:Ana", f"tag:{tag_of(storm).pk}", f"fandom:{fandom().pk}", "words:otter"]
        send(rae, keep=keep)
        shown = page(reverse("quiet"), rae)
        rows = [box.attributes["value"] for box in shown.css("input[name=let]")]
        assert rows == ["words:otter", f"fandom:{fandom().pk}", f"tag:{tag_of(storm).pk}", f"work:{storm.pk}"]
        assert "Unmute" in shown.body.text()
        for row in rows:
            answer = send(rae, let=row)
            assert row not in [box.attributes["value"] for box in page(reverse("quiet"), rae).css("input[name=let]")]
            undo(rae, answer)
        assert Quiet.objects.count() == 4

    def test_a_story_she_cannot_see_any_more_is_there_without_its_title(self, rae, storm):
        quiet.keep_quiet(rae, "work", storm)
        trash(storm)
        shown = page(reverse("quiet"), rae).body.text()
        assert "A story that is not there any more" in shown
        assert "Loud Thunder" not in shown
        answer = send(rae, let=f"work:{storm.pk}")
        assert (said(answer), Quiet.objects.count()) == ("You meet it in lists again.", 0)

    def test_many_stories_come_a_page_at_a_time(self, ana, rae, monkeypatch):
        monkeypatch.setattr("headcanon.reading.views.quiet.WORKS_ON_A_PAGE", 2)
        works = [cast.posted(ana, f"Night {number}") for number in range(3)]
        for work in works:
            quiet.keep_quiet(rae, "work", work)
        first = page(reverse("quiet"), rae)
        names = [link.text() for link in first.css(".quiet-name a")]
        older = first.css_first(".pager a[rel=next]").attributes["href"]
        rest = [link.text() for link in page(reverse("quiet") + older, rae).css(".quiet-name a")]
        assert (names, rest) == (["Night 2", "Night 1"], ["Night 0"])

    def test_a_name_is_typed_and_means_the_canon_and_every_tag_of_that_name(self, ana, rae, storm):
        cast.posted(ana, "Zeus", fandoms=["storms"], tags=["Puddles"])
        answer = send(rae, typed="subject", name=" sTORMS ")
        assert said(answer).lower() == "you will not meet “storms” and “storms” in lists any more."
        assert (
            Quiet.objects.filter(tag__name="Storms").count() == Quiet.objects.filter(fandom__name="storms").count() == 1
        )
        undo(rae, answer)
        refused = signed_in(rae).post(reverse("quiet"), {"typed": "subject", "name": "<Nothing>"})
        assert refused.status_code == 400
        assert b"No story here has a canon or a tag of this name." in refused.content
        assert b'value="&lt;Nothing&gt;"' in refused.content
        assert not Quiet.objects.exists()

    def test_the_page_of_a_tag_has_a_button(self, rae, storm):
        tag = tag_of(storm)
        form = page(tag.get_absolute_url(), rae).css_first("form.subject-quiet")
        assert form.css_first("button").attributes["value"] == f"tag:{tag.pk}"
        assert page(tag.get_absolute_url()).css_first("form.subject-quiet") is None


class TestRefusals:
    def test_a_name_that_only_unseen_stories_bear_is_not_told(self, ana, rae, storm):
        secret = cast.draft(
            ana, "Unseen", fandoms=["Secret canon"], tags=["Secret tag"], characters=[], relationships=[]
        )
        hidden = [f"work:{secret.pk}", f"fandom:{secret.fandom_names[0].pk}", f"tag:{tag_of(secret).pk}"]
        for keep in (*hidden, "person:Nobody", "person:Rae", "tag:999999", "tag:x", "work:-1", f"tag:{'9' * 30}"):
            assert signed_in(rae).post(reverse("quiet"), {"keep": [f"work:{storm.pk}", keep]}).status_code == 404, keep
        typed = signed_in(rae).post(reverse("quiet"), {"typed": "subject", "name": "Secret canon"})
        missing = signed_in(rae).post(reverse("quiet"), {"typed": "subject", "name": "Nothing canon"})
        assert typed.status_code == missing.status_code == 400
        assert not Quiet.objects.exists()
        assert signed_in(rae).get(reverse("quiet-work", args=[secret.pk])).status_code == 404
        assert send(ana, keep=hidden[1]).status_code == 200

    def test_nonsense_does_nothing_and_leads_nowhere_else(self, rae, storm):
        quiet.keep_quiet(rae, "words", "otter")
        for sent in (
            {},
            {"keep": "x"},
            {"keep": "user:1"},
            {"let": "words:swan"},
            {"let": "work:1\0"},
            {"keep": "words"},
        ):
            answer = signed_in(rae).post(reverse("quiet"), {**sent, "next": "https://elsewhere.example/"})
            assert (answer.status_code, answer.url) == (302, reverse("quiet"))
        assert Quiet.objects.count() == 1

    def test_a_guest_is_asked_to_sign_in_and_leaves_nothing(self, storm):
        for address in (reverse("quiet"), reverse("quiet-work", args=[storm.pk])):
            assert Client().get(address).url.startswith(reverse("account_login"))
        assert Client().post(reverse("quiet"), {"keep": "words:x"}).url.startswith(reverse("account_login"))
        assert not Quiet.objects.exists()

    def test_nobody_touches_or_sees_what_is_anothers(self, ana, rae, storm):
        quiet.keep_quiet(rae, "words", "otterly")
        quiet.keep_quiet(rae, "work", storm)
        mo = cast.person("Mo", is_archivist=True)
        for other in (ana, mo):
            send(other, let=["words:otterly", f"work:{storm.pk}"])
            assert "otterly" not in page(reverse("quiet"), other).css_first(".page").text()
        assert Quiet.objects.filter(person=rae).count() == 2
        assert "otterly" in page(reverse("quiet"), rae).css_first(".page").text()


@pytest.mark.django_db(transaction=True)
def test_a_list_that_was_kept_for_her_is_not_shown_again(rae, storm):
    visitor = signed_in(rae, Visitor)
    assert [b"Loud Thunder</a>" in visitor.get("/").content for _ in range(2)] == [True, True]
    quiet.keep_quiet(rae, "words", "thunder")
    assert b"Loud Thunder</a>" not in visitor.get("/").content


@pytest.mark.parametrize(
    "make", [cast.posted, cast.restricted, cast.hidden, cast.by_link, cast.for_herself, cast.draft, cast.trashed]
)
def test_nothing_of_a_work_she_may_not_see_is_told(ana, rae, make):
    """Neither where she would keep it quiet, nor where she kept it once, nor to anybody else."""
    work = make(ana, "Nobody saw the otter")
    may_see = make in (cast.posted, cast.restricted)
    address = reverse("quiet-work", args=[work.pk])
    assert signed_in(rae).get(address).status_code == (200 if may_see else 404)
    assert ("otter" in page(address, rae).css_first("main").text()) == may_see
    Quiet.objects.create(person=rae, work=work)
    assert ("otter" in page(reverse("quiet"), rae).text()) == may_see
    for other in (ana, cast.person("Mo", is_archivist=True)):
        assert "otter" not in page(reverse("quiet"), other).text()


def test_it_goes_with_her_and_with_what_it_names(rae, storm):
    quiet.keep_quiet(rae, "work", storm)
    quiet.keep_quiet(rae, "words", "otter")
    storm.delete()
    assert Quiet.objects.get().words == "otter"
    rae.delete()
    assert not Quiet.objects.exists()
