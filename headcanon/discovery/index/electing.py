"""One process at a time writes the index: the one that holds the pen, a lock on a file in the index's folder.

It is free as soon as that process has ended, however it ended.
"""

import fcntl
import os

from headcanon.discovery.index.folders import index_folder


class Pen:
    def __init__(self):
        self.file = None

    def take(self):
        """Whether it is ours now; asked again and again, also once we have it."""
        if self.file and os.fstat(self.file.fileno()).st_nlink == 0:
            self.lay_down()  # somebody removed the whole folder, and with it the file that others would ask for
        if self.file is None:
            self.file = locked_file()
        return self.file is not None

    def lay_down(self):
        if self.file:
            self.file.close()
        self.file = None


def locked_file():
    index_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    file = open(index_folder() / "writing.lock", "ab")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file
