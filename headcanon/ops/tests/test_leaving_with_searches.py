"""What becomes of saved searches when somebody goes, and what she takes along."""

import json
from zipfile import ZipFile

import pytest

from headcanon.discovery import saving
from headcanon.discovery.models import AlwaysLeftOut, LovedTogether, SavedSearch
from headcanon.following.follows import follow
from headcanon.following.models import Follow, News, Notice
from headcanon.ops.leaving import leave
from headcanon.ops.taking_out import write_takeout
from headcanon.ops.taking_out_searching import searching_of
from tests import cast

pytestmark = pytest.mark.django_db
ASKS = "q=lamp&fandom=greek-myth"


@pytest.fixture
def rae(db):
    rae, vex = cast.person("Rae"), cast.person("Vex")
    for person in (rae, vex):
        follow(person, "search", saving.save(person, name=f"Lamps of {person}", asks=ASKS))
        AlwaysLeftOut.objects.create(person=person, asks="no-tag=grief")
    return rae


def test_leaving_takes_her_searches_and_leaves_those_of_others(ana, rae):
    search, work = SavedSearch.objects.get(person=rae), cast.posted(ana)
    news = News.objects.create(kind="found", search=search, work=work, is_told=True)
    Notice.objects.create(news=news, person=rae)
    LovedTogether.objects.create(work=work, other=cast.posted(ana, "The Loom"), place=0, readers=2, shared_tags=0)
    leave(rae)
    assert [search.person.username for search in SavedSearch.objects.all()] == ["Vex"]
    assert [each.person.username for each in AlwaysLeftOut.objects.all()] == ["Vex"]
    assert (Follow.objects.count(), Notice.objects.count(), News.objects.filter(search__isnull=False).count()) == (
        1,
        0,
        0,
    )
    leave(ana)
    assert not LovedTogether.objects.exists()


def test_her_takeout_holds_them_and_no_secret(rae, tmp_path):
    search = SavedSearch.objects.get(person=rae)
    told = searching_of(rae)
    assert told == {
        "saved": [{"id": search.pk, "name": "Lamps of Rae", "asks": ASKS, "made_at": search.made_at.isoformat()}],
        "always_left_out": "no-tag=grief",
    }
    assert searching_of(cast.person("Ida")) == {"saved": [], "always_left_out": ""}
    path = tmp_path / "rae.zip"
    write_takeout(rae, path)
    with ZipFile(path) as takeout:
        assert json.loads(takeout.read("searches.json")) == told
        assert not any(search.feed_token.encode() in takeout.read(name) for name in takeout.namelist())
