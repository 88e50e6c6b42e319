"""One child process: started so that nothing of it can outlive us, and stopped so that work in hand ends well."""

from __future__ import annotations

import ctypes
import os
import selectors
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from gongkai.config.logfiles import LogFile
from gongkai.config.processes import Process

QUICK = 10.0  # seconds; who dies sooner has not really lived
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 10.0  # seconds before a dead child is started again
PR_SET_PDEATHSIG = 1  # prctl(2)
_libc = ctypes.CDLL(None, use_errno=True)


def die_with_parent(parent: int) -> None:
    """Ask the kernel for SIGTERM when our parent dies, however it dies. For a process just forked by `parent`."""
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != parent:  # it died before we asked
        os._exit(1)


def _is_over(pid: int) -> bool:
    """Whether a child has ended, leaving it to be waited for."""
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


class Child:
    """A process of an installation as it runs. All of it happens in the supervisor's one thread."""

    def __init__(
        self,
        process: Process,
        folder: Path,
        environ: dict[str, str],
        selector: selectors.BaseSelector,
    ) -> None:
        self.process, self.folder, self.environ = process, folder, environ
        self.selector = selector
        self.log = LogFile(folder / "logs", process.name)
        self.running: subprocess.Popen[bytes] | None = None
        self.ready = False  # has been, at least once
        self.begun = self.not_before = 0.0
        self.quick_deaths = 0

    def start(self) -> None:
        """Start it in a session of its own, in `run/`, with its output coming to us."""
        us, self.begun = os.getpid(), time.monotonic()
        self.running = subprocess.Popen(
            self.process.command,
            cwd=self.folder / "run",
            env=self.environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=lambda: die_with_parent(us),
        )
        assert self.running.stdout is not None
        self.output = self.running.stdout
        os.set_blocking(self.output.fileno(), False)
        self.selector.register(self.output, selectors.EVENT_READ, self)
        if self.process.answers is None and not self.process.once:
            self.ready = True

    def read(self) -> None:
        """Move what it wrote into its log."""
        with suppress(BlockingIOError):
            while written := os.read(self.output.fileno(), 65536):
                self.log.write(written)
                if self.process.heard:
                    self.process.heard(written)
            self._read_no_more()  # the end of its output

    def look(self) -> None:
        """Ask it whether it is ready, if it has not been yet."""
        if not self.ready and self.running is not None and self.process.answers is not None:
            self.ready = self.process.answers()

    def ended(self) -> int | None:
        """Its exit code, told once, when it has ended. What it left behind in its session is killed."""
        if self.running is None or not _is_over(self.running.pid):
            return None
        self.kill()  # while the dead leader still holds its group's number
        code = self.running.wait()
        self.read()
        self._read_no_more()
        self.output.close()
        self.running = None
        self._count(code)
        return code

    def _read_no_more(self) -> None:
        with suppress(KeyError):
            self.selector.unregister(self.output)

    def _count(self, code: int) -> None:
        lived = time.monotonic() - self.begun
        self.log.say(f"ended with {code} after {lived:.1f} s")
        self.ready = self.ready or (self.process.once and code == 0)
        self.quick_deaths = self.quick_deaths + 1 if lived < QUICK else 0
        pause = min(FIRST_PAUSE * 2 ** max(self.quick_deaths - 1, 0), LONGEST_PAUSE)
        self.not_before = time.monotonic() + pause

    def ask_to_stop(self) -> None:
        """Ask it to finish what it has in hand and to end."""
        if self.running is not None:
            with suppress(ProcessLookupError):
                self.running.send_signal(self.process.stop_with)

    def kill(self) -> None:
        """Kill its whole session: a granian or nginx whose master died leaves workers that hold the port."""
        if self.running is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.running.pid, signal.SIGKILL)
