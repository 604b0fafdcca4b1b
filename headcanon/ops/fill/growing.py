"""The index of a large fill grows in a process of its own while works are still being stored: two cores do both at once."""

import multiprocessing

from django.conf import settings

from headcanon.discovery.index.electing import Pen
from headcanon.discovery.index.folders import make_current, new_folder
from headcanon.discovery.index.keeping import form_now, public_ids
from headcanon.ops.fill.indexing import index_what_comes

WORTH_IT = 20_000  # works
AT_ONCE = 1_000  # works


class Growing:
    """A new index, which takes the place of the one there is; `is_ours` says whether nobody else keeps that."""

    def __init__(self):
        self.pen = Pen()
        self.is_ours = self.pen.take()
        if self.is_ours:
            self.folder, self.form = new_folder(), form_now()
            apart = multiprocessing.get_context("spawn")
            self.ids = apart.Queue()
            said = [str(settings.DATA), str(self.folder), self.ids]
            self.process = apart.Process(target=index_what_comes, args=said, daemon=True)
            self.process.start()
            self.add(list(public_ids()))

    def add(self, work_ids):
        """These have been stored."""
        if self.is_ours:
            for first in range(0, len(work_ids), AT_ONCE):
                self.ids.put(work_ids[first : first + AT_ONCE])

    def finish(self):
        """Whether there is an index now that has all of them."""
        if not self.is_ours:
            return False
        self.ids.put([])
        self.process.join()
        is_whole = self.process.exitcode == 0
        if is_whole:
            make_current(self.folder, self.form)
        else:
            self.ids.cancel_join_thread()  # what it has not taken, nobody takes
        self.pen.lay_down()
        return is_whole
