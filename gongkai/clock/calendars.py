"""Calendars of working days as values, and the one time zone in which days begin: Asia/Shanghai."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import lru_cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

from gongkai.clock.tables import WorkingDays

SHANGHAI = ZoneInfo("Asia/Shanghai")
SATURDAY = 5
WEEKEND = "周末"


def local_day(moment: datetime) -> date:
    """The Shanghai date on which `moment` falls (16:00Z is already the next day).

    Raises ValueError when `moment` has no time zone.
    """
    if moment.utcoffset() is None:
        raise ValueError(f"时刻 {moment.isoformat()} 没有时区，无法确定是哪一天。请带上时区。")
    return moment.astimezone(SHANGHAI).date()


@lru_cache(maxsize=4096)  # lists ask for the same few days again and again
def start_of_day(day: date) -> datetime:
    """The moment, in UTC, at which the Shanghai date `day` begins."""
    return datetime.combine(day, time.min, SHANGHAI).astimezone(UTC)


def weekday_name(day: date) -> str:
    """“周一” to “周日”."""
    return "周" + "一二三四五六日"[day.weekday()]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are worked: the State Council's yearly notices laid over Monday to Friday.

    version: names this calendar wherever a result computed by it is stored.
    first, last: coverage, both inclusive: the days for which notices have been read.
    days: exceptions `{day: (is_working, name)}`; those outside the coverage wait until it reaches them.
    Raises ValueError when `first` is after `last`.
    """

    version: str
    first: date
    last: date
    days: Mapping[date, tuple[bool, str]] = field(hash=False)
    table: WorkingDays = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"日历的起日 {self.first} 晚于止日 {self.last}，请对调。")
        object.__setattr__(self, "days", MappingProxyType(dict(self.days)))
        span = range(self.first.toordinal(), self.last.toordinal() + 1)
        working = (self._works(date.fromordinal(ordinal)) for ordinal in span)
        object.__setattr__(self, "table", WorkingDays(span.start, working))

    def _works(self, day: date) -> bool:
        known = self.days.get(day)
        # Weekends that adjoin a holiday are not in the notices: an exception, else Monday to Friday.
        return known[0] if known else day.weekday() < SATURDAY

    def covers(self, day: date) -> bool:
        """Whether a notice has been read for `day`; if not, what is counted over it is provisional."""
        return self.first <= day <= self.last

    def is_working(self, day: date) -> bool:
        """Whether `day` is a 工作日; beyond the coverage Monday to Friday."""
        return self._works(day) if self.covers(day) else day.weekday() < SATURDAY

    def name(self, day: date) -> str:
        """“春节”, “春节调休上班”, “周末”; empty for an ordinary working day."""
        plain = WEEKEND if day.weekday() >= SATURDAY else ""
        known = self.days.get(day) if self.covers(day) else None
        if known is None:
            return plain
        working, name = known
        return name or self._unnamed(working, plain)

    @staticmethod
    def _unnamed(working: bool, plain: str) -> str:
        if working:
            return "调休上班" if plain else ""
        return plain or "放假"

    def working_days_between(self, after: date, until: date) -> int:
        """The number of working days in (`after`, `until`]; negative when `until` is before `after`."""
        return self.table.number(until.toordinal()) - self.table.number(after.toordinal())
