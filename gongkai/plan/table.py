"""任务分解表: the plan's duties as a table that people print, fill in and hand round."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from gongkai.clock.terms import Term, Unit
from gongkai.plan.shape import Duty, Plan
from gongkai.tables.writing import Sheet, neutral, xlsx

HEADINGS = ("序号", "条款", "任务", "牵头", "配合", "时限", "五公开", "完成情况", "佐证")
WIDTHS = (6, 10, 44, 20, 28, 30, 8, 16, 36)
PERIODS = {"year": "每年", "half_year": "每半年", "quarter": "每季度", "month": "每月"}


def rows(plan: Plan) -> list[tuple[str, ...]]:
    """One row a duty, in the plan's order; 完成情况 stays empty for those who fill it in."""
    return [
        (
            str(number),
            duty.clause,
            duty.title,
            plan.holder_title(duty.holder),
            "、".join(_supporting(plan, duty)),
            due(duty),
            duty.publicity,
            "",
            duty.evidence,
        )
        for number, duty in enumerate(plan.duties, start=1)
    ]


def due(duty: Duty) -> str:
    """When a duty is due, in words: 3个工作日; 每季度，期满后10个工作日内; 每年，1月31日前."""
    term = Term.parse(duty.term) if duty.term else None
    every = PERIODS[duty.every] if duty.every else ""
    if duty.opener == "calendar":
        if term is None:
            return f"{every}，期内完成"
        after = "前" if term.unit is Unit.DATE_OF_YEAR else "内"
        return f"{every}，期满后{term.chinese}{after}"
    return "；".join(filter(None, [term.chinese if term else "", every and f"{every}零报告"]))


def as_csv(plan: Plan) -> bytes:
    """UTF-8 with a byte order mark: WPS and Excel then show Chinese."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    writer.writerows([neutral(cell) for cell in row] for row in rows(plan))
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(plan: Plan) -> bytes:
    """A sheet in A4 landscape, one page wide, headings on every page."""
    return xlsx(Sheet("任务分解表", HEADINGS, rows(plan), WIDTHS))


WRITERS: dict[str, Callable[[Plan], bytes]] = {".csv": as_csv, ".xlsx": as_xlsx}


def _supporting(plan: Plan, duty: Duty) -> list[str]:
    support = plan.clause(duty.clause).support
    return [plan.holder_title(id) for id in support if id != duty.holder]
