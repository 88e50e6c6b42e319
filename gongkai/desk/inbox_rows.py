"""Rows of the inbox: sheets with clock and step, messages as sentences."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from gongkai.clearance import queries as clearances
from gongkai.clearance.models import Clearance, Step
from gongkai.clearance.states import WITH_DRAFTER, Act, State, StepState
from gongkai.clock.calendars import local_day
from gongkai.frames.clocks import due_of, nearest
from gongkai.frames.waiting import Waiting
from gongkai.kinds.registry import kind_of, title_of
from gongkai.obligations import queries as ledger
from gongkai.obligations.models import Obligation
from gongkai.plan.calendars import calendar_in_force
from gongkai.plan.queries import the_bureaus_plan
from gongkai.supervision.models import Notice
from gongkai.trail import vocabulary
from gongkai.trail.actors import Actor

ROW_ACTS = {
    Act.REVIEW: "审核", Act.CONSULT: "会签", Act.LEGAL: "审核", Act.SECRECY: "审查",
    Act.SIGN: "签发", Act.AMEND: "确认", Act.NUMBER: "编号",
}  # fmt: skip
ROW_STATES = {State.REGISTERED: "确认", State.VOIDED: "处理异议"}


def sheet_rows(
    actor: Actor, rows: list[Clearance], tab: str, now: datetime
) -> list[dict[str, Any]]:
    """Rows of sheets; clocks, steps and corrections are read once each for the whole page."""
    clocks, steps = _clocks_on(rows), _open_steps(rows)
    plan = the_bureaus_plan(local_day(now)).plan
    short = {organ.id: organ.short for organ in plan.organs}
    calendar = calendar_in_force()
    found = []
    for row in rows:
        first = nearest(clocks.get(row.subject_id, []))
        due = due_of(first, now, calendar) if first else None
        item = _sheet_row(row, due, steps.get(row.pk, []), short)
        found.append({**item, "due_at": first.due_at if first else None})
    if tab != "todo":
        return found
    corrected = clearances.corrections_for(actor).filter(signature__clearance__in=rows)
    to_confirm = set(corrected.values_list("signature__clearance_id", flat=True))
    unamended = clearances.unamended().filter(clearance__in=rows)
    to_write = set(unamended.values_list("clearance_id", flat=True))
    to_write |= {row.pk for row in rows if row.state in WITH_DRAFTER}
    return [
        item | _asked(actor, row, steps.get(row.pk, []), row.pk in to_write, row.pk in to_confirm)
        for item, row in zip(found, rows, strict=True)
    ]


def _clocks_on(rows: list[Clearance]) -> dict[Any, list[Obligation]]:
    found: dict[Any, list[Obligation]] = {}
    on_them = ledger.on_any([r.subject for r in rows]).filter(ending="")
    for obligation in on_them:
        found.setdefault(obligation.subject_id, []).append(obligation)
    return found


def _open_steps(rows: list[Clearance]) -> dict[int, list[Step]]:
    found: dict[int, list[Step]] = {}
    for step in Step.objects.filter(clearance__in=rows, state=StepState.OPEN):
        found.setdefault(step.clearance_id, []).append(step)
    return found


def _sheet_row(
    row: Clearance, due: dict[str, Any] | None, steps: list[Step], short: dict[str, str]
) -> dict[str, Any]:
    where = "、".join(dict.fromkeys(s.title for s in steps)) or State(row.state).label
    return {
        "bucket": due["bucket"] if due else "normal",
        "title": row.title,
        "url": reverse("desk:case", args=[row.uuid]),
        "facts": [
            title_of(row.document_kind),
            short.get(row.drafting_organ, row.drafting_organ_name),
            where,
        ],
        "due": due,
        "act": None,
    }


def _asked(
    actor: Actor, row: Clearance, steps: list[Step], to_write: bool, to_confirm: bool
) -> dict[str, Any]:
    """The button of a row of 待办. 签发 is two taps from here; else the title leads to the sheet."""
    address = reverse("desk:case", args=[row.uuid])
    step = next((s for s in steps if clearances.may_take(actor, s)), None)
    if to_write:
        edit = kind_of(row.subject).edit_address(row.subject_id)
        return {"act": {"label": "修改", "url": edit}}
    if step is not None and step.act == Act.SIGN:
        sign = reverse("desk:sign", args=[row.uuid])
        return {"act": {"label": "签发", "url": sign}, "url": sign}
    if step is not None:
        label = ROW_ACTS[Act(step.act)]
    elif to_confirm:
        label = "确认更正"
    else:
        label = ROW_STATES.get(State(row.state), "发布")
    return {"act": {"label": label, "url": address}}


def waiting_rows(beside: list[Waiting], now: datetime) -> list[dict[str, Any]]:
    """What waits here beside sheets (清理待确认, 归档待签收), with the clock of its task; two queries."""
    named = {subject for one in beside for subject in one.tasks}
    tasks = ledger.on_any(named).filter(ending="").order_by("-due_at") if named else ()
    found = {task.subject: task for task in tasks}
    calendar = calendar_in_force()
    rows = []
    for one in beside:
        first = nearest([found[subject] for subject in one.tasks if subject in found])
        due = due_of(first, now, calendar) if first else None
        rows.append(
            {
                "bucket": due["bucket"] if due else "normal",
                "title": one.title,
                "url": one.url,
                "facts": list(one.facts),
                "due": due,
                "due_at": first.due_at if first else None,
                "act": {"label": one.label, "url": one.url},
            }
        )
    return rows


def notice_row(notice: Notice) -> dict[str, Any]:
    """A line of 待阅: the entry as a sentence; opening it marks it as read."""
    entry = notice.entry
    return {
        "bucket": "normal",
        "title": vocabulary.sentence(entry),
        "url": reverse("desk:read", args=[notice.pk]),
        "facts": [
            entry.data.get("title", ""),
            entry.actor["name"],
            f"{timezone.localtime(entry.recorded):%m-%d %H:%M}",
        ],
        "due": None,
    }
