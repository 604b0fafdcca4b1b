"""Who leaves takes along the files that wait for her and what she claimed; what she kept for others stays. Her takeout
has all of it."""

import io
import json
import zipfile

import pytest
from django.test import Client

from headcanon.intake import claiming, taking
from headcanon.intake.models import Brought, Claim, Keeping
from headcanon.intake.tests.brought import LOOM, SALT, brought, said
from headcanon.ops.leaving import leave
from headcanon.ops.taking_out import write_takeout
from headcanon.works.erasing import erase, finish
from headcanon.works.models import Original, Work
from headcanon.works.originals import original_path
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def mo(db):
    return cast.person("Mo", is_archivist=True)


@pytest.fixture
def rae(db):
    return cast.person("Rae")


@pytest.fixture
def kept(mo):
    row = brought(cast.signed_in(mo), SALT, "salt.txt")
    return taking.take_for(row, "Xanthe of the Quay", archived_by=mo.default_pseud)[0]


def test_whoever_brought_it_for_another_leaves_and_it_stays(kept, mo):
    cast.person("Nim", is_archivist=True)
    leave(mo)
    assert (Work.objects.get().title, Keeping.objects.get().archived_by) == ("Salt", None)
    assert "[archived by a reader]" in said(Client().get(kept.get_absolute_url()))


def test_what_waits_and_what_she_claimed_goes_with_her(kept, rae):
    alone = brought(cast.signed_in(rae), LOOM)
    shared = brought(cast.signed_in(rae), SALT, "mine too.txt")
    claiming.claim(kept, rae.default_pseud, wish="have", words="It was on my page.")
    paths = [original_path(each.original_id) for each in (alone, shared)]
    leave(rae)
    finish()
    assert (Brought.objects.count(), Claim.objects.count()) == (0, 0)
    assert [path.is_file() for path in paths] == [False, True], "somebody else's work came from the second one"


def test_a_work_that_is_erased_leaves_its_file_to_whom_it_waits_for(kept, rae):
    row = brought(cast.signed_in(rae), SALT, "mine too.txt")
    erase(kept)
    finish()
    assert (Work.objects.count(), original_path(row.original_id).is_file()) == (0, True)
    taking.forget(Brought.objects.all())
    finish()
    assert (Original.objects.count(), original_path(row.original_id).is_file()) == (0, False)


def test_her_takeout_has_what_waits_and_what_she_claimed_and_nothing_of_others(kept, rae, mo, tmp_path):
    row = brought(cast.signed_in(rae), LOOM, "loom.txt")
    theirs = brought(cast.signed_in(mo), LOOM + b"The archivist's own.", "other.txt")
    claiming.claim(kept, rae.default_pseud, wish="withdraw", words="It was on my page.")
    _, losses = write_takeout(rae, tmp_path / "rae.zip")
    with zipfile.ZipFile(io.BytesIO((tmp_path / "rae.zip").read_bytes())) as bundle:
        told, names = json.loads(bundle.read("intake.json")), bundle.namelist()
        assert bundle.read(f"intake/{row.original_id}") == LOOM
    [waiting], [claim] = told["waiting"], told["claims"]
    assert (losses, waiting["file_name"], waiting["understood"]["title"]) == ([], "loom.txt", "The Loom")
    assert (claim["title"], claim["wish"], claim["words"]) == ("Salt", "withdraw", "It was on my page.")
    assert f"intake/{theirs.original_id}" not in names
