"""逐日计算: how a due day came about, day by day, for the screen, the print and the court."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from gongkai.clock.calendars import SATURDAY, SHANGHAI, WEEKEND, Calendar, local_day, weekday_name
from gongkai.clock.counting import days_in
from gongkai.clock.due import NEAR, Due, Near, due
from gongkai.clock.pauses import Pause, Spans, merged
from gongkai.clock.terms import Term, Unit


class Mark(StrEnum):
    """What a day is in the counting. DUE stands above what else the day is."""

    START = "start"
    COUNTED = "counted"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MAKE_UP = "make_up"
    PAUSED = "paused"
    ROLLED = "rolled"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class ProofDay:
    """One Shanghai day: its mark, its number when it is counted, its name in the calendar.

    provisional: no notice has been read for it.
    """

    day: date
    mark: Mark
    number: int | None
    name: str
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Proof:
    """A due day with the days that led to it, the start first and D last.

    An hour term lists only start, pauses and due; a fixed date only start and due.
    """

    term: Term
    start: datetime
    start_day: date
    days: tuple[ProofDay, ...]
    due: Due

    def lines(self) -> list[str]:
        """One Chinese line a day: “2026-02-28 周六 春节调休上班，计第 7 个工作日（到期日）”."""
        return [self._line(day) for day in self.days]

    def _line(self, day: ProofDay) -> str:
        if self.term.unit is Unit.HOUR and day.mark in (Mark.START, Mark.DUE):
            return self._moment(day.mark)
        said = [day.name, self._said(day)]
        unread = "（尚无放假通知，暂按周一至周五推算）" if day.provisional else ""
        return (
            f"{day.day} {weekday_name(day.day)} {'，'.join(part for part in said if part)}{unread}"
        )

    def _moment(self, mark: Mark) -> str:
        moment = self.start if mark is Mark.START else self.due.due_at
        said = "起算" if mark is Mark.START else f"满{self.term.chinese}（到期时刻）"
        local = moment.astimezone(SHANGHAI)
        return f"{local:%Y-%m-%d} {weekday_name(local.date())} {local:%H:%M} {said}"

    def _said(self, day: ProofDay) -> str:
        unit = "个工作日" if self.term.unit is Unit.WORKING_DAY else "日"
        number = f"计第 {day.number} {unit}"
        if day.mark is Mark.DUE and day.number is None:
            fixed = self.term.unit is Unit.DATE_OF_YEAR
            return "固定日期（到期日）" if fixed else "顺延至此（到期日）"
        said = {Mark.START: "起算日，不计", Mark.PAUSED: "中止，不计", Mark.ROLLED: "顺延"}
        said |= dict.fromkeys((Mark.WEEKEND, Mark.HOLIDAY), "不计")
        said |= {Mark.DUE: f"{number}（到期日）"}
        return said.get(day.mark, number)


def proof(
    start: datetime,
    term: Term,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
    near: Near = NEAR,
) -> Proof:
    """The proof of `due(start, term, calendar, pauses)`, with the same errors."""
    outcome = due(start, term, calendar, pauses, near)
    opened = local_day(start)
    spans = merged(pauses)
    if term.unit in (Unit.HOUR, Unit.DATE_OF_YEAR):
        days = _ends(opened, outcome.day, spans if term.unit is Unit.HOUR else (), calendar)
        if term.unit is Unit.DATE_OF_YEAR and opened == outcome.day:
            days = days[1:]
    else:
        first = ProofDay(opened, Mark.START, None, "")
        days = [first, *_counted(opened, term, outcome.day, spans, calendar)]
    return Proof(term, start, opened, tuple(days), outcome)


def _days(after: date, until: date) -> list[date]:
    return [after + timedelta(days=n) for n in range(1, (until - after).days + 1)]


def _in_pause(day: date, spans: Spans) -> bool:
    return any(first <= day.toordinal() < until for first, until in spans)


def _ends(opened: date, last: date, spans: Spans, calendar: Calendar) -> list[ProofDay]:
    whole = [opened, *_days(opened, last)]
    paused = [
        ProofDay(d, Mark.PAUSED, None, calendar.name(d)) for d in whole if _in_pause(d, spans)
    ]
    start, end = (ProofDay(d, m, None, "") for d, m in ((opened, Mark.START), (last, Mark.DUE)))
    return [start, *paused, end]


def _counted(
    opened: date, term: Term, last: date, spans: Spans, calendar: Calendar
) -> list[ProofDay]:
    wanted, number, days = days_in(opened, term), 0, []
    for day in _days(opened, last):
        mark = _mark(day, term, number < wanted, spans, calendar)
        counts = mark in (Mark.COUNTED, Mark.MAKE_UP)
        number += counts
        shown = Mark.DUE if day == last else mark
        place = number if counts else None
        days.append(ProofDay(day, shown, place, calendar.name(day), not calendar.covers(day)))
    return days


def _mark(day: date, term: Term, open_: bool, spans: Spans, calendar: Calendar) -> Mark:
    if _in_pause(day, spans):
        return Mark.PAUSED
    if not open_:
        return Mark.ROLLED
    if term.unit is not Unit.WORKING_DAY:
        return Mark.COUNTED
    if calendar.is_working(day):
        return Mark.MAKE_UP if day.weekday() >= SATURDAY else Mark.COUNTED
    return Mark.WEEKEND if calendar.name(day) == WEEKEND else Mark.HOLIDAY
