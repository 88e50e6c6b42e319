"""佐证 of a clause: of each duty what proves it, and where it can be seen: pages, papers of the sheet, 零报告 by name.

Everybody sees the figures; the rows are those of the tasks and sheets that the actor may see.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from gongkai.clearance import papers
from gongkai.clearance import queries as clearances
from gongkai.clearance.models import Clearance
from gongkai.clearance.states import State
from gongkai.clock.calendars import local_day, start_of_day
from gongkai.desk.answers import staff
from gongkai.desk.conformance import asked_period, figure_words, may_use
from gongkai.frames.environment import moment
from gongkai.frames.pages import staff_page
from gongkai.obligations import queries as ledger
from gongkai.obligations.models import Obligation
from gongkai.obligations.periods import named
from gongkai.plan.queries import plans_in_force
from gongkai.plan.shape import Duty
from gongkai.supervision.figures import Span, conform, span_of
from gongkai.trail.actors import Actor

MOST = 20  # newest rows of a duty; the ledger has all of them
Row = dict[str, str]


@staff
def evidence(request: HttpRequest, actor: Actor, clause: str) -> HttpResponseBase:
    """One clause of one plan in one period: duty by duty, figures and proofs."""
    if not may_use(actor):
        raise Http404
    now, period = timezone.now(), asked_period(request)
    held = {p.plan.id: p.plan for p in plans_in_force(local_day(now))}
    wanted = request.GET.get("plan", "") or next((id for id, p in held.items() if p.bureau), "")
    reports = conform(now, period, wanted) if wanted in held else []
    found = next((c for r in reports for c in r["clauses"] if c["id"] == clause), None)
    if found is None:
        raise Http404
    plan, span = held[wanted], span_of(period, now)
    context = {
        "clause": clause,
        "title": found["title"],
        "plan": plan.title,
        "period": period.chinese if period else "全部期间",
        "most": MOST,
        "back": f"{reverse('desk:conformance')}?{request.GET.urlencode()}",
        "duties": [_duty(actor, plan.id, plan.duty(d["id"]), d, span) for d in found["duties"]],
    }
    return staff_page(request, "desk/evidence.html", context)


def _duty(
    actor: Actor, plan: str, duty: Duty, figures: dict[str, Any], span: Span
) -> dict[str, Any]:
    asked = urlencode({"plan": plan, "duty": duty.id, "light": "done"})
    return {
        "id": duty.id,
        "title": duty.title,
        "asked": duty.evidence,
        "figures": figure_words(figures),
        "done": _done(actor, plan, duty, span),
        "papers": _papers_of_sheets(actor, duty, span),
        "zero": _zero(actor, plan, duty, span),
        "all": f"{reverse('desk:tasks')}?{asked}" if figures["done"] > MOST else "",
    }


def _done(actor: Actor, plan: str, duty: Duty, span: Span) -> list[Row]:
    """What was done, the newest first; what lost its proof is not among it."""
    rows = ledger.seen_by(actor).filter(
        plan_id_text=plan, duty=duty.id, ending=Obligation.Ending.DISCHARGED,
        opened_at__gte=span.first, opened_at__lt=span.until, ended_at__lt=span.until,
    ).exclude(evidence_lost_at__lt=span.until)  # fmt: skip
    shown = list(rows.order_by("-ended_at", "-pk")[:MOST])
    sheets = _sheets(actor, {o.subject_id for o in shown}) if duty.shown_by else {}
    return [_proof(one, duty, sheets.get(one.subject_id)) for one in shown]


def _proof(task: Obligation, duty: Duty, sheet: Clearance | None) -> Row:
    said = task.evidence.get("index_number") or task.evidence.get("what") or ""
    row = {
        "title": task.title,
        "url": task.evidence.get("address") or reverse("desk:task", args=[task.uuid]),
        "said": "，".join(filter(None, [task.holder_name, str(said), moment(task.ended_at)])),
        "paper": "",
        "paper_url": "",
    }
    return {**row, **_paper(sheet, duty)} if sheet else row


def _sheets(actor: Actor, subjects: Iterable[Any]) -> dict[Any, Clearance]:
    """The newest sheet of each subject that the actor may see."""
    rows = clearances.seen_by(actor).filter(subject_id__in=subjects).order_by("pk")
    return {sheet.subject_id: sheet for sheet in rows}


def _paper(sheet: Clearance, duty: Duty) -> Row:
    name = duty.shown_by or ""
    if name not in papers.names(sheet):
        return {}
    address = reverse("desk:paper", args=[sheet.uuid, name])
    return {"paper": papers.TITLES[name], "paper_url": address}


def _papers_of_sheets(actor: Actor, duty: Duty, span: Span) -> list[Row]:
    """A duty of the calendar about all texts (三(三)): the sheets that were signed in the period, with their paper."""
    if duty.opener != "calendar" or not duty.shown_by:
        return []
    signed = clearances.seen_by(actor).filter(
        state=State.SIGNED, ended_at__gte=span.first, ended_at__lt=span.until
    )
    return [
        {
            "title": sheet.title,
            "said": f"{sheet.drafting_organ_name}，{moment(sheet.ended_at)}",
            **paper,
        }
        for sheet in signed.order_by("-ended_at", "-pk")[:MOST]
        if (paper := _paper(sheet, duty))
    ]


def _zero(actor: Actor, plan: str, duty: Duty, span: Span) -> list[Row]:
    """零报告: which organ, for which period, confirmed by whom."""
    rows: QuerySet[Any] = ledger.zero_reports_seen_by(actor).filter(
        plan_id_text=plan, duty=duty.id, confirmed_at__lt=span.until
    )
    return [
        {
            "title": f"{one.holder_name}：{named(one.period).chinese}无此事项",
            "said": f"{one.confirmed_by}确认，{moment(one.confirmed_at)}",
        }
        for one in rows.order_by("-confirmed_at", "-pk")
        if span.first <= _end_of(one.period) <= span.until
    ][:MOST]


def _end_of(period: str) -> datetime:
    return start_of_day(named(period).until)
