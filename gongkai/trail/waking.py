"""After commit an act wakes the readers: an empty datagram to each reader's socket. Polling is the fall-back."""

from __future__ import annotations

import contextlib
import socket
from pathlib import Path
from types import TracebackType

from django.conf import settings


def _directory() -> Path:
    return Path(settings.HOME) / "run" / "wake"


def wake_readers() -> None:
    """Tell every reader on this machine that there is something new. Never raises, never waits."""
    with contextlib.suppress(OSError):
        for path in _directory().glob("*.sock"):
            with (
                contextlib.suppress(OSError),
                socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as s,
            ):
                s.setblocking(False)
                s.sendto(b"", str(path))


class Alarm:
    """A reader's ear. Use as a context manager; `wait(seconds)` returns at once when woken, and says whether it was."""

    def __init__(self, reader: str) -> None:
        self.path = _directory() / f"{reader}.sock"

    def __enter__(self) -> Alarm:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.unlink(missing_ok=True)
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(str(self.path))
        return self

    def wait(self, seconds: float) -> bool:
        self.socket.settimeout(seconds)
        try:
            self.socket.recv(1)
        except TimeoutError:
            return False
        self._drain()
        return True

    def _drain(self) -> None:
        self.socket.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            while True:
                self.socket.recv(1)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.socket.close()
        self.path.unlink(missing_ok=True)
