"""Two windows of one reader at the same moment, and a process that is killed while she puts her shelves in order.

On an archive of its own in a folder, as in test_writing_at_once.py.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from headcanon.ops.tests.archives import AT_ONCE, CHECKOUT, environment, headcanon, make_archive, tell
from tests.postgres import postgres  # noqa: F401

BEGIN = """
import json
from headcanon.accounts.models import User
from headcanon.reading.models import Reading, Shelf, Shelved
from headcanon.reading.remembering import Step, write
from headcanon.reading.shelving import make_shelf, move_to, put, step, take_off
from headcanon.works.models import Work
"""

KEEP = (
    AT_ONCE
    + BEGIN
    + """
ana, rae = person("Ana"), person("Rae")
works = [posted(ana, f"Night {n}") for n in range(5)]
shelf = make_shelf(rae, "Lamps")
at_once(lambda number: put(works[0], [shelf], person=rae))
at_once(lambda number: put(works[1 + number], [shelf], person=rae))
at_once(lambda number: move_to(Shelved.objects.get(shelf=shelf, work=works[number]), 5 - number))
chapter = works[0].chapters.get()
at_once(lambda number: write([Step(rae.pk, works[0].pk, chapter.pk, 1000.0 + number, 0, "", number)]))
rows = Shelved.objects.filter(shelf=shelf)
print(json.dumps([
    wrong, sorted(rows.values_list("work", flat=True)) == sorted(work.pk for work in works),
    rows.values("position").distinct().count(), Reading.objects.count(), Reading.objects.get().permille,
]))
"""
)


def keep_at_once(data, **database):
    make_archive(data, works=False, **database)
    assert json.loads(tell(KEEP, data=data, **database)) == [[], True, 5, 1, 3]


def test_two_windows_neither_lose_a_place_nor_give_two_works_one(tmp_path):
    keep_at_once(tmp_path / "data")


@pytest.mark.prove
def test_and_so_it_is_on_postgresql(tmp_path, postgres):  # noqa: F811
    keep_at_once(tmp_path / "data", HEADCANON_DATABASE=postgres.new_database())


# --- Killed --------------------------------------------------------------------------------------------------------

FURNISH = (
    BEGIN
    + """
ana, rae = person("Ana"), person("Rae")
shelf = make_shelf(rae, "Lamps")
for n in range(6):
    put(posted(ana, f"Night {n}"), [shelf], person=rae)
"""
)

# Says "begun" when it is at it, and goes on until it is killed.
GO_ON = (
    BEGIN
    + """
import random
rae, shelf = User.objects.get(username="Rae"), Shelf.objects.get()
works = list(Work.objects.order_by("pk"))
print("begun", flush=True)
while True:
    work = random.choice(works)
    row = Shelved.objects.filter(shelf=shelf, work=work).first()
    if row is None:
        put(work, [shelf], person=rae)
    else:
        random.choice([lambda: move_to(row, random.randint(1, 6)), lambda: step(row, 1), lambda: take_off([row])])()
    write([Step(rae.pk, work.pk, work.chapters.get().pk, 1000.0, 0, "", random.randint(0, 1000))])
"""
)

LOOK = (
    BEGIN
    + """
rows = list(Shelved.objects.values_list("position", "work"))
print(json.dumps([len(rows), len({position for position, _ in rows}), len({work for _, work in rows})]))
"""
)


def kill_in_the_middle(data, chance):
    start = "import django; django.setup()\n"
    writer = subprocess.Popen(
        [sys.executable, "-c", start + GO_ON],
        env=environment(data, DJANGO_SETTINGS_MODULE="headcanon.config.settings"),
        cwd=CHECKOUT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert writer.stdout.readline() == "begun\n"
    time.sleep(chance.uniform(0.05, 0.6))
    writer.send_signal(signal.SIGKILL)
    writer.wait()


@pytest.mark.prove
def test_a_shelf_survives_kills(tmp_path):
    data, chance = tmp_path / "data", random.Random(os.environ.get("HEADCANON_PROVE_SEED", "1"))
    make_archive(data, works=False)
    tell(FURNISH, data=data)
    for _ in range(int(os.environ.get("HEADCANON_PROVE_KILLS", "20"))):
        kill_in_the_middle(data, chance)
        number, positions, works = json.loads(tell(LOOK, data=data))
        assert number == positions == works
    checked = headcanon("check", "--data", data, data=data)
    assert checked.returncode == 0, checked.stdout
