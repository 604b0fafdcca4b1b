"""The numbers beside fandoms and tags count what anybody may see."""

import pytest

from headcanon.canon.models import Fandom, Tag
from headcanon.canon.wrangling import make_synonyms
from headcanon.core.outbox import drain
from headcanon.works.counting import count_all_anew, miscounted
from headcanon.works.models import Work
from headcanon.works.publishing import announce_change
from tests.cast import draft, person, posted


def numbers():
    drain()
    """Of what works are about; what the archive offers and nobody chose counts for nothing."""
    subjects = [*Fandom.objects.all(), *Tag.objects.exclude(offered__isnull=False, taggings=None)]
    return {subject.name: subject.work_count for subject in subjects}


def test_a_draft_counts_nowhere_and_a_posted_work_everywhere(ana):
    draft(ana, fandoms=["Secret"], characters=["Nobody"], relationships=[], tags=[])
    posted(ana, fandoms=["Open"], characters=["Somebody"], relationships=[], tags=[])
    assert numbers() == {"Secret": 0, "Nobody": 0, "Open": 1, "Somebody": 1, "No warnings apply": 1}


@pytest.mark.parametrize("fields", [{"is_hidden": True}, {"audience": Work.Audience.MEMBERS}])
def test_a_work_that_is_withdrawn_from_guests_is_taken_off_the_number(ana, fields):
    work = posted(ana, characters=["Hero"])
    posted(ana, characters=["Hero"])
    assert numbers()["Hero"] == 2
    Work.objects.filter(pk=work.pk).update(**fields)
    announce_change(work)
    assert numbers()["Hero"] == 1


def test_all_are_counted_at_once_as_each_is(ana):
    for names in (["Sea", "Ocean"], ["Sea"], ["Salt", "Spray"], ["Mud"]):
        posted(ana, tags=names)
    for_members = posted(ana, tags=["Spray"])
    Work.objects.filter(pk=for_members.pk).update(audience=Work.Audience.MEMBERS)
    announce_change(for_members)
    make_synonyms([Tag.objects.get(name="Ocean")], Tag.objects.get(name="Sea"), by=person("Wanda"))
    right = numbers()
    for model in (Fandom, Tag):
        model.objects.update(work_count=77)
        count_all_anew(model)
        assert list(miscounted(model.objects.all())) == []
    assert numbers() == right
