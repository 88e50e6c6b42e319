"""落实情况: the plan's clauses in its order, every figure a link to its list; 待局里确认; 留痕; 我的."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from gongkai.clock.calendars import local_day
from gongkai.desk.answers import staff
from gongkai.frames import exports
from gongkai.frames.environment import moment
from gongkai.frames.pages import staff_page
from gongkai.obligations.periods import Period, named
from gongkai.plan.queries import plans_in_force
from gongkai.plan.shape import Plan
from gongkai.supervision.figures import conform
from gongkai.trail.actors import Actor

SEGMENTS: tuple[tuple[str, str, dict[str, str] | None], ...] = (
    ("in_time", "按时", {"light": "done"}),
    ("late", "超期", {"light": "late"}),
    ("open", "在办", {}),
    ("zero", "零报告", None),
    ("unreported", "未报告", None),
)


def may_use(actor: Actor) -> bool:
    """Everybody on the staff may see how the plan is carried out; administrators of the system need not."""
    return actor.person is not None and actor.role not in (
        "system_administrator",
        "security_administrator",
    )


@staff
def conformance(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Thirteen clauses as cards; national rules under their own plan below."""
    if not may_use(actor):
        raise Http404
    now = timezone.now()
    period = asked_period(request)
    plans = {held.plan.id: held.plan for held in plans_in_force(local_day(now))}
    wanted = request.GET.get("plan", "")
    reports = conform(now, period, wanted if wanted in plans else _main(plans))
    if not reports:  # the plan was not yet in force in that period
        raise Http404
    report = reports[0]
    if exports.asked_for(request):
        cells = _cells(report["clauses"], plans[report["plan"]])
        return exports.export("落实情况", HEADINGS, cells, (10, 12, 44, 14))
    context = {
        "plan": report["title"],
        "periods": _filters(request, plans, now),
        "as_of": f"截至第 {report['at_entry']} 条留痕，{moment(now)}",
        "clauses": [_card(c, plans[report["plan"]], request) for c in report["clauses"]],
        "exports": exports.links(request),
    }
    return staff_page(request, "desk/conformance.html", context)


def _main(plans: dict[str, Plan]) -> str:
    return next(id for id, plan in plans.items() if plan.bureau is not None)


def asked_period(request: HttpRequest) -> Period | None:
    """The period in the address; None for everything, and for what is no period."""
    try:
        return named(request.GET["period"]) if request.GET.get("period") else None
    except ValueError:
        return None


def _filters(request: HttpRequest, plans: dict[str, Plan], now: datetime) -> dict[str, Any]:
    fields = [
        {"name": "period", "label": "期间", "options": periods_of(local_day(now)), "value": request.GET.get("period", "")},
        {"name": "plan", "label": "方案", "options": [(p.id, p.title) for p in plans.values()],
         "value": request.GET.get("plan", next((p.id for p in plans.values() if p.bureau), ""))},
    ]  # fmt: skip
    return {"fields": fields, "url": request.path, "active": []}


def periods_of(today: date) -> list[tuple[str, str]]:
    """What may be asked for: everything, this year and its quarters so far, last year."""
    quarters = [f"{today.year}-Q{q}" for q in range(1, (today.month - 1) // 3 + 2)]
    names = [str(today.year), *reversed(quarters), str(today.year - 1)]
    return [("", "全部"), *((name, named(name).chinese) for name in names)]


def _card(clause: dict[str, Any], plan: Plan, request: HttpRequest) -> dict[str, Any]:
    found = plan.clause(clause["id"])
    counts = _counts(clause["duties"])
    not_yet = [plan.duty(d["id"]).title for d in clause["duties"] if d["kind"] == "not_yet"]
    return {
        "id": clause["id"],
        "title": clause["title"],
        "url": _list(plan, clause["id"], {}),
        "evidence": f"{reverse('desk:evidence', args=[clause['id']])}?{request.GET.urlencode()}",
        "lead": "、".join(plan.holder_title(h) for h in found.lead),
        "support": "、".join(plan.holder_title(h) for h in found.support),
        "segments": [
            {"key": key, "label": label, "count": counts[key],
             "url": _list(plan, clause["id"], asked) if asked is not None else ""}
            for key, label, asked in SEGMENTS
        ] + _hatched(not_yet),
        "not_yet": not_yet,
    }  # fmt: skip


def _counts(duties: list[dict[str, Any]]) -> dict[str, int]:
    """The segments of one duty, or of all duties of a clause; what is open and late counts as late."""
    sums = dict.fromkeys(("in_time", "late", "open", "zero_report", "unreported"), 0)
    for duty in duties:
        for key in sums:
            sums[key] += duty[key]
    late_open = sums["late"] - sum(d["done"] - d["in_time"] for d in duties)
    return {
        "in_time": sums["in_time"],
        "late": sums["late"],
        "open": max(0, sums["open"] - late_open),
        "zero": sums["zero_report"],
        "unreported": sums["unreported"],
    }


KINDS = {"software": "系统办理", "by_hand": "登记完成情况", "not_yet": "尚未支持"}
HEADINGS = ("条款", "事项", "任务", "办理方式", *(label for _, label, _ in SEGMENTS))


def _cells(clauses: list[dict[str, Any]], plan: Plan) -> Iterator[list[str | int]]:
    """Each duty, then the sum of its clause: the figures of the cards, taken apart."""
    for clause in clauses:
        for duty in clause["duties"]:
            named = [clause["id"], duty["id"], plan.duty(duty["id"]).title, KINDS[duty["kind"]]]
            yield [*named, *_counts([duty]).values()]
        yield [clause["id"], "小计", clause["title"], "", *_counts(clause["duties"]).values()]
    every = [duty for clause in clauses for duty in clause["duties"]]
    yield ["", "合计", plan.title, "", *_counts(every).values()]


def figure_words(duty: dict[str, Any]) -> str:
    """The figures of a duty in words: 按时 3 · 超期 1; what is nought is not said."""
    if duty["kind"] == "not_yet":
        return KINDS["not_yet"]
    counts = _counts([duty])
    said = [f"{label} {counts[key]}" for key, label, _ in SEGMENTS if counts[key]]
    return " · ".join(said) or "暂无记录"


def _hatched(not_yet: list[str]) -> list[dict[str, Any]]:
    """Duties of matters that are not there yet: grey and hatched, never green."""
    return (
        [{"key": "not_yet", "label": "尚未支持", "count": len(not_yet), "url": ""}]
        if not_yet
        else []
    )


def _list(plan: Plan, clause: str, asked: dict[str, str]) -> str:
    return f"{reverse('desk:tasks')}?{urlencode({'plan': plan.id, 'clause': clause, **asked})}"


@staff
def to_confirm(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """待局里确认: what the plan's text leaves open, and what the software assumes until it is answered."""
    questions = [
        {
            "about": q.about,
            "question": q.question,
            "assumption": q.assumption,
            "plan": held.plan.title,
        }
        for held in plans_in_force(local_day(timezone.now()))
        for q in held.plan.questions
    ]
    return staff_page(request, "desk/to_confirm.html", {"questions": questions})
