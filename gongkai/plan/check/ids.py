"""Ids: each once, and every `confirm` a question."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.plan.check.faults import Finding
from gongkai.plan.shape import BUREAU_ROLES, CASE_ROLES, Plan

# Lists whose ids are looked up together and therefore must differ from each other as well.
TOGETHER = (
    (("clauses", "条款"),),
    (("organs", "机构"), ("groups", "分组")),
    (("categories", "信息类别"),),
    (("columns", "栏目"),),
    (("duties", "任务"), ("notes", "说明")),
    (("chains", "审签流程"),),
    (("questions", "待确认问题"),),
)
CONFIRMED = ("organs", "groups", "categories", "columns", "duties", "chains", "retentions")


def twice(plan: Plan) -> Iterator[Finding]:
    """An id that stands for two things."""
    for lists in TOGETHER:
        seen: set[str] = set()
        for name, what in lists:
            for number, part in enumerate(getattr(plan, name)):
                if part.id in seen:
                    yield Finding(
                        (name, number), f"{what}“{part.id}”重复。", "请改用另一个 id，或删去一处。"
                    )
                seen.add(part.id)


def roles(plan: Plan) -> Iterator[Finding]:
    """An organ or group that takes the name of a role."""
    for name in ("organs", "groups"):
        for number, part in enumerate(getattr(plan, name)):
            if part.id in BUREAU_ROLES or part.id in CASE_ROLES:
                yield Finding((name, number), f"“{part.id}”是角色的名称。", "请改用另一个 id。")


def confirmations(plan: Plan) -> Iterator[Finding]:
    """A `confirm` that names no question: what is assumed must be on the list of 待局里确认."""
    questions = {q.id for q in plan.questions}
    for name in CONFIRMED:
        for number, part in enumerate(getattr(plan, name)):
            if part.confirm and part.confirm not in questions:
                yield Finding(
                    (name, number, "confirm"),
                    f"待确认问题“{part.confirm}”不存在。",
                    "请在 [[questions]] 中补上，或改正 confirm。",
                )
