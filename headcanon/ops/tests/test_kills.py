"""Whatever is killed, and whenever, the archive serves again and nothing in it is half; a backup under load is whole.

HEADCANON_PROVE_KILLS says how many kills `make prove` makes (50). One kill each is in test_intake.py,
test_writing_at_once.py and test_up.py.
"""

import os
import random
import re
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

import pytest

from headcanon.ops.tests.archives import CHECKOUT, environment, headcanon, make_archive, table_digests, tell, wait_until
from tests.postgres import postgres  # noqa: F401

KILLS = int(os.environ.get("HEADCANON_PROVE_KILLS", "50"))

SAVE = """
import django; django.setup()
from headcanon.accounts.models import User
from headcanon.works.models import Revision, Work
from headcanon.works.revisions import keep_revisions
from tests.cast import draft, posted
ana = User.objects.get(username="Ana")
while True:
    work = posted(ana, "Saved again and again", chapters=3)
    draft(ana, "Left as a draft")
    keep_revisions(work, work.chapters.all(), Revision.Cause.PAUSE)
"""


@contextmanager
def running(*words, data, **more):
    """A process with its children in a group of its own, killed with -9 at the end."""
    process = subprocess.Popen(
        [sys.executable, *map(str, words)], env=environment(data, **more), cwd=CHECKOUT, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


@contextmanager
def serving(data, **more):
    """The address of `headcanon up`, once it has said it."""
    with running("-m", "headcanon", "up", "--port", "0", data=data, **more) as process:
        said = []
        for line in process.stdout:
            said.append(line)
            if re.fullmatch(r"http://[\d.:]+\n", line):
                break
        else:
            pytest.fail("up did not come up: " + "".join(said))
        yield said[-1].strip()


def intaking(stories, data, **more):
    return running("-m", "headcanon", "intake", stories, "--as", "Ana", "--publish", data=data, **more)


def saving(data, **more):
    settings = {"DJANGO_SETTINGS_MODULE": "headcanon.config.settings"}
    return running("-c", SAVE, data=data, **settings, **more)


def write_stories(folder, count):
    folder.mkdir()
    for number in range(count):
        text = f"Title: Story {number}\n\nOnce there were {number} lamps on the shore.\n\nThen there were none.\n"
        (folder / f"{number:05}.txt").write_text(text)
    return folder


def get(address):
    with urllib.request.urlopen(address, timeout=20) as answer:
        return answer.status


def survive(data, stories, kills, chance):
    for number in range(kills):
        busy = saving(data) if number % 2 else intaking(stories, data)
        with busy as process:
            time.sleep(chance.uniform(0.4, 1.6))
            assert process.poll() is None, process.stdout.read()
        found = headcanon("check", data=data)
        assert (found.returncode, found.stderr) == (0, ""), (number, found.stdout, found.stderr)
        with serving(data) as address:
            assert get(address + "/") == 200, number


def titles_taken_in(data, **database):
    told = "print(*sorted(Work.objects.filter(title__startswith='Story ').values_list('title', flat=True)), sep='\\n')"
    return tell(told, data=data, **database).splitlines()


@pytest.mark.prove
def test_an_archive_survives_kills_in_intake_and_in_saves(tmp_path):
    files = 100 * KILLS
    seed = random.randrange(10**6)
    print("seed", seed)
    data = make_archive(tmp_path / "data")
    stories = write_stories(tmp_path / "stories", files)
    survive(data, stories, KILLS, random.Random(seed))
    finished = headcanon("intake", stories, "--as", "Ana", "--publish", data=data, timeout=600)
    assert (finished.returncode, finished.stderr.count("Traceback")) == (0, 0), finished.stdout
    assert titles_taken_in(data) == sorted(f"Story {number}" for number in range(files))
    assert headcanon("check", data=data).returncode == 0


def back_up_under_load(tmp_path, **database):
    """Three backups while readers read, an intake takes in and a writer saves; each restored into SQLite and sound."""
    data = make_archive(tmp_path / "data", **database)
    stories = write_stories(tmp_path / "stories", 20_000)
    sizes = [0]
    with serving(data, **database) as address, intaking(stories, data, **database), saving(data, **database):
        for number in range(3):
            wait_until(lambda: len(titles_taken_in(data, **database)) > sizes[-1])
            file, new = tmp_path / f"{number}.zip", tmp_path / f"new{number}"
            done = headcanon("backup", file, data=data, **database)
            assert (done.returncode, done.stderr) == (0, "")
            assert get(address + "/works") == 200
            assert headcanon("restore", file, "--data", new, data="/nowhere").returncode == 0
            found = headcanon("check", data=new)
            assert (found.returncode, found.stderr) == (0, ""), found.stdout
            sizes.append(len(titles_taken_in(new)))
    assert len(set(sizes)) == 4 and sizes == sorted(sizes), "the intake was to go on meanwhile"
    return tmp_path / "2.zip", tmp_path / "new2"


@pytest.mark.prove
def test_a_backup_under_load_is_whole_and_passes_into_postgresql(tmp_path, postgres):  # noqa: F811
    file, restored = back_up_under_load(tmp_path)
    database = {"HEADCANON_DATABASE": postgres.new_database()}
    assert headcanon("restore", file, "--data", tmp_path / "pg", data="/nowhere", **database).returncode == 0
    assert table_digests(tmp_path / "pg", **database) == table_digests(restored)
    assert headcanon("check", data=tmp_path / "pg", **database).returncode == 0


@pytest.mark.prove
def test_a_backup_of_postgresql_under_load_is_whole(tmp_path, postgres):  # noqa: F811
    back_up_under_load(tmp_path, HEADCANON_DATABASE=postgres.new_database())
