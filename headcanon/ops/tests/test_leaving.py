"""Leaving: everything of hers goes, or everything but the works she leaves behind; and nothing of anybody else's."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import reverse

from headcanon.accounts.blocking import block, mute
from headcanon.accounts.inviting import invite
from headcanon.accounts.models import Block, FormerName, Invitation, Mute, Pseud, User
from headcanon.accounts.pen_names import add_pen_name, rename
from headcanon.core.models import Archive, UnwantedFile
from headcanon.core.outbox import drain
from headcanon.ops.leaving import LastArchivist, leave, the_orphan
from headcanon.ops.models import Takeout
from headcanon.ops.takeouts import ask_for_takeout, make_what_waits, takeouts_folder
from headcanon.works.drafting import keep
from headcanon.works.models import (
    Chapter,
    CoauthorRequest,
    Gift,
    Original,
    Provenance,
    Revision,
    Series,
    Work,
    WorkingCopy,
)
from headcanon.works.originals import keep_original, original_path
from headcanon.works.trash import trash, trash_chapter
from tests import cast
from tests.memory import forget_everything

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mo():
    return cast.person("Mo", is_archivist=True)


@pytest.fixture
def bea():
    return cast.person("Bea")


def signed_in(name="Ana"):
    client = Client()
    client.post(reverse("account_login"), {"login": name, "password": cast.PASSWORD})
    return client


def go(client, way="erase", typed="Ana", password=cast.PASSWORD):
    """Fills in the form, and says her password when she is asked for it."""
    asked = client.post(reverse("leave"), {"way": way, "typed": typed})
    assert asked.url == f"{reverse('account_reauthenticate')}?next=%2Fsettings%2Fleave"
    return client.post(asked.url, {"password": password, "next": "/settings/leave"})


def taken_in(work, person, data=b"A stroy.", part=0):
    original = keep_original(data)
    Provenance.objects.create(
        work=work, original=original, part=part, taken_in_by=person, file_name="a.txt", format="txt"
    )
    return original


def titles():
    return sorted(Work.objects.values_list("title", flat=True))


def authors_of(title):
    return [str(pseud) for pseud in Work.objects.get(title=title).authors]


class TestErasingEverything:
    def test_everything_of_hers_goes_and_nothing_of_anybody_elses(self, bea, mo):
        """Row for row: what is left is what there was before she came."""
        cast.posted(bea, "Bea's own", series=[("Tides", 1)])
        keep(Chapter.objects.get(), person=bea, device="d", seen=1, fields={"body": "…"})
        drain()
        before = everything()
        ana = cast.person("Ana")
        cast.posted(ana, "Posted", chapters=2, series=[("Nights", 1)], tags=["Otters of Ana"], fandoms=["Anaverse"])
        cast.draft(ana, "Draft")
        trash(cast.posted(ana, "Trashed"))
        work = cast.posted(ana, "Read from a file")
        taken_in(work, ana)
        keep(work.chapters.get(), person=ana, device="d", seen=1, fields={"body": "…"})
        rename(add_pen_name(ana, "Annabel"), "Annabella")
        for other in (bea, mo):
            block(other, ana)
            mute(ana, other)
        invite(ana, uses=1, lasts=cast.timezone.timedelta(days=1))
        Gift.objects.create(work=Work.objects.get(title="Bea's own"), name="Ana", pseud=ana.default_pseud)
        assert signed_in().get(reverse("settings")).status_code == 200
        Authenticator.objects.create(user=ana, type="totp", data={})
        assert signed_in().get(reverse("settings")).status_code == 302, "she has not said her code yet"
        leave(ana)
        drain()
        assert everything() == before

    def test_a_work_she_wrote_with_others_is_theirs(self, ana, bea):
        work = cast.posted(ana, "Together", others=[bea], series=[("Nights", 1)])
        original = taken_in(work, ana)
        Revision.objects.update(made_by=ana)
        keep(work.chapters.get(), person=ana, device="d", seen=1, fields={"body": "unsaved"})
        leave(ana)
        drain()
        assert authors_of("Together") == ["Bea"]
        assert not Revision.objects.exclude(made_by=None).exists()
        assert (WorkingCopy.objects.count(), Series.objects.count()) == (0, 0)
        assert Provenance.objects.get().taken_in_by == bea
        assert original_path(original.sha256).read_bytes() == b"A stroy."

    def test_a_file_that_somebody_elses_work_came_from_stays(self, ana, bea):
        for person in (ana, bea):
            original = taken_in(cast.posted(person, f"By {person}"), person)
        leave(ana)
        drain()
        assert [str(each) for each in Provenance.objects.all()] and Original.objects.get() == original
        assert original_path(original.sha256).is_file()

    def test_the_same_file_handed_in_by_both_authors_of_a_work_stays_once(self, ana, bea):
        taken_in(cast.posted(ana, "Together", others=[bea]), ana)
        taken_in(cast.posted(bea, "By Bea"), bea)
        leave(ana)
        assert [(each.work.title, each.taken_in_by) for each in Provenance.objects.all()] == [("By Bea", bea)]

    def test_files_go_once_it_is_committed_and_not_before(self, ana):
        original = taken_in(cast.posted(ana), ana)
        leave(ana)
        assert original_path(original.sha256).is_file()
        drain()
        assert not original_path(original.sha256).exists()

    def test_bytes_that_come_in_again_before_they_went_stay(self, ana, bea):
        original = taken_in(cast.posted(ana), ana)
        leave(ana)
        taken_in(cast.posted(bea, "By Bea"), bea)
        drain()
        assert original_path(original.sha256).read_bytes() == b"A stroy."
        assert UnwantedFile.objects.count() == 0

    def test_her_takeout_goes_too(self, ana):
        ask_for_takeout(ana)
        make_what_waits()
        assert len(list(takeouts_folder().glob("*.zip"))) == 1
        leave(ana)
        drain()
        assert list(takeouts_folder().glob("*.zip")) == []

    def test_letters_that_nobody_sent_go_too(self, ana, settings, tmp_path):
        settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
        settings.DATA = tmp_path
        settings.EMAIL_FILE_PATH = tmp_path / "mail"
        Client().post(reverse("account_reset_password"), {"email": "ana@example.org"})
        Client().post(reverse("account_reset_password"), {"email": "mo@example.org"})
        leave(ana)
        drain()
        assert [b"mo@example.org" in path.read_bytes() for path in (tmp_path / "mail").iterdir()] == [True]


class TestLeavingWorksBehind:
    def test_what_was_posted_stays_without_her_name(self, ana, bea):
        work = cast.posted(ana, "Posted", chapters=3, series=[("Nights", 1)])
        chapters = list(work.chapters.order_by("position"))
        Chapter.objects.filter(pk=chapters[1].pk).update(posted_at=None)
        trash_chapter(chapters[2])
        original = taken_in(work, ana)
        Revision.objects.update(made_by=ana)
        cast.draft(ana, "Draft", series=[("Dawns", 1)])
        trash(cast.posted(ana, "Trashed"))
        only_me = cast.posted(ana, "Only me")
        Work.objects.filter(pk=only_me.pk).update(audience="me")
        cast.posted(ana, "Together", others=[bea])
        leave(ana, leaving_behind=True)
        drain()
        assert titles() == ["Posted", "Together"]
        assert (authors_of("Posted"), authors_of("Together")) == (["orphan"], ["Bea"])
        assert list(Chapter.with_trash.filter(work=work).values_list("pk", flat=True)) == [chapters[0].pk]
        assert Work.objects.get(pk=work.pk).chapter_count == 1
        assert [(str(each), each.owner.username) for each in Series.objects.all()] == [("Nights", "orphan")]
        assert not Revision.objects.filter(made_by__isnull=False).exists()
        assert not (Original.objects.exists() or original_path(original.sha256).exists())
        assert not User.objects.filter(username="Ana").exists()
        page = Client().get(work.get_absolute_url()).content.decode()
        assert (">orphan</a>" in page, "Ana" in page) == (True, False)

    def test_two_people_may_leave_series_of_one_title(self, ana, bea):
        for person in (ana, bea):
            cast.posted(person, f"By {person}", series=[("Nights", 1)])
            leave(person, leaving_behind=True)
        assert sorted(map(str, Series.objects.all())) == ["Nights", "Nights (2)"]
        assert authors_of("By Ana") == authors_of("By Bea") == ["orphan"]

    def test_nobody_can_sign_in_as_the_orphan_or_take_its_name(self):
        orphan = the_orphan()
        assert (orphan.has_usable_password(), orphan.email) == (False, "")
        assert Client().post(reverse("account_reset_password"), {"email": "orphan"}) and mail.outbox == []
        Archive.objects.update_or_create(pk=1, defaults={"joining": "open"})
        forget_everything()
        said = {"username": "Orphan", "email": "x@example.org", "password1": cast.PASSWORD}
        page = Client().post(reverse("account_signup"), said).content.decode()
        assert "The archive keeps this name for itself" in page


@pytest.mark.django_db(transaction=True)
class TestThePage:
    def test_she_types_her_name_says_her_password_and_is_out(self, ana):
        cast.posted(ana, "The Lamp")
        client = signed_in()
        assert "You have 1 story here." in client.get(reverse("leave")).content.decode()
        answer = go(client)
        assert answer.url == reverse("home")
        assert "You have left." in client.get("/").content.decode()
        assert client.get(reverse("settings")).status_code == 302
        assert (titles(), User.objects.filter(username="Ana").exists()) == ([], False)
        assert [(letter.to, letter.subject) for letter in mail.outbox] == [
            (["ana@example.org"], "Headcanon: you have left")
        ]

    def test_or_leaves_her_stories_behind(self, ana):
        cast.posted(ana, "The Lamp")
        go(signed_in(), "leave-behind")
        assert authors_of("The Lamp") == ["orphan"]

    @pytest.mark.parametrize(("way", "typed"), [("erase", ""), ("erase", "Mo"), ("", "Ana"), ("elsewhere", "Ana")])
    def test_a_slip_does_nothing(self, ana, way, typed):
        page = signed_in().post(reverse("leave"), {"way": way, "typed": typed, "user": "1"}).content.decode()
        assert 'class="errors"' in page
        assert User.objects.filter(username="Ana").exists()

    def test_without_her_password_nobody_leaves_for_her(self, ana):
        client = signed_in()
        answer = go(client, password="some lantern or other")
        assert "This is not your password." in answer.content.decode()
        assert User.objects.filter(username="Ana").exists()

    def test_a_form_from_elsewhere_does_nothing(self, ana):
        client = Client(enforce_csrf_checks=True)
        client.force_login(ana)
        assert client.post(reverse("leave"), {"way": "erase", "typed": "Ana"}).status_code == 403
        assert User.objects.filter(username="Ana").exists()

    def test_a_guest_is_asked_to_sign_in(self):
        for name in ("leave", "takeout", "takeout-file"):
            assert Client().post(reverse(name)).url == f"{reverse('account_login')}?next={reverse(name)}"

    def test_the_only_archivist_is_told_what_to_do_first(self, mo):
        client = signed_in("Mo")
        assert "Make somebody else archivist first" in client.get(reverse("leave")).content.decode()
        assert go(client, typed="Mo").url == reverse("leave")
        with pytest.raises(LastArchivist):
            leave(mo)
        cast.person("Bea", is_archivist=True)
        leave(mo)
        assert list(User.objects.values_list("username", flat=True)) == ["Bea"]

    def test_who_has_left_already_leaves_nothing_once_more(self, ana):
        leave(ana)
        leave(ana)
        assert User.objects.get().username == "Mo"
        assert len(mail.outbox) == 1

    def test_it_says_when_backups_expire(self, ana, mo):
        mos = signed_in("Mo")
        mos.post(reverse("backups"), {"backups_kept": "12"})
        said = "Backups that hold what was erased expire after 12 days."
        assert said in signed_in().get(reverse("leave")).content.decode()
        assert said in Client().get(reverse("privacy")).content.decode()
        assert 'class="errors"' in mos.post(reverse("backups"), {"backups_kept": "0"}).content.decode()

    def test_only_the_archivist_sets_that(self, ana):
        client = signed_in()
        assert client.get(reverse("backups")).status_code == 404
        assert client.post(reverse("backups"), {"backups_kept": "1"}).status_code == 404


def everything():
    """How many rows there are of each kind, but for what counts or waits, and files in the data folder."""
    kinds = (
        User, Pseud, FormerName, Block, Mute, Invitation, Work, Chapter, Revision, WorkingCopy, Series, Original,
        Provenance, CoauthorRequest, Gift, Takeout, Authenticator, UserSession, Session, UnwantedFile,
    )  # fmt: skip
    names = {
        subject.__name__: sorted(map(str, subject.objects.all()))
        for subject in (Work.tags.rel.model, Work.fandoms.rel.model)
    }
    return {**{kind.__name__: kind._base_manager.count() for kind in kinds}, **names}
