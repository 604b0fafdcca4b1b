"""Four who name stories at the same moment: each sees no circle, and together they would close one.

On an archive of its own in a folder, since only there two connections stand in each other's way as they do in life.
"""

import pytest

from headcanon.ops.tests.archives import AT_ONCE, make_archive, tell
from tests.postgres import postgres  # noqa: F401

ROUND = """
import json
from headcanon.core.viewing import Viewer
from headcanon.works.models import RelatedWork
from headcanon.works.relations import relate
ana = person("Ana")
refused = 0
for turn in range(TURNS):
    works = [posted(ana, f"{turn} {number}") for number in range(4)]
    at_once(lambda number: relate(works[number], "remix", viewer=Viewer(ana), parent=works[(number + 1) % 4]))
    refused += len(wrong)
    assert all("comes from this one already" in each for each in wrong), wrong
    wrong.clear()
print(json.dumps([refused, RelatedWork.objects.count()]))
"""


def four_who_would_close_a_circle_together(data, turns, **database):
    make_archive(data, works=False, **database)
    told = tell(AT_ONCE + ROUND.replace("TURNS", str(turns)), data=data, **database)
    assert told == f"[{turns}, {3 * turns}]"


def test_of_four_who_would_close_a_circle_at_once_one_is_refused(tmp_path):
    four_who_would_close_a_circle_together(tmp_path / "data", turns=2)


@pytest.mark.prove
def test_and_so_it_is_on_postgresql(tmp_path, postgres):  # noqa: F811
    four_who_would_close_a_circle_together(tmp_path / "data", 20, HEADCANON_DATABASE=postgres.new_database())
