"""Files that are there wholly or not at all."""

import pytest

from headcanon.core.whole_files import write_whole


def test_a_file_is_there_with_everything_in_it(tmp_path):
    write_whole(tmp_path / "lamp", b"all of it")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"lamp": b"all of it"}


@pytest.mark.parametrize("before", [{}, {"lamp": b"what was there"}])
def test_a_file_that_cannot_be_finished_changes_nothing_and_leaves_nothing_behind(tmp_path, monkeypatch, before):
    for name, data in before.items():
        (tmp_path / name).write_bytes(data)
    monkeypatch.setattr("os.fsync", disk_is_full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(tmp_path / "lamp", b"half of it")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def disk_is_full(descriptor):
    raise OSError(28, "No space left on device")
