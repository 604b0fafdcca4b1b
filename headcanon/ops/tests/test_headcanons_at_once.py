"""Several who press a button at the same moment: one headcanon, one belief, one answer, and no more asks than may wait.

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
from headcanon.core.outbox import drain
from headcanon.core.viewing import Viewer
from headcanon.headcanons import asking, believing, posting, talking, writing
from headcanon.headcanons.models import Belief, Headcanon, Remark, Writing
ana, rae = person("Ana"), person("Rae")

def said(claim):
    return {"claim": claim, "fandoms": ["Greek myth"], "characters": ["Hero"]}

at_once(lambda number: posting.post(said("One form."), pseud=rae.default_pseud, sent_with="one form"))
headcanon = Headcanon.objects.get()
at_once(lambda number: believing.believe(headcanon, ana))
at_once(lambda number: writing.begin(headcanon, ana))
at_once(lambda number: talking.say(headcanon, "The same words.", pseud=ana.default_pseud, sent_with=f"form {number}"))
at_once(lambda number: asking.ask(ana, said("Ask"), viewer=Viewer(rae), pseud=rae.default_pseud, sent_with="one ask"))
asked = Headcanon.objects.get(state="asked")
at_once(lambda number: (asking.accept if number % 2 else asking.decline)(asked))
asked.refresh_from_db()
drain()
numbers = Headcanon.objects.values_list("belief_count", "writing_count", "remark_count").get(pk=headcanon.pk)
print(json.dumps([wrong, Headcanon.objects.count(), numbers, Belief.objects.count(), Writing.objects.count(),
    Remark.objects.count(), asked.waits]))
wrong.clear()
at_once(lambda number: asking.ask(ana, said(f"Ask {number}"), viewer=Viewer(rae), pseud=rae.default_pseud,
    sent_with=f"ask {number}"))
print(json.dumps([len(wrong), Headcanon.objects.filter(state="asked").count()]))
"""
)


def press_at_once(data, **database):
    make_archive(data, works=False, **database)
    once, asks = map(json.loads, tell(PRESS, data=data, **database).splitlines())
    assert once == [[], 2, [1, 1, 1], 1, 1, 1, False]
    assert asks == [1, 3], "the fourth is refused"


def test_what_is_sent_several_times_at_one_moment_is_there_once(tmp_path):
    press_at_once(tmp_path / "data")


@pytest.mark.prove
def test_and_so_it_is_on_postgresql(tmp_path, postgres):  # noqa: F811
    press_at_once(tmp_path / "data", HEADCANON_DATABASE=postgres.new_database())
