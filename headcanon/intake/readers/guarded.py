"""Reading in a process of its own, which may neither think for long nor remember much: for large files.

The child is this module run as a program. It gets the reader's name, the file's name and its bytes, and gives back the
manuscripts or the sentence that says why there are none. What it sends is taken apart with care, for a child that a
file has got the better of might send anything: nothing but the classes of a manuscript is ever made from it.
"""

import io
import pickle
import resource
import subprocess
import sys
from importlib import import_module

from headcanon.intake.readers.unreadable import Unreadable
from headcanon.manuscript import model
from headcanon.manuscript.clean import Cleaned

MOST_MEMORY = 1536 * 1024 * 1024
MOST_SECONDS = 60  # of computing
LONGEST_WAIT = 600  # on a machine that has other things to do as well
MEMBERS_OF_MANUSCRIPTS = ("Manuscript", "Chapter", "Notes", "Origin", "Concern", "Source")


def read(module, data, name):
    """As the reader `module` reads it. Raises Unreadable also where it takes too long or needs too much memory."""
    program = [sys.executable, "-m", "headcanon.intake.readers.guarded", module]
    try:
        done = subprocess.run(
            program, input=pickle.dumps((name, data)), capture_output=True, timeout=LONGEST_WAIT, check=False
        )
    except subprocess.TimeoutExpired as late:
        raise too_much(name) from late
    if done.returncode:
        raise too_much(name)
    stories, complaint = Careful(io.BytesIO(done.stdout)).load()
    if complaint:
        raise Unreadable(complaint)
    return stories


def too_much(name):
    return Unreadable(f"{name} takes more time or memory to read than there is. Bring it in parts, or as plain text.")


class Careful(pickle.Unpickler):
    """Makes manuscripts and nothing else."""

    def find_class(self, module, name):
        if module == model.__name__ and name in MEMBERS_OF_MANUSCRIPTS:
            return getattr(model, name)
        if (module, name) == (Cleaned.__module__, Cleaned.__name__):
            return str  # it may say that it is clean; it is looked at again
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a manuscript")


def main(module):
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    name, data = pickle.load(sys.stdin.buffer)
    try:
        answer = import_module(module).read(data, name), ""
    except Unreadable as complaint:
        answer = [], str(complaint)
    pickle.dump(answer, sys.stdout.buffer)


if __name__ == "__main__":
    main(sys.argv[1])
