"""放假安排通知: read from CSV, checked whole, and laid over a calendar as a new one."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.clock.calendars import SATURDAY, Calendar
from gongkai.clock.national import MAKE_UP, national_calendar
from gongkai.clock.notice_lines import HOW, read_line

__all__ = ["Notice", "national_calendar", "read_notice", "with_notice"]

Days = dict[date, tuple[bool, str]]


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice of the State Council's office (or of a local government) on days off.

    number: 文号; issued: 成文日期, None while not known; year: the year that it arranges;
    days: `{day: (is_working, name)}`, every day of the year or only the exceptional ones.
    """

    number: str
    issued: date | None
    year: int
    days: Mapping[date, tuple[bool, str]]


def read_notice(
    text: str, *, number: str = "", issued: date | None = None, year: int | None = None
) -> Notice:
    """Read `day,working|off[,name]` lines: the format that `gongkai clock days` prints.

    year: the declared year; None takes the one that most lines bear. Raises ValueError, a Chinese
    sentence with the line number, for the first line that is wrong; nothing is half read.
    """
    days: Days = {}
    lines: dict[date, int] = {}
    for place, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        if not line.strip():
            continue
        day, entry = read_line(place, line)
        if day in lines:
            raise ValueError(f"第 {place} 行：{day} 已在第 {lines[day]} 行写过。请删去其中一行。")
        days[day], lines[day] = entry, place
    if not days:
        raise ValueError(f"文件中没有任何一天。{HOW}")
    arranged = Counter(day.year for day in days).most_common(1)[0][0] if year is None else year
    _check_years(arranged, lines)
    _check_arranges(arranged, days)
    return Notice(number, issued, arranged, days)


def _check_years(year: int, lines: Mapping[date, int]) -> None:
    # A notice reaches over its year's edges: that for 2019 arranged 2018-12-29, that for 2023 2022-12-31.
    earliest, latest = date(year - 1, 12, 25), date(year + 1, 1, 7)
    for day, place in lines.items():
        if not earliest <= day <= latest:
            raise ValueError(
                f"第 {place} 行：{day} 不属于 {year} 年的放假安排。请删去该行，或另作一份 {day.year} 年的文件。"
            )


def _check_arranges(year: int, days: Days) -> None:
    # `clock days` of a year without a notice prints Monday to Friday: fed back, it must not pass for one.
    if all(working == (day.weekday() < SATURDAY) for day, (working, _) in days.items()):
        raise ValueError(
            f"{year} 年的文件与周一至周五的常规安排完全相同，看不出放假和调休。请按国务院办公厅通知填写后再导入。"
        )


def with_notice(calendar: Calendar, notice: Notice) -> Calendar:
    """`calendar` with the notice's year covered and its days overridden; days it does not name stay.

    So a full list replaces the year, and a short one either opens a new year or amends one (as on
    2020-01-27). A day without a name keeps the name it had. The version is new. Raises ValueError
    when the year would leave a gap in the coverage.
    """
    first, last = date(notice.year, 1, 1), date(notice.year, 12, 31)
    if not calendar.first.year - 1 <= notice.year <= calendar.last.year + 1:
        raise ValueError(
            f"现行日历覆盖 {calendar.first} 至 {calendar.last}，与 {notice.year} 年不相连。请先导入相邻年度的通知。"
        )
    days = dict(calendar.days)
    for day, (working, name) in notice.days.items():
        days[day] = (working, _named(day, working, name, calendar))
    ordinary = {
        d for d, (working, name) in days.items() if working == (d.weekday() < 5) and not name
    }
    return Calendar(
        version=_version(calendar, notice),
        first=min(calendar.first, first),
        last=max(calendar.last, last),
        days={day: entry for day, entry in days.items() if day not in ordinary},
    )


def _named(day: date, working: bool, name: str, calendar: Calendar) -> str:
    if not name:
        was_working, had = calendar.days.get(day, (working, ""))
        return had if was_working == working else ""
    made_up = working and day.weekday() >= SATURDAY and not name.endswith("上班")
    return name + MAKE_UP if made_up else name


def _version(calendar: Calendar, notice: Notice) -> str:
    # As long after the tenth notice as after the first, and the same whenever the same notices are laid.
    lines = [f"{day},{working},{name}" for day, (working, name) in sorted(notice.days.items())]
    content = "\n".join([calendar.version, notice.number, f"{notice.issued}", *lines])
    base = calendar.version.split("+")[0]
    return f"{base}+{notice.year}-{hashlib.sha256(content.encode()).hexdigest()[:12]}"
