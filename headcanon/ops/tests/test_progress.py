"""Long work shows itself to whoever sits in front of a terminal, and nowhere else."""

import os
import subprocess
import sys

import pytest

from headcanon.ops.progress import watched
from headcanon.ops.tests.archives import CHECKOUT, environment, make_archive


def at_a_terminal(*words, data):
    """Run a command whose messages go to a terminal and whose results do not; returns both."""
    here, there = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "headcanon", *map(str, words)], env=environment(data, TERM="xterm-256color"),
        cwd=CHECKOUT, stdout=subprocess.PIPE, stderr=there, text=True,
    )  # fmt: skip
    os.close(there)
    drawn = b"".join(iter(lambda: read(here), b"")).decode()
    os.close(here)
    return process.communicate()[0], drawn


def read(terminal):
    try:
        return os.read(terminal, 4096)
    except OSError:  # how Linux says that nobody holds the other end any more
        return b""


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    return make_archive(tmp_path_factory.mktemp("archive") / "data")


@pytest.mark.prove
def test_backup_and_restore_show_every_stage(archive, tmp_path):
    said, drawn = at_a_terminal("backup", tmp_path / "b.zip", data=archive)
    assert "read again and found whole.\n" in said, drawn
    stages = ["Copying the database", "Writing the tables", "Writing the originals", "Writing the files"]
    assert in_order([*stages, "Checking the backup"], drawn)

    said, drawn = at_a_terminal("restore", tmp_path / "b.zip", "--data", tmp_path / "new", data="/nowhere")
    assert said.endswith("`headcanon up` serves them.\n"), drawn
    stages = ["Checking the backup", "Writing originals and files", "Making the tables", "Writing the tables"]
    assert in_order([*stages, "Comparing every row"], drawn)


def in_order(words, text):
    places = [text.find(word) for word in words]
    assert places == sorted(places) and -1 not in places, text
    return True


def test_check_shows_what_it_looks_at_and_prints_only_what_it_found(archive):
    said, drawn = at_a_terminal("check", data=archive)
    assert said == "Everything is in order: 3 works, 5 chapters, 1 originals.\n"
    assert in_order(["Looking through the database", "Reading originals", "Reading works", "Reading revisions"], drawn)


def test_nothing_is_drawn_where_nobody_watches(capsys):
    assert list(watched("abc", "Spelling", 3)) == ["a", "b", "c"]
    assert capsys.readouterr() == ("", "")
