"""工作台: 待办 · 在办 · 已办 · 待阅, and what is due."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from gongkai.clearance.models import Clearance, Step
from gongkai.clearance.states import UNFINISHED, State
from gongkai.clock.calendars import Calendar, local_day
from gongkai.desk.answers import staff
from gongkai.desk.chasing.listing import received
from gongkai.desk.digest import around_the_break
from gongkai.desk.inbox_rows import notice_row, sheet_rows, waiting_rows
from gongkai.desk.inbox_todo import oneself, todo
from gongkai.frames.lists import page_of
from gongkai.frames.pages import staff_page
from gongkai.frames.waiting import waiting_for
from gongkai.obligations import queries as ledger
from gongkai.obligations.models import Obligation
from gongkai.plan.calendars import calendar_in_force
from gongkai.supervision.models import Notice
from gongkai.trail.actors import Actor

TABS = (("todo", "待办"), ("doing", "在办"), ("done", "已办"), ("read", "待阅"))
EMPTY = {
    "todo": "没有等您办理的事项。新的稿件到您的环节时会列在这里。",
    "doing": "您经手的稿件都已办结。",
    "done": "您办结的稿件会列在这里。",
    "read": "没有待阅的消息。稿件退回、签发、发布的消息会列在这里。",
}


def _took_part(actor: Actor) -> Q:
    acted = Step.objects.filter(clearance=OuterRef("pk"), by__in=oneself(actor))
    return Q(submitted_by__in=oneself(actor)) | Q(Exists(acted))


def rows_of(actor: Actor, tab: str) -> QuerySet[Any]:
    """The rows of one tab."""
    if tab == "doing":
        return Clearance.objects.filter(_took_part(actor), state__in=UNFINISHED).order_by("-pk")
    if tab == "done":
        ended = Clearance.objects.filter(_took_part(actor), ended_at__isnull=False)
        # A batch of 补录 is one act: its thousands of sheets would bury what was really done.
        return ended.exclude(state=State.CARRIED).order_by("-ended_at", "-pk")
    if tab == "read":
        unread = Notice.objects.filter(person__uuid=actor.key, read_at__isnull=True)
        return unread.order_by("-entry_id")
    return todo(actor)


@staff
def inbox(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """The first page of the day."""
    now = timezone.now()
    tab = request.GET.get("tab", "todo")
    tab = tab if tab in dict(TABS) else "todo"
    # Keys first: an archive is sorted by its keys sooner than by its rows.
    keys, pager = page_of(rows_of(actor, tab).values_list("pk", flat=True), request)
    beside = waiting_for(actor)
    first = tab == "todo" and (pager is None or pager["number"] == 1)
    items = _items(actor, tab, keys, now)
    if first:
        items = sorted([*waiting_rows(beside, now), *items], key=_due_first)
    here = pager["total"] if pager else len(keys)
    context = {
        "today": _today(now, calendar_in_force()),
        "figures": _figures(actor, now),
        "tabs": [
            {
                "title": title,
                "url": f"?tab={key}",
                "current": key == tab,
                **_count(actor, key, tab, here, len(beside)),
            }
            for key, title in TABS
        ],
        "items": items,
        "empty": {"text": EMPTY[tab], "action": None},
        "pager": pager,
        "organ": _organ(actor, now),
        "reminders": received(actor),
        "holiday": around_the_break(actor, now),
    }
    return staff_page(request, "desk/inbox.html", context)


def _due_first(row: dict[str, Any]) -> tuple[bool, Any]:
    """What has no clock stands below what has one."""
    return row["due_at"] is None, row["due_at"]


def _items(actor: Actor, tab: str, keys: list[int], now: datetime) -> list[dict[str, Any]]:
    if tab == "read":
        notices = Notice.objects.select_related("entry").in_bulk(keys)
        return [notice_row(notices[key]) for key in keys]
    sheets = Clearance.objects.in_bulk(keys)
    return sheet_rows(actor, [sheets[key] for key in keys], tab, now)


def _count(actor: Actor, key: str, current: str, here: int, beside: int) -> dict[str, int]:
    """The number at a tab. What is done only grows and asks nothing of anybody: it is counted when it is looked at."""
    more = beside if key == "todo" else 0
    if key == current:
        return {"count": here + more}
    return {} if key == "done" else {"count": rows_of(actor, key).count() + more}


def _today(now: datetime, calendar: Calendar) -> dict[str, Any]:
    today = local_day(now)
    first = date(today.year, today.month, 1)
    counted = calendar.working_days_between(first, today) + calendar.is_working(first)
    working = counted if calendar.is_working(today) else None
    return {"date": today, "working_day": working, "holiday": calendar.name(today)}


def _figures(actor: Actor, now: datetime) -> list[dict[str, Any]]:
    mine = ledger.seen_by(actor)
    today = mine.filter(ending="", due_day=local_day(now))
    figures = [
        {"number": today.count(), "label": "今天到期", "url": _tasks(due="today"), "bucket": None}
    ]
    for bucket, label in (("near", "临期"), ("late", "超期")):
        count = ledger.in_bucket(mine, bucket, now).count()
        figures.append(
            {"number": count, "label": label, "url": _tasks(light=bucket), "bucket": bucket}
        )
    return figures


def _tasks(**asked: str) -> str:
    return f"{reverse('desk:tasks')}?{urlencode(asked)}"


def _organ(actor: Actor, now: datetime) -> dict[str, Any] | None:
    if actor.role in ledger.LEADERS:  # a leader's charge stands in the three figures above
        return None
    mine = Obligation.objects.filter(holder=actor.organ)
    keys = (("normal", "open", "正常"), ("near", "zero", "临期"), ("late", "late", "超期"))
    segments = [
        {
            "key": key,
            "label": label,
            "count": ledger.in_bucket(mine, bucket, now).count(),
            "url": _tasks(light=bucket, organ=actor.organ),
        }
        for bucket, key, label in keys
    ]
    return {"title": "本处室的任务", "segments": segments}
