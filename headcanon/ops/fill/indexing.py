"""What the process does that indexes a large fill. It begins with nothing, so nothing of Django stands at the top."""

import multiprocessing
import queue
import sys

from headcanon.ops.archive import open_archive

PATIENCE = 2  # seconds, between two looks at whether anybody is left to say more


def index_what_comes(data, folder, ids):
    """Lists of stories, until one is empty."""
    open_archive(data)
    from headcanon.discovery.index.keeping import open_engine, write_into

    engine = open_engine(folder)
    while work_ids := next_of(ids):
        write_into(engine, work_ids)
    engine.commit()


def next_of(ids):
    """Whoever fills the archive may be killed, and then says nothing any more: what there is is given up."""
    while multiprocessing.parent_process().is_alive():
        try:
            return ids.get(timeout=PATIENCE)
        except queue.Empty:
            pass
    sys.exit(1)
