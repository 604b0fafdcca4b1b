import shutil
import signal
import subprocess
import sys
import time

import pytest

from headcanon.ops.tests.archives import BESIDE, CHECKOUT, ask, environment, headcanon, make_archive, tell
from headcanon.ops.tests.serving import serving

FERRY = "Title: The Ferry\n\nThe rope was wet.\n\nShe pulled it in all the same.\n"
OAR = "Title: The Oar\nAuthor: Bea\n\nShe looked back once, and then,\n\n\n\nThe house was empty by noon.\n"


def counts(data):
    """Of works, chapters, provenances and revisions."""
    tables = ("works_work", "works_chapter", "works_provenance", "works_revision")
    [numbers] = ask(data, "SELECT " + ", ".join(f"(SELECT count(*) FROM {table})" for table in tables))
    return numbers


@pytest.fixture
def stories(tmp_path):
    folder = tmp_path / "stories"
    folder.mkdir()
    (folder / "ferry.txt").write_text(FERRY)
    (folder / "oar.txt").write_text(OAR)
    return folder


@pytest.fixture(scope="module")
def empty_archive(tmp_path_factory):
    return make_archive(tmp_path_factory.mktemp("empty") / "data", works=False)


@pytest.fixture
def data(empty_archive, tmp_path):
    return shutil.copytree(empty_archive, tmp_path / "data")


def write_many(folder, how_many):
    for number in range(how_many):
        (folder / f"{number:04}.txt").write_text(f"Title: Night {number}\nFandom: Nights\n\nIt was night {number}.\n")


def in_words(done):
    """What a command said, a blank between words: columns are as wide as they need to be."""
    return [" ".join(line.split()) for line in done.stdout.splitlines()]


def test_a_first_intake_makes_the_archive_and_the_writer_and_reports(stories, tmp_path):
    data = tmp_path / "new"
    done = headcanon("intake", stories, "--as", "Ana", data=data)
    assert (done.returncode, done.stderr) == (0, "")
    assert in_words(done) == [
        f"A new archive was made in {data}; `headcanon up --data {data}` serves it.",
        "“Ana” is new here: the account Ana was made, which nobody can sign in to yet.",
        "File Result Words Concerns",
        f"{stories}/ferry.txt a draft: The Ferry 11",
        f"{stories}/oar.txt a draft: The Oar 12 1",
        f"{stories}/oar.txt, chapter 1, after “She looked back once, and then,”: "
        "A sentence stops here, and what followed it may be lost. Look for another copy, or mend it.",
        f"{stories}/oar.txt: by “Bea”, says the file itself.",
        "2 taken in as drafts by Ana, 1 place to look at.",
    ]


def test_the_same_again_changes_nothing_and_says_so(stories, data):
    headcanon("intake", stories, "--as", "Ana", data=data)
    again = headcanon("intake", stories, "--as", "ana", data=data)
    assert again.returncode == 0
    assert in_words(again)[1:3] + in_words(again)[-1:] == [
        f"{stories}/ferry.txt here already: The Ferry 11",
        f"{stories}/oar.txt here already: The Oar 12 1",
        "0 taken in as drafts by Ana, 2 here already, 1 place to look at.",
    ]
    assert counts(data) == (2, 2, 2, 4)


def test_a_file_that_fails_is_named_and_makes_the_exit_code_1(stories, data):
    (stories / "a.txt").touch()
    done = headcanon("intake", stories / "a.txt", stories / "ferry.txt", "--as", "Ana", data=data)
    assert done.returncode == 1
    assert in_words(done)[2:] == [
        f"{stories}/a.txt is empty.",
        f"{stories}/ferry.txt a draft: The Ferry 11",
        "1 taken in as drafts by Ana, 1 could not be read.",
    ]


def test_of_many_files_only_those_to_look_at_are_listed(stories, data):
    write_many(stories, 60)
    (stories / "z.txt").touch()
    done = headcanon("intake", stories, "--as", "Ana", "--publish", data=data)
    assert [line.removeprefix(f"{stories}/").split()[0] for line in in_words(done)[2:-1]] == [
        *("oar.txt", "z.txt"),
        *("oar.txt,", "oar.txt:"),
    ]
    assert in_words(done)[-1] == "62 posted by Ana, 1 could not be read, 1 place to look at."


def test_an_empty_folder_is_a_refusal(tmp_path, data):
    (tmp_path / "nothing").mkdir()
    done = headcanon("intake", tmp_path / "nothing", "--as", "Ana", data=data)
    assert (done.returncode, done.stderr) == (
        1,
        "headcanon: there is no file in what you named. Name files, zips, or folders with files in them.\n",
    )


def begin(folder, data, name="Ana"):
    command = [sys.executable, "-m", "headcanon", "intake", str(folder), "--as", name, "--publish"]
    return subprocess.Popen(
        command, env=environment(data), cwd=CHECKOUT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_killed_in_the_middle_it_leaves_whole_works_and_completes_when_run_again(stories, data):
    headcanon("intake", stories / "ferry.txt", "--as", "Ana", data=data)
    write_many(stories, 60)
    intake = begin(stories, data)
    while counts(data)[0] == 1:
        time.sleep(0.01)
    intake.send_signal(signal.SIGKILL)
    intake.communicate()
    works, chapters, provenances, revisions = counts(data)
    assert 1 < works < 62
    # Of each the work and its chapter are kept once: published as they were taken in, they say nothing new.
    assert (chapters, provenances, revisions) == (works, works, 2 * works)
    assert headcanon("intake", stories, "--as", "Ana", "--publish", data=data).returncode == 0
    assert counts(data) == (62, 62, 62, 2 * 62)
    assert headcanon("check", data=data).returncode == 0


# What both say; and their exit codes.
TWO_AT_ONCE = """
both = [beside({story!r}) for _ in range(2)]
print([code_of(each) for each in both])
"""
TAKE_IN = """
import contextlib, sys
from headcanon.ops.cli import main
with contextlib.redirect_stderr(sys.stdout):
    code = main(["intake", {folder!r}, "--as", "Ana", "--publish", "--data", {data!r}])
sys.stdout.flush()
assert code == 0, code
"""


def test_two_at_once_never_meet_a_lock(stories, data):
    write_many(stories, 20)
    story = TAKE_IN.format(folder=str(stories), data=str(data))
    *said, codes = tell(BESIDE + TWO_AT_ONCE.format(story=story), data=data).splitlines()
    assert (codes, [line for line in said if "lock" in line]) == ("[0, 0]", [])
    assert counts(data) == (22, 22, 22, 44)


@pytest.mark.prove
def test_two_at_once_while_the_archive_serves_never_meet_a_lock(stories, data):
    write_many(stories, 20)
    with serving(data) as server:
        both = [begin(stories, data, name) for name in ("Ana", "Ana")]
        pages = []
        while any(each.poll() is None for each in both):
            pages.append(server.get("/about")[0])
        said = [each.communicate()[1] for each in both]
        assert ([each.returncode for each in both], set(pages)) == ([0, 0], {200})
        assert not any("lock" in line for line in said)
        assert server.end() == (0, "")
    assert counts(data) == (22, 22, 22, 44)
