"""Durable acts a second beside bare commits, and deadlines a second beside a naive walk."""

from __future__ import annotations

from statistics import median

from benchmarks.apart import apart
from benchmarks.rows import Row

NAME = "trail"
TITLE = "落盘的操作：每秒次数，与裸提交相比；到期日推算：与逐日推算相比"


def measure() -> list[Row]:
    """Medians of rounds in turns. An entry is the least that an act writes; letters must reach 300 a second."""
    found = apart("trail")
    entry, acts, bare = (
        median(each[kind] for each in found["rounds"]) for kind in ("entry", "acts", "bare")
    )
    deadlines = found["deadlines"]
    return [
        Row("trail entries, durable", entry, 300, "entries/s"),
        Row("trail entries beside bare commits", entry, bare, "entries/s", 0.1),
        Row("submit and agree beside bare commits", acts, bare, "acts/s", 0.01),
        Row("due days beside a walk", deadlines["day"], deadlines["walked"], "days/s", 5),
        Row(
            "due, with moment and yellow, beside a walk",
            deadlines["moment"],
            deadlines["walked"],
            "dues/s",
            1,
        ),
    ]
