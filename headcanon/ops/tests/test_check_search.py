"""What `headcanon check` says of the index of stories, and how it is mended."""

import pytest

from headcanon.discovery.index import folders
from headcanon.discovery.index.engine import the_index
from headcanon.discovery.index.keeping import Keeper, open_engine, settle
from headcanon.discovery.index.waiting import index_later, waiting_works
from headcanon.ops.findings_of_search import stale_index
from headcanon.works.models import Work
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def works(data_folder, ana):
    """Three stories, in the index."""
    works = [cast.posted(ana, title) for title in ("One", "Two", "Three")]
    settle()
    return works


def says():
    return [finding.says for finding in stale_index()]


def mended():
    for finding in stale_index():
        finding.repair()
    return says() == []


def titles_kept():
    return sorted(Work.objects.get(pk=pk).title for pk, _version in the_index().versions())


def test_without_an_index_nothing_is_wrong_and_nothing_is_made(data_folder, ana):
    cast.posted(ana)
    assert says() == []
    assert not folders.index_folder().exists()


def test_what_waits_is_not_wrong_yet(works):
    Work.objects.filter(pk=works[0].pk).update(title="Another")
    index_later(works[0].pk)
    assert says() == []


def test_a_story_that_it_has_otherwise_does_not_have_or_has_too_much_is_found_and_mended(works, ana):
    one, two, three = works
    Work.objects.filter(pk=one.pk).update(title="Another")
    Work.objects.filter(pk=two.pk).update(is_hidden=True)
    engine = open_engine(folders.current_folder())
    engine.drop([three.pk])
    engine.commit()
    engine.close()
    [said] = says()
    assert said.startswith("The index of stories says something else than the stories themselves of 3 of them")
    assert mended()
    assert titles_kept() == ["Another", "Three"]


def test_an_index_that_cannot_be_read_is_made_anew(works):
    for path in folders.current_folder().iterdir():
        path.write_bytes(b"")
    [said] = says()
    assert said.startswith("The index of stories cannot be read")
    assert mended()
    assert titles_kept() == ["One", "Three", "Two"]


def test_while_another_process_keeps_it_that_one_does_the_mending(works, monkeypatch):
    """Here the other one is woken whenever this one rests."""
    keeper = Keeper()
    assert keeper.keep()
    monkeypatch.setattr("headcanon.discovery.index.keeping.time.sleep", lambda seconds: keeper.keep())
    Work.objects.filter(pk=works[0].pk).update(title="Another")
    assert mended()
    assert (titles_kept(), list(waiting_works())) == (["Another", "Three", "Two"], [])
    keeper.put_down()
