"""What a plan may contain but should not: said by `plan check`, refused by nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.plan.shape import Plan
from gongkai.plan.shape.part import ON_CHANGE


def warnings_of(plan: Plan, on: date) -> list[str]:
    """Sentences about what will not work on a day."""
    return [*_columns(plan, on), *_categories(plan, on), *_organs(plan, on)]


def _columns(plan: Plan, on: date) -> Iterator[str]:
    # 国办秘函〔2019〕19号: five blank columns, or ten that are not kept up, fail a site outright.
    filled = {c.column for c in plan.categories if c.exists_on(on)}
    for column in plan.columns:
        if column.exists_on(on) and column.id not in filled:
            cadence = "" if column.cadence == ON_CHANGE else f"，无法按周期（{column.cadence}）更新"
            yield f"栏目“{column.title}”没有在用的信息类别{cadence}。"


def _categories(plan: Plan, on: date) -> Iterator[str]:
    for category in plan.categories:
        if not category.exists_on(on):
            continue
        if not any(o.exists_on(on) for o in plan.owners_of(category.id)):
            yield f"信息类别“{category.title}”没有在任的负责机构。"
        if category.joint and category.lead is None:
            yield f"信息类别“{category.title}”由多个机构共同负责，尚未确定牵头机构。"


def _organs(plan: Plan, on: date) -> Iterator[str]:
    for organ in plan.organs:
        if not organ.exists_on(on) and organ.to and not organ.successors:
            yield f"机构“{organ.name}”已于 {organ.to} 终止，没有写明承接机构。"
