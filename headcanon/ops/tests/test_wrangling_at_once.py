"""Several wranglers at the same moment: one after the other, and never across each other."""

import json

import pytest

from headcanon.ops.tests.archives import AT_ONCE, MAKE, tell

START = (
    MAKE
    + AT_ONCE
    + """
import json
from django.core.exceptions import ValidationError
from headcanon.canon import wrangling
from headcanon.canon.models import OrderingAct, Tag, TagDescent
from headcanon.canon.naming import tags_named
ana = person("Ana")
refused = []

def try_to(act, *args):
    try:
        act(*args, by=ana)
    except ValidationError as why:
        refused.append(why.message)
"""
)


def told(tmp_path, story):
    return json.loads(tell(START + story, data=tmp_path).splitlines()[-1])


@pytest.mark.django_db
def test_of_a_circle_all_but_one_tie_are_made(tmp_path):
    found = told(
        tmp_path,
        """
tags = tags_named("freeform", ["a", "b", "c", "d"])
at_once(lambda number: try_to(wrangling.put_under, tags[number], tags[(number + 1) % 4]))
print(json.dumps([wrong, len(refused), TagDescent.objects.filter(is_direct=True).count(), TagDescent.objects.count()]))
""",
    )
    assert found == [[], 1, 3, 6]


@pytest.mark.django_db
def test_no_chain_of_names(tmp_path):
    found = told(
        tmp_path,
        """
tags = tags_named("freeform", ["a", "b", "c", "d"])
at_once(lambda number: try_to(wrangling.make_synonym, tags[number], tags[(number + 1) % 4]))
chains = Tag.objects.filter(canonical__canonical__isnull=False).count()
synonyms = Tag.objects.filter(standing="synonym").count()
acts = OrderingAct.objects.filter(kind="synonym").count()
print(json.dumps([wrong, chains, synonyms == 3 or len(refused) > 1, acts + len(refused)]))
""",
    )
    assert found == [[], 0, True, 4]
