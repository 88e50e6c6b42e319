"""发布: the office's queue in order of the due moment; publishing with one click, result beside each."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from gongkai.clearance.models import Clearance
from gongkai.desk.answers import errors_of, staff
from gongkai.desk.clocks import due_of, nearest
from gongkai.frames.environment import moment
from gongkai.frames.lists import page_of
from gongkai.frames.pages import staff_page
from gongkai.kinds.registry import title_of
from gongkai.kinds.verbs.publishing import publish
from gongkai.obligations.models import Obligation
from gongkai.plan.calendars import calendar_in_force
from gongkai.publishing.models import Publication, Version
from gongkai.publishing.queries import awaiting
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import Refused


@staff
def queue(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Only the office publishes (二(六)): for others the queue does not exist."""
    if actor.role != "editor":
        raise Http404
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        errors = _publish_picked(request, actor)
        if not errors:
            return redirect(f"{reverse('desk:publishing')}?tab=published")
    published = request.GET.get("tab") == "published"
    now, waiting = timezone.now(), list(awaiting().values_list("pk", flat=True))
    if published:
        versions = Version.objects.select_related("signature__clearance").order_by("number")
        newest = Publication.objects.order_by("-published_at", "-pk")
        rows, pager = page_of(
            newest.prefetch_related("placements", Prefetch("versions", versions)), request
        )
        items = [_published(p) for p in rows]
    else:
        rows_waiting = Clearance.objects.filter(pk__in=waiting).order_by("ended_at", "pk")
        sheets, pager = page_of(rows_waiting.select_related("revision"), request)
        items = _waiting(sheets, now)
    tabs = [
        {"title": "待发布", "url": "?", "count": len(waiting), "current": not published},
        {"title": "已发布", "url": "?tab=published", "current": published},
    ]
    context = {"tabs": tabs, "items": items, "action": request.path, "pager": pager, "errors": errors,
               "empty": {"text": "没有等待发布的稿件。签发并编号后的主动公开稿件会列在这里。", "action": None},
               "can_bundle": False, "schedule": False}  # fmt: skip
    return staff_page(request, "desk/publishing.html", context, 409 if errors else 200)


def _publish_picked(request: HttpRequest, actor: Actor) -> list[dict[str, str]]:
    """One transaction for each: a poison item fails alone and says why."""
    errors = []
    picked = request.POST.getlist("item")
    for value in picked:
        number, _, seen = value.partition(":")
        sheet = _sheet(number)
        try:
            if sheet is None or sheet.revision.digest != seen:
                raise Refused("该稿件在您打开之后有变化，请刷新后重新选择。")
            publish(clearance=sheet, by=actor, at=timezone.now())
        except Refused as refused:
            title = sheet.title if sheet else ""
            errors.append({**errors_of(refused)[0], "label": title})
    return errors if picked else [{"message": "请先勾选要发布的稿件。", "label": "", "target": ""}]


def _sheet(number: str) -> Clearance | None:
    try:
        return Clearance.objects.select_related("revision").filter(uuid=UUID(number)).first()
    except ValueError:
        return None


def _waiting(sheets: list[Clearance], now: datetime) -> list[dict[str, Any]]:
    by_subject: dict[Any, list[Obligation]] = {}
    open_now = Obligation.objects.filter(subject_id__in=[s.subject_id for s in sheets], ending="")
    for obligation in open_now:
        by_subject.setdefault(obligation.subject_id, []).append(obligation)
    items, calendar = [], calendar_in_force()
    for sheet in sheets:
        first = nearest(by_subject.get(sheet.subject_id, []))
        due = due_of(first, now, calendar) if first else None
        items.append(
            {
                "id": str(sheet.uuid),
                "digest": sheet.revision.digest,
                "title": sheet.title,
                "url": reverse("desk:case", args=[sheet.uuid]),
                "facts": [title_of(sheet.document_kind), sheet.drafting_organ_name],
                "bucket": due["bucket"] if due else "normal",
                "due": due,
                "state": "waiting",
                "result": "",
                "result_url": "",
                "order": first.due_at if first else None,
            }
        )
    return sorted(items, key=lambda i: (i["order"] is None, i["order"]))


def _published(publication: Publication) -> dict[str, Any]:
    placement = next(iter(publication.placements.all()), None)
    seconds = (
        f"外网可见 {(placement.visible_at - placement.placed_at).total_seconds():.1f} 秒"
        if placement and placement.visible_at
        else "等待外网可见"
    )
    state = "" if publication.state == Publication.State.LIVE else publication.get_state_display()
    clearance = list(publication.versions.all())[-1].signature.clearance
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
        "bucket": "normal",
        "due": None,
        "state": "done",
        "result": state or seconds,
        "result_url": publication.address,
    }
