"""From a path, or bytes, to manuscripts: looks before it reads, and says in a sentence what it cannot read."""

import os
import stat

from headcanon.intake.readers.sizes import MAX_BYTES, in_mb
from headcanon.intake.readers.text.reading import read_text
from headcanon.intake.readers.unreadable import Unreadable
from headcanon.intake.sniffing import TEXT, ZIP, sniff


def read_file(path):
    """All stories in a file. For a zip of which some members cannot be read, see `read_each`."""
    return read_bytes(load(path), os.path.basename(path))


def read_bytes(data, name):
    """All stories in these bytes, or Unreadable; a zip with one unreadable member is unreadable as a whole."""
    stories = []
    for _, outcome in read_each(data, name):
        if isinstance(outcome, Unreadable):
            raise outcome
        stories += outcome
    return stories


def read_each(data, name):
    """(name, list of manuscripts) or (name, Unreadable) for the file, or for each file in it if it is a zip."""
    for label, content in unpack(data, name):
        if isinstance(content, bytes):
            yield label, attempt(content, label)
        else:
            yield label, content


def unpack(data, name):
    """(name, bytes) of the file itself, or of each member of a zip; Unreadable in place of bytes where need be."""
    if sniff(data) != ZIP:
        return [(name, data)]
    from headcanon.intake.readers.archives import members  # slow to import, and seldom needed

    try:
        return members(data, name)
    except Unreadable as complaint:
        return [(name, complaint)]


def attempt(data, name):
    try:
        return read_story(data, name)
    except Unreadable as complaint:
        return complaint


def read_story(data, name):
    """The stories of one file that is no archive."""
    refuse_size(len(data), name)
    kind = sniff(data)
    if kind == ZIP:
        raise Unreadable(f"{name} is a zip inside a zip. Unpack it yourself and bring the files.")
    if kind != TEXT:
        raise Unreadable(f"{name} is {kind}; this version reads plain text. Save it as plain text and try again.")
    return [read_text(data, name)]


def load(path):
    """The bytes of a file that holds still while it is read."""
    try:
        with open(path, "rb", opener=without_waiting) as file:
            before = os.fstat(file.fileno())
            refuse_other_things(before, path)
            data = file.read(MAX_BYTES + 1)
            after = os.stat(path)
    except OSError as error:
        raise Unreadable(f"{path} cannot be read: {reason(error)}.") from error
    if len(data) != before.st_size or traces(before) != traces(after):
        raise Unreadable(f"{path} changed while it was read. Try again when nothing else writes to it.")
    return data


def without_waiting(path, flags):
    """Opening a named pipe would otherwise wait for somebody to write to it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def refuse_other_things(status, path):
    if not stat.S_ISREG(status.st_mode):
        raise Unreadable(f"{path} is not a file but a device or a pipe.")
    refuse_size(status.st_size, path)


def refuse_size(size, name):
    if size == 0:
        raise Unreadable(f"{name} is empty.")
    if size > MAX_BYTES:
        raise Unreadable(f"{name} is too large: {in_mb(size)}, and {in_mb(MAX_BYTES)} is the most that is read.")


def traces(status):
    return status.st_ino, status.st_size, status.st_mtime_ns


def reason(error):
    known = {
        FileNotFoundError: "there is no such file",
        IsADirectoryError: "it is a folder",
        PermissionError: "you are not allowed to read it",
    }
    return known.get(type(error), error.strerror or str(error))
