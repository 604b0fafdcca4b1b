"""An eFiction archive comes home by the command itself: killed on the way, and out of a real MariaDB."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from headcanon.ops.tests.archives import CHECKOUT, ask, environment, headcanon, make_archive
from headcanon.ops.tests.efiction_site import as_mysqldump, invent
from tests.programs import program

COUNTED = {
    "stories": "works_work", "chapters": "works_chapter", "authors": "accounts_user", "series": "works_series",
    "reviews": "reviews_review WHERE thread_id IS NULL", "challenges": "headcanons_headcanon",
    "answers": "reviews_review WHERE thread_id IS NOT NULL", "revisions": "works_revision",
    "favourites": "(SELECT id FROM reading_shelved UNION ALL SELECT id FROM following_follow)",
}  # fmt: skip


def rescue(dump, texts, data):
    return headcanon("rescue", "efiction", dump, "--texts", texts, data=data, timeout=600)


def counts(data):
    return {name: ask(data, f"SELECT count(*) FROM {table}")[0][0] for name, table in COUNTED.items()}


def whole(site):
    tables = site.tables
    return {
        **{name: len(tables[name]) for name in ("stories", "chapters", "authors", "series", "reviews", "challenges")},
        "answers": site.answers, "favourites": len(tables["favorites"]),
        # Of each story and each of its chapters one; what publishing keeps says the same.
        "revisions": len(tables["stories"]) + len(tables["chapters"]),
    }  # fmt: skip


def texts_of(data):
    question = "SELECT old_id, body FROM ops_arrived JOIN works_chapter c ON c.id = new_id WHERE kind = 'chapter'"
    return {int(old): body for old, body in ask(data, question)}


@pytest.mark.prove
def test_killed_on_the_way_it_goes_on_and_everything_is_there_once(tmp_path):
    seed = random.randrange(10**6)
    print("seed", seed)
    chance, site, data = random.Random(seed), invent(), make_archive(tmp_path / "data", works=False)
    dump, texts = as_mysqldump(site, tmp_path)
    for number, watched in enumerate(("stories", "reviews", "reviews")):
        begun = counts(data)[watched]
        process = subprocess.Popen(
            [sys.executable, "-m", "headcanon", "rescue", "efiction", str(dump), "--texts", str(texts)],
            env=environment(data), cwd=CHECKOUT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        while process.poll() is None and counts(data)[watched] == begun:
            time.sleep(0.02)
        time.sleep(chance.uniform(0, 2))
        process.send_signal(signal.SIGKILL)
        process.wait()
        print(number, counts(data))
    done = rescue(dump, texts, data)
    assert (done.returncode, done.stderr) == (0, "")
    assert (counts(data), texts_of(data)) == (whole(site), site.texts)
    assert headcanon("check", data=data).returncode == 0


@contextmanager
def mariadb(folder):
    """A server of our own on a socket in `folder`; yields the words by which its programs find it."""
    server = program("mariadbd", "mysqld", package="mariadb-server")
    install = program("mariadb-install-db", "mysql_install_db", package="mariadb-server")
    place, socket = folder / "db", folder / "s"
    user = ["--user=root"] if os.getuid() == 0 else []
    subprocess.run(
        [install, "--no-defaults", f"--datadir={place}", "--auth-root-authentication-method=normal", *user],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    log = open(folder / "log", "wb")
    words = [
        "--no-defaults",
        f"--datadir={place}",
        f"--socket={socket}",
        "--skip-networking",
        "--skip-grant-tables",
        *user,
    ]
    running = subprocess.Popen([server, *words], stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + 120
        while not socket.exists():
            assert running.poll() is None and time.monotonic() < deadline, (folder / "log").read_text()
            time.sleep(0.1)
        yield ["--no-defaults", f"--socket={socket}", "--user=root"]
    finally:
        running.terminate()
        running.wait(60)
        log.close()


@pytest.mark.prove
@pytest.mark.parametrize("charset", ["utf8mb4", "latin1"])
def test_a_real_mariadb_dumps_what_comes_whole(tmp_path, charset):
    """Loaded there from eFiction's tables, and dumped by its own mysqldump, also in the old character set."""
    client, dumps = (
        program(*names, package="mariadb-client") for names in (("mariadb", "mysql"), ("mariadb-dump", "mysqldump"))
    )
    site, data = invent(), make_archive(tmp_path / "data", works=False)
    loaded, texts = as_mysqldump(site, tmp_path)
    short = tmp_path.parent / "m"  # a socket's path may not be long
    shutil.rmtree(short, ignore_errors=True)
    short.mkdir()
    with mariadb(short) as words:
        making = f"CREATE DATABASE quay CHARACTER SET {charset}; USE quay; SET NAMES utf8mb4;\n".encode()
        told = (
            loaded.read_bytes()
            .replace(b"DROP DATABASE IF EXISTS `quay`;", b"")
            .replace(b",\n  PRIMARY KEY (`x`(10))", b"")
        )
        told = told.replace(b" text NOT NULL default 'a;b'", b" longtext NOT NULL")
        subprocess.run([client, *words], input=making + told, check=True, capture_output=True, timeout=300)
        dumping = [dumps, *words, f"--default-character-set={charset}", "quay"]
        dump = tmp_path / "real.sql"
        dump.write_bytes(subprocess.run(dumping, check=True, capture_output=True, timeout=300).stdout)
    done = rescue(dump, texts, data)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert (counts(data), texts_of(data)) == (whole(site), site.texts)
