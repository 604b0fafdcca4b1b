"""The index of this process, to be asked: whichever one is current in the data folder."""

import threading

from headcanon.discovery.index.folders import current_folder, index_folder
from headcanon.discovery.index.plain_engine import Plain
from headcanon.discovery.index.tantivy_engine import Engine

_open = {}
_opening = threading.Lock()


def is_made():
    return (index_folder() / "current").exists()


def the_index():
    """As it is now, what was committed last among it; an empty one where none was made yet. Raises Unreadable where it
    cannot be read."""
    told = index_folder() / "current"
    try:
        stat = told.stat()
    except OSError:
        return Plain()
    version = str(told), stat.st_mtime_ns, stat.st_ino
    with _opening:
        if _open.get("version") != version:
            folder = current_folder()
            _open.update(version=version, engine=Engine(folder) if folder else Plain())
        engine = _open["engine"]
        engine.refresh()
    return engine


def let_go():
    """As after a restart."""
    with _opening:
        _open.clear()
