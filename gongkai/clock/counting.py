"""The last day of a term: pure arithmetic on ordinals, each rule beside its article."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from gongkai.clock.calendars import Calendar
from gongkai.clock.pauses import Spans
from gongkai.clock.terms import Term, Unit


def last_day(start: date, term: Term, calendar: Calendar, spans: Spans) -> date:
    """The day D on which a day, month or date term that opens on `start` ends. Not for hours.

    Day 0 is never counted (民法典201: 开始的当日不计入).
    """
    if term.unit is Unit.DATE_OF_YEAR:
        return next_date(start, term.month, term.day)
    if term.unit is Unit.WORKING_DAY:
        return nth_working_day(start, term.amount, calendar, spans)
    return rolled(nth_day(start, days_in(start, term), spans), calendar, spans)


def days_in(start: date, term: Term) -> int:
    """How many calendar days a calendar-day or month term has that opens on `start`."""
    if term.unit is Unit.MONTH:
        return (months_later(start, term.amount) - start).days
    return term.amount


def nth_working_day(start: date, n: int, calendar: Calendar, spans: Spans) -> date:
    """The n-th working day after `start` that is not in a pause (民法典201, 条例33: the time is not counted)."""
    table, opened = calendar.table, start.toordinal()
    number = table.number(opened) + n
    day = table.ordinal(number)
    for first, until in spans:
        if first > day:
            break
        number += max(0, table.number(until - 1) - table.number(max(first - 1, opened)))
        day = table.ordinal(number)
    return date.fromordinal(day)


def nth_day(start: date, n: int, spans: Spans) -> date:
    """The n-th calendar day after `start` that is not in a pause (民法典201)."""
    opened = start.toordinal()
    day = opened + n
    for first, until in spans:
        if first > day:
            break
        day += max(0, until - max(first, opened + 1))
    return date.fromordinal(day)


def months_later(start: date, n: int) -> date:
    """The corresponding day n months on, or that month's last day when it has none (民法典202)."""
    years, month = divmod(start.month - 1 + n, 12)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def rolled(day: date, calendar: Calendar, spans: Spans) -> date:
    """`day`, or when it is a day off the next working day (民法典203); never a day in a pause."""
    ordinal = calendar.table.next(day.toordinal())
    for first, until in spans:
        if first <= ordinal < until:
            ordinal = calendar.table.next(until)
    return date.fromordinal(ordinal)


def next_date(start: date, month: int, day: int) -> date:
    """The first such date on or after `start`. It never rolls (条例49: 每年1月31日前), nor do pauses move it."""
    this_year = date(start.year, month, day)
    return this_year if this_year >= start else this_year.replace(year=start.year + 1)


def nth_last_working_day(day: date, n: int, calendar: Calendar, spans: Spans) -> date:
    """The n-th last working day up to and including `day` that is not in a pause."""
    table = calendar.table
    number = table.number(day.toordinal()) + 1 - n
    for first, until in reversed(spans):
        if first > day.toordinal():
            continue
        if until <= table.ordinal(number):
            break
        number -= table.number(until - 1) - table.number(first - 1)
    return date.fromordinal(table.ordinal(number))
