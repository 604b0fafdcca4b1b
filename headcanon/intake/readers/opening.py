"""From a path, or bytes, to manuscripts: looks before it reads, and says in a sentence what it cannot read."""

import os
import stat
from importlib import import_module

from headcanon.intake import sniffing
from headcanon.intake.readers.gathering import Entry, stories_among
from headcanon.intake.readers.sizes import MAX_BYTES, in_mb
from headcanon.intake.readers.unreadable import Unreadable
from headcanon.intake.sniffing import ZIP, sniff

# By kind, the module whose `read(data, name)` gives the list of its stories; imported when it is needed.
READERS = {
    sniffing.TEXT: "headcanon.intake.readers.text_files",
    sniffing.MARKDOWN: "headcanon.intake.readers.markdown.reading",
    sniffing.MBOX: "headcanon.intake.readers.mail.reading",
    sniffing.HTML: "headcanon.intake.readers.html.reading",
    sniffing.EPUB: "headcanon.intake.readers.epub.reading",
    sniffing.DOCX: "headcanon.intake.readers.word.reading",
    sniffing.ODT: "headcanon.intake.readers.opendocument.reading",
    sniffing.RTF: "headcanon.intake.readers.rtf.reading",
}

# Below this size no reader needs long, and starting a process for it would be most of the work.
LARGE = 4 * 1024 * 1024


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
    """(name, list of manuscripts) or (name, Unreadable) for the file; in a zip, for each original that it holds."""
    for found in stories_inside(data, name):
        yield found.label, found.complaint or found.manuscripts


def stories_inside(data, name):
    """What was Found in the bytes of a file or a zip of that name."""
    return stories_among([Entry(name.rpartition("/")[2], name, lambda: data)], read_story)


def read_story(data, name):
    """The stories of one file that is no archive."""
    refuse_size(len(data), name)
    kind = sniff(data, name)
    if kind == ZIP:
        raise Unreadable(f"{name} is a zip inside a zip. Unpack it yourself and bring the files.")
    if kind not in READERS:
        raise Unreadable(
            f"{name} is {kind}, which nothing here reads. Save it as a document, a web page or plain text."
        )
    if is_large(kind, data):
        from headcanon.intake.readers import guarded

        return guarded.read(READERS[kind], data, name)
    return import_module(READERS[kind]).read(data, name)


def is_large(kind, data):
    """Large enough, unpacked if it is packed, for a process of its own."""
    if len(data) > LARGE or kind not in (sniffing.EPUB, sniffing.DOCX, sniffing.ODT):
        return len(data) > LARGE
    from headcanon.intake.readers.archives import unpacked_size

    return unpacked_size(data) > LARGE


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
