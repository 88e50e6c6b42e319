"""催办记录: the list with its filters in the address, and 收到的催办 for the inbox."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from gongkai.clock.calendars import local_day, start_of_day
from gongkai.desk.answers import staff
from gongkai.frames.environment import moment
from gongkai.frames.lists import page_of
from gongkai.frames.pages import staff_page
from gongkai.obligations import chases
from gongkai.obligations.models import Chase, Obligation
from gongkai.obligations.periods import named
from gongkai.plan.queries import the_bureaus_plan
from gongkai.supervision.chasing.deliveries import undelivered
from gongkai.trail.actors import Actor

SHOWN = 5  # 收到的催办 beside the inbox; the rest is a tap away


@staff
def listing(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """The office sees all, an organ its own; a constant number of queries."""
    now = timezone.now()
    rows, pager = page_of(chases.listed(_filtered(actor, request)), request)
    context = {
        "filters": _filters(actor, request, now),
        "items": [_item(one) for one in rows],
        "total": f"共 {pager['total'] if pager else len(rows)} 次{'以上' if pager and pager['more'] else ''}",
        "failed": undelivered() if actor.role == "editor" else [],
        "empty": {"text": _empty(actor), "action": None},
        "pager": pager,
    }
    return staff_page(request, "desk/chases.html", context)


def _empty(actor: Actor) -> str:
    if actor.role == "editor":
        return "没有符合条件的催办。在任务台账中勾选任务，点“催办”。"
    return "没有收到催办。"


def _filtered(actor: Actor, request: HttpRequest) -> QuerySet[Chase]:
    """Only known filters with known values."""
    rows, asked = chases.seen_by(actor), request.GET
    if asked.get("organ"):
        rows = rows.filter(organ=asked["organ"])
    if asked.get("answered") in ("yes", "no"):
        rows = chases.answered(rows, asked["answered"] == "yes")
    try:
        period = named(asked["period"]) if asked.get("period") else None
    except ValueError:
        period = None
    if period:
        rows = chases.within(rows, start_of_day(period.first), start_of_day(period.until))
    return rows


def _filters(actor: Actor, request: HttpRequest, now: datetime) -> dict[str, Any]:
    today = local_day(now)
    organs = [(o.id, o.short or o.name) for o in the_bureaus_plan(today).plan.organs_on(today)]
    fields: list[dict[str, Any]] = [
        {"name": "organ", "label": "处室", "options": [("", "全部"), *organs]},
        {"name": "period", "label": "期间", "options": [("", "全部"), *_periods(today)]},
        {
            "name": "answered",
            "label": "回复",
            "options": [("", "全部"), ("no", "未回复"), ("yes", "已回复")],
        },
    ]
    for field in fields:
        field["value"] = request.GET.get(str(field["name"]), "")
    active = [
        {
            "label": dict(f["options"]).get(f["value"], f["value"]),
            "url": _without(request, f["name"]),
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


def _periods(today: date) -> list[tuple[str, str]]:
    """This month and quarter, and the years: what a 通报 looks at."""
    quarters = [f"{today.year}-Q{q}" for q in range((today.month - 1) // 3 + 1, 0, -1)]
    names = [f"{today.year}-{today.month:02d}", *quarters, str(today.year), str(today.year - 1)]
    return [(name, named(name).chinese) for name in names]


def _item(one: Chase) -> dict[str, Any]:
    tasks, answers = list(one.tasks.all()), list(one.answers.all())
    return {
        "title": _item_title(one),
        "url": reverse("desk:chase", args=[one.uuid]),
        "organ": one.organ_name,
        "when": moment(one.at),
        "way": one.get_way_display(),
        "number": one.number,
        "spoken_to": one.spoken_to,
        "answer": answers[-1].text if answers else "",
        "open": sum(not t.obligation.ending for t in tasks),
    }


def received(actor: Actor) -> list[dict[str, str]]:
    """收到的催办 of an organ's head and drafters: not answered, and still to be done."""
    if actor.role not in ("head", "drafter"):
        return []
    waiting = chases.to_answer(actor.organ).prefetch_related("tasks")[: SHOWN + 1]
    shown = [
        {
            "title": _item_title(one),
            "when": f"{timezone.localtime(one.at):%m-%d %H:%M}",
            "url": reverse("desk:chase", args=[one.uuid]),
        }
        for one in waiting
    ]
    if len(shown) > SHOWN:
        url = f"{reverse('desk:chases')}?answered=no"
        shown[SHOWN:] = [{"title": "全部未回复的催办", "when": "", "url": url}]
    return shown


def _item_title(one: Chase) -> str:
    tasks = list(one.tasks.all())
    return f"{tasks[0].label}{f' 等 {len(tasks)} 件' if len(tasks) > 1 else ''}"


def chases_of(actor: Actor, obligation: Obligation) -> list[dict[str, str]]:
    """The 催办 of one task, for its page: when, how, to whom, and the last answer."""
    rows = chases.listed(chases.seen_by(actor).filter(tasks__obligation=obligation))[:50]
    found = []
    for one in rows:
        answers = list(one.answers.all())
        words = [one.number or one.get_way_display(), one.spoken_to]
        found.append(
            {
                "title": " · ".join(word for word in words if word),
                "url": reverse("desk:chase", args=[one.uuid]),
                "when": moment(one.at),
                "answer": answers[-1].text if answers else "",
            }
        )
    return found
