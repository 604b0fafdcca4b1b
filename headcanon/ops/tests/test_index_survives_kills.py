"""The index while the archive serves: up to date within a second, and good whenever and whoever is killed.

HEADCANON_PROVE_KILLS says how many kills `make prove` makes (50).
"""

import os
import random
import time

import pytest

from headcanon.ops.tests.archives import headcanon, make_archive, tell
from headcanon.ops.tests.test_kills import running, saving, serving

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
import django; django.setup()
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
import time
import django; django.setup()
from headcanon.discovery.index.keeping import Keeper
keeper = Keeper()
while True:
    keeper.keep()
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

SETTINGS = {"DJANGO_SETTINGS_MODULE": "headcanon.config.settings"}


def settled(data):
    """Nothing waits, and the index has as many stories as there are."""
    kept, there = tell(STATE, data=data).split()
    assert kept == there
    return int(kept)


@pytest.mark.prove
def test_while_it_serves_a_story_is_found_soon_and_check_finds_nothing(tmp_path):
    data = make_archive(tmp_path / "data")
    with serving(data):
        assert float(tell(HOW_LONG.format(number=2), data=data)) < 5  # on a machine that does much else
        assert settled(data) == 4
        done = headcanon("check", data=data)
        assert (done.returncode, done.stderr) == (0, ""), done.stdout


@pytest.mark.prove
def test_a_published_story_is_found_within_a_second(tmp_path):
    data = make_archive(tmp_path / "data")
    with serving(data):
        slowest = float(tell(HOW_LONG.format(number=30), data=data))
    print(f"found after {slowest:.2f} s at most")
    assert slowest < 1


@pytest.mark.parametrize("kills", [1, pytest.param(KILLS, marks=pytest.mark.prove)], ids=["few", "all"])
def test_an_index_survives_kills_of_its_keepers_while_stories_change(tmp_path, kills):
    """Two keepers at once, of whom one writes; both are killed at any moment, also while they make the first one."""
    seed = random.randrange(10**6)
    print("seed", seed)
    chance = random.Random(seed)
    data = make_archive(tmp_path / "data")
    for number in range(kills):
        with (
            running("-c", CHANGE, data=data, **SETTINGS) as changing,
            running("-c", KEEP, data=data, **SETTINGS) as one,
            running("-c", KEEP, data=data, **SETTINGS) as other,
        ):
            time.sleep(chance.uniform(1.0, 2.5))
            for process in (changing, one, other):
                assert process.poll() is None, (number, process.stdout.read())
        done = headcanon("check", data=data)
        assert (done.returncode, done.stderr) == (0, ""), (number, done.stdout, done.stderr)
    if kills > 1:
        with serving(data), saving(data):
            time.sleep(2)
    with serving(data):
        assert settled(data) > 0
    assert headcanon("check", data=data).returncode == 0
