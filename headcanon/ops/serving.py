"""Serve an archive, in the foreground, until ctrl-C. A folder that holds none yet becomes one first."""

import contextlib
import ctypes
import fcntl
import gc
import json
import os
import signal
import socket
import threading
import time
from http.client import HTTPConnection, HTTPException
from multiprocessing.util import Finalize
from urllib.parse import urlsplit

from headcanon.ops.archive import data_option, open_archive
from headcanon.ops.preparing import bring_up_to_date, collect_static_files, invitation, prepare_folder
from headcanon.ops.refusal import Refusal

THREADS = 4  # each answers one reader at a time and keeps one connection to the database
PATIENCE = 20  # seconds that it has for what it is about when it is to end
HIGHEST_PORT = 65535
EVERYWHERE = ("0.0.0.0", "::", "")


def arguments(parser):
    data_option(parser)
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen at (default: this machine only)")
    parser.add_argument("--port", type=int, default=8000, help="default: 8000; 0 takes any free one")
    parser.add_argument("--demo", action="store_true", help="fill a fresh archive with sample works")


def run(options):
    folder = prepare_folder(options.data)
    with open(folder / "serving.lock", "r+") as lock:
        if not take(lock):
            announce(address_of_the_other(lock))
            return 0
        port = free_port(options.host, options.port)
        address = f"http://{named(options.host)}:{port}"
        open_archive(folder, must_exist=False)
        prepare_archive(address, demo=options.demo)
        leave_address(lock, address)
        return serve(options.host, port, address)


def share_memory():
    """All threads take theirs from two stores (mallopt(3), M_ARENA_MAX). glibc would give each its own, up to eight for
    a core, and what one of them has let go of is of no use to the others: 60 MB under load."""
    with contextlib.suppress(AttributeError):  # another C library has no stores to be told of
        ctypes.CDLL(None).mallopt(-8, 2)


def prepare_archive(address, *, demo):
    from django.db import connections

    share_memory()
    bring_up_to_date()
    collect_static_files()
    if demo:
        from headcanon.ops.demo.loading import load_demo

        load_demo()
    if path := invitation():
        print("This archive has no archivist yet. Whoever opens this link first, within seven days, becomes it:")
        print(f"  {address}{path}", flush=True)
    # What the serving process inherits must not be a connection that somebody else holds.
    connections.close_all()
    # And what it inherits stays one copy for both, which it does not where the collector writes into it.
    gc.collect()
    gc.freeze()


# --- One server for one folder -------------------------------------------------------------------------------------
#
# The lock is held by the server and by the worker it forks, so it is free when and only when both are gone, however
# they ended. It is the file's content that says where the archive answers.


def take(lock):
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    lock.truncate(0)
    return True


def address_of_the_other(lock, patience=20):
    """Where the server that holds the lock answers, once it says so."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        lock.seek(0)
        with contextlib.suppress(json.JSONDecodeError):
            return json.load(lock)["address"]
        time.sleep(0.1)
    raise Refusal(
        "another `headcanon up` is starting on this folder and has not said yet where. Try again in a moment."
    )


def leave_address(lock, address):
    lock.seek(0)
    json.dump({"address": address, "pid": os.getpid()}, lock)
    lock.flush()


# --- Where it listens ----------------------------------------------------------------------------------------------


def named(host):
    """What a browser on this machine calls `host`."""
    if host in EVERYWHERE:
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def free_port(host, port):
    """`port`, found free, or any free one for 0."""
    if not 0 <= port <= HIGHEST_PORT:
        raise Refusal(f"{port} is no port; choose one between 1 and {HIGHEST_PORT}.")
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            # Without this, the port of a server that has just ended would seem taken for a minute.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
            probe.listen()
            return probe.getsockname()[1]
    except PermissionError:
        raise Refusal(f"you are not allowed to listen at port {port}. Choose one above 1023 with --port.")
    except OSError as error:
        raise Refusal(f"port {port} at {host} cannot be had ({error.strerror}). Choose another with --port.")


# --- The server ----------------------------------------------------------------------------------------------------


def serve(host, port, address):
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    server = Granian(
        address,  # what it is given to load, and what it hands to `worker`
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        backpressure=128,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE,
    )
    server.serve(target_loader=worker)
    return 0


def worker(address):
    """What the serving process runs: the site, the outbox's worker, the mailer, and a watch over its server."""
    from django.conf import settings
    from django.utils.module_loading import import_string

    from headcanon.core.clockwork import do_at_the_end
    from headcanon.core.outbox import start_draining
    from headcanon.discovery.index.keeping import start_keeping
    from headcanon.following.mailing import start_mailing

    # Until it answers by handlers of its own, whoever wants it to end need not wait for them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGURG, lambda *_: None)
    start_draining()
    start_keeping()
    start_mailing(address)
    Finalize(None, do_at_the_end, exitpriority=0)
    threading.Thread(target=end_with, args=[os.getppid()], daemon=True).start()
    threading.Thread(target=announce, args=[address], daemon=True).start()
    return import_string(settings.WSGI_APPLICATION)


def end_with(server):
    """A server that was killed leaves its worker behind; the worker must not serve on, and hold the lock, unseen.
    A server that asks its worker to end may be heard by any of its threads, but only the main one, which sleeps, does
    what a signal asks for: it is woken to look."""
    while os.getppid() == server:
        time.sleep(0.5)
        signal.pthread_kill(threading.main_thread().ident, signal.SIGURG)
    os._exit(1)


def announce(address):
    """Print the address, as the last line, once it answers."""
    while not answers(address):
        time.sleep(0.02)
    print(address, flush=True)
    # What there is now is there to stay: the collector need not look at all of it again amid somebody's page.
    gc.collect()
    gc.freeze()


def answers(address):
    """Whether there is an answer, whatever it says; the home page is then made and kept for the first reader."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=30)
    try:
        connection.request("GET", "/")
        connection.getresponse().read()
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
    return True
