"""What `headcanon check` says of pictures."""

import os
import time

import pytest

from headcanon.ops.checking import check
from headcanon.ops.findings import damaged_pictures
from headcanon.works.pictures import every_picture_folder, keep_picture, picture_path
from headcanon.works.tests.pictures import a_ship
from tests.cast import draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_folder")]


def test_check_notices_a_picture_that_is_gone_or_damaged(ana):
    work = draft(ana, "The Lamp")
    gone, damaged = (keep_picture(work, a_ship((n, n))) for n in (3, 4))
    assert list(damaged_pictures()) == []
    picture_path(gone).unlink()
    picture_path(damaged).write_bytes(b"x")
    assert sorted(each.says.split(":")[0] for each in damaged_pictures()) == [
        "A picture of “The Lamp” is damaged",
        "A picture of “The Lamp” is missing",
    ]


@pytest.mark.parametrize(
    "name", ["0/x.png", "99999999999999999999/x.png", "readme.txt", "{work}/.new-x7", "{work}/{kept}x"]
)
def test_a_file_that_no_picture_is_named_for_is_moved_aside(ana, tmp_path, capsys, name):
    work = draft(ana, "The Lamp")
    kept = picture_path(keep_picture(work, a_ship()))
    name = name.format(work=work.pk, kept=kept.name)
    stray = every_picture_folder() / name
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"whose?")
    assert check(repair=False) == (0, 0), "a file this young may be a picture that is just being brought"
    for path in (kept, stray):
        os.utime(path, (time.time() - 7200,) * 2)
    capsys.readouterr()
    assert check(repair=True) == (1, 0)
    said = f"The file files/pictures/{name} belongs to no work; repairing moves it to strays/. Repaired.\n"
    assert capsys.readouterr().out == said
    assert [path.read_bytes() for path in (tmp_path / "strays").iterdir()] == [b"whose?"]
    assert (kept.is_file(), stray.exists(), check(repair=False)) == (True, False, (0, 0))
