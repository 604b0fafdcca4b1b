"""The bytes that people hand in stay as they came."""

import hashlib

import pytest

from headcanon.works.models import Original
from headcanon.works.originals import keep_original, original_path, originals_folder, read_original

pytestmark = pytest.mark.usefixtures("data_folder")


@pytest.mark.django_db
def test_an_original_comes_back_byte_for_byte():
    data = b"\xff\xfe caf\xe9 \r\n\x00"
    original = keep_original(data)
    assert (read_original(original), original.size) == (data, len(data))
    assert original.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.django_db
def test_the_same_bytes_are_kept_once():
    assert keep_original(b"one") == keep_original(b"one")
    assert Original.objects.count() == 1
    assert len([path for path in originals_folder().rglob("*") if path.is_file()]) == 1


@pytest.mark.django_db
def test_a_file_that_went_missing_is_kept_again():
    original = keep_original(b"one")
    original_path(original.sha256).unlink()
    assert read_original(keep_original(b"one")) == b"one"
