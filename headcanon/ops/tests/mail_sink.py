"""A mail server that takes everything, and remembers: who was written to, under which Message-ID, in what order.

It answers in a thread of its own; `answers` may say something else than yes to an address.
"""

import asyncio
import contextlib
import threading
from email import message_from_bytes
from email.policy import default


class Sink:
    def __init__(self, answers=lambda address: "250 ok", pause=0.0):
        self.answers, self.pause, self.taken, self.on_taken = answers, pause, [], lambda number: None

    @property
    def address(self):
        return f"smtp-plain://127.0.0.1:{self.port}"

    def recipients(self):
        return [to for to, _ in self.taken]

    def message_ids(self):
        """{address: the Message-IDs that came to it}"""
        found = {}
        for to, message_id in self.taken:
            found.setdefault(to, []).append(message_id)
        return found

    async def talk(self, reader, writer):
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            await self.answer(writer, "220 sink")
            to = None
            while line := await reader.readline():
                word = line.decode().strip()
                verb = word.split(":")[0].split(" ")[0].upper()
                if verb == "RCPT":
                    to = word[word.index("<") + 1 : word.index(">")]
                    await self.answer(writer, self.answers(to))
                elif verb == "DATA":
                    await self.answer(writer, "354 go on")
                    said = await reader.readuntil(b"\r\n.\r\n")
                    await asyncio.sleep(self.pause)
                    # From here on it is taken, whether or not whoever sent it lives to hear so.
                    self.take(to, said)
                    await self.answer(writer, "250 taken")
                elif verb == "QUIT":
                    await self.answer(writer, "221 bye")
                    break
                else:
                    await self.answer(writer, "250 ok")
        writer.close()

    def take(self, to, said):
        message = message_from_bytes(said, policy=default)
        self.taken.append((to, message["Message-ID"]))
        self.last = message
        self.on_taken(len(self.taken))

    async def answer(self, writer, line):
        writer.write(line.encode() + b"\r\n")
        await writer.drain()

    async def serve(self, ready):
        self.loop, self.ended = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self.talk, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        await self.ended.wait()
        server.close()


@contextlib.contextmanager
def listening(**how):
    """A sink as long as the block lasts."""
    sink, ready = Sink(**how), threading.Event()
    thread = threading.Thread(target=lambda: asyncio.run(sink.serve(ready)), daemon=True)
    thread.start()
    assert ready.wait(10), "the sink did not begin to listen"
    try:
        yield sink
    finally:
        sink.loop.call_soon_threadsafe(sink.ended.set)
        thread.join(10)
