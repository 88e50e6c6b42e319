"""到期 in readable tables: the vectors, the feasts, months, dates, hours, pauses."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from gongkai.clock.calendars import Calendar, start_of_day
from gongkai.clock.due import Near, Pause, due, is_late
from gongkai.clock.notices import national_calendar
from gongkai.clock.terms import Term
from gongkai.clock.tests.walks import day, moment

CALENDAR = national_calendar()

TABLE = [
    # start              term                 due
    # vectors of section 13
    ("2026-02-09 周一", "20 working days", "2026-03-13 周五"),
    ("2026-02-09 周一", "40 working days", "2026-04-13 周一"),
    ("2026-02-12 周四", "7 working days", "2026-02-28 周六"),  # a make-up day
    ("2026-02-14 周六", "7 working days", "2026-03-03 周二"),
    ("2026-02-20 周五", "7 working days", "2026-03-03 周二"),  # received on a holiday
    ("2026-01-30 周五", "20 working days", "2026-03-05 周四"),
    ("2026-04-29 周三", "7 working days", "2026-05-12 周二"),
    ("2026-09-18 周五", "20 working days", "2026-10-22 周四"),
    ("2026-10-01 周四", "3 working days", "2026-10-10 周六"),
    ("2025-12-29 周一", "20 working days", "2026-01-27 周二"),
    ("2025-01-20 周一", "20 working days", "2025-02-21 周五"),
    ("2024-02-05 周一", "15 working days", "2024-03-01 周五"),
    ("2020-01-20 周一", "20 working days", "2020-02-25 周二"),
    ("2026-01-16 周五", "30 calendar days", "2026-02-24 周二"),
    ("2026-09-01 周二", "30 calendar days", "2026-10-08 周四"),
    # 春节 2026: off 02-15~23, worked 02-14 and 02-28
    ("2026-02-11 周三", "3 working days", "2026-02-14 周六"),
    ("2026-02-12 周四", "3 working days", "2026-02-24 周二"),
    ("2026-02-13 周五", "1 working day", "2026-02-14 周六"),
    ("2026-02-14 周六", "1 working day", "2026-02-24 周二"),
    ("2026-02-15 周日", "1 working day", "2026-02-24 周二"),
    ("2026-02-27 周五", "1 working day", "2026-02-28 周六"),
    ("2026-02-28 周六", "1 working day", "2026-03-02 周一"),
    # 国庆 2025 and 2026, 端午, 元旦
    ("2025-09-26 周五", "1 working day", "2025-09-28 周日"),
    ("2025-09-30 周二", "3 working days", "2025-10-11 周六"),
    ("2026-09-30 周三", "3 working days", "2026-10-10 周六"),
    ("2026-06-18 周四", "1 working day", "2026-06-22 周一"),
    ("2018-12-28 周五", "1 working day", "2018-12-29 周六"),
    ("2022-12-30 周五", "1 working day", "2023-01-03 周二"),
    # calendar days roll forward, also onto a make-up day
    ("2026-03-02 周一", "5 calendar days", "2026-03-09 周一"),
    ("2026-03-02 周一", "4 calendar days", "2026-03-06 周五"),
    ("2026-02-21 周六", "7 calendar days", "2026-02-28 周六"),
    # months: the corresponding day, clipped, then rolled
    ("2026-01-31 周六", "1 month", "2026-02-28 周六"),
    ("2025-01-31 周五", "1 month", "2025-02-28 周五"),
    ("2024-01-31 周三", "1 month", "2024-02-29 周四"),
    ("2025-11-30 周日", "3 months", "2026-02-28 周六"),
    ("2025-04-05 周六", "6 months", "2025-10-09 周四"),
    ("2025-12-15 周一", "6 months", "2026-06-15 周一"),
    # dates of the year never roll; the start day itself counts
    ("2026-01-05 周一", "01-31", "2026-01-31 周六"),
    ("2026-01-31 周六", "01-31", "2026-01-31 周六"),
    ("2026-02-01 周日", "01-31", "2027-01-31 周日"),
    ("2026-05-05 周二", "10-01", "2026-10-01 周四"),
]


@pytest.mark.parametrize(("start", "term", "ends"), TABLE)
def test_due_day(start: str, term: str, ends: str) -> None:
    for hour in (timedelta(), timedelta(hours=23, minutes=59)):
        result = due(start_of_day(day(start)) + hour, Term.parse(term), CALENDAR)
        assert result.day == day(ends)
        assert result.due_at == start_of_day(day(ends) + timedelta(days=1))
        assert not result.provisional


@pytest.mark.parametrize(
    ("start", "hours", "ends"),
    [
        ("2026-03-02 10:00", 5, "2026-03-02 15:00"),
        ("2026-02-14 22:30", 5, "2026-02-15 03:30"),  # through the night into 春节
        ("2026-02-13 18:00", 48, "2026-02-15 18:00"),
        ("2026-12-31 23:00", 24, "2027-01-01 23:00"),  # never provisional
    ],
)
def test_hours_run_through_nights_and_holidays(start: str, hours: int, ends: str) -> None:
    result = due(moment(start), Term.parse(f"{hours} hours"), CALENDAR)
    assert result.due_at == moment(ends)
    assert result.due_at.tzinfo is UTC
    assert result.day == day(ends[:10])
    assert not result.provisional
    assert result.near_at == moment(ends) - timedelta(hours=hours) / 5


def test_late_is_at_or_after_the_exclusive_end() -> None:
    due_at = due(moment("2026-03-02 09:00"), Term.parse("3 working days"), CALENDAR).due_at
    assert not is_late(due_at - timedelta(microseconds=1), due_at)
    assert is_late(due_at, due_at)
    assert due_at == datetime(2026, 3, 5, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "term", "provisional"),
    [
        ("2026-12-01", "20 working days", False),
        ("2026-12-03", "20 working days", False),  # D is 2026-12-31, the last day covered
        ("2026-12-04", "20 working days", True),
        ("2026-12-30", "2 calendar days", True),
        ("2026-12-01", "1 month", True),
        ("2027-03-01", "1 working day", True),
        ("2003-12-31", "1 working day", False),  # day 0 is not counted
        ("2003-12-30", "1 working day", True),
        ("2003-12-30", "2 working days", True),  # D is covered, the first day counted is not
        ("2026-12-31", "24 hours", False),
        ("2026-12-31", "01-31", False),
    ],
)
def test_what_is_counted_beyond_the_coverage_is_provisional(
    start: str, term: str, provisional: bool
) -> None:
    assert due(start_of_day(day(start)), Term.parse(term), CALENDAR).provisional is provisional


def test_a_calendar_of_one_month_counts_monday_to_friday_outside() -> None:
    small = Calendar("试", date(2026, 2, 1), date(2026, 2, 28), {})
    result = due(moment("2026-02-27 09:00"), Term.parse("10 working days"), small)
    assert (result.day, result.provisional) == (date(2026, 3, 13), True)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: due(datetime(2026, 3, 2), Term.parse("5 hours"), CALENDAR),  # noqa: DTZ001
        lambda: due(datetime(1, 3, 2, tzinfo=UTC), Term.parse("5 hours"), CALENDAR),
        lambda: due(datetime(9999, 3, 2, tzinfo=UTC), Term.parse("5 hours"), CALENDAR),
        lambda: Pause(date(2026, 3, 2), date(2026, 3, 1)),
        lambda: Pause(date(2026, 3, 2), date(9999, 12, 31)),
        lambda: Near(working_days=0),
        lambda: Near(hour_fraction=0),
    ],
)
def test_absurd_input_is_refused_in_a_sentence(wrong: object) -> None:
    with pytest.raises(ValueError, match=r"。$"):
        wrong()  # type: ignore[operator]
