"""Pages of the desk at 100,000 documents, and whether their queries grow with the archive."""

from __future__ import annotations

from typing import Any

from benchmarks.apart import apart
from benchmarks.publishing import percentile
from benchmarks.rows import Row

NAME = "desk"
TITLE = "工作台各页：十万份文件时的耗时；查询次数与一千份时相同"
SMALL, LARGE = 1_000, 100_000
PAGE = 300  # ms
KINDS = (("seconds", "ms"), ("processor", "CPU ms"))  # the second is disturbed least by neighbours


def measure() -> list[Row]:
    """Limit: p95 300 ms at the post where a page costs most; as many queries as with a small archive."""
    small, large = apart("desk", SMALL), apart("desk", LARGE)
    rows = []
    for name in dict.fromkeys(page["page"] for page in large):
        worst = max((page for page in large if page["page"] == name), key=_cost)
        for kind, unit in KINDS:
            p95 = percentile(worst[kind], 95) * 1000
            rows.append(Row(f"{name} ({worst['post']}), p95", p95, PAGE, unit, better="lower"))
    beside = "queries of all pages, beside 1,000 documents"
    return [*rows, Row(beside, _queries(large), _queries(small), "queries", 1.0, "lower")]


def _queries(pages: list[dict[str, Any]]) -> int:
    return sum(page["queries"] for page in pages)


def _cost(page: dict[str, Any]) -> float:
    return sum(page["processor"])
