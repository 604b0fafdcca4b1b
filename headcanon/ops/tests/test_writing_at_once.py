"""Two who write at the same moment, and an archive that is killed while somebody writes: no text is lost.

On an archive of its own in a folder, since only there two connections stand in each other's way as they do in life.
"""

import json
import random

import pytest

from headcanon.ops.tests.archives import BESIDE, headcanon, make_archive, tell
from tests.postgres import postgres  # noqa: F401

AT_ONCE = """
import threading, json
from django.db import connection
from headcanon.works.drafting import keep
from headcanon.works.models import Chapter, WorkingCopy
from headcanon.works.revisions import unpack
WRITERS = 6
ana, bea = person("Ana"), person("Bea")
chapter = draft(ana, others=[bea]).chapters.get()
kept = []

def write(number, seen, start):
    thing = Chapter.objects.select_related("work").get(pk=chapter.pk)
    start.wait()
    text = {"body": f"<p>By writer {number}, who saw {seen}.</p>"}
    said = keep(thing, person=(ana, bea)[number % 2], device=f"device {number}", seen=seen, fields=text)
    kept.append([seen, said.version, said.stands_apart])
    connection.close()

for seen in range(1, 6):
    start = threading.Barrier(WRITERS)
    threads = [threading.Thread(target=write, args=[number, seen, start]) for number in range(WRITERS)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
texts = [unpack(copy.content)["body"] for copy in WorkingCopy.objects.all()]
print(json.dumps([sorted(kept), sorted(texts), Chapter.objects.get(pk=chapter.pk).version]))
"""

KEEP = """
from headcanon.accounts.models import User
from headcanon.works.drafting import keep, put_in_place
from headcanon.works.models import Chapter
ana = User.objects.get(username="Ana")
number, texts = 0, [[chapter, 0] for chapter in Chapter.objects.filter(work__title="Killed").select_related("work")]
while True:
    for chapter, _ in texts:
        number += 1
        chapter.refresh_from_db()
        text = {"title": "", "notes_before": "", "notes_after": "", "body": f"<p>Text {number}.</p>" + "<p>More.</p>" * 300}
        kept = keep(chapter, person=ana, device="laptop", seen=chapter.version, fields=text)
        assert not kept.stands_apart
        print(chapter.pk, number, flush=True)
        if number % 5 == 0:
            put_in_place(chapter, person=ana)
"""

# Says what was said to whoever kept, up to the kill.
KILLED_WHILE_KEEPING = """
import time
keeping = beside({keep!r})
while not os.fstat(sys.stdout.fileno()).st_size:
    time.sleep(0.01)
time.sleep({seconds})
kill([keeping])
"""

READ = """
import json
from headcanon.works.drafting import now
from headcanon.works.models import Chapter
chapters = Chapter.objects.filter(work__title="Killed").select_related("work")
print(json.dumps({chapter.pk: now(chapter)["body"].split(".")[0] for chapter in chapters}))
"""


def write_at_once(data, **database):
    make_archive(data, works=False, **database)
    kept, texts, version = json.loads(tell(AT_ONCE, data=data, **database))
    expected = [[seen, seen + 1, apart] for seen in range(1, 6) for apart in [False] + [True] * 5]
    assert (kept, version) == (expected, 6)
    # Of the five that came first four were written on by somebody who had seen them.
    assert len(texts) == len(set(texts)) == 5 * 5 + 1


def test_of_texts_kept_at_the_same_moment_one_is_the_next_and_all_are_there(tmp_path):
    write_at_once(tmp_path / "data")


@pytest.mark.prove
def test_and_so_it_is_on_postgresql(tmp_path, postgres):  # noqa: F811
    write_at_once(tmp_path / "data", HEADCANON_DATABASE=postgres.new_database())


@pytest.mark.parametrize("kills", [1, pytest.param(20, marks=pytest.mark.prove)], ids=["few", "all"])
def test_what_somebody_was_told_is_kept_survives_a_kill(tmp_path, kills):
    data = make_archive(tmp_path / "data", works=False)
    tell('draft(person("Ana"), "Killed", chapters=3)', data=data)
    for _ in range(kills):
        told = killed_while_keeping(data)
        read = {
            int(key): int(text.split()[1]) for key, text in json.loads(tell(READ, data=data)).items() if "Text" in text
        }
        assert told and all(read[chapter] >= number for chapter, number in told.items()), (told, read)
        found = headcanon("check", data=data)
        assert (found.returncode, found.stderr) == (0, ""), found.stdout


def killed_while_keeping(data):
    """By chapter, the last text of which somebody was told that it is kept."""
    story = BESIDE + KILLED_WHILE_KEEPING.format(keep=KEEP, seconds=random.uniform(0.1, 0.6))
    lines = [line.split() for line in tell(story, data=data).splitlines()]
    return {int(chapter): int(number) for chapter, number in lines}
