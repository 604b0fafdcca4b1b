"""Files that are there wholly or not at all, whenever the process dies and whoever else writes them.

Imports no Django: `headcanon bind` writes its books through here.
"""

import os
import tempfile
from contextlib import contextmanager


@contextmanager
def whole_file(path):
    """A file to write to; it is at `path` when the block ends. If that fails, what was there stays and nothing else."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".new-", delete=False) as file:
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())
            os.replace(file.name, path)
        except BaseException:
            os.unlink(file.name)
            raise


def write_whole(path, data):
    with whole_file(path) as file:
        file.write(data)
