"""发布: the office's queue in order of the due moment, four tabs, and the acts on what was picked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from gongkai.clearance.models import Clearance
from gongkai.desk.answers import staff
from gongkai.desk.queue import picked, rows
from gongkai.frames import exports
from gongkai.frames.lists import page_of
from gongkai.frames.pages import staff_page
from gongkai.publishing.models import Publication, Version
from gongkai.publishing.queries import awaiting, failed, scheduled
from gongkai.trail.actors import Actor

EMPTY = {
    "waiting": "没有等待发布的稿件。签发并编号后的主动公开稿件会列在这里。",
    "scheduled": "没有定时的稿件。在“待发布”中勾选稿件，可以定在某一时刻发布。",
    "failed": "没有未成功的定时发布。",
    "published": "还没有发布过稿件。",
}

TABS = {"waiting": "待发布", "scheduled": "已定时", "failed": "未成功", "published": "已发布"}
HEADINGS = ("时限", "标题", "说明", "状态", "结果")
STATES = {
    "waiting": "待发布", "scheduled": "已定时", "done": "已发布", "failed": "未成功",
    "withdrawn": "已撤下", "hidden": "已隐藏",
}  # fmt: skip
ORDER = {
    "waiting": "按到期先后排列。发布后以外网首次可见为准停表。",
    "scheduled": "按发布时刻先后排列。到时由系统核对后发布。",
    "failed": "按未成功的时间排列，新的在前。原因写在“结果”一列。",
    "published": "按发布时间排列，新的在前。是否按时，以外网首次可见为准。",
}
RowsOf = Callable[[list[Any]], list[rows.Row]]


@staff
def queue(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Only the office publishes (二(六)): for others the queue does not exist."""
    if actor.role != "editor":
        raise Http404
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        tab, errors = picked.carry_out(request, actor)
        if not errors:
            return redirect(f"{request.path}?tab={tab}")
    tab = request.GET.get("tab", "")
    tab = tab if tab in EMPTY else "waiting"
    keys = list(awaiting().values_list("pk", flat=True))  # asked once
    if exports.asked_for(request):
        title = f"发布-{TABS[tab]}"
        return exports.export(title, HEADINGS, _cells(tab, keys), (24, 52, 36, 10, 28))
    items, pager = _items(request, tab, keys)
    context = {
        "tabs": _tabs(tab, keys),
        "order": ORDER[tab],
        "states": STATES,
        "items": items,
        "action": f"{request.path}?tab={tab}",
        "pager": pager,
        "exports": exports.links(request, pager),
        "errors": errors,
        "empty": {"text": EMPTY[tab], "action": None},
        "acts": {"waiting": "publish", "failed": "publish", "scheduled": "cancel"}.get(tab, ""),
        "picked": request.POST.getlist("item"),
        "moment": request.POST.get("at", ""),
    }
    return staff_page(request, "desk/publishing.html", context, 409 if errors else 200)


def _tabs(current: str, waiting: list[int]) -> list[dict[str, Any]]:
    counted = {
        "waiting": len(waiting) - scheduled().filter(clearance__in=waiting).count(),
        "scheduled": scheduled().count(),
        "failed": failed().count(),
    }
    return [
        {"title": title, "url": f"?tab={tab}", "current": tab == current}
        | ({"count": counted[tab]} if tab in counted else {})
        for tab, title in TABS.items()
    ]


def _items(request: HttpRequest, tab: str, waiting: list[int]) -> tuple[list[Any], Any]:
    found, rows_of = _list(tab, waiting)
    shown, pager = page_of(found, request)
    return rows_of(shown), pager


def _cells(tab: str, waiting: list[int]) -> Iterator[list[str]]:
    """The rows of a tab as the screen says them, for a spreadsheet."""
    found, rows_of = _list(tab, waiting)
    for portion in exports.in_portions(found):
        for i in rows_of(portion):
            due = i["due"]["text"] if i["due"] else i["light"]
            yield [due, i["title"], "，".join(i["facts"]), STATES[i["state"]], i["result"]]


def _list(tab: str, waiting: list[int]) -> tuple[QuerySet[Any], RowsOf]:
    """What a tab lists, and how its rows are made."""
    now = timezone.now()
    if tab == "published":
        versions = Version.objects.select_related("signature__clearance").order_by("number")
        newest = Publication.objects.order_by("-published_at", "-pk")
        found = newest.prefetch_related("placements", Prefetch("versions", versions))
        return found, lambda shown: rows.published(shown, now)
    if tab == "waiting":
        free = Clearance.objects.filter(pk__in=waiting).exclude(
            pk__in=scheduled().order_by().values("clearance")
        )
        sheets = free.order_by("ended_at", "pk").select_related("revision")
        return sheets, lambda shown: rows.waiting(shown, now)
    schedules = scheduled() if tab == "scheduled" else failed()
    return schedules.select_related("clearance__revision"), lambda shown: rows.of_schedules(
        shown, now
    )
