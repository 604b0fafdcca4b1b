"""Everybody whose saved search finds a new story is told of it, once: also when the serving process is killed while it
tells, and when several tell at once.

HEADCANON_PROVE_KILLS says how often `make prove` kills (here at most 10).
"""

import os
import random
from contextlib import ExitStack

import pytest

from headcanon.ops.tests.archives import AT_ONCE, ask, make_archive, tell, wait_until
from headcanon.ops.tests.test_kills import running, serving

pytestmark = pytest.mark.prove
KILLS = min(10, int(os.environ.get("HEADCANON_PROVE_KILLS", "6")))
STORIES = 3
SETTINGS = {"DJANGO_SETTINGS_MODULE": "headcanon.config.settings"}

# Readers who each follow a search of her own, and one whose search finds nothing; then the stories.
CROWD = """
from headcanon.accounts.models import User
from headcanon.discovery.models import SavedSearch
from headcanon.following.models import Follow
ana = person("Ana")
made = User.objects.bulk_create(
    User(username=f"reader{{n}}", email=f"reader{{n}}@example.org") for n in range({readers} + 1)
)
searches = SavedSearch.objects.bulk_create(
    SavedSearch(person=each, name="Lamps", asks="q=otter" if n == {readers} else "q=lamp") for n, each in enumerate(made)
)
Follow.objects.bulk_create(Follow(person=each.person, search=each) for each in searches)
for number in range({stories}):
    posted(ana, f"Lamp {{number}}")
"""
INDEX = """
from headcanon.core.outbox import drain
from headcanon.discovery.index.keeping import Keeper
drain()
keeper = Keeper()
keeper.keep()
keeper.put_down()
"""
# One of several processes that tell at the same time.
TELL = """
import django; django.setup()
from headcanon.core.outbox import drain
from headcanon.following.finding import ask_followed_searches
while True:
    ask_followed_searches()
    drain()
"""
TOLD = "SELECT count(*) FROM following_notice"
FOUND = "SELECT count(*) FROM following_news WHERE search_id IS NOT NULL"
WAITING = "SELECT (SELECT count(*) FROM following_news WHERE NOT is_told) + (SELECT count(*) FROM core_outboxrow)"
# How many notices there are, how many of the same story for the same reader, and whose number is not theirs.
SUM = """
from django.db.models import Count, F
from headcanon.accounts.models import User
from headcanon.following.models import Notice
pairs = Notice.objects.values("person", "news__work").distinct().count()
told = User.objects.annotate(told=Count("notices")).exclude(told=F("notices_unseen"))
print(Notice.objects.count(), pairs, told.count(), Notice.objects.filter(person__username="reader{readers}").count())
"""


def crowded(data, readers, more=""):
    make_archive(data, works=False)
    tell(CROWD.format(readers=readers, stories=STORIES) + more, data=data)
    return data


def number(data, question):
    [[found]] = ask(data, question)
    return found


def everybody_was_told_once(data, readers):
    notices = readers * STORIES
    assert tell(SUM.format(readers=readers), data=data) == f"{notices} {notices} 0 0"


def test_whoever_is_killed_while_it_tells(tmp_path):
    readers = 120
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    moments = sorted(chance.sample(range(1, 2 * readers * STORIES), KILLS))
    print("seed", seed, "killed after", moments, "rows of what was found and told")
    data = crowded(tmp_path / "data", readers)
    for moment in moments:
        with serving(data):
            wait_until(lambda moment=moment: number(data, FOUND) + number(data, TOLD) >= moment)
    with serving(data):
        wait_until(lambda: number(data, TOLD) and not number(data, WAITING))
    everybody_was_told_once(data, readers)


def test_several_processes_that_tell_at_once(tmp_path):
    readers = 90
    data = crowded(tmp_path / "data", readers, INDEX)
    with ExitStack() as busy:
        processes = [busy.enter_context(running("-c", TELL, data=data, **SETTINGS)) for _ in range(3)]
        wait_until(lambda: number(data, TOLD) and not number(data, WAITING))
        assert [process.poll() for process in processes] == [None] * 3
    everybody_was_told_once(data, readers)


def test_several_that_tell_at_once_tell_once(tmp_path):
    readers = 20
    at_once = "\nfrom headcanon.following.finding import ask_followed_searches"
    at_once += "\nat_once(lambda number: ask_followed_searches())\ndrain()\nassert wrong == [], wrong\n"
    data = crowded(tmp_path / "data", readers, INDEX + AT_ONCE + at_once)
    everybody_was_told_once(data, readers)
