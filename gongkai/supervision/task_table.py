"""任务分解表 with 完成情况 (三(一).2): the plan's table, and what became of each duty, computed from the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from gongkai.plan import table
from gongkai.plan.queries import PlanInForce, the_bureaus_plan
from gongkai.plan.shape import Duty, Plan
from gongkai.supervision.figures import (
    Counts,
    DutyFigures,
    counts_of,
    figures_of,
    holders_of,
    span_of,
)

_DONE = table.HEADINGS.index("完成情况")


@dataclass(frozen=True, slots=True)
class Line:
    """One duty: the cells of the table in the order of its headings, and the figures behind 完成情况."""

    duty: Duty
    cells: tuple[str, ...]
    figures: DutyFigures
    counts: Counts


def lines(in_force: PlanInForce, now: datetime, organ: str = "") -> list[Line]:
    """The duties of a plan, or those that an organ leads or supports, as they stand now."""
    span = span_of(None, now)
    counts = counts_of(in_force.plan.id, span, organ)
    made = []
    for duty, cells in zip(in_force.plan.duties, table.rows(in_force.plan), strict=True):
        if organ and not _concerns(in_force, duty, organ, now):
            continue
        counted = counts.get(duty.id, Counts())
        figures = figures_of(in_force, duty, span, counted, organ)
        said = state(figures, counted)
        made.append(Line(duty, (*cells[:_DONE], said, *cells[_DONE + 1 :]), figures, counted))
    return made


def state(figures: DutyFigures, counts: Counts) -> str:
    """完成情况 in words; what is nought is not said."""
    if figures.kind == "not_yet":
        return "本软件尚未支持"
    late = f"（逾期办结 {counts.late_done}）" if counts.late_done else ""
    said: Sequence[tuple[str, int, str]] = (
        ("已办", counts.done, late),
        ("在办", counts.open - counts.open_late, ""),
        ("逾期", counts.open_late, ""),
        ("零报告", figures.zero_report, ""),
        ("未报告", figures.unreported, ""),
    )
    return " · ".join(f"{word} {n}{more}" for word, n, more in said if n) or "暂无记录"


def _concerns(in_force: PlanInForce, duty: Duty, organ: str, now: datetime) -> bool:
    """牵头 or 配合: whoever may have to act on it, and whom the clause names beside them."""
    day = span_of(None, now).last_day
    if organ in {holder.id for holder in holders_of(in_force, duty, day)}:
        return True
    bureau = the_bureaus_plan(day).plan
    support = in_force.plan.clause(duty.clause).support
    return any(organ in _members(in_force.plan, bureau, holder) for holder in support)


def _members(plan: Plan, bureau: Plan, holder: str) -> set[str]:
    where = bureau if holder in ("disclosure_office", "all_organs") else plan
    return {organ.id for organ in where.members(holder)}
