"""Servers and commands as processes of their own, which is how people meet them."""

import contextlib
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

PROGRAM = [sys.executable, "-c", "import sys; from headcanon.ops.cli import main; sys.exit(main())"]
HOST = "127.0.0.1"


@dataclass
class Server:
    process: subprocess.Popen
    port: int
    data: Path | None = None
    first_page_after: float = 0.0  # seconds

    def get(self, path):
        with urlopen(f"http://{HOST}:{self.port}{path}", timeout=60) as answer:
            return answer.read()


@contextlib.contextmanager
def archive_server(data):
    """`headcanon up` on a new folder."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [*PROGRAM, "up", "--data", data, "--port", "0"], stdout=subprocess.PIPE, text=True, bufsize=1
    )
    try:
        # The address is the only line that begins with one; an invitation stands further in.
        address = next((line.strip() for line in process.stdout if line.startswith("http")), None)
        if address is None:
            raise RuntimeError("`headcanon up` ended before it served; what it said stands above")
        server = Server(process, urlsplit(address).port, data)
        server.get("/")
        server.first_page_after = time.perf_counter() - start
        yield server
    finally:
        stop(process)


@contextlib.contextmanager
def bare_server(page):
    """A bare Django view that returns the file `page`."""
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "headcanon.ops.bench.bare", page, str(port)])
    try:
        server = Server(process, port)
        wait_for(server)
        yield server
    finally:
        stop(process)


def free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def wait_for(server, patience=20):
    until = time.monotonic() + patience
    while True:
        try:
            return server.get("/")
        except URLError:
            if time.monotonic() > until or server.process.poll() is not None:
                raise
            time.sleep(0.05)


def wait_until_at_rest(patience=600):
    """Until what was left for the serving process is done, the index with it: what is measured next is no race with it.
    TimeoutError after so many seconds."""
    from headcanon.core.models import OutboxRow

    until = time.monotonic() + patience
    while waiting := OutboxRow.objects.count():
        if time.monotonic() > until:
            raise TimeoutError(f"after {patience} seconds {waiting:,} facts still wait to be acted on")
        time.sleep(0.5)


def stop(process):
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout:
        process.stdout.close()


def seconds_for(*arguments):
    """How long a `headcanon` command takes, from its start to its end."""
    start = time.perf_counter()
    subprocess.run([*PROGRAM, *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def memory_of(process):
    """Bytes that a process and its children take up, what they share counted once; Linux only."""
    return sum(own_memory(pid) for pid in with_children(process.pid))


def own_memory(pid):
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def with_children(pid):
    yield pid
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from with_children(int(child))
