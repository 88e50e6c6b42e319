"""An independent, naive day-walk against which the index arithmetic is held, and seeded cases for both."""

from __future__ import annotations

import random
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cache

from gongkai.clock.calendars import SHANGHAI, start_of_day
from gongkai.clock.due import Pause
from gongkai.clock.terms import Term, Unit

DAY = timedelta(days=1)
CASES = 100_000
FIRST, LAST = date(2018, 1, 1), date(2026, 12, 31)
Works = Callable[[date], bool]


@cache
def opening(day: date) -> datetime:
    """Noon of a Shanghai day."""
    return start_of_day(day) + timedelta(hours=12)


def paused(day: date, pauses: Sequence[Pause]) -> bool:
    return any(p.first <= day < p.until for p in pauses if p.until)


def walk(start: date, term: Term, works: Works, pauses: Sequence[Pause] = ()) -> date:
    """The due day by walking one day at a time, straight from the articles."""
    day, left = start, term.amount
    if term.unit is Unit.MONTH:
        left = (month_on(start, term.amount) - start).days
    while left:
        day += DAY
        if not paused(day, pauses) and (term.unit is not Unit.WORKING_DAY or works(day)):
            left -= 1
    while not works(day) or paused(day, pauses):
        day += DAY
    return day


def month_on(start: date, months: int) -> date:
    year, month = start.year, start.month
    for _ in range(months):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def seeded(seed: int, count: int = CASES) -> Iterator[tuple[random.Random, date, int]]:
    """`count` starts within 2018–2026 and amounts 1..40, the same on every run."""
    dice = random.Random(seed)
    span = (LAST - FIRST).days - 120
    for _ in range(count):
        yield dice, FIRST + timedelta(days=dice.randrange(span)), dice.randint(1, 40)


def some_pauses(dice: random.Random, start: date, most: int = 3) -> list[Pause]:
    """Up to `most` pauses around `start`, often overlapping, some empty, some wholly before it."""
    pauses = []
    for _ in range(dice.randint(0, most)):
        first = start + timedelta(days=dice.randint(-10, 40))
        pauses.append(Pause(first, first + timedelta(days=dice.randint(0, 25))))
    return pauses


def day(text: str) -> date:
    """A date, whose weekday is checked when the table writes it beside: “2026-02-28 周六”."""
    found = date.fromisoformat(text[:10])
    assert not text[10:] or text[-1] == "一二三四五六日"[found.weekday()], text
    return found


def moment(text: str) -> datetime:
    """A Shanghai moment."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)
