"""What changing the calendar, leaving it, or the hour in UTC does to a deadline: by hypothesis, and each again on 100,000 seeded cases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.clock.calendars import local_day
from gongkai.clock.due import due
from gongkai.clock.terms import Term, Unit
from gongkai.clock.tests.cases import (
    CALENDAR,
    DAY_UNITS,
    WORKS,
    amounts,
    changed,
    days,
    ends,
    units,
)
from gongkai.clock.tests.walks import DAY, LAST, opening, seeded

# --- adding a holiday never shortens, a make-up day never lengthens ---


@given(days, st.integers(-5, 60), amounts, units, st.booleans())
def test_a_new_holiday_never_shortens_and_a_make_up_day_never_lengthens(
    start: date, offset: int, n: int, unit: Unit, working: bool
) -> None:
    n, day = min(n, 24), start + timedelta(days=offset)
    before, after = ends(start, n, unit), ends(start, n, unit, calendar=changed(day, working))
    assert after <= before if working else after >= before


@pytest.mark.parametrize("working", [False, True])
def test_one_changed_day_moves_the_due_day_one_way_only_on_seeded_cases(working: bool) -> None:
    variants = [(d, changed(d, working)) for d in list(WORKS)[30:3200:37]]
    moved = 0
    for dice, _, n in seeded(4):
        day, calendar = variants[dice.randrange(len(variants))]
        start = day - DAY * dice.randint(-3, 40)
        unit = DAY_UNITS[dice.randrange(2)]
        before, after = ends(start, n, unit), ends(start, n, unit, calendar=calendar)
        assert after <= before if working else after >= before
        moved += after != before
    assert moved > 3000, "no case moved: the property would hold of nothing"


# --- Shanghai days, UTC storage ---


@given(days, st.integers(0, 86_399), st.integers(1, 60))
def test_any_second_of_a_shanghai_day_gives_the_same_due_day(
    start: date, second: int, n: int
) -> None:
    midnight = opening(start) - timedelta(hours=12)
    term = Term(n, Unit.WORKING_DAY)
    result = due(midnight + timedelta(seconds=second), term, CALENDAR)
    assert result.day == ends(start, n)
    assert local_day(result.due_at - timedelta(microseconds=1)) == result.day
    assert local_day(result.due_at) == result.day + DAY


def test_around_sixteen_hundred_utc_the_shanghai_date_counts_on_seeded_cases() -> None:
    told_apart = 0
    for dice, start, n in seeded(7):
        moment = opening(start) + timedelta(hours=12, seconds=dice.randint(-60, 60))
        shanghai = start if moment < opening(start) + timedelta(hours=12) else start + DAY
        result = due(moment, Term(n, Unit.WORKING_DAY), CALENDAR)
        assert result.day == ends(shanghai, n)
        assert result.due_at.hour == 16
        told_apart += result.day != ends(moment.date(), n)
    assert told_apart > 10_000, "an engine that counts UTC days would have passed"


# --- beyond the coverage ---


@given(days, st.integers(1, 60), units)
def test_provisional_exactly_when_a_counted_day_is_not_covered(
    start: date, n: int, unit: Unit
) -> None:
    result = due(opening(start), Term(min(n, 24), unit), CALENDAR)
    each = [start + timedelta(days=i) for i in range(1, (result.day - start).days + 1)]
    assert result.provisional == (not all(map(CALENDAR.covers, each)))


def test_provisional_exactly_beyond_the_coverage_on_seeded_cases() -> None:
    seen = {True: 0, False: 0}
    for dice, _, n in seeded(8):
        start = LAST - DAY * dice.randint(-20, 80)
        result = due(opening(start), Term(n, DAY_UNITS[dice.randrange(2)]), CALENDAR)
        assert result.provisional == (result.day > LAST)
        seen[result.provisional] += 1
    assert min(seen.values()) > 10_000
