"""任务台账: filters that stand in the address, rows with the legs as a thin bar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from gongkai.clock.calendars import Calendar, local_day
from gongkai.desk.answers import staff
from gongkai.frames import exports
from gongkai.frames.clocks import due_of
from gongkai.frames.environment import LIGHTS as LIGHTS_SAID
from gongkai.frames.environment import moment
from gongkai.frames.lists import page_of
from gongkai.frames.pages import staff_page
from gongkai.obligations import queries as ledger
from gongkai.obligations.counting import bucket_of
from gongkai.obligations.models import Leg, Obligation
from gongkai.plan.calendars import calendar_in_force
from gongkai.plan.queries import plans_in_force, the_bureaus_plan
from gongkai.supervision.legs import AtLeader, at_leaders, parts
from gongkai.trail.actors import Actor

LIGHTS = (
    ("", "全部"),
    ("late", "超期"),
    ("near", "临期"),
    ("normal", "正常"),
    ("suspended", "中止"),
    ("done", "已完成"),
)


HEADINGS = ("状态", "时限", "任务", "事项", "条款", "处室", "经手")
WIDTHS = (10, 24, 48, 32, 10, 16, 36)


@staff
def tasks(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """The ledger as this actor may see it, filtered by what stands in the address."""
    now = timezone.now()
    rows = filtered(actor, request, now)
    if exports.asked_for(request):
        return exports.export("任务台账", HEADINGS, _cells(actor, rows, now), WIDTHS)
    shown, pager = page_of(rows, request)
    calendar = calendar_in_force()
    led = at_leaders(actor, {o.subject_id for o in shown}, now)
    context = {
        "filters": filters_of(request, now),
        "items": [_item(o, now, calendar, led.get(o.subject_id, ())) for o in shown],
        "total": f"共 {pager['total'] if pager else len(shown)} 项{'以上' if pager and pager['more'] else ''}",
        "exports": exports.links(request, pager),
        "empty": {"text": "没有符合条件的任务。换个条件看看，或清除全部条件。", "action": None},
        "pager": pager,
        "chase": reverse("desk:chase_new") if actor.role == "editor" else "",
    }
    return staff_page(request, "desk/obligations.html", context)


def filtered(actor: Actor, request: HttpRequest, now: datetime) -> QuerySet[Obligation]:
    """Only known filters with known values: everything else in the address is passed over."""
    asked = request.GET
    rows = ledger.seen_by(actor)
    light = asked.get("light", "")
    if light == "done":
        rows = rows.filter(ending=Obligation.Ending.DISCHARGED)
    elif light in dict(LIGHTS) and light:
        rows = ledger.in_bucket(rows, light, now)
    else:
        # said as what there is, not as what there is not: so the index gives the order below
        rows = rows.filter(ending__in=("", Obligation.Ending.DISCHARGED))
    for name, field in (
        ("clause", "clause"),
        ("duty", "duty"),
        ("organ", "holder"),
        ("plan", "plan_id_text"),
    ):
        if asked.get(name):
            rows = rows.filter(**{field: asked[name]})
    if asked.get("due") == "today":
        rows = rows.filter(ending="", due_day=local_day(now))
    # The order of the ledger's indexes: the first page of a million rows is read without sorting them.
    due = F("due_at").asc(nulls_last=True)  # what has no date is never above what is late
    in_order = rows.order_by("ending", due, "holder", "plan_id_text", "pk")
    return in_order.prefetch_related("legs")


def filters_of(request: HttpRequest, now: datetime) -> dict[str, Any]:
    """条款, 处室, 状态 as selects, and what is chosen as chips that can be taken off."""
    day = local_day(now)
    clauses = [(c.id, f"{c.id} {c.title}") for p in plans_in_force(day) for c in p.plan.clauses]
    organs = [(o.id, o.short or o.name) for o in the_bureaus_plan(day).plan.organs_on(day)]
    fields: list[dict[str, Any]] = [
        {"name": "clause", "label": "条款", "options": [("", "全部"), *clauses]},
        {"name": "organ", "label": "处室", "options": [("", "全部"), *organs]},
        {"name": "light", "label": "状态", "options": LIGHTS},
    ]
    for field in fields:
        field["value"] = request.GET.get(str(field["name"]), "")
    active = [
        {
            "label": dict(f["options"]).get(f["value"], f["value"]),
            "url": _without(request, str(f["name"])),
        }
        for f in fields
        if f["value"]
    ]
    return {"fields": fields, "url": request.path, "active": active}


def _without(request: HttpRequest, name: str) -> str:
    left = request.GET.copy()
    left.pop(name, None)
    left.pop("page", None)
    return f"{request.path}?{left.urlencode()}"


def _item(
    obligation: Obligation, now: datetime, calendar: Calendar, led: Sequence[AtLeader]
) -> dict[str, Any]:
    done = obligation.ending == Obligation.Ending.DISCHARGED
    late = obligation.done_late
    return {
        "id": "" if obligation.ending else str(obligation.uuid),
        "title": obligation.title,
        "url": reverse("desk:task", args=[obligation.uuid]),
        "duty": "" if obligation.title.startswith(obligation.duty_title) else obligation.duty_title,
        "clause": obligation.clause,
        "clause_url": "",
        "organ": obligation.holder_name,
        "bucket": ("late" if late else "normal") if done else bucket_of(obligation, now).value,
        "due": None if done else due_of(obligation, now, calendar),
        "done": f"{moment(obligation.ended_at)} 办结" if done else "",
        "legs": legs_of(list(obligation.legs.all()), now, led),
    }


def _cells(actor: Actor, rows: QuerySet[Obligation], now: datetime) -> Iterator[list[str]]:
    """The rows as the screen says them, for a spreadsheet."""
    calendar = calendar_in_force()
    for portion in exports.in_portions(rows):
        led = at_leaders(actor, {o.subject_id for o in portion}, now)
        for item in (_item(o, now, calendar, led.get(o.subject_id, ())) for o in portion):
            ended = "逾期办结" if item["bucket"] == "late" else "按时办结"
            state = ended if item["done"] else LIGHTS_SAID[item["bucket"]][1]
            when = item["done"] or (item["due"]["text"] if item["due"] else "")
            held = " → ".join(leg["holder"] for leg in item["legs"])
            yield [state, when, item["title"], item["duty"], item["clause"], item["organ"], held]


def legs_of(
    legs: list[Leg], now: datetime, at_leaders: Sequence[AtLeader] = ()
) -> list[dict[str, Any]]:
    """Who held it, for how long; a segment of the bar each."""
    shown = []
    for part in parts(legs, at_leaders, now):
        hours = part.spent.total_seconds() / 3600
        text = f"{hours / 24:.1f} 天" if hours >= 24 else f"{hours:.1f} 小时"
        shown.append({"holder": part.holder, "text": text, "share": max(1, round(hours)),
                      "kind": "leader" if part.leader else "leg", "from": moment(part.first),
                      "to": moment(part.until) if part.until else "办理中"})  # fmt: skip
    return shown
