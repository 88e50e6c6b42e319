"""When a digest is made and what stands in it. Plain values: the moment, the calendar, the tasks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from gongkai.clock.buckets import Bucket, bucket
from gongkai.clock.calendars import SHANGHAI, Calendar, local_day, start_of_day

ONE_DAY = timedelta(days=1)
LONG_BREAK = 3  # days off in a row: more than a weekend


class Heading(StrEnum):
    """Under which a task stands; exactly one, the first that fits."""

    LATE = "late"
    TODAY = "today"
    NEAR = "near"
    BREAK = "break"

    @property
    def chinese(self) -> str:
        return {
            "late": "超期",
            "today": "今天到期",
            "near": "临期",
            "break": "假期内和节后首日到期",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Hours:
    """From when to when people are disturbed on a working day (parameters of the plan)."""

    morning: time
    evening: time


@dataclass(frozen=True, slots=True)
class Task:
    """An open task with a due moment, as the ledger holds it."""

    key: int
    due_at: datetime
    near_at: datetime
    suspended: bool = False
    provisional: bool = False


def is_working_time(now: datetime, calendar: Calendar, hours: Hours) -> bool:
    """Whether the daily digest may be made: on a working day, from the morning until the evening.

    A machine that was down in the morning still makes it on the same day, never on the next.
    """
    local = now.astimezone(SHANGHAI)
    return calendar.is_working(local.date()) and hours.morning <= local.time() < hours.evening


def next_morning(now: datetime, calendar: Calendar, hours: Hours) -> datetime:
    """The first morning of a working day after `now`."""
    day = local_day(now)
    while not (calendar.is_working(day) and _at(day, hours.morning) > now):
        day += ONE_DAY
    return _at(day, hours.morning)


def last_morning(now: datetime, calendar: Calendar, hours: Hours) -> datetime:
    """The latest morning of a working day up to `now`."""
    day = local_day(now)
    while not (calendar.is_working(day) and _at(day, hours.morning) <= now):
        day -= ONE_DAY
    return _at(day, hours.morning)


def _at(day: date, moment: time) -> datetime:
    return datetime.combine(day, moment, SHANGHAI)


def break_after(today: date, calendar: Calendar) -> tuple[date, date] | None:
    """The long break that begins tomorrow: its first day, and the first working day after it."""
    day = today + ONE_DAY
    while not calendar.is_working(day):
        day += ONE_DAY
    off = (day - today).days - 1
    return (today + ONE_DAY, day) if off >= LONG_BREAK else None


def horizon(today: date, calendar: Calendar) -> datetime:
    """Up to which moment a due task concerns the digest: the end of today; before a long break, of the day after it."""
    held = break_after(today, calendar)
    return start_of_day((held[1] if held else today) + ONE_DAY)


def heading(task: Task, now: datetime, calendar: Calendar) -> Heading | None:
    """Under which heading a task stands in the digest of this day; None: it is not in it."""
    light = bucket(now, task.due_at, task.near_at, task.suspended, task.provisional)
    today = local_day(now)
    if light is Bucket.SUSPENDED:
        return None
    if light is Bucket.LATE:
        return Heading.LATE
    if now < task.due_at <= start_of_day(today + ONE_DAY):
        return Heading.TODAY
    if light is Bucket.NEAR:
        return Heading.NEAR
    return Heading.BREAK if task.due_at <= horizon(today, calendar) else None


def daily(tasks: Iterable[Task], now: datetime, calendar: Calendar) -> dict[Heading, list[int]]:
    """The digest of a working day: keys of tasks under their headings, the nearest due first; empty headings left out."""
    found: dict[Heading, list[int]] = {}
    held = [(task, heading(task, now, calendar)) for task in sorted(tasks, key=_by_due)]
    for each in Heading:
        if keys := [task.key for task, its in held if its is each]:
            found[each] = keys
    return found


def after_hours(
    tasks: Iterable[Task], now: datetime, calendar: Calendar, hours: Hours, told: frozenset[int]
) -> list[int]:
    """In the evening, at night, on days off: only what falls due before the next working morning, and that once.

    `told`: keys that this person was told of since the last working morning.
    """
    until = next_morning(now, calendar, hours)
    due = (t for t in tasks if not t.suspended and now < t.due_at <= until)
    return [task.key for task in sorted(due, key=_by_due) if task.key not in told]


def _by_due(task: Task) -> tuple[datetime, int]:
    return task.due_at, task.key
