"""The whole site built anew by two processes, gzip included."""

from __future__ import annotations

from benchmarks.apart import apart
from benchmarks.rows import Row

NAME = "rebuild"
TITLE = "整站重新生成：每秒网页数，含 gzip，两个进程"
SIZE = 10_000
REACH, CORES = 700, 2


def measure() -> list[Row]:
    """By the clock; by processor time, as on two cores that nobody else uses; and beside the bare work."""
    found = apart("rebuild", SIZE)
    pages, (plain, packed) = found["pages"], found["weights"]
    size = f"{pages:,} pages of {plain / 1024:.0f} KB ({packed / 1024:.0f} KB gzip)"
    rate = pages / found["seconds"]
    return [
        Row(f"whole site: {size}", rate, REACH, "pages/s"),
        Row("the same by processor time", pages * CORES / found["processor"], REACH, "pages/s"),
        Row("beside the same bytes only packed and written", rate, found["bare"], "pages/s", 0.3),
    ]
