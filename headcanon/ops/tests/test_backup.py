"""What goes into a backup comes out of it; what is not a whole backup leaves nothing behind."""

import hashlib
import json
import shutil
import sqlite3
import zipfile
from contextlib import closing

import pytest

from headcanon.ops.cli import main
from headcanon.ops.tests.archives import (
    DIGESTS,
    ask,
    environment,
    files_in,
    headcanon,
    make_archive,
    table_digests,
    tell,
)
from tests.postgres import postgres  # noqa: F401

ORIGINAL = hashlib.sha256(b"A stroy.\r\n\xff").hexdigest()


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    return make_archive(tmp_path_factory.mktemp("archive") / "data")


@pytest.fixture(scope="module")
def backup(archive):
    """A backup of the archive, for tests that leave it as it is."""
    file = archive.parent / "lamplight.zip"
    done = headcanon("backup", file, data=archive)
    assert (done.returncode, done.stderr) == (0, "")
    return file


@pytest.fixture(scope="module")
def digests(archive):
    return table_digests(archive)


@pytest.fixture(scope="module")
def restored(archive, backup):
    done = restore(backup, archive.parent / "restored")
    assert (done.returncode, done.stderr) == (0, "")
    return archive.parent / "restored"


def restore(file, data, **more):
    return headcanon("restore", file, "--data", data, data="/nowhere", **more)


def refused(file, data, capsys):
    """What the command says in this very process, which it can as long as it refuses before it opens an archive."""
    code = main(["restore", str(file), "--data", str(data)])
    said = capsys.readouterr()
    assert (code, said.out) == (1, "")
    assert said.err.startswith("headcanon: ") and said.err.count("\n") == 1, said.err
    return said.err


def kept_files(folder):
    return {
        name: data for name, data in files_in(folder).items() if not name.startswith(("headcanon.sqlite3", "secret"))
    }


def test_an_archive_comes_back_row_for_row_and_byte_for_byte(archive, restored, digests):
    assert table_digests(restored) == digests
    assert kept_files(restored) == kept_files(archive)
    found = headcanon("check", data=restored).stdout
    assert found == "Everything is in order: 3 works, 5 chapters, 1 originals.\n"


def test_prose_that_todays_cleaning_would_change_comes_back_as_it_was(archive, tmp_path):
    old = shutil.copytree(archive, tmp_path / "old")
    with closing(sqlite3.connect(old / "headcanon.sqlite3")) as database, database:
        database.execute("UPDATE works_chapter SET body = '<p style=\"x\">Old.</p>'")
    headcanon("backup", tmp_path / "b.zip", data=old)
    assert restore(tmp_path / "b.zip", tmp_path / "new").returncode == 0
    assert ask(tmp_path / "new", "SELECT DISTINCT body FROM works_chapter") == [('<p style="x">Old.</p>',)]


def test_the_next_row_after_a_restore_gets_a_number_of_its_own(restored, tmp_path):
    new = shutil.copytree(restored, tmp_path / "new")
    assert tell("print(posted(person('Cleo'), 'After the flood').authors)", data=new) == "[<Pseud: Cleo>]"


def test_sessions_and_the_secret_key_stay_behind(archive, backup, restored):
    with zipfile.ZipFile(backup) as file:
        assert "tables/sessions.session.jsonl" not in file.namelist()
        assert not any(b"a key for tests" in file.read(name) for name in file.namelist())
    assert (restored / "secret.key").read_bytes() != (archive / "secret.key").read_bytes()


def test_a_backup_never_writes_over_a_file(archive, tmp_path):
    (tmp_path / "b.zip").write_text("something dear")
    done = headcanon("backup", tmp_path / "b.zip", data=archive)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith("is there already, and a backup never writes over a file. Choose another name.\n")
    assert files_in(tmp_path) == {"b.zip": b"something dear"}


@pytest.mark.parametrize("damage", ["missing", pytest.param("damaged", marks=pytest.mark.prove)])
def test_an_original_that_cannot_be_kept_is_named_and_the_rest_kept(archive, digests, tmp_path, damage):
    hurt = shutil.copytree(archive, tmp_path / "hurt")
    file = hurt / "originals" / ORIGINAL[:2] / ORIGINAL[2:]
    file.unlink() if damage == "missing" else file.write_bytes(b"A story.\r\n\xff")
    done = headcanon("backup", tmp_path / "b.zip", data=hurt)
    said = {
        "missing": f"The original {ORIGINAL} is not in the backup: No such file or directory.",
        "damaged": f"The original {ORIGINAL} is in the backup, but its bytes are damaged.",
    }[damage]
    assert (done.returncode, done.stdout.splitlines()[0]) == (1, said)
    again = restore(tmp_path / "b.zip", tmp_path / "new")
    assert (again.returncode, again.stdout.splitlines()[0]) == (0, said)
    assert table_digests(tmp_path / "new") == digests


def test_a_folder_in_use_is_left_alone(archive, backup, capsys):
    before = files_in(archive)
    assert "is not empty" in refused(backup, archive, capsys)
    assert files_in(archive) == before


def test_an_empty_folder_and_the_remains_of_a_killed_restore_are_built_on(backup, tmp_path):
    (tmp_path / "new" / ".restoring" / "originals").mkdir(parents=True)
    assert restore(backup, tmp_path / "new").returncode == 0
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == [
        "files",
        "headcanon.sqlite3",
        "originals",
        "secret.key",
    ]


# --- Files that are not whole backups -------------------------------------------------------------------------------


def rewritten(source, target, change, *, method=zipfile.ZIP_DEFLATED):
    """Copy a backup; `change(members, manifest)` alters both first."""
    with zipfile.ZipFile(source) as file:
        members = {name: file.read(name) for name in file.namelist()}
    manifest = json.loads(members.pop("manifest.json"))
    change(members, manifest)
    with zipfile.ZipFile(target, "w", method) as file:
        for name, data in members.items():
            file.writestr(name, data)
        file.writestr("manifest.json", json.dumps(manifest))
    return target


def put(members, manifest, name, data):
    """A member with the right checksum, as somebody who means harm would write it."""
    members[name] = data
    manifest["members"][name] = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}


def broken_row(members, manifest):
    put(members, manifest, "tables/works.work.jsonl", b'{"id": 7}\n')


def dangling_row(members, manifest):
    put(members, manifest, "tables/works.work.jsonl", b"")


def lost_row(members, manifest):
    rows = members["tables/works.tagging.jsonl"].splitlines(keepends=True)
    put(members, manifest, "tables/works.tagging.jsonl", b"".join(rows[1:]))


TAMPERINGS = {
    "a changed word": lambda members, manifest: members.update(
        {"tables/works.chapter.jsonl": members["tables/works.chapter.jsonl"].replace(b"light", b"night")}
    ),
    "a member too many": lambda members, manifest: members.update({"files/more.txt": b"more"}),
    "a member too few": lambda members, manifest: members.pop("files/covers/lamp.png"),
    "a table too few": lambda members, manifest: manifest["tables"].pop("works.work"),
    "a path that climbs": lambda members, manifest: put(members, manifest, "files/../../escaped", b"!"),
    "an absolute path": lambda members, manifest: put(members, manifest, "/tmp/escaped", b"!"),
    "a hidden file": lambda members, manifest: put(members, manifest, "files/.ssh/authorized_keys", b"!"),
    "another database": lambda members, manifest: put(members, manifest, "headcanon.sqlite3", b"!"),
    "a row that is none": broken_row,
    "rows that speak of nothing": dangling_row,
    "a row too few": lost_row,
    "a newer format": lambda members, manifest: manifest.update(format=99),
    "a newer Headcanon": lambda members, manifest: manifest["migrations"].append(["works", "9999_from_tomorrow"]),
    "no format": lambda members, manifest: manifest.pop("format"),
    "a manifest of another shape": lambda members, manifest: manifest.update(members=[]),
}


# What shows only beside the tables.
LATER = ["a table too few", "a row that is none", "rows that speak of nothing", "a row too few", "a newer Headcanon"]


@pytest.mark.parametrize("what", [what for what in TAMPERINGS if what not in LATER])
def test_a_backup_with_something_wrong_is_refused_and_leaves_nothing(backup, tmp_path, what, capsys):
    refused(rewritten(backup, tmp_path / "t.zip", TAMPERINGS[what]), tmp_path / "deep" / "new", capsys)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["t.zip"]


@pytest.mark.parametrize("what", LATER)
def test_a_backup_whose_rows_are_no_archive_is_refused_and_leaves_nothing(backup, tmp_path, what):
    done = restore(rewritten(backup, tmp_path / "t.zip", TAMPERINGS[what]), tmp_path / "deep" / "new")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("headcanon: ") and done.stderr.count("\n") == 1, done.stderr
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["t.zip"]


@pytest.mark.parametrize("kept", [0, 1, 0.3, 0.9, 0.999])
def test_a_truncated_backup_is_refused(backup, tmp_path, kept, capsys):
    whole = backup.read_bytes()
    (tmp_path / "t.zip").write_bytes(whole[: int(len(whole) * kept)] if kept != 1 else whole[1:-1])
    assert "cannot be restored" in refused(tmp_path / "t.zip", tmp_path / "new", capsys)
    assert not (tmp_path / "new").exists()


def test_a_flipped_byte_anywhere_is_found(backup, tmp_path):
    from headcanon.ops.bundle import Bundle
    from headcanon.ops.refusal import Refusal

    with zipfile.ZipFile(backup) as file:
        info = file.getinfo("tables/works.chapter.jsonl")
    data = bytearray(backup.read_bytes())
    found = 0
    for place in range(info.header_offset + 80, info.header_offset + 80 + info.compress_size - 40, 25):
        flipped = data.copy()
        flipped[place] ^= 0x10
        (tmp_path / "t.zip").write_bytes(flipped)
        with pytest.raises(Refusal), Bundle(tmp_path / "t.zip") as bundle:
            bundle.verify()
        found += 1
    assert found > 10


def test_a_bomb_is_refused_before_anything_is_unpacked(backup, tmp_path, capsys):
    """A member that says it is small and unpacks to far more; and one that says how large it is."""
    bomb = rewritten(
        backup, tmp_path / "t.zip", lambda members, manifest: put(members, manifest, "files/a", b"0" * 10**7)
    )
    data = bomb.read_bytes()
    with zipfile.ZipFile(bomb) as file:
        entry = data.rindex(b"files/a", 0, file.start_dir + 10**6) - 46
    (tmp_path / "t.zip").write_bytes(data[: entry + 24] + (100).to_bytes(4, "little") + data[entry + 28 :])
    assert "its content is not what its manifest says" in refused(bomb, tmp_path / "new", capsys)
    assert not (tmp_path / "new").exists()


def test_what_does_not_fit_is_refused(backup, tmp_path, monkeypatch):
    from headcanon.ops import restore as restoring
    from headcanon.ops.bundle import Bundle
    from headcanon.ops.refusal import Refusal

    monkeypatch.setattr(restoring.shutil, "disk_usage", lambda folder: shutil._ntuple_diskusage(10, 10, 10))
    with Bundle(backup) as bundle, pytest.raises(Refusal, match="only 0 MB are free"):
        restoring.restore(bundle, tmp_path / "new")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("name", ["missing.zip", "text.zip", "folder.zip", "book.zip"])
def test_what_is_no_backup_is_refused(tmp_path, name, capsys):
    (tmp_path / "text.zip").write_text("Once upon a time")
    (tmp_path / "folder.zip").mkdir()
    with zipfile.ZipFile(tmp_path / "book.zip", "w") as file:
        file.writestr("mimetype", "application/epub+zip")
    refused(tmp_path / name, tmp_path / "new", capsys)
    assert not (tmp_path / "new").exists()


# --- PostgreSQL ----------------------------------------------------------------------------------------------------

LIVE_ON = """
from django.test import Client
from headcanon.accounts.models import User
from headcanon.canon.models import Fandom
from headcanon.core.outbox import drain
posted(person("Cleo"), "New")
drain()
def seen(viewer):
    return sorted(Work.objects.visible_to(viewer).values_list("title", flat=True))
fandoms = list(Fandom.objects.values_list("name", "work_count"))
print(seen(viewer()), seen(viewer(User.objects.get(username="Ana"))), fandoms, Client().get("/").status_code)
"""


def test_a_backup_passes_into_postgresql_where_the_archive_lives_on(backup, digests, tmp_path, postgres):  # noqa: F811
    """Drafting, posting, visibility, listing and counting, as on SQLite."""
    database = {"HEADCANON_DATABASE": postgres.new_database()}
    done = restore(backup, tmp_path / "there", **database)
    assert (done.returncode, done.stderr) == (0, "")
    assert not (tmp_path / "there" / "headcanon.sqlite3").exists()
    *said, new = tell(f"{DIGESTS}\n{LIVE_ON}", data=tmp_path / "there", HEADCANON_DEBUG="1", **database).splitlines()
    assert said == digests
    assert new == "['New', 'The Lamp'] ['For Members', 'New', 'The Lamp'] [('Greek myth', 2)] 200"


@pytest.mark.prove
def test_a_backup_passes_from_postgresql_to_sqlite(archive, backup, tmp_path, postgres):  # noqa: F811
    database = {"HEADCANON_DATABASE": postgres.new_database()}
    assert restore(backup, tmp_path / "there", **database).returncode == 0
    assert headcanon("check", data=tmp_path / "there", **database).returncode == 0
    assert tell("print(posted(person('Cleo'), 'New').authors)", data=tmp_path / "there", **database)
    assert headcanon("backup", tmp_path / "b.zip", data=tmp_path / "there", **database).returncode == 0
    assert restore(tmp_path / "b.zip", tmp_path / "back").returncode == 0
    assert table_digests(tmp_path / "back") == table_digests(tmp_path / "there", **database)
    assert kept_files(tmp_path / "back") == kept_files(archive)


@pytest.mark.prove
def test_a_restore_that_fails_leaves_a_postgresql_database_empty(backup, tmp_path, postgres):  # noqa: F811
    database = {"HEADCANON_DATABASE": postgres.new_database()}
    tampered = rewritten(backup, tmp_path / "t.zip", broken_row)
    assert restore(tampered, tmp_path / "new", **database).returncode == 1
    assert tell("from django.db import connection; print(connection.introspection.table_names())",
                data=tmp_path, **database) == "[]"  # fmt: skip
    assert restore(backup, tmp_path / "new", **database).returncode == 0
    again = restore(backup, tmp_path / "newer", **database)
    assert (again.returncode, (tmp_path / "newer").exists()) == (1, False)
    assert "has an archive in it already" in again.stderr


@pytest.mark.prove
def test_an_archive_begins_on_postgresql(tmp_path, postgres):  # noqa: F811
    database = {"HEADCANON_DATABASE": postgres.new_database()}
    data = make_archive(tmp_path / "data", **database)
    assert not (data / "headcanon.sqlite3").exists()
    told = tell(LIVE_ON, data=data, HEADCANON_DEBUG="1", **database)
    assert told == "['New', 'The Lamp'] ['For Members', 'New', 'The Lamp'] [('Greek myth', 2)] 200"


def test_commands_of_the_tests_see_no_variable_of_the_person_who_runs_them(monkeypatch):
    monkeypatch.setenv("HEADCANON_DATABASE", "postgres://elsewhere/dear")
    assert "HEADCANON_DATABASE" not in environment("/tmp/data")
