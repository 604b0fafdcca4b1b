"""The index while the archive serves: up to date within a second, and good whenever and whoever is killed.

HEADCANON_PROVE_KILLS says how many kills `make prove` makes (50).
"""

import os
import random
import time

import pytest

from headcanon.ops.tests.archives import BESIDE, headcanon, make_archive, tell
from headcanon.ops.tests.test_kills import saving, serving

KILLS = int(os.environ.get("HEADCANON_PROVE_KILLS", "50"))

# Publishes stories, one after the other, and waits until anybody who asks the index finds each; prints how long the
# slowest took.
HOW_LONG = """
import time
from headcanon.accounts.models import User
from headcanon.discovery.asking import Phrase, Question
from headcanon.discovery.index.engine import the_index
ana = User.objects.get(username="Ana")
slowest = 0
for number in range({number}):
    work = posted(ana, f"Kingfisher{{number}}")
    began = time.monotonic()
    while the_index().count(Question(words=Phrase(f"Kingfisher{{number}}"))) != 1:
        assert time.monotonic() - began < 20, "It is not found."
        time.sleep(0.01)
    slowest = max(slowest, time.monotonic() - began)
print(slowest)
"""

# Changes, hides, publishes and erases stories as quickly as it can.
CHANGE = """
import random
from headcanon.accounts.models import User
from headcanon.works.erasing import erase
from headcanon.works.models import Work
from headcanon.works.publishing import announce_change
from headcanon.works.trash import trash, untrash
from tests.cast import posted
ana = User.objects.get(username="Ana")
while True:
    posted(ana, "New", chapters=2)
    for work in Work.objects.order_by("?")[:4]:
        deed = random.choice([trash, untrash, announce_change, erase])
        if deed is not erase or Work.objects.count() > 20:
            deed(work)
"""

KEEP = """
from headcanon.discovery.index.keeping import Keeper
keeper = Keeper()
while True:
    keeper.keep()
"""

KILLED_WHILE_KEEPING = """
import time
processes = [beside(story) for story in {stories!r}]
time.sleep({seconds})
kill(processes)
"""

# As a server does beside its pages.
GO_ON_KEEPING = """
from headcanon.discovery.index.keeping import start_keeping
start_keeping()
"""

# How many stories the index has, and how many there are, once nothing waits.
STATE = """
import time
from headcanon.discovery.asking import Question
from headcanon.discovery.index.documents import public_rows
from headcanon.discovery.index.engine import the_index
from headcanon.discovery.index.waiting import waiting_works
until = time.monotonic() + 60
while waiting_works().exists() or the_index().count(Question(is_member=True)) != public_rows().count():
    assert time.monotonic() < until, "Something waits still."
    time.sleep(0.1)
print(len(list(the_index().versions())), public_rows().count())
"""


def settled(data, meanwhile=""):
    """Nothing waits, and the index has as many stories as there are."""
    kept, there = tell(meanwhile + STATE, data=data).split()
    assert kept == there
    return int(kept)


@pytest.mark.prove
def test_while_it_serves_a_story_is_found_soon_and_check_finds_nothing(tmp_path):
    data = make_archive(tmp_path / "data")
    with serving(data):
        assert float(tell(HOW_LONG.format(number=2), data=data)) < 5  # on a machine that does much else
        assert settled(data) == 4
        is_sound(data)


@pytest.mark.prove
def test_a_published_story_is_found_within_a_second(tmp_path):
    data = make_archive(tmp_path / "data")
    with serving(data):
        slowest = float(tell(HOW_LONG.format(number=30), data=data))
    print(f"found after {slowest:.2f} s at most")
    assert slowest < 1


def kill_keepers(data, times):
    """Two keepers at once, of whom one writes; both are killed at any moment, also while they make the first one."""
    seed = random.randrange(10**6)
    print("seed", seed)
    chance = random.Random(seed)
    for number in range(times):
        story = KILLED_WHILE_KEEPING.format(stories=[CHANGE, KEEP, KEEP], seconds=chance.uniform(0.1, 1.5))
        tell(BESIDE + story, data=data)
        is_sound(data, number)


def is_sound(data, *told):
    done = headcanon("check", data=data)
    assert (done.returncode, done.stderr) == (0, ""), (*told, done.stdout, done.stderr)


def test_an_index_survives_a_kill_of_its_keepers_while_stories_change(tmp_path):
    data = make_archive(tmp_path / "data")
    kill_keepers(data, 1)
    assert settled(data, meanwhile=GO_ON_KEEPING) > 0
    is_sound(data)


@pytest.mark.prove
def test_an_index_survives_many_kills_and_serves(tmp_path):
    data = make_archive(tmp_path / "data")
    kill_keepers(data, KILLS)
    with serving(data), saving(data):
        time.sleep(2)
    with serving(data):
        assert settled(data) > 0
    is_sound(data)
