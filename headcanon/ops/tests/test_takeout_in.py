"""A takeout comes into another archive without loss, and nothing that it only claims is believed."""

import json
import re
import zipfile

import pytest

from headcanon.accounts.models import User
from headcanon.core.outbox import drain
from headcanon.ops import carrying
from headcanon.ops.arrivals.takeout import whose
from headcanon.ops.arrivals.takeout_bringing import bring
from headcanon.ops.arrivals.takeout_file import Takeout
from headcanon.ops.taking_out import write_takeout
from headcanon.ops.tests.rich_accounts import empty_the_archive, rich_ana

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_folder")]


@pytest.fixture
def elsewhere(monkeypatch):
    """From here on this is another archive than the one that wrote the takeout."""

    def move():
        monkeypatch.setattr(carrying, "this_archive", lambda: "b" * 32)

    return move


def opened(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def brought(path, name=None, *, is_vouched=True):
    with Takeout(path) as file:
        file.verify()
        return bring(file, whose(file, name), is_vouched=is_vouched)


# What a new archive gives out, reckons or decides itself; docs/formats.md says so.
GIVEN_ANEW = {
    "profile.json": {"invitations", "ways_to_sign_in", "programs", "joined_at", "addresses"},
    "shelves.json": {"changed_at"},
    "work.json": {"words", "chapter_count", "kudos_count", "review_count", "announcement"},
    "headcanons.json": {"belief_count", "writing_count", "remark_count", "work_count"},
}
# Numbers that only say in which order rows were made: rows of these lists are told apart by where they stand.
COUNTED = {"reviews.json", "headcanons.json", "shelves.json", "news.json", "work-reviews.json"}


def told(path):
    """All that a takeout says, so that two can be compared: numbers of rows as their place in the file."""
    members = opened(path)
    said = {}
    for name, data in sorted(members.items()):
        name = re.sub(r"/(revisions|working-copies)/\d+", r"/\1/#", name)
        if name in ("manifest.json", "README.txt"):
            continue
        kind = name.rsplit("/", 1)[-1]
        value = json.loads(data) if name.endswith(".json") else data
        said.setdefault(name, []).append(without(value, GIVEN_ANEW.get(kind, set())))
    for rows in said.values():
        for row in rows:
            if isinstance(row, dict) and "fields" in row:
                row.pop("id")
    return renumbered(said)


def without(value, names):
    if isinstance(value, dict):
        return {name: without(each, names) for name, each in value.items() if name not in names}
    return [without(each, names) for each in value] if isinstance(value, list) else value


def renumbered(said):
    """Numbers below those that are drawn by lot, which count rows, each as the place at which it is first met."""
    places = {}

    def anew(value, key=""):
        if isinstance(value, dict):
            return {name: anew(each, name) for name, each in value.items()}
        if isinstance(value, list):
            return [anew(each, key) for each in value]
        if type(value) is int and key in ("id", "thread_id", "answers_id"):
            return value if value >= 1_000_000 else places.setdefault(value, len(places))
        return value

    return {name: [anew(each) if not isinstance(each, bytes) else each for each in rows] for name, rows in said.items()}


def test_a_rich_account_comes_into_an_empty_archive_and_out_again_equal(tmp_path, elsewhere):
    write_takeout(rich_ana(), tmp_path / "there.zip")
    elsewhere()
    empty_the_archive()
    arriving = brought(tmp_path / "there.zip")
    drain()
    assert arriving.count["failed"] == 0, arriving.sentences
    write_takeout(User.objects.get(username="Ana"), tmp_path / "here.zip")
    there, here = told(tmp_path / "there.zip"), told(tmp_path / "here.zip")
    assert differences(there, here) == []


def differences(there, here, path=""):
    """Where two takeouts do not say the same."""
    if type(there) is not type(here):
        return [(path, there, here)]
    if isinstance(there, dict):
        names = sorted({*there, *here})
        return [each for name in names for each in differences(there.get(name), here.get(name), f"{path}/{name}")]
    if isinstance(there, list) and len(there) == len(here):
        pairs = enumerate(zip(there, here, strict=True))
        return [each for number, pair in pairs for each in differences(*pair, f"{path}/{number}")]
    return [] if there == here else [(path, there, here)]
