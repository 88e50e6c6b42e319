"""任务分解 (三(一).2): who does what by when, and what became of it; of the whole bureau or of one organ."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from gongkai.clock.calendars import local_day
from gongkai.desk.answers import staff
from gongkai.desk.conformance import may_use
from gongkai.desk.task_table.filling import may_fill
from gongkai.frames import exports
from gongkai.frames.downloads import DOCX, download
from gongkai.frames.environment import day, moment
from gongkai.frames.pages import staff_page
from gongkai.plan.queries import PlanInForce, plans_in_force, the_bureaus_plan
from gongkai.plan.shape import Organ
from gongkai.plan.table import HEADINGS, WIDTHS
from gongkai.supervision.task_table import Line, lines
from gongkai.trail.actors import Actor
from gongkai.word.table_paper import table_paper

NAME = "任务分解表"


@staff
def task_table(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """The table as it stands now; what is exported is what is shown."""
    if not may_use(actor):
        raise Http404
    now = timezone.now()
    held = {p.plan.id: p for p in plans_in_force(local_day(now))}
    in_force = held.get(request.GET.get("plan", "")) or the_bureaus_plan(local_day(now))
    organ = _asked_organ(request, actor, now)
    rows = lines(in_force, now, organ.id if organ else "")
    if exports.asked_for(request):
        return exports.export(NAME, HEADINGS, (row.cells for row in rows), WIDTHS)
    if request.GET.get("export") == "docx":
        return _as_docx(in_force, organ, rows, now)
    context = {
        "plan": in_force.plan.title,
        "as_of": f"完成情况按任务台账计算，截至 {moment(now)}。",
        "filters": _filters(request, actor, held, in_force, organ, now),
        "headings": HEADINGS,
        "items": [_item(row, in_force, organ) for row in rows],
        "exports": [*exports.links(request), _word_link(request)],
        "fill": reverse("desk:fill_table") if may_fill(actor) else "",
    }
    return staff_page(request, "desk/task_table.html", context)


def _organs(actor: Actor, now: datetime) -> list[Organ]:
    """Whose figures this actor may see by themselves: those whose tasks they see (`obligations.queries.seen_by`)."""
    day = local_day(now)
    organs = [o for o in the_bureaus_plan(day).plan.organs_on(day) if o.kind in ("section", "unit")]
    if actor.role in ("editor", "chief_leader", "auditor", "personnel"):
        return organs
    own = actor.in_charge_of if actor.role == "leader" else {actor.organ}
    return [organ for organ in organs if organ.id in own]


def _asked_organ(request: HttpRequest, actor: Actor, now: datetime) -> Organ | None:
    asked = request.GET.get("organ", "")
    return next((organ for organ in _organs(actor, now) if organ.id == asked), None)


def _filters(
    request: HttpRequest,
    actor: Actor,
    held: dict[str, PlanInForce],
    shown: PlanInForce,
    organ: Organ | None,
    now: datetime,
) -> dict[str, Any]:
    organs = [(o.id, o.short or o.name) for o in _organs(actor, now)]
    fields = [
        {"name": "plan", "label": "方案", "options": [(p.plan.id, p.plan.title) for p in held.values()],
         "value": shown.plan.id},
        {"name": "organ", "label": "处室", "options": [("", "全局"), *organs], "value": organ.id if organ else ""},
    ]  # fmt: skip
    return {"fields": fields, "url": request.path, "active": []}


def _item(row: Line, in_force: PlanInForce, organ: Organ | None) -> dict[str, Any]:
    asked = {"plan": in_force.plan.id, "duty": row.duty.id} | ({"organ": organ.id} if organ else {})
    something = row.counts.opened > 0
    return {
        "cells": row.cells,
        "url": f"{reverse('desk:tasks')}?{urlencode(asked)}" if something else "",
    }


def _word_link(request: HttpRequest) -> dict[str, str]:
    asked = request.GET.copy()
    asked["export"] = "docx"
    return {"label": "导出 Word 文件", "url": f"{request.path}?{asked.urlencode()}"}


def _as_docx(
    in_force: PlanInForce, organ: Organ | None, rows: list[Line], now: datetime
) -> HttpResponseBase:
    of = f"（{organ.name}）" if organ else ""
    title = f"{in_force.plan.title}{NAME}{of}"
    cells = [row.cells for row in rows]
    content = table_paper(
        title, HEADINGS, cells, WIDTHS, f"完成情况截至{day(now)}，按任务台账计算。"
    )
    return download(content, f"{NAME}-{local_day(now)}.docx", DOCX)
