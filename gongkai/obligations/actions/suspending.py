"""扣除时间（中止计时）: the office stops the clock with a reason, and lets it run again."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.obligations.actions.rights import only_the_office
from gongkai.obligations.counting import count
from gongkai.obligations.models import Obligation, Suspension
from gongkai.plan.calendars import calendar_in_force
from gongkai.trail import vocabulary
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import Overtaken, Refused
from gongkai.trail.writing import write

vocabulary.register(
    {
        "obligation.suspended": "扣除时间（中止计时）：{reason}",
        "obligation.resumed": "恢复计时",
    }
)
ONLY_THE_OFFICE = "扣除时间由办公室登记。"


@transaction.atomic
def suspend(
    *, obligation: Obligation, first: date, reason: str, by: Actor, at: datetime
) -> Obligation:
    """Stop the clock from a day on, with a reason (系统故障、等待其他机关、会议审议)."""
    only_the_office(by, at, ONLY_THE_OFFICE)
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
    only_the_office(by, at, ONLY_THE_OFFICE)
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
