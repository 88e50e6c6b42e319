"""When a term turns yellow: its last working day, its last fifth, never a paused day."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.clock.calendars import start_of_day
from gongkai.clock.due import Near, Pause, due
from gongkai.clock.notices import national_calendar
from gongkai.clock.terms import Term
from gongkai.clock.tests.walks import day, moment

CALENDAR = national_calendar()


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
