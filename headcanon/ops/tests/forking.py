"""Commands by the hundred, without importing everything a hundred times.

A process of ours takes a second to import Django and all that is ours. `run` has that done once, by a process begun for
it; this one forks for every command. The fork has its own environment, and has read no settings and opened no database
when its command begins. What it said and its exit code are told as by `subprocess.run`. What is asked at the same time
is done in turn.
"""

import atexit
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import threading
import traceback
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

SETTINGS = "headcanon.config.settings"
one_at_a_time = threading.Lock()


# --- Who asks ------------------------------------------------------------------------------------------------------


def run(*, words=None, story=None, environment, folder, timeout):
    """The command `headcanon WORDS`, or the Python of `story`, done in `folder` with that environment and no other."""
    asked = {"words": words, "story": story, "environment": environment}
    with one_at_a_time, tempfile.TemporaryDirectory(prefix="headcanon-fork-") as said:
        out, err = Path(said, "out"), Path(said, "err")
        code = forks(folder, environment["PYTHONPATH"]).ask({**asked, "out": str(out), "err": str(err)}, timeout)
        return subprocess.CompletedProcess(words or ["-c", story], code, out.read_text(), err.read_text())


@cache
def forks(folder, path):
    return Forks(folder, path)


class Forks:
    """The process that has imported everything, as those see it who ask it to fork. It ends with the one who began it."""

    def __init__(self, folder, path):
        surroundings = {name: value for name, value in os.environ.items() if not name.startswith("HEADCANON_")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            cwd=folder,
            env={**surroundings, "PYTHONPATH": path, "HEADCANON_DATA": "/nowhere", "DJANGO_SETTINGS_MODULE": SETTINGS},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        atexit.register(self.end)

    def ask(self, request, timeout):
        """The exit code; one that takes longer than `timeout` seconds is killed."""
        self.process.stdin.write(json.dumps(request).encode() + b"\n")
        self.process.stdin.flush()
        fork = self.answer()
        if not select.select([self.process.stdout], [], [], timeout)[0]:
            os.kill(fork, signal.SIGKILL)
            self.answer()
            raise subprocess.TimeoutExpired(request["words"] or request["story"], timeout)
        return self.answer()

    def answer(self):
        return int(self.process.stdout.readline())

    def end(self):
        self.process.communicate()


# --- Who forks -----------------------------------------------------------------------------------------------------


def import_everything():
    """All that a command may want, and nothing that can be another for another archive."""
    import gc

    import django

    django.setup()
    from headcanon.ops.cli import COMMANDS

    for name in [*(command.module for command in COMMANDS), "headcanon.config.urls", "tests.cast"]:
        import_module(name)
    from django.db.migrations.loader import MigrationLoader

    MigrationLoader(None)  # imports the migrations
    forget_settings()
    gc.collect()
    gc.freeze()


def forget_settings():
    """As before anybody asked for one. Importing tables has made a connection that is not open; it is forgotten too."""
    from django.conf import settings
    from django.core.cache import caches
    from django.core.files.storage import storages
    from django.db import connections
    from django.template import engines
    from django.utils.functional import empty

    assert [connection.connection for connection in connections.all()] == [None]
    assert not (caches.all(initialized_only=True) or storages._storages or engines._engines)
    del connections["default"], connections.settings
    connections._settings = None
    settings._wrapped = empty
    del sys.modules[SETTINGS]


def fork_for_whoever_asks():
    """Does what it is asked in a fork, and returns there; where it was begun it never does, until nobody asks more."""
    while line := sys.stdin.buffer.readline():
        if not (fork := os.fork()):
            return json.loads(line)
        tell(fork)
        tell(os.waitstatus_to_exitcode(os.waitpid(fork, 0)[1]))
    sys.exit()


def tell(number):
    os.write(sys.stdout.fileno(), b"%d\n" % number)


def become(request):
    for file, name in enumerate((os.devnull, request["out"], request["err"])):
        os.dup2(os.open(name, os.O_RDWR | os.O_CREAT), file)
    os.environ.clear()
    os.environ.update(request["environment"])


def do(words, story):
    if words is None:
        sys.modules["__main__"] = main = ModuleType("__main__")
        sys.argv = ["-c"]
        exec(compile(story, "<string>", "exec"), vars(main))
    else:
        from headcanon.ops.cli import main

        sys.argv = ["headcanon", *words]
        sys.exit(main())


def code_of(work, *words):
    """With what exit code Python ends that has done `work`."""
    try:
        work(*words)
    except SystemExit as end:
        if not isinstance(end.code, str):
            return end.code or 0
        print(end.code, file=sys.stderr)
        return 1
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


def end(code):
    """As Python ends, but of all that it would take apart only databases are closed: the rest would take longer than most
    commands do."""
    from django.conf import settings
    from django.db import connections

    threading._shutdown()
    atexit._run_exitfuncs()
    if settings.configured:
        connections.close_all()
    sys.stdout.flush()
    os._exit(code)


if __name__ == "__main__":
    import_everything()
    request = fork_for_whoever_asks()
    become(request)
    end(code_of(do, request["words"], request["story"]))
