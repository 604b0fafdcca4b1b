"""Reads are counted by a real server, whatever becomes of it, and by two that count at once; nobody is found out."""

import signal
import urllib.request

import pytest

from headcanon.ops.tests.archives import BESIDE, ask, headcanon, make_archive, tell
from headcanon.ops.tests.serving import serving

PHONE = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36"


def addresses(data):
    """Of its work and of that work's last chapter."""
    [(work, chapter)] = ask(
        data,
        "SELECT works_work.id, works_chapter.id FROM works_work JOIN works_chapter ON work_id = works_work.id "
        "WHERE works_work.title = 'The Lamp' ORDER BY position DESC LIMIT 1",
    )
    return f"/works/{work}", f"/works/{work}/chapters/{chapter}"


def read(server, path, *, agent=PHONE):
    """By a connection of its own, so from another port each time."""
    asked = urllib.request.Request(server.address + path, headers={"User-Agent": agent, "Connection": "close"})
    with urllib.request.urlopen(asked, timeout=30) as answer:
        assert answer.status == 200
        answer.read()


def counted(data):
    """How often it was read, that day by day, and how many footprints there are."""
    [(works, days, footprints)] = ask(
        data,
        "SELECT read_count, (SELECT coalesce(sum(reads), 0) FROM reading_workday WHERE work_id = works_work.id), "
        "(SELECT count(*) FROM reading_footprint) FROM works_work WHERE title = 'The Lamp'",
    )
    return [works, days, footprints]


@pytest.mark.prove
def test_what_was_read_is_counted_when_the_server_ends_and_not_again_after_it_began_anew(tmp_path):
    data = make_archive(tmp_path / "archive")
    work, chapter = addresses(data)
    for number, how in enumerate((signal.SIGINT, signal.SIGTERM), start=1):
        with serving(data) as server:
            read(server, work)
            read(server, chapter)
            read(server, work, agent="curl/8")
            for _ in range(2):
                read(server, work, agent=f"Mozilla/{number}")
            server.end(how)
        assert counted(data) == [1 + number] * 3
    stored = b"".join(path.read_bytes() for path in data.glob("headcanon.sqlite3*"))
    assert [said for said in (b"127.0.0.1", b"Android", b"Mozilla") if said in stored] == []


@pytest.mark.prove
def test_a_killed_server_has_lost_some_seconds_at_most(tmp_path):
    data = make_archive(tmp_path / "archive")
    work, _ = addresses(data)
    with serving(data) as server:
        read(server, work)
        server.end(signal.SIGKILL)
    assert counted(data) in ([0, 0, 0], [1, 1, 1])
    with serving(data) as server:
        read(server, work)
        server.end()
    assert counted(data) == [1, 1, 1]


COUNT = """
import os
from datetime import UTC, datetime
from headcanon.reading.reads import Opened, count_day
from headcanon.works.models import Work
pk = Work.objects.get(title="The Lamp").pk
day = datetime.now(UTC).date()
opened = [Opened(day, pk, None, f"Mozilla {n}", "", "192.0.2.1", "") for n in range(600)]
os.write(ready, b"!")
os.read(start, 1)
for begin in range(0, 600, 30):
    count_day(day, opened[begin : begin + 30])
"""

COUNT_TWICE = f"""
(is_ready, ready), (start, go) = os.pipe(), os.pipe()
counters = [beside({COUNT!r}, ready=ready, start=start) for _ in range(2)]
for _ in counters:
    os.read(is_ready, 1)
os.write(go, b"!!")
print([code_of(each) for each in counters])
"""


def test_two_that_count_the_same_readers_at_once_count_each_once(tmp_path):
    data = make_archive(tmp_path / "archive")
    assert tell(BESIDE + COUNT_TWICE, data=data) == "[0, 0]"
    assert counted(data) == [600, 600, 600]


ONE = """
from datetime import UTC, datetime
from headcanon.reading.reads import Opened, count_day
day = datetime.now(UTC).date()
count_day(day, [Opened(day, Work.objects.get(title="The Lamp").pk, None, "Mozilla", "", "192.0.2.1", "")])
"""


def test_a_backup_holds_how_often_and_not_who(tmp_path):
    data = make_archive(tmp_path / "archive")
    tell(ONE, data=data)
    assert (counted(data), ask(data, "SELECT count(*) FROM reading_salt")) == ([1, 1, 1], [(1,)])
    backup, again = tmp_path / "backup.zip", tmp_path / "again"
    assert headcanon("backup", backup, data=data).returncode == 0
    restored = headcanon("restore", backup, "--data", again, data=again)
    assert restored.returncode == 0, restored.stderr
    assert counted(again) == [1, 1, 0]
    assert ask(again, "SELECT count(*) FROM reading_salt") == [(0,)]
