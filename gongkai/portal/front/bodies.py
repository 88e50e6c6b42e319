"""What a request brings, and long answers: bounded in memory, and in how many threads they hold."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from gongkai.portal.front.rules import BODY_LIMIT

BLOCK = 64 * 1024
IN_MEMORY = 1024 * 1024  # bytes; what is longer goes to a temporary file


class Refused(Exception):
    """The request is answered by the front's own page for `status`."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Places:
    """How many threads may be busy with something slow, so that some always remain for pages."""

    def __init__(self, count: int) -> None:
        self.free = threading.BoundedSemaphore(count)

    def take(self) -> None:
        """Take a place, to be given back once by `give`. Raises `Refused` (503) when all are taken."""
        if not self.free.acquire(blocking=False):
            raise Refused(503)

    def give(self) -> None:
        self.free.release()


class Blocks:
    """A long body in blocks. `done` runs once, however the body ends (also when the client went away)."""

    def __init__(self, blocks: Iterator[bytes], done: Callable[[], None]) -> None:
        self.blocks, self.done, self.lock = blocks, done, threading.Lock()

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        return next(self.blocks)

    def close(self) -> None:
        if self.lock.acquire(blocking=False):  # never given back: the second call finds it taken
            self.done()

    def __del__(self) -> None:
        self.close()


@contextmanager
def request_body(environ: dict[str, Any]) -> Iterator[tuple[IO[bytes] | None, int]]:
    """The whole body of a request and its length in bytes, read before the app is troubled.

    Raises `Refused`: 411 without a length (granian hides that a chunked body was cut off),
    413 above the limit, 400 when the client stopped halfway.
    """
    if environ.get("HTTP_TRANSFER_ENCODING"):
        raise Refused(411)
    length = int(environ.get("CONTENT_LENGTH") or 0)
    if length > BODY_LIMIT:
        raise Refused(413)
    if not length:
        yield None, 0
        return
    with SpooledTemporaryFile(max_size=IN_MEMORY) as held:
        got = 0
        while got < length and (block := environ["wsgi.input"].read(min(BLOCK, length - got))):
            got += held.write(block)
        if got < length:
            raise Refused(400)
        held.seek(0)
        yield held, length
