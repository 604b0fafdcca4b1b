"""Which files somebody means who names files and folders."""

import os
from pathlib import Path

LEFT_BY_SYSTEMS = {"__MACOSX", "Thumbs.db", "desktop.ini"}


def files_in(paths):
    """Every file, each once, in the order named and by name within a folder; nothing hidden, no system's litter.

    What is named itself is there even if it is hidden or does not exist: reading it says what is wrong.
    """
    return list(dict.fromkeys(file for path in map(Path, paths) for file in walk(path)))


def walk(path):
    if not path.is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not is_litter(name))
        yield from (Path(folder, name) for name in sorted(names) if not is_litter(name))


def is_litter(name):
    return name.startswith(".") or name in LEFT_BY_SYSTEMS
