import ctypes
import os
import signal
import socket
import stat
from pathlib import Path

import pytest

from headcanon.ops.preparing import make_secret_key
from headcanon.ops.tests.archives import headcanon, make_archive, tell, wait_until
from headcanon.ops.tests.serving import ADDRESS, serving

INVITATION = "This archive has no archivist yet. Whoever opens this link first, within seven days, becomes it:"


def rights(path):
    return oct(stat.S_IMODE(path.stat().st_mode))


def test_an_empty_folder_becomes_an_archive_that_answers_and_invites_its_archivist(tmp_path):
    data = tmp_path / "new" / "data"
    with serving(data) as server:
        heading, link, address = server.said
        assert heading == INVITATION
        assert link.startswith(f"  {address}/setup/")
        assert ADDRESS.fullmatch(address)
        assert server.get("/about")[0] == 200
        assert server.get(link.strip().removeprefix(address))[0] == 200
        assert [rights(data), rights(data / "secret.key")] == ["0o700", "0o600"]
        assert server.end() == (0, "")


@pytest.fixture
def archive(tmp_path):
    return make_archive(tmp_path / "data")


def test_with_an_archivist_it_invites_nobody_and_a_second_time_it_prints_the_address_that_serves(archive):
    with serving(archive) as server:
        assert server.said == [server.address]
        again = headcanon("up", "--port", "1", data=archive)
        assert (again.returncode, again.stdout, again.stderr) == (0, server.address + "\n", "")


def test_a_server_that_was_killed_leaves_nothing_behind_that_serves(archive):
    with serving(archive) as server:
        first = server.address
        assert server.end(signal.SIGKILL)[0] == -signal.SIGKILL
        wait_until(lambda: not accepts(first))
    with serving(archive) as server:
        assert server.get("/about")[0] == 200


def test_a_worker_ends_by_a_signal_that_any_of_its_threads_is_handed(archive):
    with serving(archive) as server:
        worker = int(Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text())
        another = max(int(thread) for thread in os.listdir(f"/proc/{worker}/task"))
        ctypes.CDLL(None).tgkill(worker, another, signal.SIGTERM)
        wait_until(lambda: not Path(f"/proc/{worker}").exists())
        wait_until(lambda: accepts(server.address))
        assert server.get("/about")[0] == 200  # by the next one


def accepts(address):
    host, port = address.removeprefix("http://").split(":")
    with socket.socket() as probe:
        return probe.connect_ex((host, int(port))) == 0


def test_the_key_is_made_once(tmp_path):
    make_secret_key(tmp_path / "secret.key")
    first = (tmp_path / "secret.key").read_text()
    make_secret_key(tmp_path / "secret.key")
    assert (tmp_path / "secret.key").read_text() == first
    assert (len(first) > 60, os.listdir(tmp_path)) == (True, ["secret.key"])


class TestRefusals:
    def refused(self, data, *words):
        done = headcanon("up", "--port", "0", *words, data=data)
        assert (done.returncode, done.stdout) == (1, "")
        return done.stderr

    def test_a_folder_of_a_newer_version(self, tmp_path):
        make_archive(tmp_path, works=False)
        tell(
            "from django.db.migrations.recorder import MigrationRecorder\n"
            "from django.db import connection\n"
            "MigrationRecorder(connection).record_applied('works', '9999_from_the_future')",
            data=tmp_path,
        )
        assert self.refused(tmp_path) == (
            "headcanon: this archive was written by a newer Headcanon. "
            "Install that version, or a later one, to serve it.\n"
        )

    def test_a_file_in_place_of_a_folder(self, tmp_path):
        (tmp_path / "data").write_text("a story")
        assert self.refused(tmp_path / "data") == (
            f"headcanon: {tmp_path}/data is a file, and an archive is a folder. Name another with --data.\n"
        )

    def test_a_folder_it_cannot_write(self):
        complaint = self.refused("/proc/headcanon")
        assert complaint.startswith("headcanon: the folder /proc/headcanon cannot be written (")
        assert complaint.endswith("Give yourself the right to write there, or name another with --data.\n")

    def test_a_database_that_is_none(self, tmp_path):
        (tmp_path / "headcanon.sqlite3").write_bytes(b"this is a diary, not a database" * 100)
        assert self.refused(tmp_path) == (
            "headcanon: the archive's database cannot be opened: file is not a database.\n"
        )

    def test_a_taken_port(self, tmp_path):
        with socket.create_server(("127.0.0.1", 0)) as other:
            port = other.getsockname()[1]
            assert self.refused(tmp_path, "--port", str(port)) == (
                f"headcanon: port {port} at 127.0.0.1 cannot be had (Address already in use). "
                "Choose another with --port.\n"
            )

    @pytest.mark.parametrize("port", ["70000", "-1"])
    def test_a_number_that_is_no_port(self, tmp_path, port):
        assert self.refused(tmp_path, "--port", port) == (
            f"headcanon: {port} is no port; choose one between 1 and 65535.\n"
        )
