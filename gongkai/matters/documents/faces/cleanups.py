"""清理: the rounds that an actor may see, and the beginning of this year's."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.clearance.queries import WITHOUT_CONTENT
from gongkai.frames.environment import moment
from gongkai.frames.lists import page_of
from gongkai.frames.pages import staff_page
from gongkai.kinds.drafting import may_draft
from gongkai.matters.documents.actions import opening
from gongkai.matters.documents.models import Cleanup
from gongkai.matters.documents.queries.cleanup import counts, in_force, seen_by
from gongkai.matters.documents.rules.cleanup import EVENT, counted
from gongkai.matters.documents.states import CleanupState
from gongkai.obligations.periodic import ended_period
from gongkai.obligations.periods import named
from gongkai.trail.actors import Actor


def may_use(actor: Actor) -> bool:
    """Everybody who may see documents at all; administrators keep apart from content (三员分立)."""
    return actor.person is not None and actor.role not in WITHOUT_CONTENT


def user_of(request: HttpRequest) -> Actor:
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or not may_use(actor):
        raise Http404
    return actor


def cleanups(request: HttpRequest) -> HttpResponseBase:
    """Rounds with their counts, the newest first; four queries, however many there are."""
    actor = user_of(request)
    rows, pager = page_of(seen_by(actor).order_by("-period", "organ"), request)
    held = counts(rows)
    context = {
        "items": [_item(cleanup, held.get(cleanup.pk, {})) for cleanup in rows],
        "start": _start(actor),
        "pager": pager,
        "empty": {"text": "还没有清理过文件。每年期满后开始，逐件定继续有效、修改、废止、失效或调整公开属性。",
                  "action": None},
    }  # fmt: skip
    return staff_page(request, "documents/cleanups.html", context)


def _item(cleanup: Cleanup, held: dict[str, int]) -> dict[str, Any]:
    state = CleanupState(cleanup.state)
    said = {conclusion: number for conclusion, number in held.items() if conclusion}
    left = held.get("", 0)
    done = counted(said.items()) if said or not left else ""
    return {
        "title": f"{named(cleanup.period).chinese}文件清理",
        "url": reverse("documents:cleanup", args=[cleanup.pk]),
        "organ": cleanup.organ_name,
        "state": state.chinese,
        "tone": "main" if state is CleanupState.CONFIRMED else "plain",
        "result": "；".join(filter(None, (done, f"未填 {left} 件" if left else ""))),
        "when": moment(cleanup.confirmed_at or cleanup.handed_at or cleanup.opened_at),
    }


def _start(actor: Actor) -> dict[str, str] | None:
    """What this actor may begin now: the round of the period that ended, or 本期无文件."""
    if not may_draft(actor):
        return None
    period = ended_period(EVENT, actor.organ, timezone.now())
    if Cleanup.objects.filter(organ=actor.organ, period=period.name).exists():
        return None
    if in_force(actor.organ):
        return {"label": f"开始{period.chinese}清理", "act": "open"}
    if actor.role == "head":
        return {"label": f"确认{period.chinese}无文件", "act": "none"}
    return None


@require_POST
def start(request: HttpRequest) -> HttpResponseBase:
    """开始清理, or 本期无文件 in one click."""
    actor, now = user_of(request), timezone.now()
    if request.POST.get("act") == "none":
        cleanup = opening.confirm_none(by=actor, at=now)
        messages.success(request, "已确认本期无文件。")
    else:
        cleanup = opening.open_cleanup(by=actor, at=now)
        messages.success(request, "清理已开始。可随时保存，离开后再继续。")
    return redirect("documents:cleanup", cleanup.pk)
