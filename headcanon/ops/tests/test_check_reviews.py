"""`headcanon check` knows how many reviews and kudos a work has."""

import pytest

from headcanon.core.outbox import drain
from headcanon.core.viewing import Viewer
from headcanon.ops import findings
from headcanon.reviews.reviewing import Voice, post
from headcanon.works.models import Work
from tests.cast import person, posted

pytestmark = pytest.mark.django_db


def test_check_finds_a_wrong_number_and_puts_it_right(ana):
    work, rae = posted(ana), person("Rae")
    voice = Voice(Viewer(rae), pseud=rae.default_pseud)
    post(work, "I heard the sea.", voice=voice, sent_with="x", chapter=work.chapters.get())
    # What waits to be counted is not wrong.
    assert list(findings.miscounted_reviews()) == []
    drain()
    Work.objects.filter(pk=work.pk).update(review_count=7, kudos_count=3)
    [finding] = findings.miscounted_reviews()
    assert finding.says == f"Work {work.pk} is said to have 7 reviews and 3 kudos and has 1 and 0."
    finding.repair()
    assert Work.objects.values_list("review_count", "kudos_count").get() == (1, 0)
    assert list(findings.miscounted_reviews()) == []
