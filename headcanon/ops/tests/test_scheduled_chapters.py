"""A chapter that is to come at a moment comes then, from a real server, once, also when that was down."""

import subprocess
import sys

import pytest

from headcanon.ops.tests.archives import CHECKOUT, environment, make_archive, tell, wait_until
from headcanon.ops.tests.serving import serving

PLAN = """
from datetime import timedelta
from django.utils import timezone
from headcanon.works.models import Chapter
from headcanon.works.schedule import schedule
work = posted(person("Cleo"), "Serial", chapters=2)
chapter = Chapter.objects.get(work=work, position=2)
Chapter.objects.filter(pk=chapter.pk).update(posted_at=None)
schedule(work, [chapter.pk], at=timezone.now() + timedelta(seconds={seconds}))
print(chapter.get_absolute_url())
"""


LOOK = """
from headcanon.works.schedule import publish_due
from headcanon.works.signals import works_published
heard = []
listen = lambda **said: heard.extend(work.pk for work in said["works"])
works_published.connect(listen)
print("ready", flush=True)
input()
publish_due()
print(len(heard))
"""

MANY = """
from datetime import timedelta
from django.utils import timezone
from headcanon.works.schedule import schedule
cleo = person("Cleo")
for number in range(12):
    work = draft(cleo, f"Night {number}")
    schedule(work, [work.chapters.get().pk], at=timezone.now() - timedelta(minutes=1))
"""


def looker(data):
    start = "import django; django.setup()\n"
    settings = {"DJANGO_SETTINGS_MODULE": "headcanon.config.settings"}
    return subprocess.Popen(
        [sys.executable, "-c", start + LOOK], env=environment(data, **settings), cwd=CHECKOUT, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip


@pytest.mark.prove
def test_two_processes_that_look_at_once_publish_each_work_once(tmp_path):
    data = make_archive(tmp_path / "data", works=False)
    tell(MANY, data=data)
    lookers = [looker(data) for _ in range(2)]
    assert [each.stdout.readline() for each in lookers] == ["ready\n"] * 2
    for each in lookers:
        each.stdin.write("go\n")
        each.stdin.flush()
    published = [int(each.communicate(timeout=60)[0]) for each in lookers]
    assert sum(published) == 12


@pytest.mark.prove
def test_a_chapter_that_fell_due_while_the_server_was_down_is_there_when_it_serves(tmp_path):
    data = make_archive(tmp_path / "data", works=False)
    address = tell(PLAN.format(seconds=-5), data=data)
    with serving(data) as server:
        wait_until(lambda: server.get(address)[0] == 200)


@pytest.mark.prove
def test_a_chapter_comes_at_its_minute_and_after_a_night_without_server(tmp_path):
    data = make_archive(tmp_path / "data", works=False)
    address = tell(PLAN.format(seconds=20), data=data)
    with serving(data) as server:
        assert server.get(address)[0] == 404
        wait_until(lambda: server.get(address)[0] == 200)
    later = tell(PLAN.replace("Cleo", "Dora").format(seconds=5), data=data)
    with serving(data) as server:
        wait_until(lambda: server.get(later)[0] == 200)
