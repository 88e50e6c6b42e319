"""Duties: each has a clause, a holder, an opener that can open it, and events that exist.

A duty that nothing opens is never late: that is why a missing opener is refused.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.plan.check.conditions import conditions_of
from gongkai.plan.check.faults import Finding
from gongkai.plan.check.parties import parties, unknown
from gongkai.plan.events import EVENTS
from gongkai.plan.shape import CASE_ROLES, Duty, Plan

BY_HAND = "by_hand.recorded"


def clause_and_holder(plan: Plan) -> Iterator[Finding]:
    """The clause and the holder exist."""
    clauses, known = {c.id for c in plan.clauses}, parties(plan)
    for number, duty in enumerate(plan.duties):
        if duty.clause not in clauses:
            yield unknown(("duties", number, "clause"), duty.clause, "条款", clauses)
        if duty.holder not in known:
            yield unknown(("duties", number, "holder"), duty.holder, "机构、分组或角色", known)


def opened(plan: Plan) -> Iterator[Finding]:
    """Something opens the duty, for holders that are known when it does."""
    for number, duty in enumerate(plan.duties):
        yield from _opener(("duties", number), duty)
        yield from _period(("duties", number), duty)


def _opener(at: tuple[str, int], duty: Duty) -> Iterator[Finding]:
    if duty.opener == "calendar" and duty.opened_by:
        yield Finding(
            (*at, "opened_by"), "按日历开启的任务不由事件开启。", "请删去 opened_by，或改 opener。"
        )
    if duty.opener != "calendar" and not duty.opened_by:
        yield Finding(
            at,
            f"任务没有开启事件，opener 为“{duty.opener}”却缺少 opened_by：没人开启就永远不会逾期。",
            '请写明 opened_by，或改为 opener = "calendar" 并写明 every。',
        )


def _period(at: tuple[str, int], duty: Duty) -> Iterator[Finding]:
    if duty.opener != "act" and duty.every is None:
        why = "按日历开启" if duty.opener == "calendar" else "由台账或外部事件开启，须定期零报告"
        mend = '请写明 every = "year"、"half_year"、"quarter" 或 "month"。'
        yield Finding(at, f"任务{why}，却缺少 every。", mend)
    if duty.every and duty.holder in CASE_ROLES:
        yield Finding(
            (*at, "holder"),
            f"“{duty.holder}”要有具体事项才知道是谁，不能按周期承担任务或零报告。",
            "请改为机构、分组，或 disclosure_office、all_organs。",
        )


def events(plan: Plan) -> Iterator[Finding]:
    """Events are on the published list; what is done by hand is discharged by its record."""
    for number, duty in enumerate(plan.duties):
        for field in ("opened_by", "discharged_by", "moot_by"):
            for event in getattr(duty, field):
                if event not in EVENTS:
                    yield unknown(("duties", number, field), event, "事件", EVENTS)
        if (duty.kind == "by_hand") != (BY_HAND in duty.discharged_by):
            yield Finding(
                ("duties", number, "kind"),
                f"人工落实（by_hand）的任务应由“{BY_HAND}”完成，其他任务不应由它完成。",
                "请改正 kind 或 discharged_by。",
            )


def conditions(plan: Plan) -> Iterator[Finding]:
    """`when` asks for facts that every opening event has."""
    for number, duty in enumerate(plan.duties):
        if any(event not in EVENTS for event in duty.opened_by):
            continue  # said already by `events`
        known = [set(EVENTS[event].facts) for event in duty.opened_by]
        facts = set.intersection(*known) if known else set()
        yield from conditions_of(("duties", number, "when"), duty.when, facts, plan)


def retentions(plan: Plan) -> Iterator[Finding]:
    """保管期限 asks for what is known of a document when it is filed."""
    known = ("kind", "attribute", "category", "drafting_organ")
    for number, rule in enumerate(plan.retentions):
        yield from conditions_of(("retentions", number, "when"), rule.when, known, plan)
