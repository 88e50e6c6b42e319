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

from benchmarks.rows import CannotMeasure

CONNECTIONS, SECONDS, ROUNDS = 32, 1, 11


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def server(command: list[str], port: int, **environ: str) -> Iterator[None]:
    """A server while it is measured. Raises CannotMeasure when it does not come up within ten seconds."""
    process = subprocess.Popen(command, env={**os.environ, **environ}, stderr=subprocess.DEVNULL)
    try:
        until(lambda: _listens(port), f"{command[0]} 没有起来")
        yield
    finally:
        process.terminate()
        process.wait(20)


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


def alternated(addresses: dict[str, str], headers: tuple[str, ...] = ()) -> dict[str, float]:
    """Median requests/s of each address, measured in turns: a noisy neighbour then hits all of them."""
    found: dict[str, list[float]] = {name: [] for name in addresses}
    for address in addresses.values():
        requests_per_second(address, headers, seconds=1)  # warm
    for _ in range(ROUNDS):
        for name, address in addresses.items():
            found[name].append(requests_per_second(address, headers))
    return {name: statistics.median(each) for name, each in found.items()}


def requests_per_second(
    address: str, headers: tuple[str, ...] = (), seconds: int = SECONDS
) -> float:
    """What wrk counts. Raises CannotMeasure when answers were not 2xx, or wrk is not here."""
    if shutil.which("wrk") is None:
        raise CannotMeasure("缺少 wrk。Debian：apt install wrk")
    command = ["wrk", f"-c{CONNECTIONS}", "-t1", f"-d{seconds}s"]
    for header in headers:
        command += ["-H", header]
    said = subprocess.run([*command, address], capture_output=True, text=True).stdout
    counted = re.search(r"Requests/sec:\s*([0-9.]+)", said)
    if counted is None or "Non-2xx" in said or "Socket errors" in said:
        raise CannotMeasure(f"wrk 没有量成：{said}")
    return float(counted[1])
