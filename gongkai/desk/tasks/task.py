"""One task: clock, legs, evidence, history; and 逐日计算."""

from __future__ import annotations

from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from gongkai.clearance import queries as clearances
from gongkai.clearance.models import Clearance
from gongkai.clock.terms import Term
from gongkai.desk.answers import staff
from gongkai.desk.chasing.evidence import chased_in_its_period
from gongkai.desk.chasing.listing import chases_of
from gongkai.desk.sheets.printing import menu_of
from gongkai.desk.tasks.listing import legs_of
from gongkai.desk.tasks.recording import offers
from gongkai.frames.clocks import due_of
from gongkai.frames.environment import moment
from gongkai.frames.pages import staff_page
from gongkai.obligations import queries as ledger
from gongkai.obligations.counting import proof_of
from gongkai.obligations.models import Obligation
from gongkai.plan.calendars import calendar_in_force
from gongkai.plan.queries import plan_version
from gongkai.supervision.legs import at_leaders
from gongkai.trail import vocabulary
from gongkai.trail.actors import Actor
from gongkai.trail.models import Entry


def _mine(actor: Actor, uuid: UUID) -> Obligation:
    found = Obligation.objects.prefetch_related("legs", "suspensions").filter(uuid=uuid).first()
    if found is None or not ledger.may_see(actor, found):
        raise Http404
    return found


@staff
def task(request: HttpRequest, actor: Actor, uuid: UUID) -> HttpResponseBase:
    """One task: clock, legs, evidence, history."""
    now = timezone.now()
    obligation = _mine(actor, uuid)
    plan = plan_version(obligation.plan_id)
    duty, sheet = plan.duty(obligation.duty), _sheet(actor, obligation)
    led = at_leaders(actor, [obligation.subject_id], now).get(obligation.subject_id, ())
    clock = due_of(obligation, now) if not obligation.ending else None
    context = {
        "title": obligation.title,
        "duty": obligation.duty_title,
        "clause": obligation.clause,
        "organ": obligation.holder_name,
        "clock": {
            **(clock or _ended(obligation)),
            "note": "暂定：放假通知尚未发布" if obligation.provisional else "",
        },
        "facts": [
            ("事项", obligation.duty),
            ("依据", plan.title),
            ("时限", Term.parse(obligation.term).chinese if obligation.term else ""),
            ("起算", moment(obligation.opened_at)),
            ("到期", obligation.due_day.isoformat() if obligation.due_day else ""),
            ("佐证要求", duty.evidence),
            ("五公开", duty.publicity),
        ],
        "legs": legs_of(list(obligation.legs.all()), now, led),
        "evidence": _evidence(obligation),
        "suspensions": [
            {
                "from": s.first.isoformat(),
                "to": s.until.isoformat() if s.until else "未恢复",
                "reason": s.reason,
                "by": "办公室",
            }
            for s in obligation.suspensions.all()
        ],
        "chases": chases_of(actor, obligation),
        "history": _history(obligation, sheet),
        "subject": _subject(obligation, sheet),
        "papers": menu_of(sheet) if sheet else [],
        "acts": offers(actor, obligation),
        "said": "",
        "errors": [],
    }
    return staff_page(request, "desk/obligation.html", context)


def _ended(obligation: Obligation) -> dict[str, str]:
    if not obligation.ending:
        return {"bucket": "normal", "text": "没有规定时限", "url": ""}
    words = f"{moment(obligation.ended_at)} {obligation.get_ending_display()}"
    return {
        "bucket": "late" if obligation.done_late else "normal",
        "text": words,
        "url": _proof_url(obligation),
    }


def _proof_url(obligation: Obligation) -> str:
    return reverse("desk:proof", args=[obligation.uuid]) if obligation.term else ""


def _evidence(obligation: Obligation) -> list[dict[str, str]]:
    proof = obligation.evidence
    if not proof or obligation.evidence_lost_at:
        return []
    title = proof.get("index_number") or proof.get("what") or "系统记录"
    when = moment(obligation.ended_at)
    return [
        {
            "title": str(title),
            "url": proof.get("address", ""),
            "when": when,
            "by": obligation.holder_name,
        }
    ]


# What is told of a task to who may not see the sheet behind it: neither opinions nor outcomes of reviews.
_OF_THE_TASK = ("obligation.", "chase.", "zero_report.")


def _history(obligation: Obligation, sheet: Clearance | None) -> list[dict[str, str]]:
    entries = Entry.objects.filter(
        subject_kind=obligation.subject_kind, subject_id=obligation.subject_id
    )
    if sheet is None and _sheets(obligation).exists():
        told = [Q(action__startswith=prefix) for prefix in _OF_THE_TASK]
        entries = entries.filter(reduce(or_, told))
    return [
        {"when": moment(e.recorded), "sentence": f"{e.actor['name']}：{vocabulary.sentence(e)}"}
        for e in entries.order_by("number")[:200]
    ]


def _sheets(obligation: Obligation) -> QuerySet[Clearance]:
    return Clearance.objects.filter(
        subject_kind=obligation.subject_kind, subject_id=obligation.subject_id
    )


def _subject(obligation: Obligation, sheet: Clearance | None) -> dict[str, str] | None:
    if sheet is not None:
        return {"title": sheet.title, "url": reverse("desk:case", args=[sheet.uuid])}
    counted = chased_in_its_period(obligation)
    return {"title": counted.title, "url": counted.url} if counted else None


def _sheet(actor: Actor, obligation: Obligation) -> Clearance | None:
    """The newest sheet of the subject, for who may see it: its papers are evidence of review and signing."""
    seen = clearances.seen_by(actor).filter(pk__in=_sheets(obligation).values("pk"))
    return seen.order_by("pk").last()


@staff
def proof(request: HttpRequest, actor: Actor, uuid: UUID) -> HttpResponseBase:
    """逐日计算: everybody who sees the date may read how it was counted."""
    now = timezone.now()
    obligation = _mine(actor, uuid)
    if not obligation.term:
        raise Http404
    counted = proof_of(obligation, calendar_in_force(), now)
    context = {
        "subject": obligation.title,
        "duty": obligation.duty_title,
        "clause": obligation.clause,
        "back": {"label": "返回任务", "url": reverse("desk:task", args=[obligation.uuid])},
        "result": due_of(obligation, now) if not obligation.ending else _ended(obligation),
        "facts": [
            ("起算", moment(obligation.opened_at)),
            ("期限", counted.term.chinese),
            ("到期", counted.due.day.isoformat()),
            ("依据", plan_version(obligation.plan_id).title),
            ("放假安排", f"已载入至 {calendar_in_force().last.isoformat()}"),
        ],
        "provisional": "到期日所在年份的放假通知尚未载入，暂按周一至周五推算，不据此认定超期。"
        if counted.due.provisional
        else "",
        "days": list(counted.days) if counted.term.unit != "hour" else [],
        "lines": counted.lines(),
    }
    return staff_page(request, "desk/proof.html", context)
