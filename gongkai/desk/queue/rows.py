"""Rows of the queue: what waits with its due moment, what is set or failed, what is public and since when."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from gongkai.clearance.models import Clearance
from gongkai.clearance.queries import Cleared, cleared_of
from gongkai.clock.calendars import Calendar
from gongkai.frames.clocks import due_of, nearest
from gongkai.frames.environment import LIGHTS, moment
from gongkai.kinds.registry import title_of
from gongkai.obligations import queries as ledger
from gongkai.obligations.models import Obligation
from gongkai.obligations.settling import ends_when_seen
from gongkai.plan.calendars import calendar_in_force
from gongkai.publishing.models import Placement, Publication, Schedule

Row = dict[str, Any]


def waiting(sheets: list[Clearance], now: datetime) -> list[Row]:
    """In the order of the due moment."""
    by_subject: dict[Any, list[Obligation]] = {}
    open_now = ledger.on_any([s.subject for s in sheets]).filter(ending="")
    for obligation in open_now:
        by_subject.setdefault(obligation.subject_id, []).append(obligation)
    items, calendar, ready = [], calendar_in_force(), cleared_of(sheets)
    for sheet in sheets:
        first = nearest(by_subject.get(sheet.subject_id, []))
        due = due_of(first, now, calendar) if first else None
        row = _row(sheet, ready.get(sheet.pk)) | {
            "order": first.due_at if first else None,
            "due": due,
        }
        bucket = due["bucket"] if due else "normal"
        items.append(row | {"bucket": bucket, "light": LIGHTS[bucket][1]})
    return sorted(items, key=lambda i: (i["order"] is None, i["order"]))


def of_schedules(schedules: list[Schedule], now: datetime) -> list[Row]:
    """In the order given; what goes out together says so."""
    clocks = {row["sheet"]: row for row in waiting([s.clearance for s in schedules], now)}
    return [clocks[s.clearance_id] | _schedule(s) for s in schedules]


def _schedule(schedule: Schedule) -> Row:
    if schedule.state == Schedule.State.FAILED:
        return {"state": "failed", "result": f"{moment(schedule.ended_at)} {schedule.result}"}
    together = "，与同时定时的各件一起发布" if schedule.bundle else ""
    result = f"{moment(schedule.moment)} 发布{together}（{schedule.person.name}）"
    return {"state": "scheduled", "result": result, "id": str(schedule.uuid), "digest": ""}


def _row(sheet: Clearance, ready: Cleared | None) -> Row:
    return {
        "sheet": sheet.pk,
        "id": str(sheet.uuid),
        "digest": ready.digest if ready else "",
        "title": sheet.title,
        "url": reverse("desk:case", args=[sheet.uuid]),
        "facts": [title_of(sheet.document_kind), sheet.drafting_organ_name],
        "state": "waiting",
        "result": "",
        "result_url": "",
    }


def published(publications: list[Publication], now: datetime) -> list[Row]:
    """What is or was public, with whether it was in time: the tasks that end when the page is seen say so."""
    clocks: dict[Any, list[Obligation]] = {}
    on_them = ledger.on_any([p.subject for p in publications])
    for obligation in on_them.exclude(ending=Obligation.Ending.VOID):
        if ends_when_seen(obligation):
            clocks.setdefault(obligation.subject_id, []).append(obligation)
    calendar = calendar_in_force()
    return [_published(p, clocks.get(p.subject_id, []), now, calendar) for p in publications]


def _published(
    publication: Publication, clocks: list[Obligation], now: datetime, calendar: Calendar
) -> Row:
    clearance = list(publication.versions.all())[-1].signature.clearance
    live = publication.state == Publication.State.LIVE
    gone = f"{moment(publication.withdrawn_at)} {publication.withdrawal_reason}"
    waiting = nearest(clocks) if live else None
    return {
        "id": str(publication.uuid),
        "digest": "",
        "title": publication.title,
        "url": reverse("desk:case", args=[clearance.uuid]),
        "facts": [
            publication.index_number,
            publication.organ_name,
            moment(publication.published_at),
        ],
        "due": due_of(waiting, now, calendar) if waiting else None,
        **_kept_in_time(clocks),
        "state": "done" if live else publication.state,
        "result": _seen(publication) if live else gone,
        "result_url": "" if publication.state == Publication.State.HIDDEN else publication.address,
    }


def _kept_in_time(clocks: list[Obligation]) -> Row:
    """As it was when it ended; nothing where no task had a term."""
    ended = [o for o in clocks if o.ending and o.due_at is not None]
    if not ended:
        return {"bucket": "", "light": ""}
    late = any(o.done_late for o in ended)
    return {"bucket": "late", "light": "超期"} if late else {"bucket": "normal", "light": "按时"}


def _seen(publication: Publication) -> str:
    placement = next(
        (p for p in publication.placements.all() if p.channel not in Placement.BY_HAND), None
    )
    if placement is None or placement.visible_at is None:
        return "等待外网可见"
    return f"外网可见 {(placement.visible_at - placement.placed_at).total_seconds():.1f} 秒"
