"""The whole site built anew by two processes, gzip included."""

from __future__ import annotations

from benchmarks.apart import apart
from benchmarks.rows import Row

NAME = "rebuild"
TITLE = "整站重新生成：每秒网页数，含 gzip，两个进程"
SIZE = 10_000
REACH, CORES = 700, 2


def measure() -> list[Row]:
    """By the clock, and by processor time: what two cores do when nobody else uses them."""
    found = apart("rebuild", SIZE)
    pages, (plain, packed) = found["pages"], found["weights"]
    size = f"{pages:,} pages, {plain / 1024:.0f} KB ({packed / 1024:.0f} KB gzip)"
    return [
        Row(f"rebuild of {size}", pages / found["seconds"], REACH, "pages/s"),
        Row("the same by processor time", pages * CORES / found["processor"], REACH, "pages/s"),
    ]
