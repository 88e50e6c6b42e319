"""登记完成情况 and 零报告: what the holder says of its own duties."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from gongkai.clock.calendars import local_day
from gongkai.obligations.actions.rights import duty_subject, only_the_holder
from gongkai.obligations.models import Obligation, Record, ZeroReport
from gongkai.obligations.periods import named, period_of
from gongkai.obligations.settling import Event, discharge, open_for, settle
from gongkai.plan.calendars import calendar_in_force
from gongkai.plan.models import PlanVersion
from gongkai.plan.queries import PlanInForce
from gongkai.plan.shape import Duty, Organ
from gongkai.trail import vocabulary
from gongkai.trail.actors import Actor, Subject
from gongkai.trail.refusals import Overtaken, Refused
from gongkai.trail.writing import write

vocabulary.register(
    {
        "obligation.recorded": "登记完成情况：{what}",
        "zero_report.confirmed": "确认零报告：{period}无此事项",
    }
)


@transaction.atomic
def record(
    *,
    in_force: PlanInForce,
    duty: Duty,
    holder: Organ,
    done_on: date,
    what: str,
    files: Sequence[dict[str, Any]],
    by: Actor,
    at: datetime,
    task: Obligation | None = None,
) -> Record:
    """The general act 登记完成情况 for duties that are `by_hand`: what was done, when, with evidence.

    `task`: the obligation that is meant; without it that of the period in which it was done, else the one due first.
    """
    only_the_holder(by, holder.id, at)
    if duty.kind != "by_hand":
        raise Refused("该事项由系统按实际办理情况计算，不能手工登记。")
    if not what.strip() or len(what) > 1000:
        raise Refused("请填写完成情况（1000 字以内）。", field="what")
    if done_on > local_day(at):
        raise Refused("完成日期不能晚于今天。", field="done_on")
    _not_entered_yet(in_force, duty, holder, done_on, what.strip())
    made = Record.objects.create(
        plan_id_text=in_force.plan.id,
        duty=duty.id,
        clause=duty.clause,
        holder=holder.id,
        holder_name=holder.name,
        done_on=done_on,
        what=what.strip(),
        files=list(files),
        by_name=by.name,
        at=at,
    )
    period = period_of(done_on, duty.every or "year")
    subject = duty_subject(in_force.plan.id, duty.id, holder.id, period.name)
    subject = task.subject if task else subject
    evidence = {"record": str(made.uuid), "what": made.what}
    _discharge_or_count(in_force, duty, holder, subject, made, evidence, at, task)
    data = {"what": made.what, "duty": duty.id, "files": [f["name"] for f in files]}
    write(
        by=by, action="obligation.recorded", subject=subject, at=at, clause=duty.clause, data=data
    )
    return made


def _not_entered_yet(
    in_force: PlanInForce, duty: Duty, holder: Organ, done_on: date, what: str
) -> None:
    """A double click is one deed. Who records for a plan waits for the one before: the plan's row is the lock."""
    PlanVersion.objects.select_for_update(no_key=True).get(pk=in_force.pk)
    same = Record.objects.filter(
        plan_id_text=in_force.plan.id, duty=duty.id, holder=holder.id, done_on=done_on, what=what
    )
    if same.exists():
        raise Overtaken("这项完成情况已经登记过；如同日另有一次，请在完成情况中写明后再登记。")


def _discharge_or_count(
    in_force: PlanInForce,
    duty: Duty,
    holder: Organ,
    subject: Subject,
    made: Record,
    evidence: dict[str, Any],
    at: datetime,
    task: Obligation | None,
) -> None:
    """Discharge the period's obligation; where none was open, the deed itself makes one that is done."""
    open_now = Obligation.objects.select_for_update().filter(
        plan_id_text=in_force.plan.id, duty=duty.id, holder=holder.id, ending=""
    )
    meant = open_now.filter(pk=task.pk).first() if task else None  # as it stands now, locked
    if task is not None and meant is None:
        raise Overtaken(f"任务“{task.title}”已办结或已取消，请刷新后查看。")
    own = open_now.filter(
        subject_kind=subject.kind, subject_id=subject.id
    )  # of the deed's own period
    due_first = meant or own.first() or open_now.order_by("due_at", "pk").first()
    if due_first is None:
        title = f"{duty.title}（{made.done_on.isoformat()}）"
        due_first = open_for(in_force, duty, holder, subject, title, at, calendar_in_force(), at)
    discharge(due_first, at, evidence)


@transaction.atomic
def confirm_zero(
    *, in_force: PlanInForce, duty: Duty, holder: Organ, period: str, by: Actor, at: datetime
) -> ZeroReport:
    """零报告: 本期无此事项, one click by the head. Refused where something was opened in the period."""
    only_the_holder(by, holder.id, at)
    span = named(period)
    if duty.opener not in ("register", "outside_event"):
        raise Refused("该事项按日历或办理情况自动产生任务，不需要零报告。")
    if span.until > local_day(at):
        raise Refused(f"{span.chinese}尚未结束，请在期满后确认零报告。", field="period")
    try:
        with transaction.atomic():
            made = ZeroReport.objects.create(
                plan_id_text=in_force.plan.id,
                duty=duty.id,
                clause=duty.clause,
                holder=holder.id,
                holder_name=holder.name,
                period=period,
                confirmed_by=by.name,
                confirmed_at=at,
            )
    except IntegrityError:
        raise Overtaken(f"{span.chinese}的零报告已经确认过。") from None
    subject = duty_subject(in_force.plan.id, duty.id, holder.id, period)
    settle(Event("zero_report.confirmed", subject, duty.title, at, at))
    data = {"period": span.chinese, "duty": duty.id}
    write(
        by=by, action="zero_report.confirmed", subject=subject, at=at, clause=duty.clause, data=data
    )
    return made
