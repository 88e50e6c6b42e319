"""Pauses add exactly themselves, overlapping ones once: by hypothesis, and each again on 100,000 seeded cases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gongkai.clock.due import Pause
from gongkai.clock.terms import Unit
from gongkai.clock.tests.cases import (
    CALENDAR,
    WORKS,
    around,
    days,
    ends,
    spans,
    units,
)
from gongkai.clock.tests.walks import DAY, paused, seeded, some_pauses

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
