"""Bringing a takeout on a page, and with the command."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from headcanon.accounts.models import User
from headcanon.core.outbox import drain
from headcanon.core.viewing import Viewer
from headcanon.ops import brought
from headcanon.ops.arrivals import takeout_waiting
from headcanon.ops.arrivals.takeout_waiting import clear_away, take_in_what_waits
from headcanon.ops.brought import brought_folder
from headcanon.ops.leaving import leave
from headcanon.ops.models import Arrival, Bringing, Carried
from headcanon.ops.tests.archives import CHECKOUT, ask, environment, files_in, headcanon, make_archive, tell
from headcanon.ops.tests.takeouts_made import a_work, made
from headcanon.works.models import Work
from headcanon.works.visibility import own_work_ids
from tests import cast

MANY = """
from headcanon.accounts.models import User
for number in range(60):
    posted(User.objects.get(username="Ana"), f"Night {number}", chapters=2)
"""


def works_of(person):
    return Work.objects.filter(pk__in=own_work_ids(Viewer(person)))


def uploaded(path):
    return SimpleUploadedFile("<my> takeout.zip", path.read_bytes(), "application/zip")


def page_of(person):
    return cast.signed_in(person).get(reverse("bring-takeout")).content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("data_folder")
class TestThePage:
    def test_she_brings_it_waits_and_reads_what_became_of_it(self, ana, tmp_path):
        both = [{"pen_name": name, "user_name": name} for name in ("Ana", "B<i>ea")]
        path = made(tmp_path / "t.zip", a_work(authors=both))
        client = cast.signed_in(ana)
        assert client.post(reverse("bring-takeout"), {"file": uploaded(path)}).url == reverse("bring-takeout")
        assert "is being taken in" in page_of(ana)
        take_in_what_waits()
        page = page_of(ana)
        assert "One work was taken in." in page
        assert "was written with B&lt;i&gt;ea" in page and "&lt;my&gt; takeout.zip" in page
        assert works_of(ana).get().title == "The Lamp"
        assert list(brought_folder().iterdir()) == []

    def test_nobody_elses_account_is_written_to_and_nobody_else_sees_it(self, ana, tmp_path):
        rae = cast.person("Rae")
        path = made(tmp_path / "t.zip", a_work())
        cast.signed_in(rae).post(reverse("bring-takeout"), {"file": uploaded(path), "person": ana.pk, "as": "Ana"})
        take_in_what_waits()
        assert (works_of(ana).count(), works_of(rae).count()) == (0, 1)
        assert "takeout.zip" not in page_of(ana)
        assert Client().get(reverse("bring-takeout")).status_code == 302
        assert Client().post(reverse("bring-takeout"), {"file": uploaded(path)}).status_code == 302
        assert Bringing.objects.count() == 1

    def test_a_form_from_elsewhere_brings_nothing(self, ana, tmp_path):
        client = Client(enforce_csrf_checks=True)
        client.force_login(ana)
        answer = client.post(reverse("bring-takeout"), {"file": uploaded(made(tmp_path / "t.zip", {}))})
        assert (answer.status_code, Bringing.objects.exists()) == (403, False)

    def test_what_is_no_takeout_is_said_and_can_be_brought_anew(self, ana, tmp_path):
        client = cast.signed_in(ana)
        assert "Choose a file first." in client.post(reverse("bring-takeout")).content.decode()
        client.post(reverse("bring-takeout"), {"file": SimpleUploadedFile("a.txt", b"no zip")})
        take_in_what_waits()
        assert "a.txt cannot be taken in: it is no whole zip file." in page_of(ana)
        client.post(reverse("bring-takeout"), {"file": uploaded(made(tmp_path / "t.zip", a_work()))})
        take_in_what_waits()
        assert works_of(ana).count() == 1

    def test_one_after_another_and_none_that_is_too_large(self, ana, tmp_path, monkeypatch):
        client, path = cast.signed_in(ana), made(tmp_path / "t.zip", a_work())
        for _ in range(2):
            answer = client.post(reverse("bring-takeout"), {"file": uploaded(path)})
        assert "is still being taken in" in answer.content.decode()
        monkeypatch.setattr(takeout_waiting, "MOST_UNPACKED", 10)
        take_in_what_waits()
        assert "which only the archivist can take in" in page_of(ana)
        monkeypatch.setattr(brought, "MOST_BYTES", 10)
        answer = client.post(reverse("bring-takeout"), {"file": uploaded(path)})
        assert "the most that is taken here" in answer.content.decode()
        assert not works_of(ana).exists()

    def test_whoever_is_suspended_brings_nothing(self, ana, tmp_path):
        client, path = cast.signed_in(ana), made(tmp_path / "t.zip", a_work())
        client.post(reverse("bring-takeout"), {"file": uploaded(path)})
        User.objects.update(suspended_until=timezone.now() + timezone.timedelta(days=1))
        take_in_what_waits()
        assert client.post(reverse("bring-takeout"), {"file": uploaded(path)}).status_code == 403
        assert "A moderator has asked you to be silent" in page_of(ana)
        assert not works_of(ana).exists()

    def test_one_that_breaks_something_is_not_tried_for_ever(self, ana, tmp_path, monkeypatch):
        monkeypatch.setattr(takeout_waiting, "bring", lambda *words, **more: 1 / 0)
        cast.signed_in(ana).post(reverse("bring-takeout"), {"file": uploaded(made(tmp_path / "t.zip", a_work()))})
        take_in_what_waits()
        assert "the archivist finds the reason in the log" in page_of(ana)

    def test_nothing_of_it_outlives_her(self, ana, tmp_path):
        said = {"reviews.json": {"trusted": ["Somebody"], "kudos": [{"work_id": 9, "title": "Elsewhere"}]}}
        client = cast.signed_in(ana)
        client.post(reverse("bring-takeout"), {"file": uploaded(made(tmp_path / "t.zip", {**a_work(), **said}))})
        take_in_what_waits()
        client.post(reverse("bring-takeout"), {"file": uploaded(made(tmp_path / "u.zip", a_work(7_000_011)))})
        assert (Carried.objects.exists(), Arrival.objects.exists(), len(list(brought_folder().iterdir()))) == (
            True,
            True,
            1,
        )
        cast.person("Mo", is_archivist=True)
        leave(ana)
        drain()
        clear_away()
        assert (Carried.objects.exists(), Arrival.objects.exists(), list(brought_folder().iterdir())) == (
            False,
            False,
            [],
        )


class TestTheCommand:
    @pytest.mark.prove
    def test_it_takes_in_what_another_archive_wrote(self, tmp_path):
        there, here = make_archive(tmp_path / "there"), make_archive(tmp_path / "here", works=False)
        headcanon("takeout", "ana", "-o", tmp_path / "ana.zip", data=there)
        done = headcanon("rescue", "takeout", tmp_path / "ana.zip", data=here)
        assert (done.returncode, done.stderr) == (0, "")
        assert (
            "The account Ana was made; she asks for a new password with ana@example.org.\n2 works were taken in."
            in done.stdout
        )
        texts = "SELECT id, work_id, title, body, words FROM works_chapter ORDER BY id"
        hers = [row for row in ask(there, texts) if row in ask(here, texts)]
        assert len(hers) == len(ask(here, texts)) == 4
        assert "secret.key" in files_in(here)
        again = headcanon("rescue", "takeout", tmp_path / "ana.zip", data=here)
        assert "Works that were here already, and stayed as they are: 2." in again.stdout

    @pytest.mark.prove
    def test_killed_again_and_again_it_goes_on_and_nothing_comes_twice(self, tmp_path):
        there, here = make_archive(tmp_path / "there"), make_archive(tmp_path / "here", works=False)
        tell(MANY, data=there)
        headcanon("takeout", "ana", "-o", tmp_path / "ana.zip", data=there)
        command = [sys.executable, "-m", "headcanon", "rescue", "takeout", str(tmp_path / "ana.zip")]
        kills = 0
        while True:
            process = subprocess.Popen(command, env=environment(here), cwd=CHECKOUT, start_new_session=True)
            seen = len(ask(here, "SELECT 1 FROM works_work"))
            while process.poll() is None and (kills >= 3 or len(ask(here, "SELECT 1 FROM works_work")) < seen + 10):
                time.sleep(0.01)
            if process.poll() is not None:
                break
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            kills += 1
        assert (process.returncode, kills) == (0, 3)
        for question in (
            "SELECT id, work_id, title, body FROM works_chapter WHERE work_id IN ({}) ORDER BY id",
            "SELECT id, title, state, posted_at FROM works_work WHERE id IN ({}) ORDER BY id",
            "SELECT work_id, chapter_id, cause, content FROM works_revision WHERE work_id IN ({}) ORDER BY 1, 2, 3, 4",
        ):
            hers = ", ".join(str(pk) for (pk,) in ask(here, "SELECT id FROM works_work"))
            assert ask(here, question.format(hers)) == ask(there, question.format(hers))
        assert len(ask(here, "SELECT 1 FROM works_work")) == 62
        checked = headcanon("check", data=here)
        assert (checked.returncode, checked.stderr) == (0, ""), checked.stdout

    def test_it_says_no(self, tmp_path):
        here = make_archive(tmp_path / "here")
        (tmp_path / "a.zip").write_text("no zip")
        refused = headcanon("rescue", "takeout", tmp_path / "a.zip", data=here)
        assert refused.stderr.startswith("headcanon: a.zip cannot be taken in: it is no whole zip file.")
        assert refused.returncode == 1
