"""到期提醒 by its rules: for every moment, calendar and ledger."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.clock.calendars import SHANGHAI, local_day, start_of_day
from gongkai.clock.national import national_calendar
from gongkai.supervision.digest import rules
from gongkai.supervision.digest.rules import Heading, Hours, Task

CALENDAR = national_calendar()
HOURS = Hours(time(8, 30), time(17, 30))
FIRST = datetime(2025, 1, 1, tzinfo=SHANGHAI)

minutes = st.integers(0, 2 * 365 * 24 * 60)
moments = minutes.map(lambda amount: FIRST + timedelta(minutes=amount))


@st.composite
def tasks(draw: st.DrawFn, around: datetime) -> list[Task]:
    """Tasks due within some days of a moment: at the end of a day or at an hour."""
    made = []
    for key in range(draw(st.integers(0, 12))):
        due = around + timedelta(minutes=draw(st.integers(-20 * 1440, 20 * 1440)))
        if draw(st.booleans()):
            due = start_of_day(local_day(due))
        near = due - timedelta(minutes=draw(st.integers(0, 4 * 1440)))
        made.append(Task(key, due, near, draw(st.booleans()), draw(st.booleans())))
    return made


@st.composite
def worlds(draw: st.DrawFn) -> tuple[datetime, list[Task]]:
    now = draw(moments)
    return now, draw(tasks(now))


@given(moments)
def test_the_daily_digest_is_made_on_working_days_in_working_hours_only(now: datetime) -> None:
    made = rules.is_working_time(now, CALENDAR, HOURS)
    assert made is (CALENDAR.is_working(now.date()) and HOURS.morning <= now.time() < HOURS.evening)


@given(moments)
def test_every_moment_lies_between_two_mornings_of_working_days(now: datetime) -> None:
    last, coming = (
        rules.last_morning(now, CALENDAR, HOURS),
        rules.next_morning(now, CALENDAR, HOURS),
    )
    assert last <= now < coming
    for morning in (last, coming):
        assert CALENDAR.is_working(local_day(morning))
        assert morning.astimezone(SHANGHAI).time() == HOURS.morning


@given(worlds())
def test_every_task_that_is_due_today_is_in_it_and_none_stands_twice(world) -> None:
    now, held = world
    found = rules.daily(held, now, CALENDAR)
    keys = [key for each in found.values() for key in each]
    assert len(keys) == len(set(keys))
    assert all(found.values()), "no empty heading"
    today = local_day(now)
    due = {
        t.key for t in held
        if start_of_day(today) < t.due_at <= start_of_day(today + timedelta(days=1)) and not t.suspended
    }  # fmt: skip
    assert due <= set(keys)
    assert not {t.key for t in held if t.suspended} & set(keys)


@given(worlds())
def test_what_is_neither_due_nor_near_nor_late_nor_before_a_break_is_not_in_it(world) -> None:
    now, held = world
    found = rules.daily(held, now, CALENDAR)
    keys = {key for each in found.values() for key in each}
    end = rules.horizon(local_day(now), CALENDAR)
    assert not {t.key for t in held if t.near_at > now and t.due_at > end} & keys


@given(worlds(), st.frozensets(st.integers(0, 12)))
def test_after_hours_only_what_is_due_before_the_next_morning_and_only_once(world, told) -> None:
    now, held = world
    found = rules.after_hours(held, now, CALENDAR, HOURS, told)
    until = rules.next_morning(now, CALENDAR, HOURS)
    by_key = {t.key: t for t in held}
    assert all(now < by_key[key].due_at <= until and not by_key[key].suspended for key in found)
    assert not set(found) & told
    missed = {t.key for t in held if now < t.due_at <= until and not t.suspended} - set(found)
    assert missed <= told
    assert rules.after_hours(held, now, CALENDAR, HOURS, told | set(found)) == []


def _day_task(key: int, day: date) -> Task:
    due = start_of_day(day + timedelta(days=1))
    return Task(key, due, due - timedelta(days=1))


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        # 国庆节 2026: off 10-01 to 10-07, worked again on Thursday 10-08
        (date(2026, 9, 30), (date(2026, 10, 1), date(2026, 10, 8))),
        (date(2026, 9, 29), None),
        (date(2026, 3, 6), None),  # an ordinary weekend is two days
    ],
)
def test_a_long_break_is_three_days_or_more(today, expected) -> None:
    assert rules.break_after(today, CALENDAR) == expected


def test_before_a_long_break_the_digest_lists_what_falls_due_in_it_and_right_after() -> None:
    now = datetime(2026, 9, 30, 8, 30, tzinfo=SHANGHAI)
    days = [date(2026, 9, 30), date(2026, 10, 5), date(2026, 10, 8), date(2026, 10, 9)]
    held = [_day_task(key, day) for key, day in enumerate(days)]
    assert rules.daily(held, now, CALENDAR) == {Heading.TODAY: [0], Heading.BREAK: [1, 2]}
    assert rules.daily(held, now - timedelta(days=1), CALENDAR) == {}, "not the day before that"


def test_a_provisional_date_makes_nobody_late() -> None:
    now = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
    past = start_of_day(date(2026, 3, 1))
    assert rules.daily([Task(1, past, past, provisional=True)], now, CALENDAR) == {
        Heading.NEAR: [1]
    }
    assert rules.daily([Task(1, past, past)], now, CALENDAR) == {Heading.LATE: [1]}
