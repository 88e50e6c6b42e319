"""A million open obligations: the tick's scan, a person's inbox, lights, the list of tasks."""

from __future__ import annotations

from statistics import median

from benchmarks.apart import apart
from benchmarks.rows import Row

NAME = "ledger"
TITLE = "一百万项未完成的任务：时限巡检、个人工作台、各灯数量、任务台账"
SIZE = 1_000_000
SCAN, INBOX, PAGE = 1000, 50, 300  # ms


def measure() -> list[Row]:
    """Limits: the scan 1 s, the inbox 50 ms for every post, a page of the desk 300 ms. Medians of seven."""
    found = apart("ledger", SIZE)
    due = sum(found["due"].values())
    rows = [_row(f"scan: {due:,} to tell of among {found['open']:,}", found["scan"], SCAN)]
    rows += [_row(f"inbox of {post}", found["inbox"][post], INBOX) for post in found["inbox"]]
    rows += [_row(f"count of {name}, all", found["lights"][name], PAGE) for name in found["lights"]]
    return rows + [
        _row(f"list of tasks, {name}", found["list"][name], PAGE) for name in found["list"]
    ]


def _row(name: str, seconds: list[float], limit: float) -> Row:
    return Row(name, median(seconds) * 1000, limit, "ms", better="lower")
