"""What holds for every deadline: by hypothesis, and each again on 100,000 seeded cases."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gongkai.clock.due import Near, due
from gongkai.clock.terms import Term, Unit
from gongkai.clock.tests.cases import (
    CALENDAR,
    DAY_UNITS,
    WORKS,
    amounts,
    around,
    days,
    ends,
    spans,
    units,
    worked,
)
from gongkai.clock.tests.walks import DAY, opening, paused, seeded, some_pauses, walk

# --- the due day is a working day, with exactly n of them behind the start ---


@given(days, amounts, units, spans)
def test_due_is_a_working_day(
    start: date, amount: int, unit: Unit, gaps: list[tuple[int, int]]
) -> None:
    pauses = around(start, gaps)
    assert CALENDAR.is_working(ends(start, min(amount, 60), unit, pauses))


@given(days, amounts, spans)
def test_exactly_n_working_days_lie_in_the_term(
    start: date, n: int, gaps: list[tuple[int, int]]
) -> None:
    pauses = around(start, gaps)
    assert worked(start, ends(start, n, pauses=pauses), pauses) == n


def test_due_is_a_working_day_and_n_lie_in_the_term_on_seeded_cases() -> None:
    weekends = 0
    for dice, start, n in seeded(1):
        day = ends(start, n)
        assert WORKS[day]
        assert CALENDAR.working_days_between(start, day) == n
        weekends += day.weekday() >= 5
        assert WORKS[ends(start, n if dice.random() < 0.5 else 1, Unit.CALENDAR_DAY)]
    assert weekends > 1000, "no case ended on a make-up day: the cases would not tell"


# --- the same as a naive walk ---


@given(days, st.integers(1, 60), units, spans)
def test_due_equals_a_naive_walk(
    start: date, n: int, unit: Unit, gaps: list[tuple[int, int]]
) -> None:
    pauses = around(start, gaps)
    n = min(n, 12) if unit is Unit.MONTH else n
    assert ends(start, n, unit, pauses) == walk(start, Term(n, unit), CALENDAR.is_working, pauses)


def test_due_equals_a_naive_walk_on_seeded_cases() -> None:
    plain_differs = 0
    for dice, start, n in seeded(2):
        unit = DAY_UNITS[dice.randrange(2)]
        pauses = some_pauses(dice, start)
        expected = walk(start, Term(n, unit), WORKS.__getitem__, pauses)
        assert ends(start, n, unit, pauses) == expected, (start, n, unit, pauses)
        if dice.random() < 0.02:
            plain_differs += (
                walk(start, Term(n, unit), lambda d: d.weekday() < 5, pauses) != expected
            )
    assert plain_differs > 100, "a Monday-to-Friday engine would have passed"


@given(days, st.integers(1, 60), st.integers(1, 9), spans)
def test_yellow_begins_with_the_last_unpaused_working_days(
    start: date, n: int, last: int, gaps: list[tuple[int, int]]
) -> None:
    pauses = around(start, gaps)
    result = due(opening(start), Term(n, Unit.WORKING_DAY), CALENDAR, pauses, Near(last))
    day, left = result.day, last - 1
    while left and day > start:
        day -= DAY
        left -= CALENDAR.is_working(day) and not paused(day, pauses)
    assert result.near_at == max(opening(day) - timedelta(hours=12), opening(start))


# --- monotone in the start ---


@given(days, st.integers(0, 60), amounts, units, spans)
def test_a_later_start_is_never_due_earlier(
    start: date, later: int, n: int, unit: Unit, gaps: list[tuple[int, int]]
) -> None:
    # Months are of unequal length (民法典202), so days paused in a long one may outweigh a later start.
    pauses = [] if unit is Unit.MONTH else around(start, gaps)
    n = min(n, 24)
    assert ends(start, n, unit, pauses) <= ends(start + timedelta(days=later), n, unit, pauses)


def test_a_later_start_is_never_due_earlier_on_seeded_cases() -> None:
    moved = 0
    for dice, start, n in seeded(3):
        unit = DAY_UNITS[dice.randrange(3)]
        first, second = ends(start, n, unit), ends(start + DAY * dice.randint(1, 9), n, unit)
        assert first <= second
        moved += first < second
    assert moved > 50_000


# --- working-day terms add up ---


@given(days, amounts, amounts)
def test_terms_of_working_days_add_up(start: date, a: int, b: int) -> None:
    assert ends(ends(start, a), b) == ends(start, a + b)


def test_terms_of_working_days_add_up_on_seeded_cases() -> None:
    rolled = 0
    for dice, start, a in seeded(5):
        b = dice.randint(1, 20)
        assert ends(ends(start, a), b) == ends(start, a + b)
        if dice.random() < 0.1:
            twice = ends(ends(start, a, Unit.CALENDAR_DAY), b, Unit.CALENDAR_DAY)
            rolled += twice != ends(start, a + b, Unit.CALENDAR_DAY)
    assert rolled > 1000, "calendar days do not add up, and these cases would show it"
