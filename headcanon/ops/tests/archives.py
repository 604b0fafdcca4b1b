"""Whole archives for the tests of caretaking: each in a folder of its own, each command a process of its own.

`headcanon` and `tell` are forks of a process that has imported everything. `python` begins anew, which takes a second:
it is for what is about processes, or about what a command imports. What is only to be looked up is asked of the
database file (`ask`).
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from functools import cache
from pathlib import Path

from headcanon.ops.tests import forking

CHECKOUT = Path(__file__).resolve().parents[3]


def environment(data, **more):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HEADCANON_", "DJANGO_"))}
    return {**kept, "HEADCANON_DATA": str(data), "PYTHONPATH": str(CHECKOUT), **more}


def headcanon(*words, data, timeout=120, **more):
    """Run a command on the archive in `data`."""
    return forking.run(
        words=[*map(str, words)], environment=environment(data, **more), folder=CHECKOUT, timeout=timeout
    )


def python(*words, data, timeout=120, **more):
    return subprocess.run(
        [sys.executable, *words], env=environment(data, **more), cwd=CHECKOUT, capture_output=True, text=True,
        timeout=timeout, check=False,
    )  # fmt: skip


START = "import django; django.setup(); from tests.cast import *\n"


def tell(story, *, data, timeout=120, **more):
    """Run Python in the archive in `data`; it may call the cast. Returns what it prints."""
    surroundings = environment(data, DJANGO_SETTINGS_MODULE="headcanon.config.settings", **more)
    done = forking.run(story=START + story, environment=surroundings, folder=CHECKOUT, timeout=timeout)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def ask(data, question):
    """What SQLite answers, in rows; also while the archive serves."""
    with closing(sqlite3.connect(f"file:{data}/headcanon.sqlite3?mode=rw", uri=True, timeout=30)) as database:
        return database.execute(question).fetchall()


def wait_until(is_so, patience=900):
    """Asks again and again, for that many seconds at most; what waits long is what a loaded machine makes wait."""
    until = time.monotonic() + patience
    while not is_so():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.05)


# For the stories below: `at_once(do)` lets four do the same at the same moment, each told its number; what they raise
# stands in `wrong`.
AT_ONCE = """
import threading
from django.db import connection
wrong = []

def at_once(do):
    start = threading.Barrier(4)
    def alone(number):
        try:
            start.wait()
            do(number)
        except Exception as error:
            wrong.append(repr(error))
        finally:
            connection.close()
    threads = [threading.Thread(target=alone, args=[number]) for number in range(4)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
"""

# `beside(story)` has another story done by a process of its own, and returns its number; `kill(processes)` kills them as
# they are at it.
BESIDE = """
import os, signal, sys, traceback
from django.db import connections

def beside(story, **names):
    connections.close_all()
    if process := os.fork():
        return process
    code = 1
    try:
        exec(story, names)
        code = 0
    except BaseException:
        traceback.print_exc()
    connections.close_all()
    sys.stdout.flush()
    os._exit(code)

def code_of(process):
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])

def kill(processes):
    for process in processes:
        os.kill(process, signal.SIGKILL)
    assert {code_of(process) for process in processes} == {-signal.SIGKILL}, "One had ended by itself."
"""

MAKE = """
from headcanon.ops.preparing import bring_up_to_date
bring_up_to_date()
"""

FURNISH = """
from headcanon.core.models import Archive
from headcanon.core.outbox import drain
from headcanon.works.models import Provenance
from headcanon.works.originals import keep_original
ana, bea = person("Ana"), person("Bea", is_archivist=True)
Archive.objects.update_or_create(pk=1, defaults={"name": "Lamplight", "about": "<p>Hello &amp; welcome</p>"})
lamp = posted(ana, "The Lamp", others=[bea], chapters=3, series=[("Nights", 1)])
restricted(ana, "For Members")
drain()
Provenance.objects.create(
    work=draft(bea, "光の物語 🕯"), original=keep_original(b"A stroy.\\r\\n\\xff"), taken_in_by=bea, file_name="a.txt",
    format="txt", concerns=[{"kind": "lost-line", "chapter": 1, "near": "his fingure", "message": "…"}],
)
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
default_storage.save("covers/lamp.png", ContentFile(b"\\x89PNG not really"))
"""


def make_archive(data, *, works=True, **more):
    """An archive with two posted works, a draft with an original, an upload, people, and facts that wait."""
    if more:
        return build_archive(data, works=works, **more)
    shutil.copytree(archive_to_copy(works), data, dirs_exist_ok=True)
    return data


@cache
def archive_to_copy(works):
    """Built once: making the tables takes most of the time."""
    return build_archive(Path(tempfile.mkdtemp(prefix="headcanon-archive-")), works=works)


def build_archive(data, *, works, **more):
    data.mkdir(parents=True, exist_ok=True)
    (data / "secret.key").write_text("a key for tests")
    tell(MAKE + (FURNISH if works else ""), data=data, **more)
    return data


DIGESTS = """
import hashlib
from django.apps import apps
from headcanon.ops.tables import kept_models, label, lines_of
for model in kept_models(apps):
    lines = list(lines_of(model, "default"))
    print(label(model), len(lines), hashlib.sha256(b"".join(lines)).hexdigest())
"""


def table_digests(data, **more):
    """A line for every table: its name, how many rows, and a digest of what they say."""
    return tell(DIGESTS, data=data, **more).splitlines()


def files_in(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
