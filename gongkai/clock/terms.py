"""期限: an amount and a unit, as the plan file writes them and as a person says them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from enum import StrEnum

LONGEST = 3660
LEAP_YEAR, ORDINARY_YEAR = 2024, 2025
HOW = "请写成例如“3 working days”“30 calendar days”“5 hours”“3 months”“01-31”，或“3个工作日”“30日”“5小时”“3个月”“1月31日”。"


class Unit(StrEnum):
    """What a term is counted in."""

    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    HOUR = "hour"
    MONTH = "month"
    DATE_OF_YEAR = "date_of_year"


# unit -> (what is read in either language, English singular, Chinese)
WRITTEN = {
    Unit.WORKING_DAY: (r"([0-9]+)(?: working days?| ?个? ?工作日)", "working day", "个工作日"),
    Unit.CALENDAR_DAY: (
        r"([0-9]+)(?: calendar days?| ?[日天]| ?个? ?自然日)",
        "calendar day",
        "日",
    ),
    Unit.HOUR: (r"([0-9]+)(?: hours?| ?个? ?小时)", "hour", "小时"),
    Unit.MONTH: (r"([0-9]+)(?: months?| ?个月)", "month", "个月"),
}
DATES = (r"([0-9]{2})-([0-9]{2})", r"([0-9]{1,2}) ?月 ?([0-9]{1,2}) ?日")


@dataclass(frozen=True, slots=True)
class Term:
    """A length of time, or (DATE_OF_YEAR) a date that comes every year.

    amount: 1..3660 of the unit; for DATE_OF_YEAR month × 100 + day (131 is 1月31日).
    Raises ValueError, a Chinese sentence, for anything else.
    """

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        if not isinstance(self.unit, Unit):
            raise ValueError(f"期限的单位“{self.unit}”不认识，只能是 {'、'.join(Unit)}。")
        if not isinstance(self.amount, int) or not 1 <= self.amount <= LONGEST:
            raise ValueError(f"期限的数目应为 1 到 {LONGEST} 的整数，现为“{self.amount}”。")
        if self.unit is Unit.DATE_OF_YEAR:
            _check_date(self.month, self.day)

    @property
    def month(self) -> int:
        """The month of a date of the year (meaningless for other units)."""
        return self.amount // 100

    @property
    def day(self) -> int:
        """The day of the month of a date of the year (meaningless for other units)."""
        return self.amount % 100

    @classmethod
    def parse(cls, text: str) -> Term:
        """Read a term in English or Chinese. Raises ValueError, a Chinese sentence that says how to write it."""
        plain = " ".join(text.split()).lower()
        for pattern in DATES:
            if found := re.fullmatch(pattern, plain):
                return _date_of_year(int(found[1]), int(found[2]))
        for unit, (pattern, _, _) in WRITTEN.items():
            if found := re.fullmatch(pattern, plain):
                return cls(_amount(found[1]), unit)
        raise ValueError(f"看不懂期限“{text[:40]}”。{HOW}")

    def __str__(self) -> str:
        if self.unit is Unit.DATE_OF_YEAR:
            return f"{self.month:02}-{self.day:02}"
        return f"{self.amount} {WRITTEN[self.unit][1]}{'' if self.amount == 1 else 's'}"

    @property
    def chinese(self) -> str:
        """“3个工作日”, “30日”, “5小时”, “3个月”, “1月31日”."""
        if self.unit is Unit.DATE_OF_YEAR:
            return f"{self.month}月{self.day}日"
        return f"{self.amount}{WRITTEN[self.unit][2]}"


def _amount(digits: str) -> int:
    # Python refuses to read thousands of digits, in English: the sentence must come before it.
    if len(digits) > len(str(LONGEST)):
        raise ValueError(f"期限的数目应为 1 到 {LONGEST} 的整数，现为“{digits[:20]}”。")
    return int(digits)


def _date_of_year(month: int, day: int) -> Term:
    _check_date(month, day)
    return Term(month * 100 + day, Unit.DATE_OF_YEAR)


def _check_date(month: int, day: int) -> None:
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(LEAP_YEAR, month)[1]:
        raise ValueError(f"期限“{month}月{day}日”不是一年中的日期。{HOW}")
    if day > monthrange(ORDINARY_YEAR, month)[1]:
        raise ValueError("2月29日不是每年都有，不能作为每年的期限。请改为 02-28 或 03-01。")
