"""服务事项清单: every service with the completeness of its guide and the age of the comparison with the platform."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from gongkai.clock.calendars import local_day
from gongkai.frames.lists import page_of
from gongkai.frames.pages import staff_page
from gongkai.kinds.drafting import may_draft
from gongkai.matters.guides.faces.standing import STATES, Standing, address, standings
from gongkai.matters.guides.models import KIND, Guide
from gongkai.matters.guides.queries import seen_by, shape_of
from gongkai.matters.guides.rules.completeness import (
    days_since_comparison,
    missing,
    stale,
)
from gongkai.matters.guides.rules.shape import Shape
from gongkai.trail.actors import Actor

COMPLETE = [
    ("", "全部"),
    ("complete", "要素齐全"),
    ("missing", "要素缺失"),
    ("stale", "需重新比对"),
]


def guides(request: HttpRequest) -> HttpResponseBase:
    """Filters stand in the address; the same number of queries, however many guides there are.

    Completeness is asked of the elements as the file stands now: a changed file shows in the list at once.
    """
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        raise Http404
    today, rows = local_day(timezone.now()), seen_by(actor)
    shape = shape_of(today)
    organs = [("", "全部"), *rows.order_by("organ").values_list("organ", "organ_name").distinct()]
    chosen = _kept(request, list(rows.only("pk", "organ", "title", "elements")), shape, today)
    where = standings(KIND, chosen)
    if wanted := _asked(request, "state", STATES):
        chosen = [pk for pk in chosen if where[pk].group == wanted]
    shown, pager = page_of(
        Guide.objects.filter(pk__in=chosen).order_by("-edited_at", "pk"), request
    )
    new = {"label": "登记服务事项", "url": reverse("guides:new")} if may_draft(actor) else None
    context = {
        "filters": _filters(request, organs),
        "items": [_item(actor, guide, where[guide.pk], shape, today) for guide in shown],
        "start": new,
        "tabs": tabs("list"),
        "empty": {"text": "没有符合条件的服务事项。本处室对外提供的每一项服务都在这里登记。", "action": new},
        "pager": pager,
    }  # fmt: skip
    return staff_page(request, "guides/list.html", context)


def tabs(current: str) -> list[dict[str, Any]]:
    """The three registers of this matter."""
    pages = (("list", "服务事项"), ("simplified", "流程优化"), ("standards", "服务标准规范"))
    return [
        {"title": title, "url": reverse(f"guides:{name}"), "current": name == current}
        for name, title in pages
    ]


def _asked(request: HttpRequest, name: str, options: list[tuple[str, str]]) -> str:
    wanted = request.GET.get(name, "")
    return wanted if wanted in dict(options) else ""


def _kept(request: HttpRequest, rows: list[Guide], shape: Shape, today: date) -> list[Any]:
    organ, title = request.GET.get("organ", ""), request.GET.get("title", "")[:100].strip()
    wanted = _asked(request, "complete", COMPLETE)
    return [
        guide.pk
        for guide in rows
        if organ in ("", guide.organ)
        and title in guide.title
        and (not wanted or _is(wanted, guide, shape, today))
    ]


def _is(wanted: str, guide: Guide, shape: Shape, today: date) -> bool:
    if wanted == "stale":
        return stale(shape, guide.elements, today)
    return bool(missing(shape, guide.elements)) == (wanted == "missing")


def _filters(request: HttpRequest, organs: list[tuple[str, str]]) -> dict[str, Any]:
    fields: list[dict[str, Any]] = [
        {"name": "organ", "label": "处室", "options": organs},
        {"name": "complete", "label": "完整度", "options": COMPLETE},
        {"name": "state", "label": "状态", "options": STATES},
        {"name": "title", "label": "事项名称", "kind": "text"},
    ]
    for field in fields:
        field["value"] = request.GET.get(str(field["name"]), "")
    return {"fields": fields, "url": request.path, "active": []}


def _item(actor: Actor, guide: Guide, where: Standing, shape: Shape, today: date) -> dict[str, Any]:
    absent = [element.label for element in missing(shape, guide.elements)]
    return {
        "title": guide.title,
        "url": address(actor, guide, where, "guides:edit"),
        "organ": guide.organ_name,
        "absent": absent,
        "days": days_since_comparison(shape, guide.elements, today),
        "stale": stale(shape, guide.elements, today),
        "state": where.words,
        "edited": guide.edited_at,
    }
