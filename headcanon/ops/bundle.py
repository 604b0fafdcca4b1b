"""The one file a backup is, or a takeout: a zip of checked members, and a manifest that names them all.

Knows nothing of databases. What is inside is described in docs/operating.md and docs/formats.md.
"""

import hashlib
import json
import os
import re
import tempfile
import zipfile
import zlib
from contextlib import contextmanager
from pathlib import Path

from headcanon.ops.progress import bar
from headcanon.ops.refusal import Refusal

FORMAT = 1
MANIFEST = "manifest.json"
LARGEST_MANIFEST = 256 * 2**20
CHUNK = 2**20
# What a member may be called. A file's own path has no part that is empty or begins with a dot: nothing climbs out.
NAME = re.compile(r"tables/[a-z_0-9]+\.[a-z_0-9]+\.jsonl|originals/[0-9a-f]{64}|files(/(?!\.)[^/\\\0:]+)+")
# Everything that zipfile and json are known to raise over a file that is not what it seems.
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
LONGEST_LINE = 256 * 2**20


class Writer:
    """Puts members into a bundle, and remembers what each must be when it is read again."""

    def __init__(self, archive):
        self.archive = archive
        self.members = {}

    def add(self, name, chunks, *, compressed=True):
        """Write a member from an iterable of bytes, of any length."""
        method = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
        info = zipfile.ZipInfo(name)
        info.compress_type = method
        digest, size = hashlib.sha256(), 0
        with self.archive.open(info, "w", force_zip64=True) as member:
            for chunk in chunks:
                member.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        self.members[name] = {"sha256": digest.hexdigest(), "size": size}
        return self.members[name]

    def finish(self, **said):
        manifest = {"format": FORMAT, **said, "members": self.members}
        self.archive.writestr(MANIFEST, json.dumps(manifest, indent=1), zipfile.ZIP_DEFLATED)


@contextmanager
def new_bundle(path, kind=None):
    """A Writer for the file `path`, which is there, whole and verified, when the block ends, or not at all.

    `kind` is how it is read again: a Bundle, if it is to be anything else than a backup.
    """
    if path.exists():
        raise Refusal(f"{path} is there already, and a backup never writes over a file. Choose another name.")
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}-") as folder:
            unproven = Path(folder) / path.name
            with unproven.open("wb") as file:
                with zipfile.ZipFile(file, "w", compresslevel=3) as archive:
                    yield Writer(archive)
                file.flush()
                os.fsync(file.fileno())
            with (kind or Bundle)(unproven) as written:
                written.verify()
            unproven.replace(path)
    except OSError as error:
        raise Refusal(f"{path} cannot be written: {error.strerror}.")


class Bundle:
    """A backup that is read. Whatever is wrong with the file is a Refusal with a sentence about it."""

    names_of_members = NAME

    def __init__(self, path):
        self.path = path
        with self.damage_is_said():
            self.archive = zipfile.ZipFile(path)
        try:
            self.manifest = self.read_manifest()
            self.look_at_names()
        except BaseException:
            self.archive.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.archive.close()

    @contextmanager
    def damage_is_said(self):
        try:
            yield
        except FileNotFoundError:
            raise Refusal(f"there is no file {self.path}.")
        except IsADirectoryError:
            raise Refusal(f"{self.path} is a folder; a backup is one file.")
        except DAMAGED:
            raise self.damaged("it is no whole zip file")

    def damaged(self, why):
        return Refusal(f"{self.path} cannot be restored: {why}. Nothing was written; try another copy of the backup.")

    def read_manifest(self):
        try:
            info = self.archive.getinfo(MANIFEST)
        except KeyError:
            raise self.damaged("it is not a backup of Headcanon")
        if info.file_size > LARGEST_MANIFEST:
            raise self.damaged("its manifest is larger than any that Headcanon writes")
        with self.damage_is_said():
            manifest = json.loads(self.archive.read(info))
        return self.understood(manifest)

    def understood(self, manifest):
        form = manifest.get("format") if isinstance(manifest, dict) else None
        if not isinstance(form, int):
            raise self.damaged("it is not a backup of Headcanon")
        if form > FORMAT:
            raise self.damaged(f"it was made by a newer Headcanon ({manifest.get('made_with')}); update this one first")
        if not self.is_well_formed(manifest):
            raise self.damaged("its manifest is damaged")
        return manifest

    def look_at_names(self):
        """Exactly what the manifest names, once each, under names that stay inside a folder."""
        infos = [info for info in self.archive.infolist() if info.filename != MANIFEST]
        if len(infos) + 1 != len(self.archive.infolist()):
            raise self.damaged("it has two manifests")
        sizes = {info.filename: info.file_size for info in infos}
        promised = {name: member["size"] for name, member in self.manifest["members"].items()}
        if len(sizes) != len(infos) or sizes != promised:
            raise self.damaged("its content is not what its manifest says")
        strange = next((info.filename for info in infos if not self.is_ours(info)), None)
        if strange is not None:
            raise self.damaged(f"it holds something that no backup holds ({strange!r})")

    def is_ours(self, info):
        return self.names_of_members.fullmatch(info.filename) and info.compress_type in METHODS

    def is_well_formed(self, manifest):
        return has_members(manifest) and has_tables(manifest)

    @property
    def size(self):
        """How many bytes it unpacks to."""
        return sum(member["size"] for member in self.manifest["members"].values())

    def names(self, kind):
        return [name for name in self.manifest["members"] if name.startswith(f"{kind}/")]

    def lines(self, name):
        """The lines of a member, one at a time."""
        rest = bytearray()
        for chunk in self.chunks(name):
            rest += chunk
            if b"\n" in chunk:
                *whole, rest = rest.split(b"\n")
                yield from whole
            if len(rest) > LONGEST_LINE:
                raise self.damaged(f"{name} holds a line longer than any that Headcanon writes")
        if rest:
            raise self.damaged(f"{name} ends in the middle of a line")

    def verify(self):
        """Read every byte once, against the manifest's checksums."""
        with bar("Checking the backup", self.size) as advance:
            for name in self.manifest["members"]:
                for chunk in self.chunks(name):
                    advance(len(chunk))

    def chunks(self, name):
        """The bytes of a member; ends with a Refusal if they were not what the manifest promises."""
        promised, digest, size = self.manifest["members"][name], hashlib.sha256(), 0
        with self.damage_is_said():
            with self.archive.open(name) as member:
                while chunk := member.read(CHUNK):
                    size += len(chunk)
                    if size > promised["size"]:
                        break
                    digest.update(chunk)
                    yield chunk
        if size != promised["size"] or digest.hexdigest() != promised["sha256"]:
            raise self.damaged(f"{name} is damaged")


def has_members(manifest):
    members = manifest.get("members")
    return isinstance(members, dict) and all(
        isinstance(member, dict) and isinstance(member.get("size"), int) and isinstance(member.get("sha256"), str)
        for member in members.values()
    )


def has_tables(manifest):
    tables, migrations = manifest.get("tables"), manifest.get("migrations")
    return (
        isinstance(tables, dict)
        and all(
            isinstance(rows, int) and f"tables/{label}.jsonl" in manifest["members"] for label, rows in tables.items()
        )
        and isinstance(migrations, list)
        and all(isinstance(each, list) and [type(part) for part in each] == [str, str] for each in migrations)
    )
