"""A small load generator: threads that ask for one page again and again over connections that stay open.

It runs in a process of its own and does as little as can be per request, or it would measure itself:
python -m headcanon.ops.bench.load HOST PORT PATH SECONDS [COOKIE]

A `*` in the path becomes another number in each request, so that no page can be one that was made before.
"""

import itertools
import json
import re
import socket
import sys
import threading
import time

CONNECTIONS = 8
NUMBERS = itertools.count()


class Wrong(Exception):
    """The page did not come as it should."""


class Reader:
    """One connection, and how to ask on it."""

    def __init__(self, host, port, cookie=""):
        self.host, self.cookie = host, cookie
        self.socket = socket.create_connection((host, port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = bytearray(1 << 20)

    def get(self, path):
        """The whole answer's length in bytes; anything but a 200 raises Wrong."""
        cookie = f"Cookie: {self.cookie}\r\n" if self.cookie else ""
        self.socket.sendall(f"GET {path} HTTP/1.1\r\nHost: {self.host}\r\n{cookie}\r\n".encode())
        head, end = b"", -1
        received = 0
        while end < 0:
            received += self.more(received)
            head = bytes(self.buffer[: min(received, 8192)])
            end = head.find(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head[:end], re.IGNORECASE)
        if not head.startswith(b"HTTP/1.1 200") or not length:
            raise Wrong(f"{path} was answered with {head[:end].decode(errors='replace')}")
        whole = end + 4 + int(length[1])
        while received < whole:
            received += self.more(received)
        return whole

    def more(self, received):
        count = self.socket.recv_into(memoryview(self.buffer)[received:])
        if not count:
            raise Wrong("the server closed the connection in the middle of an answer")
        return count


def ask_until(end, reader, path, counts):
    count = 0
    while time.perf_counter() < end:
        reader.get(path.replace("*", str(next(NUMBERS))))
        count += 1
    counts.append(count)


def load(host, port, path, seconds, cookie=""):
    """Requests per second."""
    readers = [Reader(host, port, cookie) for _ in range(CONNECTIONS)]
    for reader in readers:
        reader.get(path)
    counts, start = [], time.perf_counter()
    threads = [
        threading.Thread(target=ask_until, args=[start + seconds, reader, path, counts], daemon=True)
        for reader in readers
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(counts) < CONNECTIONS:
        raise Wrong("some connections were given up; see above")
    return sum(counts) / (time.perf_counter() - start)


if __name__ == "__main__":
    host, port, path, seconds, *cookie = sys.argv[1:]
    json.dump(load(host, int(port), path, float(seconds), *cookie), sys.stdout)
