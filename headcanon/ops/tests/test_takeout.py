"""A takeout holds everything of hers and nothing of anybody else's, and nobody else can have it."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from headcanon.accounts.blocking import block, mute
from headcanon.accounts.pen_names import add_pen_name, describe, rename
from headcanon.core.fields import StoryHTML
from headcanon.core.outbox import drain
from headcanon.core.viewing import Viewer
from headcanon.ops import takeouts
from headcanon.ops.models import Takeout
from headcanon.ops.takeouts import ask_for_takeout, forget_old, make_what_waits, takeouts_folder
from headcanon.ops.taking_out import write_takeout
from headcanon.ops.tests.archives import headcanon, make_archive
from headcanon.reviews.applauding import applaud
from headcanon.reviews.tests.saying import said_by
from headcanon.works.drafting import keep
from headcanon.works.models import Chapter, CoauthorRequest, Gift, Picture, Provenance, RelatedWork, Revision
from headcanon.works.originals import keep_original
from headcanon.works.pictures import picture_path, pictures_folder
from headcanon.works.trash import trash, trash_chapter
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_folder")]


@pytest.fixture
def bea():
    return cast.person("Bea")


def signed_in(name="Ana", *, proven=True):
    client = Client()
    client.post(reverse("account_login"), {"login": name, "password": cast.PASSWORD})
    if proven:
        client.post(reverse("account_reauthenticate"), {"password": cast.PASSWORD})
    return client


def taken_out(person, tmp_path, name="t.zip"):
    """What is in her takeout, by name: JSON understood, all else as bytes."""
    write_takeout(person, tmp_path / name)
    return opened(tmp_path / name)


def opened(file):
    with zipfile.ZipFile(file) as archive:
        return {
            name: json.loads(archive.read(name)) if name.endswith(".json") else archive.read(name)
            for name in archive.namelist()
        }


def folder_of(work, said):
    """What lies in the work's folder, by the rest of its name."""
    beginning = next(name for name in said if name.startswith(f"works/{work.pk}-")).split("/")[:2]
    place = "/".join(beginning) + "/"
    return {name.removeprefix(place): told for name, told in said.items() if name.startswith(place)}


def test_what_was_said_comes_along_as_her_pages_show_it(ana, bea, tmp_path):
    work, other = cast.posted(ana, "The Lamp"), cast.posted(bea, "The Oar")
    kind = said_by(bea, work, "I could hear the sea.")
    said_by(ana, work, "So could I.", answers=kind)
    said_by(ana, other, "The oar!")
    vex = cast.person("Vex")
    said_by(vex, work, "Ana does not hear this any more.")
    block(ana, vex)
    applaud(other, viewer=Viewer(ana))
    said = taken_out(ana, tmp_path)
    hers, received = said["reviews.json"], folder_of(work, said)["reviews.json"]
    assert [(each["title"], each["text"]) for each in hers["reviews"]] == [
        ("The Lamp", "<p>So could I.</p>"),
        ("The Oar", "<p>The oar!</p>"),
    ]
    assert [(each["work_id"], each["title"]) for each in hers["kudos"]] == [(other.pk, "The Oar")]
    assert [(each["by"], each["text"]) for each in received["reviews"]] == [
        ("Bea", "<p>I could hear the sea.</p>"),
        ("Ana", "<p>So could I.</p>"),
    ]


def test_a_work_comes_with_everything_there_is_of_it(ana, bea, tmp_path):
    work = cast.posted(ana, "The Lamp", others=[bea], chapters=3, series=[("Nights", 1)])
    first, second, third = work.chapters.order_by("position")
    Chapter.objects.filter(pk=second.pk).update(posted_at=None)
    trash_chapter(third)
    Provenance.objects.create(
        work=work, original=keep_original(b"A stroy.\r\n\xff"), taken_in_by=ana, file_name="../a lamp.TXT", format="txt"
    )
    keep(first, person=ana, device="phone", seen=1, fields={"body": "unsaved by Ana"})
    keep(first, person=bea, device="desk", seen=1, fields={"body": "unsaved by Bea"})
    picture = Picture.objects.create(work=work, sha256="0" * 64, kind="png", width=1, height=1)
    pictures_folder(work.pk).mkdir(parents=True)
    picture_path(picture).write_bytes(b"a picture")
    Gift.objects.create(work=work, name="Rae")
    RelatedWork.objects.create(work=work, kind="sequel", title="The Oil", author="Somebody")
    CoauthorRequest.objects.create(work=work, pseud=cast.person("Cleo").default_pseud, asked_by=ana)
    said = folder_of(work, taken_out(ana, tmp_path))
    told = said["work.json"]
    assert (told["id"], told["title"], told["state"], told["summary"]) == (
        work.pk, "The Lamp", "posted", "<p>A keeper trims her lamp.</p>",
    )  # fmt: skip
    assert told["authors"] == [
        {"pen_name": "Ana", "user_name": "Ana"}, {"pen_name": "Bea", "user_name": "Bea"},
    ]  # fmt: skip
    assert [link["name"] for link in told["fandoms"]] == ["Greek myth"]
    assert {(tag["kind"], tag["name"]) for tag in told["tags"]} >= {("character", "Hero"), ("freeform", "Lighthouses")}
    assert told["series"] == [{"title": "Nights", "position": 1}]
    assert [gift["name"] for gift in told["gifts"]] == ["Rae"]
    assert [(each["kind"], each["title"]) for each in told["relations"]] == [("sequel", "The Oil")]
    assert [each["pen_name"] for each in told["asked_to_be_authors"]] == ["Cleo"]
    bodies = {name: chapter["body"] for name, chapter in said.items() if name.startswith("chapters/")}
    assert sorted(body[:18] for body in bodies.values()) == [
        "<p>Chapter 1 begin", "<p>Chapter 2 begin", "<p>Chapter 3 begin",
    ]  # fmt: skip
    assert b"Chapter 2 begins" in said["work.html"]
    assert b"Chapter 3 begins" not in said["work.html"]
    revisions = [told for name, told in said.items() if name.startswith("revisions/")]
    assert len(revisions) == Revision.objects.filter(work=work).count()
    assert {revision["fields"]["title"] for revision in revisions} == {"The Lamp", "Night 1", "Night 2", "Night 3"}
    copies = [told for name, told in said.items() if name.startswith("working-copies/")]
    assert [(copy["device"], copy["fields"]) for copy in copies] == [("phone", {"body": "unsaved by Ana"})]
    assert said[f"pictures/{picture.pk}.png"] == b"a picture"
    assert said["original.TXT"] == b"A stroy.\r\n\xff"
    assert said["original.json"]["file_name"] == "../a lamp.TXT"


def test_what_others_handed_in_or_typed_is_not_in_it(ana, bea, tmp_path):
    work = cast.posted(bea, "Together", others=[ana])
    Provenance.objects.create(
        work=work, original=keep_original(b"other stories"), taken_in_by=bea, file_name="a.txt", format="txt"
    )
    cast.draft(bea, "Nobody ever saw the otter")
    secret = cast.draft(bea, "Nobody ever saw the swan")
    Gift.objects.create(work=secret, name="Ana", pseud=ana.default_pseud)
    RelatedWork.objects.create(work=secret, kind="remix", parent=cast.posted(ana, "The Lamp"))
    CoauthorRequest.objects.create(work=secret, pseud=ana.default_pseud, asked_by=bea)
    block(bea, ana)
    said = taken_out(ana, tmp_path)
    everything = json.dumps([str(told) for told in said.values()])
    for word in ("other stories", "otter", "swan", "bea@example.org"):
        assert word not in everything
    assert "original.txt" not in folder_of(work, said)
    assert said["named.json"] == {
        "asked_to_be_an_author": [{**said["named.json"]["asked_to_be_an_author"][0], "title": "", "pen_name": "Ana"}],
        "gifts": [],
        "works_that_follow_hers": [],
    }
    assert said["profile.json"]["blocked"] == []


def test_her_profile_is_in_it(ana, bea, tmp_path):
    pseud = add_pen_name(ana, "Annabel")
    rename(pseud, "Анна")
    describe(pseud, name="Анна", about=StoryHTML("<p>Hello.</p>"))
    mute(ana, bea)
    ana.look = "sepia.sans"
    trash(cast.posted(ana, "Trashed", series=[("Nights", 1)]))
    said = taken_out(ana, tmp_path)
    profile = said["profile.json"]
    assert (profile["user_name"], profile["email"], profile["muted"]) == ("Ana", "ana@example.org", ["Bea"])
    assert profile["pen_names"] == [
        {"name": "Ana", "is_usual": True, "about": "", "was_called": []},
        {"name": "Анна", "is_usual": False, "about": "<p>Hello.</p>", "was_called": ["annabel"]},
    ]
    assert profile["preferences"]["look"] == "sepia.sans"
    assert "password" not in json.dumps(profile)
    assert [series["title"] for series in said["series.json"]] == ["Nights"]
    assert b"Everything of Ana at Headcanon." in said["README.txt"]
    assert set(said) - {"manifest.json"} == set(said["manifest.json"]["members"])


@pytest.mark.parametrize(
    "title",
    [
        "../../etc/passwd",
        "/",
        "..",
        "a\\b:c*?",
        "\u202eltr\u202c",
        "CON",
        "x" * 250,
        "光の物語",
        "a\nb",
        ".hidden",
        "-",
        "%2e%2e",
    ],
)
def test_no_title_leads_out_of_its_folder(ana, tmp_path, title):
    work = cast.posted(ana, title)
    names = list(taken_out(ana, tmp_path))
    [place] = {name.split("/")[1] for name in names if name.startswith("works/")}
    assert place.startswith(f"{work.pk}-")
    assert len(place) <= 50 and place.isascii() and not set(place) & set('/\\:*?"<>|%. \n')


def test_a_missing_original_is_said_and_the_rest_is_there(ana, tmp_path):
    work = cast.posted(ana, "The Lamp")
    original = keep_original(b"gone")
    Provenance.objects.create(work=work, original=original, taken_in_by=ana, file_name="a.txt", format="txt")
    (tmp_path / "originals" / original.sha256[:2] / original.sha256[2:]).unlink()
    name = f"works/{work.pk}-The_Lamp/original.txt"
    lost = [f"{name} of “The Lamp” is not here: No such file or directory."]
    assert write_takeout(ana, tmp_path / "t.zip") == (1, lost)
    assert "is not here" in opened(tmp_path / "t.zip")["README.txt"].decode()


class TestThePage:
    def test_she_asks_for_it_waits_and_has_it(self, ana):
        cast.posted(ana, "The Lamp")
        client = signed_in()
        assert "Make my file" in client.get(reverse("takeout")).content.decode()
        assert client.post(reverse("takeout")).url == reverse("takeout")
        assert "Your file is being made." in client.get(reverse("takeout")).content.decode()
        assert client.get(reverse("takeout-file")).status_code == 404
        make_what_waits()
        assert "Download it" in client.get(reverse("takeout")).content.decode()
        answer = client.get(reverse("takeout-file"))
        assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
        assert answer["Content-Disposition"].startswith('attachment; filename="Ana-')
        said = opened(io.BytesIO(b"".join(answer.streaming_content)))
        assert said["manifest.json"]["user_name"] == "Ana"

    def test_asking_twice_makes_one(self, ana):
        client = signed_in()
        for _ in range(2):
            client.post(reverse("takeout"))
        make_what_waits()
        assert (Takeout.objects.count(), len(list(takeouts_folder().glob("*.zip")))) == (1, 1)

    def test_a_newer_one_takes_the_place_of_the_older(self, ana):
        ask_for_takeout(ana)
        make_what_waits()
        [older] = takeouts_folder().glob("*.zip")
        ask_for_takeout(ana)
        drain()
        assert not older.exists()
        make_what_waits()
        assert len(list(takeouts_folder().glob("*.zip"))) == 1

    def test_nobody_elses_is_to_be_had(self, ana):
        ask_for_takeout(ana)
        make_what_waits()
        cast.person("Rae")
        for client in (signed_in("Rae"),):
            assert client.get(reverse("takeout-file")).status_code == 404
            assert client.get(reverse("takeout-file"), {"person": ana.pk}).status_code == 404
            assert client.get(f"{reverse('takeout-file')}/{ana.pk}").status_code == 404
            assert "Make my file" in client.get(reverse("takeout")).content.decode()
        assert Client().get(reverse("takeout-file")).status_code == 302

    def test_it_wants_the_password_first(self, ana):
        client = signed_in(proven=False)
        confirm = reverse("account_reauthenticate")
        assert client.post(reverse("takeout")).url.startswith(confirm)
        assert not Takeout.objects.exists()
        ask_for_takeout(ana)
        make_what_waits()
        assert client.get(reverse("takeout-file")).url.startswith(confirm)

    def test_a_form_from_elsewhere_asks_for_nothing(self, ana):
        client = Client(enforce_csrf_checks=True)
        client.force_login(ana)
        assert client.post(reverse("takeout")).status_code == 403

    def test_it_is_gone_after_seven_days(self, ana, bea):
        for person in (ana, bea):
            ask_for_takeout(person)
        make_what_waits()
        Takeout.objects.filter(person=ana).update(asked_at=timezone.now() - timedelta(days=7, minutes=1))
        forget_old()
        drain()
        assert [takeout.person for takeout in Takeout.objects.all()] == [bea]
        assert [path.name.split("-")[0] for path in takeouts_folder().glob("*.zip")] == [str(bea.pk)]

    def test_what_a_killed_process_left_half_is_made_anew(self, ana):
        ask_for_takeout(ana)
        takeouts_folder().mkdir()
        half = takeouts_folder() / f".{ana.pk}-1.zip-abc"
        half.mkdir()
        (half / "x.zip").write_bytes(b"half of it")
        make_what_waits()
        assert sorted(path.suffix for path in takeouts_folder().iterdir()) == ["", ".zip"]
        assert Takeout.objects.get().made_at is not None

    def test_one_that_cannot_be_written_says_so_and_can_be_asked_for_again(self, ana, monkeypatch):
        monkeypatch.setattr(takeouts, "write_takeout", lambda *words, **more: 1 / 0)
        ask_for_takeout(ana)
        make_what_waits()
        client = signed_in()
        assert "It could not be written." in client.get(reverse("takeout")).content.decode()
        monkeypatch.undo()
        client.post(reverse("takeout"))
        make_what_waits()
        assert "Download it" in client.get(reverse("takeout")).content.decode()

    def test_one_whose_owner_left_while_it_was_made_is_not_kept(self, ana, monkeypatch):
        def leaves_meanwhile(person, path, **more):
            write_takeout(person, path)
            Takeout.objects.all().delete()

        monkeypatch.setattr(takeouts, "write_takeout", leaves_meanwhile)
        ask_for_takeout(ana)
        make_what_waits()
        assert list(takeouts_folder().glob("*.zip")) == []


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    return make_archive(tmp_path_factory.mktemp("archive") / "data")


class TestTheCommand:
    def test_it_writes_the_file_and_says_what_is_in_it(self, archive, tmp_path):
        done = headcanon("takeout", "ana", "-o", tmp_path / "ana.zip", data=archive)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.endswith("ana.zip: 2 works, 0.0 MB, read again and found whole.\n")
        assert sorted(opened(tmp_path / "ana.zip")["profile.json"])[0] == "addresses"

    def test_it_says_no(self, archive, tmp_path):
        (tmp_path / "dear.zip").write_text("something dear")
        refused = headcanon("takeout", "Ana", "-o", tmp_path / "dear.zip", data=archive)
        assert refused.stderr.endswith("a takeout never writes over a file. Choose another name with -o.\n")
        unknown = headcanon("takeout", "Nobody", "-o", tmp_path / "x.zip", data=archive)
        assert unknown.stderr == f"headcanon: nobody has the user name “Nobody” in {archive}.\n"
        assert (refused.returncode, unknown.returncode) == (1, 1)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["dear.zip"]
