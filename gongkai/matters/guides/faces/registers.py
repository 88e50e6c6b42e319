"""The two registers beside the services: 流程优化, and 服务标准规范."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse

from gongkai.frames.lists import page_of
from gongkai.frames.pages import staff_page
from gongkai.kinds.drafting import may_draft
from gongkai.matters.guides.faces.listing import tabs
from gongkai.matters.guides.faces.standing import STATES, address, standings
from gongkai.matters.guides.models import STANDARD
from gongkai.matters.guides.queries import simplifications_seen_by, standards_seen_by
from gongkai.trail.actors import Actor


def _reader(request: HttpRequest) -> Actor:
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        raise Http404
    return actor


def simplified(request: HttpRequest) -> HttpResponseBase:
    """What was simplified, by organ, newest first: 环节, 材料, 时限, 到现场次数 before and after."""
    rows = simplifications_seen_by(_reader(request))
    organs = rows.order_by("organ").values_list("organ", "organ_name").distinct()
    if organ := request.GET.get("organ", ""):
        rows = rows.filter(organ=organ)
    shown, pager = page_of(rows.select_related("publication"), request)
    field = {"name": "organ", "label": "处室", "options": [("", "全部"), *organs], "value": organ}
    context = {
        "filters": {"fields": [field], "url": request.path, "active": []},
        "items": shown,
        "tabs": tabs("simplified"),
        "pager": pager,
    }
    return staff_page(request, "guides/simplified.html", context)


def standards(request: HttpRequest) -> HttpResponseBase:
    """Every standard that the actor may see, with where it stands."""
    actor = _reader(request)
    rows = standards_seen_by(actor)
    organs = rows.order_by("organ").values_list("organ", "organ_name").distinct()
    organ, state = request.GET.get("organ", ""), request.GET.get("state", "")
    fields: list[dict[str, Any]] = [
        {"name": "organ", "label": "处室", "options": [("", "全部"), *organs], "value": organ},
        {"name": "state", "label": "状态", "options": STATES, "value": state},
    ]
    rows = rows.filter(organ=organ) if organ else rows
    where = standings(STANDARD, rows.values_list("pk", flat=True))
    kept = [
        pk for pk, held in where.items() if state not in dict(STATES) or state in ("", held.group)
    ]
    shown, pager = page_of(rows.filter(pk__in=kept).order_by("-edited_at", "pk"), request)
    new = (
        {"label": "起草服务标准", "url": reverse("guides:new_standard")}
        if may_draft(actor)
        else None
    )
    context = {
        "filters": {"fields": fields, "url": request.path, "active": []},
        "items": [
            {
                "title": standard.title,
                "url": address(actor, standard, where[standard.pk], "guides:edit_standard"),
                "number": standard.number,
                "organ": standard.organ_name,
                "state": where[standard.pk].words,
                "edited": standard.edited_at,
            }
            for standard in shown
        ],
        "start": new,
        "tabs": tabs("standards"),
        "empty": {"text": "没有符合条件的服务标准规范。", "action": new},
        "pager": pager,
    }  # fmt: skip
    return staff_page(request, "guides/standards.html", context)
