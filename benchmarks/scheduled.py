"""A thousand texts set for one moment, one of them broken: seconds from the moment until each is seen from outside."""

from __future__ import annotations

from benchmarks.apart import apart
from benchmarks.publishing import percentile
from benchmarks.rows import Row
from benchmarks.servers import free_port

NAME = "scheduled"
TITLE = "一千件定时在同一时刻发布（其中一件有错），到外网看见；有错的那件不耽误别的"
TOGETHER = 1_000


def measure() -> list[Row]:
    """Limit: p99 5 s after the moment."""
    seen = apart("scheduled", TOGETHER, GONGKAI_PORT=str(free_port()))["seen"]
    lost = float(TOGETHER - 1 - len(seen))
    return [
        Row(
            f"of {TOGETHER:,} at one moment, seen, p50",
            percentile(seen, 50),
            5,
            "s",
            better="lower",
        ),
        Row(
            f"of {TOGETHER:,} at one moment, seen, p99",
            percentile(seen, 99),
            5,
            "s",
            better="lower",
        ),
        Row("good ones that a broken one held up", lost + 1, 1, "texts + 1", better="lower"),
    ]
