"""What moderators do, to what and to whom, and what they cannot."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from headcanon.accounts.models import Pseud, User
from headcanon.accounts.speaking import is_suspended
from headcanon.following.models import Announcement
from headcanon.moderation import acting
from headcanon.moderation.acting import Overtaken, Refused
from headcanon.moderation.models import Act, Case, Telling
from headcanon.moderation.tests.things import SITE, done, moderator, reported, review
from headcanon.reviews.models import Review
from headcanon.works.models import Work
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def rae():
    return cast.person("Rae")


@pytest.fixture
def nim():
    return moderator()


@pytest.fixture
def mo():
    return cast.person("Mo", is_archivist=True)


@pytest.fixture
def work(ana):
    return cast.posted(ana)


def offered(case, by):
    return [deed.value for deed in acting.deeds_for(Case.objects.get(pk=case.pk), by)]


def address(case):
    return reverse("moderation-case", args=[case.pk])


def test_a_story_is_hidden_and_shown_again(work, ana, nim, rae):
    case = reported("work", work, by=rae)
    done(case, "hide", by=nim)
    page = work.get_absolute_url()
    seen = [cast.signed_in(who).get(page).status_code for who in (ana, rae, nim)]
    assert (seen, Client().get(page).status_code) == ([200, 404, 200], 404)
    done(case, "restore", by=nim)
    assert Client().get(page).status_code == 200
    assert list(Act.objects.values_list("kind", "thing", "thing_number")) == [
        ("hide", "work", work.pk),
        ("restore", "work", work.pk),
    ]


def test_a_chapter_is_hidden_with_its_story(work, nim, rae):
    done(reported("chapter", work.chapters.get(), by=rae), "hide", by=nim)
    assert Work.objects.get(pk=work.pk).is_hidden


def test_a_review_is_hidden_and_its_thread_frozen(work, nim, rae):
    thread = review(work, by=cast.person("Vex"))
    reply = review(work, by=cast.person("Una"), thread=thread, answers=thread)
    case = reported("review", reply, by=rae)
    done(case, "hide", by=nim)
    done(case, "freeze", by=nim)
    assert list(Review.objects.order_by("pk").values_list("is_hidden", "is_frozen")) == [(False, True), (True, False)]
    done(case, "restore", by=nim)
    done(case, "unfreeze", by=nim)
    assert list(Review.objects.order_by("pk").values_list("is_hidden", "is_frozen")) == [(False, False)] * 2


def test_an_announcement_is_hidden_from_all_but_its_author(work, ana, nim, rae):
    said = Announcement.objects.create(pseud=ana.default_pseud, work=work, text="<p>Buy it.</p>", sent_with="a-form")
    done(reported("announcement", said, by=rae), "hide", by=nim)
    page = said.get_absolute_url()
    seen = [cast.signed_in(who).get(page).status_code for who in (ana, nim, rae)]
    assert (seen, Client().get(page).status_code) == ([200, 200, 404], 404)


def test_what_a_page_says_of_its_owner_is_put_aside_and_put_back(ana, nim, rae):
    pseud = ana.default_pseud
    Pseud.objects.filter(pk=pseud.pk).update(about="<p>Buy my lamps.</p>")
    case = reported("pen-name", pseud, by=rae)
    done(case, "hide", by=nim)
    page = pseud.get_absolute_url()
    assert "Buy my lamps" not in Client().get(page).content.decode()
    assert "Buy my lamps" in cast.signed_in(ana).get(reverse("moderation-mine")).content.decode()
    done(case, "restore", by=nim)
    assert "Buy my lamps" in Client().get(page).content.decode()


def test_what_she_says_of_herself_since_is_not_overwritten(ana, nim, rae):
    pseud = ana.default_pseud
    Pseud.objects.filter(pk=pseud.pk).update(about="<p>Buy my lamps.</p>")
    case = reported("pen-name", pseud, by=rae)
    done(case, "hide", by=nim)
    Pseud.objects.filter(pk=pseud.pk).update(about="<p>I trim lamps.</p>")
    assert "restore" not in offered(case, nim)
    with pytest.raises(Refused):
        done(case, "restore", by=nim)


def test_somebody_is_suspended_and_the_suspension_lifted(work, ana, nim, rae):
    case = reported("work", work, by=rae)
    act = done(case, f"suspend {ana.pk}", by=nim, days=3)
    ana.refresh_from_db()
    assert is_suspended(ana)
    assert (act.until, (act.until - timezone.now()).days) == (ana.suspended_until, 2)
    assert f"lift {ana.pk}" in offered(case, nim)
    done(case, f"lift {ana.pk}", by=nim)
    assert not is_suspended(User.objects.get(pk=ana.pk))


def test_somebody_is_banned_wherever_she_is_signed_in(work, ana, nim, rae):
    at_home = Client()
    at_home.post(reverse("account_login"), {"login": "Ana", "password": cast.PASSWORD})
    assert at_home.get(reverse("settings")).status_code == 200
    case = reported("work", work, by=rae)
    done(case, f"ban {ana.pk}", by=nim)
    assert at_home.get(reverse("settings")).status_code == 302
    answer = Client().post(reverse("account_login"), {"login": "Ana", "password": cast.PASSWORD}, follow=True)
    assert answer.redirect_chain == [(reverse("account_inactive"), 302)]
    assert Client().get(ana.default_pseud.get_absolute_url()).status_code == 404
    done(case, f"unban {ana.pk}", by=nim)
    assert Client().get(ana.default_pseud.get_absolute_url()).status_code == 200


def test_an_act_closes_the_case_and_another_report_opens_it(work, nim, rae):
    case = reported("work", work, by=rae)
    done(case, "dismiss", by=nim)
    assert not Case.objects.get().is_open
    assert "dismiss" not in offered(case, nim)
    reported("work", work, by=rae)
    assert Case.objects.get().is_open


def test_nobody_moderates_herself(ana, nim, rae, mo):
    """Not even where she wrote it with others, or keeps the archive."""
    together = cast.posted(ana, others=[nim])
    case = reported("work", together, by=rae)
    assert offered(case, nim) == []
    with pytest.raises(Refused):
        done(case, "hide", by=nim)
    assert cast.signed_in(nim).post(address(case), {"deed": "hide", "words": "Why", "seen": 0}).status_code == 404
    hers = reported("pen-name", mo.default_pseud, by=rae)
    with pytest.raises(Refused):
        done(hers, "dismiss", by=mo)
    assert not Act.objects.exists()


def test_only_the_archivist_acts_on_moderators_and_nobody_below_on_her(nim, rae, mo):
    oda = moderator("Oda")
    works = {person: cast.posted(person) for person in (oda, mo)}
    cases = {person: reported("work", work, by=rae) for person, work in works.items()}
    assert [offered(case, nim) for case in cases.values()] == [["dismiss"], ["dismiss"]]
    for person, case in cases.items():
        for wish in ("hide", f"warn {person.pk}", f"suspend {person.pk}", f"ban {person.pk}"):
            with pytest.raises(Refused):
                done(case, wish, by=nim, days=1)
    done(cases[oda], f"suspend {oda.pk}", by=mo, days=1)
    assert User.objects.get(username="Oda").suspended_until
    assert not User.objects.get(username="Mo").suspended_until


def test_a_suspended_moderator_cannot_lift_her_own_suspension(nim, rae, mo):
    case = reported("work", cast.posted(nim), by=rae)
    done(case, f"suspend {nim.pk}", by=mo, days=5)
    with pytest.raises(Refused):
        done(case, f"lift {nim.pk}", by=nim)


def test_a_form_cannot_name_somebody_else(work, nim, rae):
    case = reported("work", work, by=rae)
    client = cast.signed_in(nim)
    for wish in (f"ban {rae.pk}", "ban 999999", "ban", "erase", f"ban {nim.pk}", "freeze", ""):
        answer = client.post(address(case), {"deed": wish, "words": "Why", "seen": case.last_act})
        assert (answer.status_code, "deed" in answer.context["form"].errors) == (200, True)
    assert not Act.objects.exists()


def test_an_act_has_its_reason_and_a_suspension_its_days(work, ana, nim, rae):
    case = reported("work", work, by=rae)
    client = cast.signed_in(nim)
    for form in (
        {"deed": "hide", "words": "  "},
        {"deed": f"suspend {ana.pk}", "words": "Why", "days": ""},
        {"deed": f"suspend {ana.pk}", "words": "Why", "days": "0"},
        {"deed": f"suspend {ana.pk}", "words": "Why", "days": "9999999999"},
        {"deed": "hide", "words": "Why", "seen": "x"},
    ):
        assert client.post(address(case), {"seen": case.last_act, **form}).context["form"].errors
    assert not Act.objects.exists()


def test_of_two_at_once_the_second_is_told_what_the_first_did(work, nim, rae, mo):
    case = reported("work", work, by=rae)
    done(case, "dismiss", by=mo, words="It is <fine>.")
    with pytest.raises(Overtaken):
        acting.act(case, "hide", by=nim, words="Why", seen=case.last_act, site=SITE)
    client = cast.signed_in(nim)
    answer = client.post(address(case), {"deed": "hide", "words": "My words", "seen": case.last_act})
    page = answer.content.decode()
    assert "Mo has decided meanwhile: Left as it is." in page
    assert "It is &lt;fine&gt;." in page
    assert "My words" in page
    assert not Work.objects.get(pk=work.pk).is_hidden
    form = answer.context["form"]
    again = client.post(address(case), {"deed": "hide", "words": "My words", "seen": form["seen"].value()})
    assert again.status_code == 302
    assert Work.objects.get(pk=work.pk).is_hidden


@pytest.mark.parametrize("kind", ["guest", "Rae"])
def test_for_others_there_is_no_such_page(work, rae, nim, kind):
    case = reported("work", work, by=rae)
    client = Client() if kind == "guest" else cast.signed_in(rae)
    pages = [reverse(name) for name in ("moderation", "moderation-trail", "bad-day", "moderators", "report-reasons")]
    pages.append(address(case))
    assert [client.get(page).status_code for page in pages] == [404] * 6
    assert [client.post(page, {"turn": "close all", "deed": "hide"}).status_code for page in pages] == [404] * 6
    assert "report</a>" not in client.get("/").content.decode()


def test_the_queue_shows_each_thing_in_its_place_once(work, ana, nim, rae):
    for reporter in (rae, cast.person("Bea"), cast.person("Una")):
        reported("work", work, by=reporter)
    first = review(work, by=rae, text="<p>Do you mean the tower?</p>")
    reply = review(work, by=cast.person("Vex"), text="<p>Nobody asked you.</p>", thread=first, answers=first)
    reported("review", reply, by=rae)
    page = cast.signed_in(nim).get(reverse("moderation")).content.decode()
    assert page.count("<section") == 2
    assert "3 reports" in page
    assert page.index("Nobody asked you.") > page.index("Do you mean the tower?")
    assert page.index("A review by Vex") < page.index("The Lamp")
    assert "2 reports" in cast.signed_in(nim).get("/").content.decode()


def test_what_was_taken_back_since_is_not_shown(ana, nim, rae):
    work = cast.posted(ana, "The otter nobody saw")
    case = reported("work", work, by=rae)
    Work.objects.filter(pk=work.pk).update(audience="me")
    client = cast.signed_in(nim)
    for page in (reverse("moderation"), address(case)):
        assert "The otter nobody saw" not in client.get(page).content.decode()


def test_closed_things_have_a_tab_of_their_own(work, nim, rae):
    case = reported("work", work, by=rae)
    done(case, "dismiss", by=nim)
    client = cast.signed_in(nim)
    shown = [address(case) in client.get(page).content.decode() for page in ("/moderation", "/moderation?show=closed")]
    assert shown == [False, True]


# --- Whom it concerns ----------------------------------------------------------------------------------------------


def test_whom_it_concerns_is_told_what_why_and_until_when(work, ana, nim, rae, django_capture_on_commit_callbacks):
    case = reported("work", work, by=rae)
    with django_capture_on_commit_callbacks(execute=True):
        done(case, f"suspend {ana.pk}", by=nim, words="You were <rude>.", days=2)
    [letter] = mail.outbox
    assert letter.to == ["ana@example.org"]
    assert "You were <rude>." in letter.body
    page = cast.signed_in(ana).get(reverse("moderation-mine")).content.decode()
    assert "You were &lt;rude&gt;." in page
    assert "asked you to be silent until" in page
    for name in ("Nim", "Rae"):
        assert name not in page
        assert name not in letter.body


def test_every_author_of_a_story_is_told(ana, nim, rae):
    bea = cast.person("Bea")
    done(reported("work", cast.posted(ana, others=[bea]), by=rae), "hide", by=nim)
    assert sorted(Telling.objects.values_list("whom__username", flat=True)) == ["Ana", "Bea"]


def test_she_answers_once_and_moderators_read_it(work, ana, nim, rae):
    case = reported("work", work, by=rae)
    done(case, "hide", by=nim)
    client = cast.signed_in(ana)
    page = reverse("moderation-answer", args=[Telling.objects.get().pk])
    assert client.post(page, {"words": ""}).context["form"].errors
    client.post(page, {"words": "It was <em>satire</em>."})
    client.post(page, {"words": "And another thing."})
    assert Telling.objects.get().answer.words == "It was <em>satire</em>."
    assert Case.objects.get().is_open
    for shown in (reverse("moderation"), address(case), reverse("moderation-trail")):
        assert "It was &lt;em&gt;satire&lt;/em&gt;." in cast.signed_in(nim).get(shown).content.decode()


def test_nobody_answers_for_her(work, nim, rae):
    done(reported("work", work, by=rae), "hide", by=nim)
    page = reverse("moderation-answer", args=[Telling.objects.get().pk])
    assert cast.signed_in(rae).post(page, {"words": "Mine."}).status_code == 404
    assert cast.signed_in(nim).get(page).status_code == 404
    assert Client().get(page).status_code == 302
    assert Client().get(reverse("moderation-letter", args=[f"{Telling.objects.get().pk}:forged"])).status_code == 404
    assert not hasattr(Telling.objects.get(), "answer")


def test_somebody_who_is_banned_answers_by_her_letter(work, ana, nim, rae, django_capture_on_commit_callbacks):
    case = reported("work", work, by=rae)
    with django_capture_on_commit_callbacks(execute=True):
        done(case, f"ban {ana.pk}", by=nim)
    link = next(line for line in mail.outbox[0].body.splitlines() if line.startswith(SITE))
    page = link.removeprefix(SITE)
    Client().post(page, {"words": "Let me explain."})
    assert Telling.objects.get().answer.words == "Let me explain."
    assert "Let me explain." in Client().get(page).content.decode()


def test_a_report_left_as_it_is_is_told_to_nobody(work, ana, nim, rae, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        done(reported("work", work, by=rae), "dismiss", by=nim, words="Rae reports everything.")
    assert mail.outbox == []
    assert "Rae reports" not in cast.signed_in(ana).get(reverse("moderation-mine")).content.decode()


def test_a_guests_review_is_hidden_and_concerns_no_account(work, nim, rae):
    case = reported("review", review(work), by=rae)
    assert offered(case, nim) == ["hide", "freeze", "dismiss"]
    done(case, "hide", by=nim)
    assert Review.objects.get().is_hidden


# --- Moderators ----------------------------------------------------------------------------------------------------


def test_the_archivist_names_and_releases_moderators(rae, mo):
    client = cast.signed_in(mo)
    client.post(reverse("moderators"), {"username": "rae"})
    assert cast.signed_in(rae).get(reverse("moderation")).status_code == 200
    client.post(reverse("release-moderator", args=[rae.pk]))
    assert cast.signed_in(rae).get(reverse("moderation")).status_code == 404
    assert list(Act.objects.values_list("kind", "whom_numbers")) == [("name", str(rae.pk)), ("release", str(rae.pk))]


def test_only_the_archivist_names_moderators(rae, nim, mo):
    for client in (Client(), cast.signed_in(rae), cast.signed_in(nim)):
        assert client.post(reverse("moderators"), {"username": "Rae"}).status_code == 404
        assert client.post(reverse("release-moderator", args=[nim.pk])).status_code == 404
    for name in ("nobody", "Mo", "<b>", "", "x" * 50):
        assert cast.signed_in(mo).post(reverse("moderators"), {"username": name}).context["form"].errors
    assert cast.signed_in(mo).post(reverse("release-moderator", args=[rae.pk])).status_code == 404
    assert not Act.objects.exists()


# --- Other doors ---------------------------------------------------------------------------------------------------


def test_the_storys_author_cannot_open_a_thread_that_a_moderator_has_ended(work, ana, nim, rae):
    thread = review(work, by=cast.person("Vex"))
    done(reported("review", thread, by=rae), "freeze", by=nim)
    client = cast.signed_in(ana)
    client.post(reverse("review-answer", args=[thread.pk]), {"act": "thaw"})
    assert Review.objects.get().is_frozen
    assert 'value="thaw"' not in client.get(reverse("work-reviews", args=[work.pk])).content.decode()
    done(Case.objects.get(), "unfreeze", by=nim)
    assert not Review.objects.get().is_frozen
