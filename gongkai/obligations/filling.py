"""任务分解表 filled in Excel (F23): an organ's tasks done by hand go out as rows and come back as rows.

Each row is looked at by itself; then every one goes through the same act as 登记完成情况, all in one transaction.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from gongkai.clock.calendars import local_day, start_of_day
from gongkai.obligations.actions import record
from gongkai.obligations.models import Obligation, Record
from gongkai.obligations.periods import Period, period_of
from gongkai.plan.queries import PlanInForce, plan_version, the_bureaus_plan
from gongkai.plan.shape import Duty
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import Refused

MOST_ROWS = 500
MOST_WHAT, MOST_PROOF = 1000, 300
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


@dataclass(frozen=True, slots=True)
class Filled:
    """What somebody typed into one row; `serial` is the number of the task in the ledger."""

    serial: str
    title: str
    done_on: str
    what: str
    proof: str

    @property
    def empty(self) -> bool:
        return not (self.done_on or self.what or self.proof)


@dataclass(frozen=True, slots=True)
class Looked:
    """A row and what came of looking at it: `wrong` has faults by heading, `taken` is recorded already."""

    filled: Filled
    task: Obligation | None = None
    day: date | None = None
    faults: tuple[tuple[str, str], ...] = ()
    taken: bool = False

    @property
    def state(self) -> str:
        """empty, taken, wrong or ready."""
        if self.filled.empty:
            return "empty"
        return "taken" if self.taken else "wrong" if self.faults else "ready"


def duty_of(task: Obligation) -> Duty:
    """The duty as the plan says it that opened the task."""
    return plan_version(task.plan_id).duty(task.duty)


def tasks_of(organ: str, period: Period) -> list[Obligation]:
    """What an organ does by hand: everything open, and what it ended in the period; in the order of the due day."""
    until, first = start_of_day(period.until), start_of_day(period.first)
    rows = Obligation.objects.filter(holder=organ, opened_at__lt=until).filter(
        Q(ending="")
        | Q(ending=Obligation.Ending.DISCHARGED, ended_at__gte=first, ended_at__lt=until)
    )
    found = rows.order_by("due_at", "clause", "duty", "pk")
    return [task for task in found if duty_of(task).kind == "by_hand"]


def records_of(tasks: Sequence[Obligation]) -> dict[int, Record]:
    """What was recorded when these tasks were done, by the key of the task."""
    made = {task.pk: task.evidence["record"] for task in tasks if "record" in task.evidence}
    found = {str(one.uuid): one for one in Record.objects.filter(uuid__in=made.values())}
    return {task: found[record] for task, record in made.items() if record in found}


def first_day(task: Obligation) -> date:
    """The first day of the task's period: nothing that was done before it can be meant."""
    duty, opened = duty_of(task), local_day(task.opened_at)
    if duty.opener != "calendar" or not duty.every:
        return opened
    inside = opened - timedelta(days=1) if duty.term else opened
    return period_of(inside, duty.every).first


def looked_at(rows: Sequence[Filled], organ: str, now: datetime) -> list[Looked]:
    """Every row with all its faults. Raises Refused for more rows than one table holds."""
    if len(rows) > MOST_ROWS:
        raise Refused(
            f"表格有 {len(rows)} 行，一次最多 {MOST_ROWS} 行，请拆分后再上传。", field="file"
        )
    serials = [row.serial for row in rows]
    known = {serial for serial in serials if serial.isdecimal() and len(serial) < 10}
    held = {str(task.pk): task for task in Obligation.objects.filter(pk__in=known)}
    often = {serial for serial, n in Counter(serials).items() if n > 1}
    return [_look(row, held.get(row.serial), organ, now, row.serial in often) for row in rows]


def _look(row: Filled, task: Obligation | None, organ: str, now: datetime, twice: bool) -> Looked:
    if row.empty:
        return Looked(row)
    if (wrong := _not_this_one(row, task, organ, twice)) or task is None:
        return Looked(row, faults=(("序号", wrong),))
    day = _day(row.done_on)
    if day and _same(task, day, row.what):
        return Looked(row, task, day, taken=True)
    faults = [*_day_faults(row.done_on, day, task, now), *_text_faults(row)]
    if task.ending:
        faults.insert(0, ("序号", "该任务已办结，登记内容与此不同。如需补充，请与办公室联系。"))
    return Looked(row, task, day, tuple(faults))


def _not_this_one(row: Filled, task: Obligation | None, organ: str, twice: bool) -> str:
    """Why the number is none of this organ's tasks. Another's and none at all are told apart by nobody."""
    if task is None or task.holder != organ or task.ending == Obligation.Ending.VOID:
        return f"序号“{row.serial}”不是本处室的任务，请按导出的表格填写，不要改动序号。"
    if duty_of(task).kind != "by_hand":
        return "该事项由系统按实际办理情况计算，不能填表登记。"
    if row.title != task.title:
        return f"序号与任务不符，序号 {row.serial} 是“{task.title}”，请核对是否错行。"
    return "同一序号在表中出现多次，请只留一行。" if twice else ""


def _day(typed: str) -> date | None:
    found = _DAY.fullmatch(typed.replace(" ", ""))
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None


def _day_faults(
    typed: str, day: date | None, task: Obligation, now: datetime
) -> list[tuple[str, str]]:
    if not typed:
        return [("完成日期", "没有填写完成日期。")]
    if day is None:
        return [("完成日期", f"“{typed[:20]}”不是日期，请写成 2026-03-02。")]
    if day > local_day(now):
        return [("完成日期", "完成日期不能晚于今天。")]
    if day < first_day(task):
        return [("完成日期", f"完成日期早于本任务的期间（{first_day(task)} 起）。")]
    return []


def _text_faults(row: Filled) -> list[tuple[str, str]]:
    faults = []
    if not row.what:
        faults.append(("完成情况", "没有填写完成情况。"))
    if len(row.what) > MOST_WHAT:
        faults.append(("完成情况", f"完成情况最多 {MOST_WHAT} 字，现有 {len(row.what)} 字。"))
    if len(row.proof) > MOST_PROOF:
        faults.append(("佐证", f"佐证最多 {MOST_PROOF} 字，现有 {len(row.proof)} 字。"))
    return faults


def _same(task: Obligation, day: date, what: str) -> bool:
    rows = Record.objects.filter(
        plan_id_text=task.plan_id_text, duty=task.duty, holder=task.holder, done_on=day, what=what
    )
    return bool(task.ending) and rows.exists()


@transaction.atomic
def record_all(*, rows: Sequence[Looked], by: Actor, at: datetime) -> list[Record]:
    """Record every row that is ready; all of them or, when one is refused after all, none. Raises Refused."""
    if any(row.state == "wrong" for row in rows):
        raise Refused("表格中还有需更正的内容，请更正后重新上传。", field="file")
    ready = [row for row in rows if row.state == "ready"]
    if not ready:
        raise Refused("表格中没有需要登记的内容：没有填写，或都已登记过。", field="file")
    return [_record(row, by, at) for row in ready]


def _record(row: Looked, by: Actor, at: datetime) -> Record:
    assert row.task is not None
    assert row.day is not None
    in_force = PlanInForce(row.task.plan_id, plan_version(row.task.plan_id))
    return record(
        in_force=in_force,
        duty=in_force.plan.duty(row.task.duty),
        holder=the_bureaus_plan(local_day(at)).plan.organ(row.task.holder),
        done_on=row.day,
        what=row.filled.what,
        files=[{"name": row.filled.proof}] if row.filled.proof else [],
        by=by,
        at=at,
        task=row.task,
    )
