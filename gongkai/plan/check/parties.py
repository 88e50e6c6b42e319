"""Parties: every organ, group and role that is named exists."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches

from gongkai.plan.check.faults import Finding, Location
from gongkai.plan.shape import BUREAU_ROLES, CASE_ROLES, Plan


def organs(plan: Plan) -> set[str]:
    return {o.id for o in plan.organs}


def parties(plan: Plan) -> set[str]:
    """What may hold a duty or lead a clause."""
    return organs(plan) | {g.id for g in plan.groups} | set(BUREAU_ROLES) | set(CASE_ROLES)


def unknown(at: Location, id: str, what: str, known: Collection[str]) -> Finding:
    """A name that is not there, with the nearest one that is."""
    near = get_close_matches(id, known, n=1)
    hint = f"是否应为“{near[0]}”？" if near else ""
    return Finding(at, f"{what}“{id}”不存在。", hint + "请改正，或在方案中补上。")


def bureau(plan: Plan) -> Iterator[Finding]:
    """The bureau's own roles stand for an organ and a group of this plan."""
    if plan.bureau is None:
        return
    if plan.bureau.disclosure_office not in organs(plan):
        at = ("bureau", "disclosure_office")
        yield unknown(at, plan.bureau.disclosure_office, "机构", organs(plan))
    groups = {g.id for g in plan.groups}
    if plan.bureau.all_organs not in groups:
        yield unknown(("bureau", "all_organs"), plan.bureau.all_organs, "分组", groups)


def clauses(plan: Plan) -> Iterator[Finding]:
    """Who leads and supports a clause."""
    known = parties(plan)
    for number, clause in enumerate(plan.clauses):
        for field in ("lead", "support"):
            for id in getattr(clause, field):
                if id not in known:
                    yield unknown(("clauses", number, field), id, "机构、分组或角色", known)


def groups_and_successors(plan: Plan) -> Iterator[Finding]:
    """Members of groups and successors of organs are organs."""
    known = organs(plan)
    for name, field in (("groups", "members"), ("organs", "successors")):
        for number, part in enumerate(getattr(plan, name)):
            for id in getattr(part, field):
                if id not in known:
                    yield unknown((name, number, field), id, "机构", known)
