"""Pages of the desk at 100,000 documents, and whether their queries grow with the archive."""

from __future__ import annotations

from benchmarks.apart import apart
from benchmarks.publishing import percentile
from benchmarks.rows import Row

NAME = "desk"
TITLE = "工作台各页：十万份文件时的耗时；查询次数与一千份时相同"
SMALL, LARGE = 1_000, 100_000
PAGE = 300  # ms


def measure() -> list[Row]:
    """Limit: p95 300 ms, for the person at whose post a page costs most. The processor time is what neighbours disturb least."""
    small, large = apart("desk", SMALL), apart("desk", LARGE)
    rows = []
    for name, page in large.items():
        where = f"{name} ({page['post']})"
        for kind, unit in (("seconds", "ms"), ("processor", "CPU ms")):
            p95 = percentile(page[kind], 95) * 1000
            rows.append(Row(f"{where}, p95", p95, PAGE, unit, better="lower"))
    queries = (sum(page["queries"] for page in each.values()) for each in (large, small))
    return [
        *rows,
        Row("queries of all pages, beside 1,000 documents", *queries, "queries", 1.0, "lower"),
    ]
