"""A takeout is a file that anybody can write: what it claims of others is not believed, and nothing in it does harm."""

import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone

from headcanon.accounts.models import User
from headcanon.core.outbox import drain
from headcanon.core.viewing import Viewer
from headcanon.headcanons.models import Headcanon
from headcanon.ops.arrivals import takeout_works
from headcanon.ops.arrivals.takeout import whose
from headcanon.ops.arrivals.takeout_file import Takeout
from headcanon.ops.models import Carried
from headcanon.ops.refusal import Refusal
from headcanon.ops.tests.takeouts_made import a_work, brought, made
from headcanon.reviews.models import Kudos, Review
from headcanon.works.models import Revision, Work
from headcanon.works.revisions import unpacked
from headcanon.works.visibility import own_work_ids
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_folder")]


@pytest.fixture
def bea():
    return cast.person("Bea")


def works_of(person):
    return Work.objects.filter(pk__in=own_work_ids(Viewer(person)))


class TestTheFile:
    @pytest.mark.parametrize(
        ("spoil", "why"),
        [
            (lambda path: path.write_bytes(path.read_bytes()[:-300]), "it is no whole zip file"),
            (lambda path: path.write_text("something else"), "it is no whole zip file"),
            (lambda path: made(path, {}, user_name="../../etc"), "its manifest is damaged"),
            (lambda path: made(path, {}, format=99), "it was made by a newer Headcanon"),
            (lambda path: made(path, {"../outside.json": {}}), "it holds something that no backup holds"),
            (lambda path: made(path, {"works/../../x.json": {}}), "it holds something that no backup holds"),
        ],
    )
    def test_what_is_no_whole_takeout_is_refused_before_anything_is_written(self, ana, tmp_path, spoil, why):
        path = made(tmp_path / "t.zip", a_work())
        spoil(path)
        with pytest.raises(Refusal, match=why):
            brought(path, person=ana)
        assert not Work.objects.exists()

    def test_a_member_that_is_not_what_the_manifest_says_is_refused(self, ana, tmp_path):
        path = made(tmp_path / "t.zip", a_work())
        with zipfile.ZipFile(path) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        members["profile.json"] = members["profile.json"].replace(b"Ana", b"Eve")
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in members.items():
                archive.writestr(name, data)
        with pytest.raises(Refusal, match=r"profile\.json is damaged"):
            brought(path, person=ana)

    def test_one_work_that_cannot_be_read_leaves_the_others_unharmed(self, ana, tmp_path):
        members = {**a_work(), "works/7000009-Broken/work.json": b"[" * 100_000, **a_work(7_000_011)}
        arriving = brought(made(tmp_path / "t.zip", members), person=ana)
        assert (works_of(ana).count(), arriving.count["failed"]) == (2, 1)
        assert "7000009-Broken/work.json is not what Headcanon writes there" in arriving.sentences[0]

    def test_brought_twice_it_comes_once(self, ana, tmp_path):
        path = made(tmp_path / "t.zip", a_work())
        brought(path, person=ana)
        Work.objects.update(title="Changed since")
        arriving = brought(path, person=ana)
        assert (works_of(ana).get().title, arriving.count["here already"]) == ("Changed since", 1)

    def test_what_was_killed_goes_on_and_has_no_half_work(self, ana, tmp_path, monkeypatch):
        path = made(tmp_path / "t.zip", {**a_work(), **a_work(7_000_011)})
        real, done = takeout_works.bring_ties, []

        def dies(arriving, work, told):
            done.append(work)
            if len(done) == 2:
                raise KeyboardInterrupt
            real(arriving, work, told)

        monkeypatch.setattr(takeout_works, "bring_ties", dies)
        with pytest.raises(KeyboardInterrupt):
            brought(path, person=ana)
        assert works_of(ana).count() == Work.objects.count() == 1
        monkeypatch.undo()
        brought(path, person=ana)
        assert sorted(works_of(ana).values_list("pk", flat=True)) == [7_000_001, 7_000_011]


class TestWhose:
    def test_who_only_happens_to_be_called_so_is_given_nothing(self, ana, tmp_path):
        path = made(tmp_path / "t.zip", a_work())
        with pytest.raises(Refusal, match="If that is her, say so with --as Ana"):
            brought(path)
        assert not works_of(ana).exists()
        brought(path, "ana")
        assert works_of(ana).count() == 1

    def test_an_account_is_made_that_nobody_can_sign_in_to(self, tmp_path):
        brought(path := made(tmp_path / "t.zip", a_work()))
        her = User.objects.get(username="Ana")
        assert (her.has_usable_password(), her.is_superuser, her.is_moderator) == (False, False, False)
        brought(path)
        assert User.objects.count() == 1

    def test_no_name_that_the_archive_keeps_for_itself(self, tmp_path):
        with Takeout(made(tmp_path / "t.zip", {}, user_name="orphan")) as file, pytest.raises(Refusal, match="--as"):
            whose(file, None)


EVIL = ("alert(1)", "onclick", 'src="https://evil', "javascript:", "<b>Rae")
NONSENSE = [None, -1, 2**70, "\ud800\0" + "x" * 5_000, [[1]], {"a": []}]


class TestWhatItHolds:
    @pytest.mark.parametrize("nonsense", NONSENSE, ids=lambda nonsense: repr(nonsense)[:12])
    def test_nonsense_in_every_field_ends_nothing(self, ana, tmp_path, nonsense):
        members = a_work(
            chapter=dict.fromkeys(("title", "position", "notes_before", "publish_at", "version"), nonsense)
        )
        [name] = [name for name in members if name.endswith("work.json")]
        for field in members[name]:
            if field != "id":
                members[name] = {**members[name], field: nonsense}
        names = ("news", "reviews", "headcanons", "canons", "searches", "reading", "moderation", "named", "profile")
        members |= {f"{each}.json": {"a": nonsense, **dict.fromkeys(KEYS, nonsense)} for each in names}
        members |= {
            "shelves.json": [nonsense, dict.fromkeys(KEYS, nonsense)],
            "quiet.json": [dict.fromkeys(KEYS, nonsense)],
        }
        brought(made(tmp_path / "t.zip", members), person=ana, is_vouched=False)
        drain()
        work = works_of(ana).get()
        client = cast.signed_in(ana)
        for address in (work.get_absolute_url(), reverse("takeout"), reverse("settings"), reverse("follows")):
            assert client.get(address, {"view_adult": "true"}).status_code == 200

    def test_no_script_comes_in_by_any_door(self, ana, tmp_path):
        evil = '<p onclick="x()">Fine<script>alert(1)</script><img src="https://evil.example/x.png"></p>'
        members = a_work(
            summary=evil, notes_before=evil, chapter={"body": evil, "notes_after": evil},
            relations=[{"kind": "sequel", "title": "T", "address": "javascript:alert(1)"}],
            reviews={"reviews": [{"id": 5, "text": evil, "state": "posted", "by": "<b>Rae"}]},
        )  # fmt: skip
        members["works/7000001-A_work/revisions/1.json"] = {
            "cause": "save", "made_at": "2020-01-01T00:00:00+00:00", "chapter_id": 7_000_002,
            "fields": {"body": evil, "x": 1},
        }  # fmt: skip
        members["headcanons.json"] = {"headcanons": [{"id": 7_000_020, "claim": "A lamp", "state": "posted", "talk": [
            {"id": 1, "text": evil, "by": "Rae"}]}]}  # fmt: skip
        members["news.json"] = {"announced": [{"id": 1, "text": evil, "work_id": 7_000_001}]}
        brought(made(tmp_path / "t.zip", members), person=ana)
        drain()
        work = works_of(ana).get()
        for page in (work.get_absolute_url(), Headcanon.objects.get().get_absolute_url()):
            said = cast.signed_in(ana).get(page).content.decode()
            assert "Fine" in said or "A lamp" in said
            for word in EVIL:
                assert word not in said
        kept = str(unpacked(Revision.objects.exclude(chapter=None).get()))
        assert "Fine" in kept and not any(word in kept for word in EVIL)
        assert work.relations.get().address == ""

    def test_nothing_is_dated_into_the_time_to_come(self, ana, tmp_path):
        brought(
            made(tmp_path / "t.zip", a_work(revised_at="2990-01-01T00:00:00+00:00", posted_at="2990-01-01")), person=ana
        )
        work = works_of(ana).get()
        assert max(work.revised_at, work.posted_at) <= timezone.now()
        assert work.newest_key >> 31 <= timezone.now().timestamp()


KEYS = (
    "follows", "told", "announced", "mail", "desk", "wishes", "trusted", "reviews", "kudos", "typo_notes", "headcanons",
    "asked_of_her", "believes", "writing", "remarks", "takes_asks", "how_far", "suggested", "put_in_order", "saved",
    "always_left_out", "keeps_history", "readings", "reported", "decided", "gifts", "pen_names", "preferences", "blocked",
    "muted", "id", "works", "name", "kind", "work", "claim", "work_id", "tags",
)  # fmt: skip


class TestWhatNobodyVouchesFor:
    """A file that she brings on a page herself."""

    def test_nobody_is_named_or_asked_because_of_it(self, ana, bea, tmp_path):
        both = [{"pen_name": "Bea", "user_name": "Bea"}, {"pen_name": "Ana", "user_name": "Ana"}]
        members = a_work(authors=both, relations=[{"kind": "remix", "parent_id": 1}])
        members["headcanons.json"] = {
            "headcanons": [{"id": 7_000_020, "claim": "Write!", "state": "asked", "asked_of": "Bea", "pen_name": "Bea"}]
        }
        arriving = brought(made(tmp_path / "t.zip", members), person=ana, is_vouched=False)
        work = works_of(ana).get()
        assert [pseud.user for pseud in work.authors] == [ana]
        assert (work.coauthor_requests.count(), Headcanon.objects.get().asked_of) == (0, None)
        assert Headcanon.objects.get().pseud.user == ana
        assert any("was written with Bea" in sentence for sentence in arriving.sentences)
        assert Carried.objects.filter(person=ana, member="work.json/authors").get().told["user_name"] == "Bea"

    def test_numbers_of_readers_and_kudos_are_not_believed(self, ana, tmp_path):
        days, glad = [{"day": "2020-01-01", "reads": 9_000}], ["2020-01-01T00:00:00+00:00"] * 3
        members = a_work(days=days, read_count=9_000, kudos_count=3, reviews={"kudos": glad})
        brought(made(tmp_path / "t.zip", members), person=ana, is_vouched=False)
        drain()
        work = works_of(ana).get()
        assert (work.read_count, work.kudos_count, Kudos.objects.count()) == (0, 0, 0)
        brought(made(tmp_path / "u.zip", members, user_name="Mo"), "Rae")
        drain()
        vouched = works_of(User.objects.get(username="Rae")).get()
        assert (vouched.read_count, vouched.kudos_count, vouched.pk) == (9_000, 3, 7_000_001)

    def test_it_says_nothing_to_others(self, ana, bea, tmp_path):
        theirs = cast.posted(bea, "The Oar")
        said = {"id": 4, "work_id": theirs.pk, "title": "The Oar", "text": "<p>Bad.</p>", "state": "posted"}
        members = {"reviews.json": {"reviews": [said], "kudos": [{"work_id": theirs.pk, "title": "The Oar"}]}}
        members["reading.json"] = {"readings": [{"work_id": theirs.pk, "title": "The Oar", "state": "read"}]}
        path = made(tmp_path / "t.zip", members)
        brought(path, person=ana, is_vouched=False)
        assert (Review.objects.count(), Kudos.objects.count(), ana.readings.get().work) == (0, 0, theirs)
        assert Carried.objects.filter(person=ana).count() == 2

    def test_no_words_are_put_into_the_mouth_of_somebody_here(self, ana, bea, tmp_path):
        said = [{"id": 4, "text": "<p>Best ever.</p>", "state": "posted", "by": "Bea", "chapter_id": 7_000_002}]
        brought(made(tmp_path / "t.zip", a_work(reviews={"reviews": said})), person=ana, is_vouched=False)
        review = Review.objects.get()
        assert (review.pseud, review.guest_name) == (None, "Bea")

    def test_no_pen_name_that_somebody_else_would_be_taken_for(self, ana, bea, tmp_path):
        profile = {"pen_names": [{"name": "Веа", "is_usual": True, "about": "<p>I am Bea.</p>"}]}
        work = a_work(authors=[{"pen_name": "Веа", "user_name": "Ana"}])
        arriving = brought(made(tmp_path / "t.zip", {"profile.json": profile, **work}), person=ana, is_vouched=False)
        assert [pseud.name for pseud in works_of(ana).get().authors] == ["Ana"]
        assert "looks like “Bea”" in arriving.sentences[0]

    def test_no_number_is_chosen(self, ana, tmp_path):
        brought(made(tmp_path / "t.zip", a_work(7_000_001)), person=ana, is_vouched=False)
        assert works_of(ana).get().pk != 7_000_001

    def test_a_works_of_others_is_never_written_to(self, ana, bea, tmp_path):
        theirs = cast.posted(bea, "The Oar")
        told = a_work(theirs.pk, made_at=theirs.made_at.isoformat(), title="The Oar")
        brought(made(tmp_path / "t.zip", told), person=ana)
        theirs.refresh_from_db()
        assert [pseud.user for pseud in Work.objects.get(pk=theirs.pk).authors] == [bea]
        assert works_of(ana).get().pk != theirs.pk


class TestThoseWhoComeOneAfterAnother:
    def test_a_story_by_two_comes_once_and_is_by_both_again(self, tmp_path):
        both = [{"pen_name": name, "user_name": name} for name in ("Ana", "Bea")]
        brought(made(tmp_path / "a.zip", a_work(authors=both)))
        brought(made(tmp_path / "b.zip", a_work(authors=both), user_name="Bea"))
        assert [pseud.name for pseud in Work.objects.get().authors] == ["Ana", "Bea"]
        assert not Carried.objects.filter(member="work.json/authors").exists()

    def test_a_guests_review_is_hers_again_when_she_comes(self, tmp_path):
        said = {
            "id": 4,
            "text": "<p>Ah.</p>",
            "state": "posted",
            "by": "Rae",
            "chapter_id": 7_000_002,
            "work_id": 7_000_001,
        }
        brought(made(tmp_path / "a.zip", a_work(reviews={"reviews": [said]})))
        hers = {"reviews": [{**said, "pen_name": "Rae", "title": "The Lamp"}]}
        brought(made(tmp_path / "r.zip", {"reviews.json": hers}, user_name="Rae"))
        review = Review.objects.get()
        assert (review.pseud.name, review.guest_name) == ("Rae", "")

    def test_what_had_no_place_finds_it_when_it_is_brought_again(self, tmp_path):
        hers = {"reviews.json": {"kudos": [{"work_id": 7_000_001, "title": "The Lamp"}], "trusted": ["Ana"]}}
        path = made(tmp_path / "r.zip", hers, user_name="Rae")
        for _ in range(2):
            brought(path)
        assert (Kudos.objects.count(), Carried.objects.count()) == (0, 2)
        brought(made(tmp_path / "a.zip", a_work()))
        brought(path)
        assert (Kudos.objects.get().person.username, Carried.objects.count()) == ("Rae", 0)
        assert [each.trusted.username for each in User.objects.get(username="Rae").trusts.all()] == ["Ana"]
