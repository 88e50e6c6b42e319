"""What the property tests draw from, and what they ask of the engine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from hypothesis import strategies as st

from gongkai.clock.calendars import Calendar
from gongkai.clock.due import Pause, due
from gongkai.clock.notices import national_calendar
from gongkai.clock.terms import Term, Unit
from gongkai.clock.tests.walks import DAY, FIRST, opening, paused

CALENDAR = national_calendar()
WORKS = {
    FIRST + timedelta(days=n): CALENDAR.is_working(FIRST + timedelta(days=n)) for n in range(4000)
}
DAY_UNITS = (Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.MONTH)

days = st.dates(date(2017, 1, 1), date(2028, 12, 31))
amounts = st.integers(1, 400)
units = st.sampled_from(DAY_UNITS)
# Where pauses begin, counted from the start of the term, and how many days they last.
spans = st.lists(st.tuples(st.integers(-10, 60), st.integers(0, 40)), max_size=4)


def around(start: date, spans: list[tuple[int, int]]) -> list[Pause]:
    firsts = [(start + DAY * offset, length) for offset, length in spans]
    return [Pause(first, first + DAY * length) for first, length in firsts]


term_of = cache(Term)


def ends(
    start: date,
    amount: int,
    unit: Unit = Unit.WORKING_DAY,
    pauses: Sequence[Pause] = (),
    calendar: Calendar = CALENDAR,
) -> date:
    return due(opening(start), term_of(amount, unit), calendar, pauses).day


def worked(after: date, until: date, pauses: Sequence[Pause] = ()) -> int:
    """Working, unpaused days in (after, until], counted one by one."""
    number = (until - after).days
    each = [after + timedelta(days=n) for n in range(1, number + 1)]
    return sum(CALENDAR.is_working(d) and not paused(d, pauses) for d in each)


def changed(day: date, working: bool) -> Calendar:
    """The calendar with one day made a holiday or a make-up day."""
    return Calendar("改", CALENDAR.first, CALENDAR.last, {**CALENDAR.days, day: (working, "改")})
