"""The calendar in force: the national notices that come with the software, and those loaded since."""

from __future__ import annotations

from datetime import date, datetime
from functools import reduce
from typing import Any

from django.db import DatabaseError, connection

from gongkai.clock.calendars import Calendar
from gongkai.clock.notices import Notice, national_calendar, with_notice
from gongkai.plan.models import CalendarNotice

Newest = tuple[int, datetime] | None
_kept: tuple[Newest, Calendar] | None = None


def calendar_in_force() -> Calendar:
    """The national calendar with the loaded notices laid over it in order; kept per process.

    Before there are tables (`gongkai clock` on a fresh checkout): the national one.
    """
    global _kept
    try:
        newest = CalendarNotice.objects.order_by("-pk").values_list("pk", "loaded_at").first()
    except DatabaseError:
        if connection.in_atomic_block:
            raise  # the transaction is broken: the caller must know
        return national_calendar()
    if _kept is None or _kept[0] != newest:
        notices = [notice_of(row) for row in CalendarNotice.objects.order_by("pk")]
        _kept = newest, reduce(with_notice, notices, national_calendar())
    return _kept[1]


def store_notice(notice: Notice, at: datetime) -> CalendarNotice:
    """Add a notice; the same notice again changes nothing, another text under its number is its next version.

    Raises ValueError (a Chinese sentence) when its year would leave a gap in the calendar.
    """
    with_notice(calendar_in_force(), notice)
    days = days_of(notice)
    newest = (
        CalendarNotice.objects.filter(number=notice.number, year=notice.year)
        .order_by("-version")
        .first()
    )
    if newest and newest.days == days and newest.issued == notice.issued:
        return newest
    return CalendarNotice.objects.create(
        number=notice.number,
        issued=notice.issued,
        year=notice.year,
        days=days,
        version=newest.version + 1 if newest else 1,
        loaded_at=at,
    )


def days_of(notice: Notice) -> list[list[Any]]:
    """The days of a notice as they are stored."""
    return [[str(day), working, name] for day, (working, name) in sorted(notice.days.items())]


def notice_of(row: CalendarNotice) -> Notice:
    """The notice that a row holds."""
    days = {date.fromisoformat(day): (working, name) for day, working, name in row.days}
    return Notice(number=row.number, issued=row.issued, year=row.year, days=days)
