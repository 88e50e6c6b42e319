"""The first calendar agrees, day for day, with two sources that are not the library it came from."""

from __future__ import annotations

from datetime import date, timedelta

import holidays
import pytest

from gongkai.clock.calendars import SATURDAY
from gongkai.clock.notices import national_calendar

# The State Council's notices: notice year -> days off, make-up working days.
NOTICES = {
    2018: (
        "01-01; 02-15~02-21; 04-05~04-07; 04-29~05-01; 06-18; 09-24; 10-01~10-07",
        "02-11 02-24 04-08 04-28 09-29 09-30",
    ),
    2019: (
        "2018-12-30~01-01; 02-04~02-10; 04-05; 05-01~05-04; 06-07; 09-13; 10-01~10-07",
        "2018-12-29 02-02 02-03 04-28 05-05 09-29 10-12",
    ),
    2020: (
        "01-01; 01-24~02-02; 04-04~04-06; 05-01~05-05; 06-25~06-27; 10-01~10-08",
        "01-19 04-26 05-09 06-28 09-27 10-10",
    ),
    2021: (
        "01-01~01-03; 02-11~02-17; 04-03~04-05; 05-01~05-05; 06-12~06-14; 09-19~09-21; 10-01~10-07",
        "02-07 02-20 04-25 05-08 09-18 09-26 10-09",
    ),
    2022: (
        "01-01~01-03; 01-31~02-06; 04-03~04-05; 04-30~05-04; 06-03~06-05; 09-10~09-12; 10-01~10-07",
        "01-29 01-30 04-02 04-24 05-07 10-08 10-09",
    ),
    2023: (
        "2022-12-31~01-02; 01-21~01-27; 04-05; 04-29~05-03; 06-22~06-24; 09-29~10-06",
        "01-28 01-29 04-23 05-06 06-25 10-07 10-08",
    ),
    2024: (
        "01-01; 02-10~02-17; 04-04~04-06; 05-01~05-05; 06-10; 09-15~09-17; 10-01~10-07",
        "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    ),
    2025: (
        "01-01; 01-28~02-04; 04-04~04-06; 05-01~05-05; 05-31~06-02; 10-01~10-08",
        "01-26 02-08 04-27 09-28 10-11",
    ),
    2026: (
        "01-01~01-03; 02-15~02-23; 04-04~04-06; 05-01~05-05; 06-19~06-21; 09-25~09-27; 10-01~10-07",
        "01-04 02-14 02-28 05-09 09-20 10-10",
    ),
}
WORKING_DAYS = {
    2018: 250, 2019: 250, 2020: 249, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 248, 2026: 248,
}  # fmt: skip


def every_day(first: int = 2018, last: int = 2026) -> list[date]:
    start, end = date(first, 1, 1), date(last, 12, 31)
    return [start + timedelta(days=n) for n in range((end - start).days + 1)]


def read(year: int, text: str) -> date:
    return date.fromisoformat(text if len(text) == 10 else f"{year}-{text}")


def announced() -> dict[date, bool]:
    """Every day that a notice names: whether it is worked."""
    days = {}
    for year, (off, made_up) in NOTICES.items():
        for span in off.split("; "):
            first, last = read(year, span.split("~")[0]), read(year, span.split("~")[-1])
            days |= {first + timedelta(days=n): False for n in range((last - first).days + 1)}
        days |= {read(year, day): True for day in made_up.split()}
    return days


def test_every_day_agrees_with_the_notices_of_the_state_council() -> None:
    calendar, notices = national_calendar(), announced()
    assert len(every_day()) == 3287
    for day in every_day():
        assert calendar.is_working(day) == notices.get(day, day.weekday() < SATURDAY), day


def test_every_day_agrees_with_the_package_holidays_back_to_2004() -> None:
    calendar, other = national_calendar(), holidays.country_holidays("CN", years=range(2003, 2028))
    for day in every_day(first=2004):
        assert calendar.is_working(day) == other.is_working_day(day), day


def test_the_comparison_would_notice_monday_to_friday() -> None:
    notices = announced()
    differing = [d for d in every_day() if notices.get(d, d.weekday() < 5) != (d.weekday() < 5)]
    assert len(differing) > 200


@pytest.mark.parametrize(("year", "count"), WORKING_DAYS.items())
def test_working_days_of_a_year(year: int, count: int) -> None:
    calendar = national_calendar()
    assert sum(calendar.is_working(day) for day in every_day(year, year)) == count
    assert calendar.working_days_between(date(year - 1, 12, 31), date(year, 12, 31)) == count


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-02-13", ""),
        ("2026-02-14", "春节调休上班"),
        ("2026-02-15", "春节"),
        ("2026-03-01", "周末"),
        ("2025-01-01", "元旦"),
        ("2026-09-20", "国庆节调休上班"),
        ("2026-06-19", "端午节"),
        ("2026-09-25", "中秋节"),
        ("2015-09-03", "抗战胜利纪念日"),
        ("2005-12-31", "元旦调休上班"),
        ("2027-01-01", ""),  # beyond the coverage a Friday like any other
        ("2027-01-02", "周末"),
    ],
)
def test_days_have_their_chinese_names(day: str, name: str) -> None:
    assert national_calendar().name(date.fromisoformat(day)) == name


def test_coverage_is_explicit_and_the_version_names_its_source() -> None:
    calendar = national_calendar()
    assert (calendar.first, calendar.last) == (date(2004, 1, 1), date(2026, 12, 31))
    assert calendar.covers(calendar.first)
    assert calendar.covers(calendar.last)
    assert not calendar.covers(calendar.last + timedelta(days=1))
    assert not calendar.covers(calendar.first - timedelta(days=1))
    assert calendar.version.startswith("chinesecalendar-")
