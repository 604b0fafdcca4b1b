"""Several who press a button at the same moment: a form that was sent twice is one review, and kudos is given once.

On an archive of its own in a folder, as in test_writing_at_once.py.
"""

import json

import pytest

from headcanon.ops.tests.archives import AT_ONCE, make_archive, tell
from tests.postgres import postgres  # noqa: F401

PRESS = (
    AT_ONCE
    + """
import json
from headcanon.accounts.models import User
from headcanon.core.outbox import drain
from headcanon.core.viewing import Viewer
from headcanon.reviews.applauding import applaud
from headcanon.reviews.models import Kudos, Review
from headcanon.reviews.reviewing import Voice, post
from headcanon.works.models import Work
ana, rae = person("Ana"), person("Rae")
work = posted(ana)

def reader():
    return Viewer(User.objects.get(pk=rae.pk))

def say(text, sent_with):
    viewer = reader()
    voice = Voice(viewer, pseud=viewer.person.default_pseud)
    post(work, text, voice=voice, sent_with=sent_with, chapter=work.chapters.get())

at_once(lambda number: say(f"From one form {number}.", "one form"))
at_once(lambda number: say("The same words.", f"form {number}"))
at_once(lambda number: applaud(work, viewer=reader()))
drain()
work = Work.objects.get()
print(json.dumps([wrong, Review.objects.count(), Kudos.objects.count(), work.review_count, work.kudos_count]))
"""
)


def press_at_once(data, **database):
    make_archive(data, works=False, **database)
    assert json.loads(tell(PRESS, data=data, **database)) == [[], 2, 1, 2, 1]


def test_what_is_sent_several_times_at_one_moment_is_there_once(tmp_path):
    press_at_once(tmp_path / "data")


@pytest.mark.prove
def test_and_so_it_is_on_postgresql(tmp_path, postgres):  # noqa: F811
    press_at_once(tmp_path / "data", HEADCANON_DATABASE=postgres.new_database())
