"""A second start of everything, until portal and desk answer; and the memory that all of it takes together."""

from __future__ import annotations

import http.client
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.rows import CannotMeasure, Row
from benchmarks.servers import family, free_port, until
from gongkai.config.processes import serve

NAME = "starting"
TITLE = "第二次启动到门户和工作台都有应答；全部进程的内存"
FIRST, SECOND = 300, 60  # seconds that a start may take before we give up
SETTLING = 5  # seconds until everything has loaded what it needs


def measure() -> list[Row]:
    """An installation of its own with demonstration data, started twice."""
    home, port = Path(tempfile.mkdtemp(prefix="gk-bench-")), free_port()
    try:
        with _running(home, port, FIRST):
            pass
        begun = time.monotonic()
        with _running(home, port, SECOND) as supervisor:
            seconds = time.monotonic() - begun
            time.sleep(SETTLING)
            megabytes = sum(_pss(pid) for pid in family(supervisor)) / 1e6
    finally:
        shutil.rmtree(home)
    return [
        Row("second start: portal and desk answer", seconds, 5, "s", better="lower"),
        Row("memory of all processes (PSS)", megabytes, 600, "MB", better="lower"),
    ]


@contextmanager
def _running(home: Path, port: int, patience: float) -> Iterator[int]:
    environ = {**os.environ, "GONGKAI_HOME": str(home), "GONGKAI_PORT": str(port)}
    environ["GONGKAI_DEMONSTRATION"] = "small"
    command = [*serve("")[:2], "run"]
    process = subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL)
    try:
        until(lambda: _stands(process, port), "gongkai run 没有起来", patience)
        yield process.pid
    finally:
        process.terminate()
        process.wait(60)


def _stands(process: subprocess.Popen[bytes], port: int) -> bool:
    if process.poll() is not None:
        raise CannotMeasure(f"gongkai run 结束了（{process.returncode}），见它上面的话")
    return _status(port, "/") == 200 and _status(port, "/desk/") in (200, 302)


def _status(port: int, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def _pss(pid: int) -> int:
    """Memory in bytes, shared pages counted by shares (proc(5), smaps_rollup)."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0
