"""中止: spans of days that a term does not count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

# Beyond these years a date is a slip of the pen, and arithmetic would leave the range of `date`.
EARLIEST, LATEST = date(1949, 10, 1), date(2200, 12, 31)

# Ordinals, half-open, sorted, apart from one another.
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Pause:
    """A half-open range of Shanghai days: from `first` until, not including, `until` (None: still open).

    Raises ValueError when it ends before it begins.
    """

    first: date
    until: date | None = None

    def __post_init__(self) -> None:
        within_calendar(self.first, "中止开始日")
        if self.until is not None:
            within_calendar(self.until, "中止结束日")
            if self.until < self.first:
                raise ValueError(f"中止的结束日 {self.until} 早于开始日 {self.first}，请对调。")

    def ended(self, until: date) -> Pause:
        """This pause; when it is still open, ended at `until`, the first day that counts again."""
        return replace(self, until=max(self.first, until)) if self.until is None else self


def within_calendar(day: date, what: str) -> date:
    """`day` itself. Raises ValueError naming `what` when the year can only be a slip of the pen."""
    if not EARLIEST <= day <= LATEST:
        raise ValueError(f"{what} {day} 不在 {EARLIEST} 至 {LATEST} 之间，请核对年份。")
    return day


def merged(pauses: Sequence[Pause]) -> Spans:
    """The pauses as spans, overlapping and adjoining ones once.

    Raises ValueError for a pause that is still open: its end, and so the due day, is not known yet.
    """
    spans: list[tuple[int, int]] = []
    for first, until in sorted(_ordinals(pause) for pause in pauses):
        if spans and first <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(until, spans[-1][1]))
        elif first < until:
            spans.append((first, until))
    return tuple(spans)


def _ordinals(pause: Pause) -> tuple[int, int]:
    if pause.until is None:
        raise ValueError(
            f"自 {pause.first} 起的中止尚未结束，到期日无法确定。请先给出结束日再计算。"
        )
    return pause.first.toordinal(), pause.until.toordinal()
