"""A PostgreSQL server of our own for as long as the tests run: a throwaway cluster on a socket in a temporary folder.

from tests.postgres import postgres  # noqa: F401

def test_something(postgres):
    address = postgres.new_database()  # for HEADCANON_DATABASE
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

import pytest

USER = "headcanon"
# PostgreSQL refuses to run as root; whoever tests as root lends it one of these.
LENT_USERS = ("postgres", "nobody")


class Postgres:
    def __init__(self, programs, folder):
        self.programs, self.folder, self.databases = programs, folder, 0
        self.user = lent_user() if os.getuid() == 0 else None

    def start(self):
        if self.user:
            shutil.chown(self.folder, self.user)
        self.run("initdb", "-D", "cluster", "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        quick = ["-c", "fsync=off", "-c", "listen_addresses=", "-k", str(self.folder)]
        self.server = subprocess.Popen(
            [self.programs / "postgres", "-D", "cluster", *quick], **self.surroundings, stderr=subprocess.DEVNULL
        )
        self.wait_until_it_answers()

    def wait_until_it_answers(self):
        until = time.monotonic() + 30
        while self.run("pg_isready", "-q", "-h", str(self.folder), check=False).returncode:
            assert time.monotonic() < until, "PostgreSQL did not start"
            time.sleep(0.1)

    def stop(self):
        self.server.send_signal(signal.SIGQUIT)  # at once: nothing of it is kept
        self.server.wait(30)

    def new_database(self):
        """The address of an empty database."""
        self.databases += 1
        name = f"archive{self.databases}"
        self.run("createdb", "-h", str(self.folder), "-U", USER, name)
        return f"postgres://{USER}@{quote(str(self.folder), safe='')}/{name}"

    def run(self, program, *words, check=True):
        return subprocess.run(
            [self.programs / program, *words], **self.surroundings, check=check, capture_output=True, timeout=60
        )

    @property
    def surroundings(self):
        lent = {"user": self.user, "group": pwd.getpwnam(self.user).pw_gid, "extra_groups": []} if self.user else {}
        return {"cwd": self.folder, "env": {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}, **lent}


def lent_user():
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in LENT_USERS if name in known)


def programs():
    """Where Debian and others put them; the newest. None where PostgreSQL is not installed."""
    places = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if found := shutil.which("initdb"):
        places.append(Path(found).resolve().parent)
    return max(places, key=lambda place: (place.parent.name.zfill(3), str(place)), default=None)


@pytest.fixture(scope="session")
def postgres():
    place = programs()
    if place is None:
        assert os.environ.get("CI") != "true", "PostgreSQL's initdb is missing, and CI must not skip these tests"
        pytest.skip("PostgreSQL is not installed")
    with tempfile.TemporaryDirectory(prefix="headcanon-pg-", ignore_cleanup_errors=True) as folder:
        server = Postgres(place, Path(folder))
        server.start()
        try:
            yield server
        finally:
            server.stop()
