"""What is inside a zip, read in memory: nothing is unpacked to disk, and one bad member spoils no other."""

import io
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from headcanon.intake.readers.sizes import MAX_BYTES, in_mb
from headcanon.intake.readers.unreadable import Unreadable

MAX_MEMBERS = 20_000
MAX_UNPACKED = 1024 * 1024 * 1024
# Prose packs to a third of its size and dull prose to a twentieth; only something built to burst goes beyond this.
ROOM_TO_GROW = 1024 * 1024
MOST_GROWTH = 100
LEFT_BY_SYSTEMS = ("__MACOSX/",)
LEFT_IN_FOLDERS = (".DS_Store", "Thumbs.db", "desktop.ini")

# What zipfile raises, depending on where the damage is.
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


@dataclass
class Member:
    """A file in a zip: `load()` gives its bytes, or the Unreadable that says why there are none."""

    path: str
    label: str
    load: Callable


def members(data, name):
    """Each member as (name, bytes), or as (name, Unreadable); raises Unreadable if the zip itself is damaged."""
    return ((each.label, each.load()) for each in listed(data, name))


def listed(data, name):
    """The list of members, none of them unpacked yet; raises Unreadable if the zip itself is damaged."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except DAMAGE as error:
        raise Unreadable(f"{name} is a damaged zip: it was cut short or changed. Look for a complete copy.") from error
    files = [each for each in archive.infolist() if not each.is_dir() and not is_litter(each.filename)]
    if not files:
        raise Unreadable(f"{name} is a zip with nothing in it.")
    if len(files) > MAX_MEMBERS:
        raise Unreadable(f"{name} holds {len(files)} files; at most {MAX_MEMBERS} are read from one zip.")
    return list(within_bounds(archive, files, name))


def unpacked_size(data):
    """What the files of a zip say they come to; 0 if it is damaged, which reading it will tell."""
    try:
        return sum(each.file_size for each in zipfile.ZipFile(io.BytesIO(data)).infolist())
    except DAMAGE:
        return 0


def within_bounds(archive, files, name):
    """The members up to the one with which the zip is too much; that one says so."""
    unpacked = 0
    for info in files:
        label = f"{name}: {info.filename}"
        unpacked += info.file_size
        if unpacked > MAX_UNPACKED:
            too_much = Unreadable(f"{label} was not read: the zip unpacks to more than {in_mb(MAX_UNPACKED)}.")
            yield Member(info.filename, label, lambda complaint=too_much: complaint)
            return
        yield Member(info.filename, label, lambda info=info, label=label: content(archive, info, label))


def content(archive, info, label):
    return objection(info, label) or member(archive, info, label)


def is_litter(filename):
    return filename.startswith(LEFT_BY_SYSTEMS) or filename.rpartition("/")[2] in LEFT_IN_FOLDERS


def objection(info, label):
    """Why this member will not be opened, or None."""
    parts = info.filename.replace("\\", "/").split("/")
    if ".." in parts or parts[0] == "" or parts[0].endswith(":"):
        return Unreadable(f"{label} was not read: its name points outside the zip.")
    if info.flag_bits & 0x1:
        return Unreadable(f"{label} is locked with a password. Unpack it yourself and bring the files.")
    if info.file_size > MAX_BYTES:
        return Unreadable(f"{label} is too large: {in_mb(info.file_size)}, and {in_mb(MAX_BYTES)} is the most.")
    if info.file_size > ROOM_TO_GROW + MOST_GROWTH * info.compress_size:
        return Unreadable(f"{label} unpacks to far more than it is, as files built to do harm do. It was not read.")
    return None


def member(archive, info, label):
    """The member's bytes. The size it declares is the most that is ever unpacked, whatever really follows."""
    try:
        return archive.read(info)
    except DAMAGE as error:
        complaint = Unreadable(f"{label} is damaged: it was cut short or changed. Look for a complete copy.")
        complaint.__cause__ = error
        return complaint
