"""填表登记 (F23): an organ downloads its tasks done by hand, fills them in with Excel or WPS, and uploads the table.

What was read is shown row by row first; nothing is stored until 确认, and then every row is looked at again.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from gongkai.clock.calendars import local_day
from gongkai.desk.answers import errors_of, staff
from gongkai.desk.conformance import periods_of
from gongkai.desk.task_table.sheet import Sent, corrected, posted, tasks_sheet, uploaded
from gongkai.frames import exports
from gongkai.frames.pages import staff_page
from gongkai.obligations import filling
from gongkai.obligations.periods import Period, named, period_of
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import Refused


def may_fill(actor: Actor) -> bool:
    """Who may record what an organ did by hand: its head, in the office also the editor."""
    return actor.role in ("head", "editor")


@staff
def fill_table(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """The table out, the filled one in, what was read, and 确认."""
    if not may_fill(actor):
        raise Http404
    period = _period(request)
    if exports.asked_for(request):
        return tasks_sheet(actor.organ, period)
    if request.method != "POST":
        return _page(request, actor, period)
    try:
        return _answered(request, actor, period)
    except Refused as refused:
        return _page(request, actor, period, errors=errors_of(refused))


def _answered(request: HttpRequest, actor: Actor, period: Period) -> HttpResponseBase:
    now, act = timezone.now(), request.POST.get("act", "")
    sent = posted(request.POST.get("rows", "")) if act else uploaded(request.FILES.get("file"))
    rows = filling.looked_at(sent.rows, actor.organ, now)
    if act == "corrected":
        return corrected(rows)
    if act != "confirm" or any(row.state == "wrong" for row in rows):
        return _page(request, actor, period, sent=sent, rows=rows)
    made = filling.record_all(rows=rows, by=actor, at=now)
    messages.success(request, f"已登记 {len(made)} 项完成情况。")
    return redirect("desk:fill_table")


def _period(request: HttpRequest) -> Period:
    try:
        return named(request.GET["period"])
    except (KeyError, ValueError):
        return period_of(local_day(timezone.now()), "year")


def _page(
    request: HttpRequest,
    actor: Actor,
    period: Period,
    *,
    sent: Sent | None = None,
    rows: list[filling.Looked] | None = None,
    errors: list[dict[str, str]] | None = None,
) -> HttpResponseBase:
    options = periods_of(local_day(timezone.now()))[1:]
    context: dict[str, Any] = {
        "organ": actor.organ_name,
        "period": {"name": period.name, "title": period.chinese, "options": options},
        "action": request.path,
        "download": f"{request.path}?period={period.name}&export=xlsx",
        "count": len(filling.tasks_of(actor.organ, period)),
        "preview": _preview(sent, rows) if sent and rows is not None else None,
        "errors": errors or [],
    }
    wrong = bool(errors) or bool(context["preview"] and context["preview"]["wrong"])
    return staff_page(request, "desk/fill_table.html", context, 409 if wrong else 200)


def _preview(sent: Sent, rows: list[filling.Looked]) -> dict[str, Any]:
    """What was read: the cells that are wrong by their names, the rows that would be recorded."""
    counted = {
        state: sum(row.state == state for row in rows)
        for state in ("ready", "taken", "empty", "wrong")
    }
    return {
        "counted": counted,
        "rows": sent.as_json(),
        "wrong": [
            {"place": sent.place(row.filled, heading), "title": row.filled.title or "—", "said": said}
            for row in rows if row.state == "wrong"
            for heading, said in row.faults
        ],
        "ready": [
            {"title": row.filled.title, "day": row.day.isoformat() if row.day else "", "what": row.filled.what,
             "proof": row.filled.proof}
            for row in rows if row.state == "ready"
        ],
    }  # fmt: skip
