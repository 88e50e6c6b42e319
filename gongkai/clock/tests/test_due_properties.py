"""What holds for every deadline: by hypothesis, and each again on 100,000 seeded cases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.clock.calendars import Calendar, local_day
from gongkai.clock.due import Near, Pause, due
from gongkai.clock.notices import national_calendar
from gongkai.clock.terms import Term, Unit
from gongkai.clock.tests.walks import DAY, FIRST, LAST, opening, paused, seeded, some_pauses, walk

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


# --- pauses add exactly themselves, overlapping ones once ---


def added(start: date, n: int, unit: Unit, pauses: Sequence[Pause]) -> tuple[int, int]:
    """What the pauses lengthened the term by, and how much of them lies in it (in the term's own days)."""
    counts: Callable[[date], bool] = (
        CALENDAR.is_working if unit is Unit.WORKING_DAY else lambda _: True
    )
    day = ends(start, n, unit, pauses)
    each = [start + timedelta(days=i) for i in range(1, (day - start).days + 1)]
    return sum(map(counts, each)) - n, sum(counts(d) and paused(d, pauses) for d in each)


@given(days, st.integers(1, 60), spans)
def test_pauses_add_exactly_themselves(start: date, n: int, gaps: list[tuple[int, int]]) -> None:
    pauses = around(start, gaps)
    longer, inside = added(start, n, Unit.WORKING_DAY, pauses)
    assert longer == inside


@given(days, st.integers(1, 60), units, spans)
def test_overlapping_pauses_count_once(
    start: date, n: int, unit: Unit, gaps: list[tuple[int, int]]
) -> None:
    pauses = around(start, gaps)
    n = min(n, 24)
    once = ends(start, n, unit, pauses)
    assert ends(start, n, unit, [*pauses, *reversed(pauses)]) == once
    split = [Pause(p.first, p.first + DAY) for p in pauses if p.until and p.first < p.until]
    assert ends(start, n, unit, [*pauses, *split]) == once


def test_pauses_add_exactly_themselves_on_seeded_cases() -> None:
    lengthened = 0
    for dice, start, n in seeded(6):
        pauses = some_pauses(dice, start)
        day = ends(start, n, pauses=pauses)
        merged_days = {p.first + DAY * i for p in pauses for i in range((p.until - p.first).days)}
        inside = sum(WORKS[d] for d in merged_days if start < d <= day)
        assert CALENDAR.working_days_between(start, day) - n == inside
        assert ends(start, n, pauses=[*pauses, *pauses]) == day
        lengthened += inside > 0
    assert lengthened > 20_000


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
