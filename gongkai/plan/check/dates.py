"""Dates: nothing ends on or before the day it begins (half-open)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.plan.check.faults import Finding
from gongkai.plan.shape import Plan

MEND = "止日不含当日，应晚于起日，请改正。"


def ends_before_it_begins(plan: Plan) -> Iterator[Finding]:
    """The plan itself, organs, categories and columns."""
    if _backwards(plan.valid_from, plan.valid_to):
        yield Finding(
            ("valid_to",), f"方案止于 {plan.valid_to}，不晚于起日 {plan.valid_from}。", MEND
        )
    for name in ("organs", "categories", "columns"):
        for number, part in enumerate(getattr(plan, name)):
            if _backwards(part.from_, part.to):
                yield Finding(
                    (name, number, "to"),
                    f"“{part.id}”止于 {part.to}，不晚于起日 {part.from_}。",
                    MEND,
                )


def _backwards(first: date | None, after: date | None) -> bool:
    return first is not None and after is not None and after <= first
