"""The publishing act until it is seen from outside, at 1,000 and at 100,000 publications."""

from __future__ import annotations

import math
from typing import Any

from benchmarks.apart import apart
from benchmarks.rows import Row
from benchmarks.servers import free_port

NAME = "publishing"
TITLE = "点“发布”到外网看见网页、栏目和首页；每次写多少文件；一千条与十万条时相同"
SIZES = (1_000, 100_000)


def measure() -> list[Row]:
    """Limits: p95 1 s, p99 2 s, 40 files; and at the larger size as at the smaller."""
    found = {size: apart("publishing", size, GONGKAI_PORT=str(free_port())) for size in SIZES}
    small, large = ([act["seen"] for act in found[size]["acts"]] for size in SIZES)
    flat = Row(
        "seen from outside, p50: at 100,000 beside 1,000",
        percentile(large, 50) * 1000,
        percentile(small, 50) * 1000,
        "ms",
        1.5,
        "lower",
    )
    return [row for size in SIZES for row in _rows(f"{size:,}", found[size]["acts"])] + [flat]


def _rows(at: str, acts: list[dict[str, Any]]) -> list[Row]:
    seen = [act["seen"] * 1000 for act in acts]
    act = [act["act"] * 1000 for act in acts]
    files = max(act["files"] for act in acts)
    return [
        Row(f"the act itself, p50, at {at}", percentile(act, 50), 1000, "ms", better="lower"),
        Row(f"seen from outside, p50, at {at}", percentile(seen, 50), 1000, "ms", better="lower"),
        Row(f"seen from outside, p95, at {at}", percentile(seen, 95), 1000, "ms", better="lower"),
        Row(f"seen from outside, p99, at {at}", percentile(seen, 99), 2000, "ms", better="lower"),
        Row(f"files written for a publication, at {at}", files, 40, "files", better="lower"),
    ]


def percentile(values: list[float], percent: float) -> float:
    """The value that this share of the values does not exceed (nearest rank)."""
    return sorted(values)[max(0, math.ceil(len(values) * percent / 100) - 1)]
