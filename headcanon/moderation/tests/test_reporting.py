"""Anybody reports anything, and nobody learns who did."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from headcanon.accounts.blocking import block
from headcanon.following.models import Announcement
from headcanon.moderation.models import Case, Reason, Report
from headcanon.moderation.tests.things import done, moderator, reported, review
from tests import cast

pytestmark = pytest.mark.django_db

KINDS = ("work", "chapter", "review", "pen-name", "announcement")
SPAM = "It is spam or an advertisement"


@pytest.fixture
def rae():
    return cast.person("Rae")


@pytest.fixture
def nim():
    return moderator()


@pytest.fixture
def work(ana):
    return cast.posted(ana, chapters=2)


def address(kind, thing):
    return reverse("report", args=[kind, thing.pk])


def every_kind(work, rae):
    return {
        "work": work,
        "chapter": work.chapters.get(position=2),
        "review": review(work, by=cast.person("Vex")),
        "pen-name": work.authors[0],
        "announcement": announced(work),
    }


def announced(work):
    return Announcement.objects.create(pseud=work.authors[0], work=work, text="<p>It goes on.</p>", sent_with="a-form")


def test_a_reader_reports_each_kind_of_thing(work, rae):
    client = cast.signed_in(rae)
    for kind, thing in every_kind(work, rae).items():
        assert client.get(address(kind, thing)).status_code == 200
        client.post(address(kind, thing), {"reason": SPAM, "words": f"This {kind}."})
    said = Report.objects.order_by("pk").values_list("reporter__username", "reason", "words")
    assert list(said) == [("Rae", SPAM, f"This {kind}.") for kind in KINDS]
    assert Case.objects.open().count() == 5


def test_every_page_leads_there(work, rae):
    client = cast.signed_in(rae)
    said, announcement = review(work), announced(work)
    for page, kind, thing in [
        (work.get_absolute_url(), "work", work),
        (work.chapters.get(position=2).get_absolute_url(), "chapter", work.chapters.get(position=2)),
        (work.authors[0].get_absolute_url(), "pen-name", work.authors[0]),
        (said.get_absolute_url(), "review", said),
        (announcement.get_absolute_url(), "announcement", announcement),
    ]:
        assert address(kind, thing) in client.get(page).content.decode()


def test_nobody_reports_herself(work, ana):
    client = cast.signed_in(ana)
    assert address("work", work) not in client.get(work.get_absolute_url()).content.decode()
    assert client.get(address("work", work)).status_code == 404
    assert client.post(address("pen-name", work.authors[0]), {"reason": SPAM}).status_code == 404
    assert not Case.objects.exists()


def test_what_a_reader_cannot_see_cannot_be_reported(ana, rae):
    client = cast.signed_in(rae)
    kept = [cast.draft(ana), cast.hidden(ana), cast.trashed(ana), cast.for_herself(ana), cast.by_link(ana)]
    block(ana, cast.person("Vex"))
    shown = cast.posted(ana)
    hidden_review = review(shown, by=cast.person("Una"), is_hidden=True)
    answers = [client.get(address("work", work)).status_code for work in kept]
    answers += [client.get(address("review", hidden_review)).status_code]
    answers += [client.get(f"/report/work/{2**70}").status_code, client.get("/report/nonsense/1").status_code]
    assert answers == [404] * 8
    vex = cast.signed_in(ana.blocks.get().blocked)
    assert [vex.get(address(*thing)).status_code for thing in [("work", shown), ("pen-name", ana.default_pseud)]] == [
        404,
        404,
    ]
    assert not Case.objects.exists()


def test_the_same_person_twice_is_one_and_many_people_are_one_case(work, rae):
    people = [cast.signed_in(rae), cast.signed_in(rae), cast.signed_in(cast.person("Bea")), Client(), Client()]
    for number, client in enumerate(people):
        client.post(address("work", work), {"reason": SPAM, "sent_with": number})
    assert (Case.objects.count(), Report.objects.count()) == (1, 4)


def test_a_guest_reports_once_from_her_device_and_once_with_a_form_sent_twice(work):
    client = Client()
    form = client.get(address("work", work)).context["form"]
    said = {"reason": SPAM, "sent_with": form["sent_with"].value()}
    client.post(address("work", work), said)
    client.post(address("work", work), {**said, "sent_with": "another"})
    Client().post(address("work", work), said)
    report = Report.objects.get()
    assert (report.reporter, len(report.device), report.email) == (None, 64, "")


def test_a_guest_who_floods_is_stopped(ana):
    works = [cast.posted(ana, f"Night {number}") for number in range(5)]
    client = Client()
    said = [client.post(address("work", work), {"reason": SPAM}).status_code for work in works]
    assert said == [302, 302, 302, 200, 200]
    assert Report.objects.count() == 3


def test_a_reason_is_one_of_the_archives_and_words_are_never_markup(work, rae, nim):
    client = cast.signed_in(rae)
    assert client.post(address("work", work), {"reason": "<b>mine</b>"}).status_code == 200
    client.post(address("work", work), {"reason": SPAM, "words": "<script>alert(1)</script>"})
    page = cast.signed_in(nim).get(reverse("moderation")).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert(1)" not in page


def test_the_archivist_says_which_reasons_there_are(work, rae, nim):
    mo = cast.person("Mo", is_archivist=True)
    client = cast.signed_in(mo)
    client.post(reverse("report-reasons"), {"reasons": "It is <rude>\n\n  It is   loud \nIt is loud"})
    assert list(Reason.objects.values_list("name", flat=True)) == ["It is <rude>", "It is loud"]
    assert "It is &lt;rude&gt;" in cast.signed_in(rae).get(address("work", work)).content.decode()
    for bad in ("  \n ", "x" * 101, "\n".join(map(str, range(31)))):
        assert client.post(reverse("report-reasons"), {"reasons": bad}).context["form"].errors
    assert Reason.objects.count() == 2
    for other in (Client(), cast.signed_in(rae), cast.signed_in(nim)):
        assert other.get(reverse("report-reasons")).status_code == 404
        assert other.post(reverse("report-reasons"), {"reasons": "None"}).status_code == 404


def test_whom_it_concerns_is_never_shown_who_reported(work, ana, rae, nim):
    reported("work", work, by=rae, words="I am Rae")
    pages = ["settings", "moderation-mine"]
    assert "I am Rae" not in "".join(cast.signed_in(ana).get(reverse(page)).content.decode() for page in pages)
    own = reported("pen-name", nim.default_pseud, by=rae, words="I am Rae")
    client = cast.signed_in(nim)
    assert client.get(reverse("moderation-case", args=[own.pk])).status_code == 404
    page = client.get(reverse("moderation")).content.decode()
    assert page.count("I am Rae") == 1  # what she said of Ana


def test_a_guest_who_asked_is_answered_and_her_address_forgotten(work, nim, django_capture_on_commit_callbacks):
    case = reported("work", work, email="gil@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        done(case, "dismiss", by=nim)
    assert [(letter.to, letter.subject) for letter in mail.outbox] == [
        (["gil@example.org"], "Headcanon: what you reported")
    ]
    assert Report.objects.get().email == ""


def test_a_moderators_own_report_leads_to_its_case(work, nim):
    answer = cast.signed_in(nim).post(address("work", work), {"reason": SPAM})
    assert answer.url == reverse("moderation-case", args=[Case.objects.get().pk])
