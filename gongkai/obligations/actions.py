"""Acts on the ledger itself: suspend and resume, record with evidence, 零报告, new holiday notice, re-organisation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from gongkai.accounts.queries import still_holds
from gongkai.clock.calendars import local_day
from gongkai.obligations.counting import count
from gongkai.obligations.models import Obligation, Record, Suspension, ZeroReport
from gongkai.obligations.periods import named, period_of
from gongkai.obligations.settling import Event, discharge, open_for, settle, void
from gongkai.plan.calendars import calendar_in_force
from gongkai.plan.models import PlanVersion
from gongkai.plan.queries import PlanInForce
from gongkai.plan.shape import Duty, Organ, Plan
from gongkai.trail import vocabulary
from gongkai.trail.actors import Actor, ActorKind, Subject
from gongkai.trail.refusals import NotAllowed, Overtaken, Refused
from gongkai.trail.writing import write

vocabulary.register(
    {
        "obligation.suspended": "扣除时间（中止计时）：{reason}",
        "obligation.resumed": "恢复计时",
        "obligation.recorded": "登记完成情况：{what}",
        "zero_report.confirmed": "确认零报告：{period}无此事项",
        "plan.reorganised": "机构调整：{from}的任务由{to}承接，移交 {count} 件",
    }
)


def duty_subject(plan: str, duty: str, holder: str, period: str) -> Subject:
    """The subject of a periodic duty: the same for the same plan, duty, holder and period, for ever."""
    return Subject("duty", uuid5(NAMESPACE_URL, f"gongkai:{plan}:{duty}:{holder}:{period}"))


def _office(by: Actor, at: datetime) -> None:
    if by.kind is ActorKind.SYSTEM or (by.role == "editor" and still_holds(by, at)):
        return
    raise NotAllowed("扣除时间由办公室登记。")


def _holder(by: Actor, holder: str, at: datetime) -> None:
    if by.organ != holder or by.role not in ("head", "editor") or not still_holds(by, at):
        raise NotAllowed("只能由承担处室的负责人登记，请由本处室负责人办理。")


@transaction.atomic
def suspend(
    *, obligation: Obligation, first: date, reason: str, by: Actor, at: datetime
) -> Obligation:
    """Stop the clock from a day on, with a reason (系统故障、等待其他机关、会议审议)."""
    _office(by, at)
    if not reason.strip():
        raise Refused("请填写扣除时间的原因。", field="reason")
    obligation = Obligation.objects.select_for_update().get(pk=obligation.pk)
    if obligation.ending or obligation.suspended:
        raise Overtaken("该任务已完成或已经中止，请刷新后查看。")
    Suspension.objects.create(obligation=obligation, first=first, reason=reason.strip()[:300])
    obligation.suspended = True
    obligation.save(update_fields=["suspended"])
    data = {"reason": reason.strip(), "duty": obligation.duty, "first": first.isoformat()}
    write(
        by=by, action="obligation.suspended", subject=obligation.subject, at=at,
        clause=obligation.clause, data=data,
    )  # fmt: skip
    return obligation


@transaction.atomic
def resume(*, obligation: Obligation, until: date, by: Actor, at: datetime) -> Obligation:
    """Let the clock run again; the suspended days are added exactly once."""
    _office(by, at)
    obligation = Obligation.objects.select_for_update().get(pk=obligation.pk)
    open_span = obligation.suspensions.filter(until__isnull=True).first()
    if open_span is None or obligation.ending:
        raise Overtaken("该任务没有在中止，请刷新后查看。")
    if until < open_span.first:
        raise Refused("恢复日期不能早于中止开始日期。", field="until")
    open_span.until = until
    open_span.save(update_fields=["until"])
    obligation.suspended = False
    count(obligation, calendar_in_force(), at)
    obligation.save()
    data = {"duty": obligation.duty, "until": until.isoformat()}
    write(
        by=by, action="obligation.resumed", subject=obligation.subject, at=at,
        clause=obligation.clause, data=data,
    )  # fmt: skip
    return obligation


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
) -> Record:
    """The general act 登记完成情况 for duties that are `by_hand`: what was done, when, with evidence."""
    _holder(by, holder.id, at)
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
    evidence = {"record": str(made.uuid), "what": made.what}
    _discharge_or_count(in_force, duty, holder, subject, made, evidence, at)
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
) -> None:
    """Discharge the period's obligation; where none was open, the deed itself makes one that is done."""
    open_now = Obligation.objects.select_for_update().filter(
        plan_id_text=in_force.plan.id, duty=duty.id, holder=holder.id, ending=""
    )
    due_first = open_now.order_by("due_at", "pk").first()
    if due_first is None:
        title = f"{duty.title}（{made.done_on.isoformat()}）"
        due_first = open_for(in_force, duty, holder, subject, title, at, calendar_in_force(), at)
    discharge(due_first, at, evidence)


@transaction.atomic
def confirm_zero(
    *, in_force: PlanInForce, duty: Duty, holder: Organ, period: str, by: Actor, at: datetime
) -> ZeroReport:
    """零报告: 本期无此事项, one click by the head. Refused where something was opened in the period."""
    _holder(by, holder.id, at)
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


@transaction.atomic
def reorganise(*, plan: Plan, ended: Organ, successor: Organ, by: Actor, at: datetime) -> int:
    """A re-organisation names successors: open obligations move with due unchanged, closed ones never change."""
    moved = Obligation.objects.select_for_update().filter(holder=ended.id, ending="")
    rows = list(moved)
    for obligation in rows:
        if _twin(obligation, successor).exists():
            void(obligation, at, f"并入{successor.name}的同一任务")
            continue
        obligation.legs.filter(until__isnull=True).update(until=at)
        obligation.legs.create(holder=successor.id, holder_name=successor.name, first=at)
        obligation.holder, obligation.holder_name = successor.id, successor.name
        obligation.save(update_fields=["holder", "holder_name"])
    data = {"from": ended.name, "to": successor.name, "count": len(rows)}
    subject = Subject("organ", uuid5(NAMESPACE_URL, f"gongkai:{plan.id}:{ended.id}"))
    write(by=by, action="plan.reorganised", subject=subject, at=at, clause="三(一)", data=data)
    return len(rows)


def _twin(obligation: Obligation, successor: Organ) -> QuerySet[Obligation]:
    """The same duty on the same subject, open at the successor already."""
    return Obligation.objects.filter(
        plan_id_text=obligation.plan_id_text,
        duty=obligation.duty,
        subject_kind=obligation.subject_kind,
        subject_id=obligation.subject_id,
        holder=successor.id,
        ending="",
    )
