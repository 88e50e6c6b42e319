"""Servers as processes on free loopback ports, and wrk beside them."""

from __future__ import annotations

import os
import re
import shutil
import socket
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.rows import CannotMeasure

SILENT: Any = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
CONNECTIONS, SECONDS, ROUNDS = 32, 1, 11


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def server(command: list[str], port: int, **environ: str) -> Iterator[int]:
    """A server while it is measured: its process id. Raises CannotMeasure when it does not come up in ten seconds."""
    process = subprocess.Popen(command, env={**os.environ, **environ}, **SILENT)
    try:
        until(lambda: _listens(port), f"{command[0]} 没有起来")
        yield process.pid
    finally:
        process.terminate()
        process.wait(20)


def family(pid: int) -> list[int]:
    """A process and all its descendants (Linux's /proc)."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(found for child in children for found in family(int(child)))]


def cpu(pid: int) -> float:
    """Seconds of processor time that a process and its descendants have used (proc(5), stat)."""
    fields = [
        Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split() for each in family(pid)
    ]
    return sum(int(found[11]) + int(found[12]) for found in fields) / os.sysconf("SC_CLK_TCK")


def until(said: Callable[[], bool], otherwise: str, seconds: float = 10) -> None:
    """Wait for something to be so."""
    limit = time.monotonic() + seconds
    while not said():
        if time.monotonic() > limit:
            raise CannotMeasure(otherwise)
        time.sleep(0.02)


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


@dataclass(frozen=True)
class Round:
    """One look at one server: requests each second, and microseconds of processor time for each."""

    rate: float
    cost: float


def alternated(
    addresses: dict[str, str], processes: dict[str, int], headers: tuple[str, ...] = ()
) -> dict[str, list[Round]]:
    """Rounds of each server in turns: a noisy neighbour hits all that are measured beside each other."""
    found: dict[str, list[Round]] = {name: [] for name in addresses}
    for address in addresses.values():
        requests_per_second(address, headers)  # warm
    for _ in range(ROUNDS):
        for name, address in addresses.items():
            before = cpu(processes[name])
            rate = requests_per_second(address, headers)
            cost = (cpu(processes[name]) - before) * 1e6 / (rate * SECONDS)
            found[name].append(Round(rate, cost))
    return found


def beside(ours: list[float], limit: list[float]) -> tuple[float, float]:
    """Our median figure and the limit's, such that their ratio is the median of the rounds' ratios."""
    middle = statistics.median(limit)
    return middle * statistics.median(a / b for a, b in zip(ours, limit, strict=True)), middle


def requests_per_second(
    address: str, headers: tuple[str, ...] = (), seconds: int = SECONDS
) -> float:
    """What wrk counts. Raises CannotMeasure when answers were not 2xx, or wrk is not here."""
    if shutil.which("wrk") is None:
        raise CannotMeasure("缺少 wrk。Debian：apt install wrk")
    command = ["wrk", f"-c{CONNECTIONS}", "-t1", f"-d{SECONDS}s"]
    for header in headers:
        command += ["-H", header]
    said = subprocess.run([*command, address], capture_output=True, text=True).stdout
    counted = re.search(r"Requests/sec:\s*([0-9.]+)", said)
    if counted is None or "Non-2xx" in said or "Socket errors" in said:
        raise CannotMeasure(f"wrk 没有量成：{said}")
    return float(counted[1])
