"""`headcanon manage clean_paste`, as a process: bytes in, story-HTML out, and no archive needed."""

import subprocess
import sys

from headcanon.ops.tests.archives import CHECKOUT, environment


def clean_paste(data, folder):
    return subprocess.run(
        [sys.executable, "-m", "headcanon", "manage", "clean_paste"], input=data, env=environment(folder),
        cwd=CHECKOUT, capture_output=True, timeout=120, check=False,
    )  # fmt: skip


def test_it_prints_the_story_html_and_nothing_else(tmp_path):
    done = clean_paste("<p><i>Là</i><p>***<p>b".encode("utf-16"), tmp_path / "none")
    assert (done.returncode, done.stderr.decode(), done.stdout.decode()) == (0, "", "<p><em>Là</em></p><hr><p>b</p>\n")
    assert list(tmp_path.iterdir()) == []
