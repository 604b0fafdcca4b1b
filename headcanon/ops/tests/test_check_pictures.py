"""What `headcanon check` says of pictures."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from headcanon.ops.findings import damaged_pictures
from headcanon.works.pictures import keep_picture, picture_path
from tests.cast import draft, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path):
    settings.DATA = tmp_path


@pytest.fixture
def ana():
    return person("Ana")


def uploaded(size=(40, 20)):
    buffer = BytesIO()
    Image.new("RGB", size, "red").save(buffer, "PNG")
    return SimpleUploadedFile("ship.png", buffer.getvalue())


def test_check_notices_a_picture_that_is_gone_or_damaged(ana):
    work = draft(ana, "The Lamp")
    gone, damaged = (keep_picture(work, uploaded((n, n))) for n in (3, 4))
    assert list(damaged_pictures()) == []
    picture_path(gone).unlink()
    picture_path(damaged).write_bytes(b"x")
    assert sorted(each.says.split(":")[0] for each in damaged_pictures()) == [
        "A picture of “The Lamp” is damaged",
        "A picture of “The Lamp” is missing",
    ]
