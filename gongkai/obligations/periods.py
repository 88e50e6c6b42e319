"""Periods of calendar duties and of 零报告: years, halves, quarters, months, as Shanghai dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

MONTHS = {"year": 12, "half_year": 6, "quarter": 3, "month": 1}


@dataclass(frozen=True, slots=True)
class Period:
    """Half-open range of days with the name under which it is kept: 2026, 2026-H1, 2026-Q3, 2026-05."""

    name: str
    first: date
    until: date

    @property
    def chinese(self) -> str:
        year, _, part = self.name.partition("-")
        halves = {"H1": "上半年", "H2": "下半年"}
        if part.startswith("Q"):
            return f"{year}年第{'一二三四'[int(part[1]) - 1]}季度"
        return f"{year}年{halves.get(part) or (f'{int(part)}月' if part else '')}"


def period_of(day: date, every: str) -> Period:
    """The period that contains a day."""
    months = MONTHS[every]
    index = (day.month - 1) // months
    first = date(day.year, index * months + 1, 1)
    return Period(_name(day.year, every, index), first, _later(first, months))


def before(period: Period, every: str) -> Period:
    """The period just before."""
    return period_of(_later(period.first, -MONTHS[every]), every)


def named(name: str) -> Period:
    """The period with this name. ValueError with a Chinese sentence for anything else."""
    year, _, part = name.partition("-")
    try:
        if not part:
            return period_of(date(int(year), 1, 1), "year")
        if part[0] == "H":
            return period_of(date(int(year), int(part[1:]) * 6, 1), "half_year")
        if part[0] == "Q":
            return period_of(date(int(year), int(part[1:]) * 3, 1), "quarter")
        return period_of(date(int(year), int(part), 1), "month")
    except (ValueError, IndexError):
        raise ValueError(
            f"期间“{name}”无法识别，请写成 2026、2026-H1、2026-Q3 或 2026-05。"
        ) from None


def _name(year: int, every: str, index: int) -> str:
    part = {"year": "", "half_year": f"-H{index + 1}", "quarter": f"-Q{index + 1}"}
    return f"{year}{part.get(every, f'-{index + 1:02d}')}"


def _later(day: date, months: int) -> date:
    total = day.year * 12 + day.month - 1 + months
    return date(total // 12, total % 12 + 1, 1)
