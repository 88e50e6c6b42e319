"""零报告: what an organ still has to say about duties that a register or an outside event opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gongkai.clock.calendars import local_day
from gongkai.obligations.emitting import dischargeable
from gongkai.obligations.models import ZeroReport
from gongkai.obligations.periods import Period
from gongkai.plan.queries import PlanInForce, plans_in_force
from gongkai.plan.shape import Duty, Organ
from gongkai.supervision.figures import (
    ended_periods,
    holders_of,
    something_opened,
    span_of,
)


@dataclass(frozen=True, slots=True)
class Owed:
    """One duty of which an organ has neither done anything nor said that there was nothing."""

    plan: str
    duty: str
    title: str
    clause: str
    period: Period
    holder: Organ

    @property
    def key(self) -> str:
        return f"{self.plan}|{self.duty}|{self.period.name}"


def owed_by(organ: str, now: datetime) -> list[Owed]:
    """未报告 of one organ, the oldest period first."""
    owed = [
        one
        for in_force in plans_in_force(local_day(now))
        for duty in in_force.plan.duties
        for one in _owed_on(in_force, duty, organ, now)
    ]
    return sorted(owed, key=lambda o: (o.period.first, o.clause, o.duty))


def _owed_on(in_force: PlanInForce, duty: Duty, organ: str, now: datetime) -> list[Owed]:
    reports = duty.opener in ("register", "outside_event") and duty.every
    if not reports or not dischargeable(duty):
        return []
    holder = next((h for h in holders_of(in_force, duty, local_day(now)) if h.id == organ), None)
    if holder is None:
        return []
    confirmed = ZeroReport.objects.filter(plan_id_text=in_force.plan.id, duty=duty.id, holder=organ)
    said = set(confirmed.values_list("period", flat=True))
    return [
        Owed(in_force.plan.id, duty.id, duty.title, duty.clause, period, holder)
        for period in ended_periods(in_force, duty, span_of(None, now))
        if period.name not in said and not something_opened(in_force, duty, holder, period)
    ]
