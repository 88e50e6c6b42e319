"""The responsibility matrix (二(六)): categories have owners and a column, columns have an owner."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.plan.check.faults import Finding
from gongkai.plan.check.parties import organs, unknown
from gongkai.plan.shape import Category, Plan


def categories(plan: Plan) -> Iterator[Finding]:
    """Owners are organs or a group; the lead is one of them; the column exists."""
    owners = organs(plan) | {g.id for g in plan.groups}
    columns = {c.id for c in plan.columns}
    for number, category in enumerate(plan.categories):
        at = ("categories", number)
        for id in category.owners:
            if id not in owners:
                yield unknown((*at, "owners"), id, "机构或分组", owners)
        if category.column not in columns:
            yield unknown((*at, "column"), category.column, "栏目", columns)
        yield from _lead(at, category, plan)


def _lead(at: tuple[str, int], category: Category, plan: Plan) -> Iterator[Finding]:
    groups = {g.id: g.members for g in plan.groups}
    owners = [m for owner in category.owners for m in groups.get(owner, (owner,))]
    if category.lead and category.lead not in owners:
        yield Finding(
            (*at, "lead"), f"牵头的“{category.lead}”不在 owners 之内。", "请从 owners 中选一个。"
        )
    if category.abolished_by and category.to is None:
        yield Finding(
            (*at, "abolished_by"), "写明了取消依据，但没有取消日期。", "请补上 to = 取消之日。"
        )


def columns(plan: Plan) -> Iterator[Finding]:
    """The owner of a column is an organ, or for national plans a role."""
    known = organs(plan) | {"disclosure_office"}
    for number, column in enumerate(plan.columns):
        if column.owner not in known:
            yield unknown(("columns", number, "owner"), column.owner, "机构", known)
