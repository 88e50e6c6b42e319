"""One installation runs once; and what an earlier run could not take with it is cleared away."""

from __future__ import annotations

import fcntl
import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

DYING = 3  # seconds that a killed process may take to go


def lock(folder: Path) -> IO[str] | int:
    """Hold `run/lock` for as long as the returned file lives; or the process id of who holds it (0: unknown)."""
    (folder / "run").mkdir(parents=True, exist_ok=True)
    held = (folder / "run" / "lock").open("a+")
    held.seek(0)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = held.read().strip()
        held.close()
        return int(holder) if holder.isdigit() else 0
    held.truncate(0)
    held.write(str(os.getpid()))
    held.flush()
    return held


def record(folder: Path, groups: list[int]) -> None:
    """Note the process groups that run now."""
    (folder / "run" / "groups").write_text("\n".join(map(str, groups)))


def clear(folder: Path) -> int:
    """Kill what is left of recorded groups; how many there were. Call it with the lock held.

    Supervisor and a granian or nginx master may be killed together: their workers then live on and hold
    the port. A group's number may have gone to strangers since, so only who works in `run/` is meant.
    """
    noted = folder / "run" / "groups"
    groups = {int(line) for line in noted.read_text().split()} if noted.exists() else set()
    found = _working(folder, groups)
    for group in found:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(group, signal.SIGKILL)
    limit = time.monotonic() + DYING
    while _working(folder, found) and time.monotonic() < limit:
        time.sleep(0.02)  # until they have let go of the port
    return len(found)


def _working(folder: Path, groups: set[int]) -> set[int]:
    here = (folder / "run").resolve()
    return {group for group, place in _groups() if group in groups and place == here}


def _groups() -> Iterator[tuple[int, Path]]:
    """Process group and working directory of every process that we may look at (Linux's /proc)."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                yield os.getpgid(int(entry.name)), (entry / "cwd").readlink()
