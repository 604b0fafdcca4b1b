"""Made-up works can be searched: a few are indexed at the end, very many in a process beside."""

import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest

from headcanon.discovery.index.documents import public_rows
from headcanon.discovery.index.engine import the_index
from headcanon.ops import fill
from headcanon.ops.tests.archives import headcanon, make_archive, tell, wait_until

BESIDE = """
from headcanon.ops.cli import main
from headcanon.ops import fill
from headcanon.ops.fill import growing
growing.WORTH_IT = 100
fill.index = None  # nothing is left for it to do
main(["fill", "--works", "300", "--anyway", "--data", {data!r}])
main(["check", "--data", {data!r}])
"""

DYING = """
import os
from headcanon.ops.cli import main
from headcanon.ops.fill import growing
growing.WORTH_IT = 100
growing.index_what_comes = os.getpid  # which takes nothing, and so ends at once
# More than a pipe holds, which nobody takes out of it.
growing.Growing.add = lambda self, work_ids: self.ids.put(work_ids * 1000)
main(["fill", "--works", "300", "--anyway", "--data", {data!r}])
main(["check", "--data", {data!r}])
"""


def filled(works, **said):
    given = {"works": works, "reviews": 0, "events": 0, "placed": 0, "data": None, "seed": 1, "anyway": False}
    return fill.run(Namespace(**given | said))


@pytest.mark.django_db
def test_what_a_fill_makes_and_what_it_adds_can_be_found(monkeypatch, data_folder):
    monkeypatch.setattr(fill, "open_archive", lambda data: None)
    for works in (10, 12, 40):
        filled(works)
        kept = {work for work, _version in the_index().versions()}
        assert kept == set(public_rows().values_list("pk", flat=True))


@pytest.mark.prove
@pytest.mark.parametrize("before", [0, 20])
def test_very_many_are_indexed_by_a_process_beside(tmp_path, before):
    data = make_archive(tmp_path / "data")
    headcanon("fill", "--works", str(before), "--anyway", data=data)
    index = (data / "index" / "current").read_text()
    said = tell(BESIDE.format(data=str(data)), data=data)
    assert "Everything is in order" in said
    assert (data / "index" / "current").read_text() != index
    assert headcanon("check", data=data).returncode == 0


@pytest.mark.prove
def test_where_that_process_dies_it_is_done_at_the_end(tmp_path):
    data = make_archive(tmp_path / "data")
    assert "Everything is in order" in tell(DYING.format(data=str(data)), data=data)


@pytest.mark.prove
def test_it_does_not_outlive_a_fill_that_is_killed(tmp_path):
    data = make_archive(tmp_path / "data")
    filling = subprocess.Popen(
        [sys.executable, "-m", "headcanon", "fill", "--works", "100000", "--anyway", "--data", data],
        stdout=subprocess.DEVNULL,
    )
    wait_until(lambda: children_of(filling.pid))
    beside = children_of(filling.pid)
    filling.kill()
    filling.wait()
    wait_until(lambda: not any(is_there(pid) for pid in beside))


def children_of(pid):
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def is_there(pid):
    return Path(f"/proc/{pid}/cmdline").exists() and bool(Path(f"/proc/{pid}/cmdline").read_bytes())
