"""A new holiday notice: recompute what is open and what was closed while provisional; list what moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.db.models import Q

from gongkai.clock.calendars import Calendar
from gongkai.clock.notices import Notice
from gongkai.obligations.counting import count
from gongkai.obligations.models import Obligation
from gongkai.plan.calendars import calendar_in_force, store_notice
from gongkai.trail import vocabulary
from gongkai.trail.actors import Actor, Subject
from gongkai.trail.writing import write

vocabulary.register(
    {"calendar.loaded": "载入{year}年放假安排（{number}），{count} 件任务的到期日变动"},
    names={"calendar.loaded": "载入放假安排"},
)


@dataclass(frozen=True, slots=True)
class Moved:
    """One obligation whose due day moved."""

    title: str
    duty_title: str
    old_day: date | None
    new_day: date | None


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading a notice did."""

    calendar: str
    moved: tuple[Moved, ...]


@transaction.atomic
def load_notice(notice: Notice, *, by: Actor, at: datetime) -> Loaded:
    """Store the notice and recount, in one transaction: the calendar and the ledger never disagree."""
    store_notice(notice, at)
    calendar = calendar_in_force()
    moved = tuple(recount(calendar, at))
    data = {
        "number": notice.number,
        "year": notice.year,
        "count": len(moved),
        "moved": [[m.title, m.duty_title, str(m.old_day), str(m.new_day)] for m in moved[:200]],
    }
    subject = Subject("calendar", uuid5(NAMESPACE_URL, f"gongkai:calendar:{notice.year}"))
    write(by=by, action="calendar.loaded", subject=subject, at=at, data=data)
    return Loaded(calendar.version, moved)


def recount(calendar: Calendar, now: datetime) -> list[Moved]:
    """Every obligation that is open, or was closed while its due day was provisional."""
    affected = Obligation.objects.select_for_update().filter(Q(ending="") | Q(provisional=True))
    moved = []
    for obligation in affected.exclude(term="").prefetch_related("suspensions"):
        old_day, old = obligation.due_day, _counted(obligation)
        count(obligation, calendar, now)
        if _counted(obligation) != old:
            obligation.save(
                update_fields=["due_day", "due_at", "near_at", "provisional", "calendar"]
            )
        if obligation.due_day != old_day:
            moved.append(
                Moved(obligation.title, obligation.duty_title, old_day, obligation.due_day)
            )
    return moved


def _counted(obligation: Obligation) -> tuple[object, ...]:
    """All that the calendar decides: a fixed date may keep its day and turn yellow on another."""
    return obligation.due_at, obligation.near_at, obligation.provisional
