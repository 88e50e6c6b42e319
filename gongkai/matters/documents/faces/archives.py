"""归档: the lists that an actor may see, and the beginning of a year's."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.clock.calendars import local_day
from gongkai.frames.environment import moment
from gongkai.frames.lists import page_of
from gongkai.frames.pages import staff_page
from gongkai.kinds.drafting import may_draft
from gongkai.matters.documents.actions import archiving
from gongkai.matters.documents.faces.cleanups import user_of
from gongkai.matters.documents.models import ArchiveEntry, ArchiveList
from gongkai.matters.documents.queries.archive import called, seen_by, to_supplement
from gongkai.matters.documents.rules.archive import EVENT
from gongkai.matters.documents.states import ArchiveState
from gongkai.obligations.periodic import ended_period
from gongkai.obligations.periods import period_of
from gongkai.trail.actors import Actor


def archives(request: HttpRequest) -> HttpResponseBase:
    """Lists with their counts, the newest first; as many queries, however many there are."""
    actor = user_of(request)
    rows, pager = page_of(seen_by(actor).order_by("-period", "organ", "-part"), request)
    counted = ArchiveEntry.objects.filter(archive__in=rows).order_by().values_list("archive")
    numbers: dict[UUID, int] = dict(counted.annotate(number=Count("pk")))
    context = {
        "items": [_item(archive, numbers.get(archive.pk, 0)) for archive in rows],
        "starts": _starts(actor, timezone.now()),
        "pager": pager,
        "empty": {"text": "还没有归档文件目录。每年期满后由处室整理上一年度签发的文件，移交办公室签收。",
                  "action": None},
    }  # fmt: skip
    return staff_page(request, "documents/archives.html", context)


def _item(archive: ArchiveList, number: int) -> dict[str, Any]:
    state = ArchiveState(archive.state)
    return {
        "title": f"{called(archive)}归档文件目录",
        "url": reverse("documents:archive", args=[archive.pk]),
        "organ": archive.organ_name,
        "state": state.chinese,
        "tone": "main" if state is ArchiveState.RECEIVED else "plain",
        "number": number,
        "receipt": archive.receipt,
        "when": moment(archive.received_at or archive.handed_at or archive.opened_at),
    }


def _starts(actor: Actor, now: datetime) -> list[dict[str, str]]:
    """The periods for which this actor may begin a list: the one that ended last, the running year, 补充移交."""
    if not may_draft(actor):
        return []
    there = set(ArchiveList.objects.filter(organ=actor.organ).values_list("period", flat=True))
    offered = [ended_period(EVENT, actor.organ, now), period_of(local_day(now), "year")]
    fresh = [period for period in dict.fromkeys(offered) if period.name not in there]
    return [
        *({"label": f"整理{p.chinese}目录", "period": p.name} for p in fresh),
        *({"label": f"补充{p.chinese}目录", "period": p.name} for p in to_supplement(actor.organ)),
    ]


@require_POST
def start(request: HttpRequest) -> HttpResponseBase:
    """整理: the list of a year, filled from what was signed in it."""
    actor = user_of(request)
    period = request.POST.get("period", "")[:10]
    archive = archiving.open_archive(period=period, by=actor, at=timezone.now())
    messages.success(request, "目录已按本年度签发的文件生成，请补齐页数等各项。")
    return redirect("documents:archive", archive.pk)
