"""到期 in readable tables: the vectors of regulations.md section 13, the feasts, months, dates, hours, pauses."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from gongkai.clock.calendars import SHANGHAI, Calendar, start_of_day
from gongkai.clock.due import Near, Pause, due, is_late
from gongkai.clock.notices import national_calendar
from gongkai.clock.terms import Term

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


def day(text: str) -> date:
    found = date.fromisoformat(text[:10])
    assert not text[10:] or text[-1] == "一二三四五六日"[found.weekday()], text
    return found


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


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


PAUSES = [
    # start        term                pauses                                        due
    ("2026-03-02", "5 working days", [], "2026-03-09 周一"),
    ("2026-03-02", "5 working days", ["2026-03-04 2026-03-06"], "2026-03-11 周三"),
    ("2026-03-02", "5 working days", ["2026-03-07 2026-03-09"], "2026-03-09 周一"),  # a weekend
    ("2026-03-02", "5 working days", ["2026-03-09 2026-03-10"], "2026-03-10 周二"),  # on D
    ("2026-03-02", "5 working days", ["2026-03-10 2026-03-20"], "2026-03-09 周一"),  # after D
    ("2026-03-02", "5 working days", ["2026-02-01 2026-03-03"], "2026-03-09 周一"),  # up to day 0
    ("2026-03-02", "5 working days", ["2026-03-04 2026-03-04"], "2026-03-09 周一"),  # empty
    ("2026-03-02", "5 working days", ["2026-03-04 2026-03-06"] * 2, "2026-03-11 周三"),
    (
        "2026-03-02",
        "5 working days",
        ["2026-03-04 2026-03-06", "2026-03-05 2026-03-07", "2026-03-10 2026-03-11"],
        "2026-03-13 周五",
    ),
    ("2026-03-02", "4 calendar days", ["2026-03-04 2026-03-05"], "2026-03-09 周一"),
    (
        "2026-03-02",
        "5 calendar days",
        ["2026-03-08 2026-03-11"],
        "2026-03-11 周三",
    ),  # while rolling
    ("2026-03-02", "1 month", ["2026-03-10 2026-03-13"], "2026-04-07 周二"),
    ("2026-03-02", "03-31", ["2026-03-10 2026-03-13"], "2026-03-31 周二"),  # dates stand still
]


@pytest.mark.parametrize(("start", "term", "pauses", "ends"), PAUSES)
def test_pauses_are_not_counted(start: str, term: str, pauses: list[str], ends: str) -> None:
    spans = [Pause(*map(date.fromisoformat, span.split())) for span in pauses]
    assert due(start_of_day(day(start)), Term.parse(term), CALENDAR, spans).day == day(ends)


@pytest.mark.parametrize(
    ("start", "pause", "ends", "near"),
    [
        ("2026-03-02 20:00", "2026-03-03 2026-03-04", "2026-03-04 01:00", "2026-03-03 00:00"),
        ("2026-03-02 10:00", "2026-03-02 2026-03-03", "2026-03-03 05:00", "2026-03-03 04:00"),
        ("2026-03-02 19:00", "2026-03-03 2026-03-04", "2026-03-03 00:00", "2026-03-02 23:00"),
        ("2026-03-02 10:00", "2026-03-03 2026-03-04", "2026-03-02 15:00", "2026-03-02 14:00"),
    ],
)
def test_an_hour_term_stands_still_for_whole_paused_days(
    start: str, pause: str, ends: str, near: str
) -> None:
    span = Pause(*map(date.fromisoformat, pause.split()))
    result = due(moment(start), Term.parse("5 hours"), CALENDAR, [span])
    assert (result.due_at, result.near_at) == (moment(ends), moment(near))


def test_a_pause_still_open_has_no_due_day_until_it_is_ended() -> None:
    pause, start, term = (
        Pause(date(2026, 3, 4)),
        moment("2026-03-02 09:00"),
        Term.parse("5 working days"),
    )
    with pytest.raises(ValueError, match=r"尚未结束.*。"):
        due(start, term, CALENDAR, [pause])
    assert due(start, term, CALENDAR, [pause.ended(date(2026, 3, 6))]).day == date(2026, 3, 11)
    assert pause.ended(date(2026, 3, 1)) == Pause(date(2026, 3, 4), date(2026, 3, 4))
    assert Pause(date(2026, 3, 4), date(2026, 3, 5)).ended(date(2026, 3, 9)).until == date(
        2026, 3, 5
    )


@pytest.mark.parametrize(
    ("start", "term", "near", "yellow"),
    [
        ("2026-03-02", "5 working days", Near(), "2026-03-09"),  # D itself
        ("2026-03-02", "5 working days", Near(working_days=2), "2026-03-06"),
        ("2026-02-11", "5 working days", Near(working_days=3), "2026-02-14"),  # over 春节
        ("2026-01-05", "01-31", Near(), "2026-01-30"),  # D is a Saturday
        (
            "2026-03-02",
            "1 working day",
            Near(working_days=9),
            "2026-03-02",
        ),  # never before the start
    ],
)
def test_a_day_term_turns_yellow_on_its_last_working_day(
    start: str, term: str, near: Near, yellow: str
) -> None:
    result = due(start_of_day(day(start)), Term.parse(term), CALENDAR, near=near)
    assert result.near_at == start_of_day(day(yellow))


@pytest.mark.parametrize(
    ("last", "yellow"),
    [(1, "2026-03-11"), (2, "2026-03-10"), (3, "2026-03-09"), (4, "2026-03-04")],
)
def test_paused_days_are_not_among_the_last_working_days(last: int, yellow: str) -> None:
    start, term = moment("2026-03-02 09:00"), Term.parse("5 working days")
    pause = Pause(date(2026, 3, 5), date(2026, 3, 9))
    result = due(start, term, CALENDAR, [pause], Near(working_days=last))
    assert result.day == date(2026, 3, 11)
    assert result.near_at == start_of_day(day(yellow))


def test_a_fixed_date_turns_yellow_without_regard_to_pauses() -> None:
    pause = Pause(date(2026, 1, 26), date(2026, 1, 31))
    result = due(moment("2026-01-05 09:00"), Term.parse("01-31"), CALENDAR, [pause])
    assert result.near_at == start_of_day(date(2026, 1, 30))


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
