"""Keeps an installation's processes alive in one thread: starts, watches, restarts, stops in order."""

from __future__ import annotations

import os
import selectors
import signal
import time
from collections.abc import Callable
from pathlib import Path

from gongkai.config import leftovers
from gongkai.config.child import Child
from gongkai.config.processes import Process

TICK = 0.1  # seconds between looks while something starts
CALM = 1.0  # seconds between looks once everything stands
TOO_OFTEN = 5  # quick deaths in a row
LINES_SHOWN = 12


class CannotStart(Exception):
    """A process cannot be brought up; the text says which, and what it wrote last."""

    def __init__(self, child: Child) -> None:
        said = [line for line in child.log.last(3 * LINES_SHOWN) if not line.startswith("[INFO]")]
        last = "\n".join(f"  {line}" for line in said[-LINES_SHOWN:])
        super().__init__(
            f"“{child.process.name}”没有启动成功。它最后写下：\n{last}\n完整日志：{child.log.path}"
        )


class Supervisor:
    """The processes of the installation at `folder`. `stands` is called once, when all of them are ready.

    Until then a process that keeps dying ends the whole (`CannotStart`): an installation that never stood
    is not half started. Afterwards the others stay up: the portal does not fall with the back office.
    """

    def __init__(
        self,
        processes: list[Process],
        folder: Path,
        environ: dict[str, str],
        stands: Callable[[], None],
    ) -> None:
        (folder / "run").mkdir(parents=True, exist_ok=True)
        self.selector = selectors.DefaultSelector()
        self.children = [Child(process, folder, environ, self.selector) for process in processes]
        self.folder, self.stands = folder, stands
        self.stood = self.stopping = False

    def run(self) -> None:
        """Until SIGTERM, SIGINT or SIGHUP. Raises `CannotStart` after everything has been stopped."""
        self._listen()
        try:
            while not self.stopping:
                self._step()
        finally:
            self._stop()

    def _listen(self) -> None:
        """Let signals wake the loop: a byte in a pipe, read like any child's output."""
        self.woken, wake = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        for ending in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(ending, self._end)
        self.selector.register(self.woken, selectors.EVENT_READ, None)

    def _end(self, *_: object) -> None:
        if self.stopping:  # asked twice: no more patience
            for child in self.children:
                child.kill()
        self.stopping = True

    def _step(self) -> None:
        self._wait(CALM if self.stood else TICK)
        for child in self.children:
            self._bury(child)
        for child in self.children:
            if self._is_due(child):
                self._start(child)
            child.look()
        if not self.stood and all(child.ready for child in self.children):
            self.stood = True
            self.stands()

    def _wait(self, seconds: float) -> None:
        """Read what children write until something happens or the time is over."""
        for key, _ in self.selector.select(seconds):
            if key.data is None:
                os.read(self.woken, 512)
            else:
                key.data.read()

    def _is_due(self, child: Child) -> bool:
        if child.running is not None or time.monotonic() < child.not_before:
            return False
        if child.process.once and child.ready:
            return False
        ready = {other.process.name for other in self.children if other.ready}
        return ready.issuperset(child.process.after)

    def _start(self, child: Child) -> None:
        child.start()
        leftovers.record(self.folder, [c.running.pid for c in self.children if c.running])

    def _bury(self, child: Child) -> None:
        if child.ended() is None or self.stood or self.stopping:
            return
        failed = not child.ready if child.process.once else child.quick_deaths >= TOO_OFTEN
        if failed:
            raise CannotStart(child)

    def _stop(self) -> None:
        """Ask one after the other, the last started first: the front stays until the app has finished."""
        self.stopping = True
        for child in reversed(self.children):
            child.ask_to_stop()
            limit = time.monotonic() + child.process.patience
            while child.running is not None:
                if time.monotonic() > limit:
                    child.kill()
                self._wait(TICK)
                self._bury(child)
            child.log.close()
        leftovers.record(self.folder, [])
