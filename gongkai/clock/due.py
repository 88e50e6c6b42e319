"""到期: when a term ends, when it turns yellow, and who is late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from gongkai.clock.calendars import Calendar, local_day, start_of_day
from gongkai.clock.counting import last_day, nth_last_working_day
from gongkai.clock.pauses import Pause, Spans, merged, within_calendar
from gongkai.clock.terms import Term, Unit

__all__ = ["NEAR", "Due", "Near", "Pause", "due", "is_late"]

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """The end of a term.

    day: D, the Shanghai date that is printed (for hours the date of the moment).
    due_at: UTC, exclusive: the start of D+1; for hours the exact moment.
    near_at: UTC, when it turns yellow; never before the start of the term.
    provisional: counted over days for which no notice has been read: reminds, makes nobody late.
    """

    day: date
    due_at: datetime
    near_at: datetime
    provisional: bool


@dataclass(frozen=True, slots=True)
class Near:
    """When yellow begins: the start of the `working_days`-th last working day of a day term,
    the last 1/`hour_fraction` of an hour term. Both at least 1, else ValueError.
    """

    working_days: int = 1
    hour_fraction: int = 5

    def __post_init__(self) -> None:
        if self.working_days < 1 or self.hour_fraction < 1:
            raise ValueError("临期的工作日数和小时分数都应不小于 1，请修改工作方案中的参数。")


NEAR = Near()


def due(
    start: datetime,
    term: Term,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
    near: Near = NEAR,
) -> Due:
    """When `term` ends that opens at `start` (aware), not counting the pauses.

    Days are Shanghai days and day 0 is not counted (民法典201). Pauses add exactly themselves,
    overlapping ones once; a fixed date is not moved by them. Raises ValueError, a Chinese sentence,
    for a naive or absurd start and for a pause still open: end it first (`Pause.ended`).
    """
    start_day = within_calendar(local_day(start), "起算日")
    spans = merged(pauses)
    if term.unit is Unit.HOUR:
        return _due_by_hours(start, term.amount, spans, near)
    day = last_day(start_day, term, calendar, spans)
    fixed = term.unit is Unit.DATE_OF_YEAR
    yellow = nth_last_working_day(day, near.working_days, calendar, () if fixed else spans)
    counted = calendar.covers(start_day + ONE_DAY) and calendar.covers(day)
    return Due(
        day=day,
        # 民法典203第二款: the last day ends at 24:00, which belongs to the next day.
        due_at=start_of_day(day + ONE_DAY),
        near_at=max(start_of_day(yellow), start.astimezone(UTC)),
        provisional=not (counted or fixed),
    )


def _due_by_hours(start: datetime, hours: int, spans: Spans, near: Near) -> Due:
    # 民法典201第二款: hours run from the moment itself, through nights and holidays.
    whole = timedelta(hours=hours)
    due_at = _run(start, whole, spans)
    near_at = _run(start, whole - whole / near.hour_fraction, spans)
    return Due(local_day(due_at), due_at, near_at, provisional=False)


def _run(start: datetime, length: timedelta, spans: Spans) -> datetime:
    # Pauses are kept by the day, so an hour term stands still for the whole Shanghai days of a pause.
    began = start.astimezone(UTC)
    moment = began + length
    for first, until in spans:
        stops, resumes = _midnight(first), _midnight(until)
        if stops >= moment:
            break
        moment += max(timedelta(), resumes - max(stops, began))
    return moment


def _midnight(ordinal: int) -> datetime:
    return start_of_day(date.fromordinal(ordinal))


def is_late(done_or_now: datetime, due_at: datetime) -> bool:
    """Late if and only if done (or, when it is open, now) at or after the exclusive `due_at`."""
    return done_or_now >= due_at
