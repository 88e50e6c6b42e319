"""What came out of a layer, and the table that a person reads at the end."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree


@dataclass
class Result:
    """Counts of one layer. `absent`: the reason why it did not run."""

    name: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0
    absent: str = ""

    @property
    def word(self) -> str:
        return "没有运行" if self.absent else "失败" if self.failed else "通过"


def from_junit(name: str, path: Path, code: int, seconds: float) -> Result:
    """Read pytest's report. A run that broke before or beside its tests counts as one failure."""
    if code == 5:
        return Result(name, seconds=seconds, absent="这一层还没有测试")
    counts = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
    if path.exists():
        for suite in ElementTree.parse(path).getroot().iter("testsuite"):
            for key in counts:
                counts[key] += int(suite.get(key, 0))
    bad = counts["failures"] + counts["errors"]
    good = max(counts["tests"] - bad - counts["skipped"], 0)
    if code and not bad:
        bad = 1
    return Result(name, good, bad, counts["skipped"], seconds)


def table(results: list[Result]) -> str:
    """One row a layer; the last column says why a layer did not run."""
    rows = [("层", "结果", "通过", "失败", "跳过", "用时", "")]
    rows += [
        (
            r.name,
            r.word,
            str(r.passed),
            str(r.failed),
            str(r.skipped),
            f"{r.seconds:.0f} s",
            r.absent,
        )
        for r in results
    ]
    return "\n" + "\n".join(_row(row) for row in rows)


def _row(cells: tuple[str, ...]) -> str:
    widths = (12, 10, 6, 6, 6, 8, 0)
    return "".join(
        cell + " " * max(width - _columns(cell), 0)
        for cell, width in zip(cells, widths, strict=True)
    ).rstrip()


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
