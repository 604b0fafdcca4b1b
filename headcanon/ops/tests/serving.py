"""`headcanon up` as a process of its own, and what it says and answers."""

import contextlib
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request

from headcanon.ops.tests.archives import CHECKOUT, environment

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


class Server:
    """A running archive; `address` is what it printed last before it answered."""

    def __init__(self, data, *words):
        command = [sys.executable, "-m", "headcanon", "up", "--port", "0", *words]
        self.process = subprocess.Popen(
            command, env=environment(data), cwd=CHECKOUT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self.said = []
        for line in self.process.stdout:
            self.said.append(line.rstrip("\n"))
            if ADDRESS.fullmatch(self.said[-1]):
                break
        self.address = self.said[-1] if self.said else ""

    def get(self, path):
        """(status, text) of a page."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def end(self, how=signal.SIGINT):
        """Its exit code, and what it said on stderr."""
        self.process.send_signal(how)
        _, complaints = self.process.communicate(timeout=30)
        return self.process.returncode, complaints


@contextlib.contextmanager
def serving(data, *words):
    server = Server(data, *words)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.end()
