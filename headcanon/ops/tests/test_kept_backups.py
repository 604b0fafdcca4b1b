"""Backups in the archive's own folder expire; nobody else's file is touched."""

import re
import zipfile
from datetime import UTC, datetime, timedelta

import pytest

from headcanon.ops.kept_backups import NAME, remove_expired
from headcanon.ops.tests.archives import headcanon, make_archive


@pytest.mark.django_db
def test_only_backups_of_its_own_go_when_their_days_have_passed(settings, tmp_path):
    settings.DATA = tmp_path
    (tmp_path / "backups").mkdir()
    now = datetime.now(UTC)
    old, young = ((now - timedelta(days=days)).strftime(NAME) for days in (31, 29))
    hers = ("headcanon-before-moving.zip", "lamplight-1999-01-01.zip", "notes.txt")
    for name in (old, young, *hers):
        (tmp_path / "backups" / name).write_text("x")
    remove_expired()
    assert sorted(path.name for path in (tmp_path / "backups").iterdir()) == sorted((young, *hers))


def test_a_backup_without_a_name_goes_into_the_archives_folder(tmp_path):
    data = make_archive(tmp_path / "data")
    done = headcanon("backup", data=data)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("It is removed after 30 days. A copy on another disk outlives this one.\n")
    [backup] = (data / "backups").iterdir()
    assert re.fullmatch(r"headcanon-[\dT-]+Z\.zip", backup.name)
    named = headcanon("backup", tmp_path / "b.zip", data=data)
    assert named.stdout.endswith("Members are told that backups are kept for 30 days: please delete it then.\n")
    assert zipfile.ZipFile(tmp_path / "b.zip").namelist() == zipfile.ZipFile(backup).namelist()
