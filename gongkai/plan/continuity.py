"""What a new version may not do to the plans before it: ids end with a date, they never vanish."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.plan.check.faults import Finding
from gongkai.plan.shape import Plan

# Old records name these by id; duties are copied whole onto their obligations and may go.
KEPT = (
    ("clauses", "条款", "请保留该条款。"),
    ("organs", "机构", "请保留该机构，写明 to 和 successors。"),
    ("groups", "分组", "请保留该分组。"),
    ("categories", "信息类别", "请保留该类别，写明 to 和 abolished_by。"),
    ("columns", "栏目", "请保留该栏目，写明 to。"),
)


def vanished(before: Plan, plan: Plan) -> Iterator[Finding]:
    """Ids of an earlier version that the new one no longer has."""
    for name, what, mend in KEPT:
        here = {part.id for part in getattr(plan, name)}
        for part in getattr(before, name):
            if part.id not in here:
                said = f"第 {before.version} 版中的{what}“{part.id}”不见了，旧记录将无从查对。"
                yield Finding((name,), said, mend)


def second_bureau(other: Plan, plan: Plan) -> Iterator[Finding]:
    """One installation, one bureau: only one plan carries `bureau`."""
    if plan.bureau and other.bureau and other.id != plan.id:
        said = f"方案“{other.title}”已载有本局信息，一套系统只服务一个单位。"
        yield Finding(("bureau",), said, "请删去 [bureau]，或沿用原方案代码出新版本。")
