"""Discharging duties of the calendar by what was really done for a period (文件清理, 归档)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from gongkai.clock.calendars import local_day
from gongkai.obligations.actions import duty_subject
from gongkai.obligations.models import Obligation
from gongkai.obligations.periods import Period, before, period_of
from gongkai.obligations.settling import Settled, discharge, open_for, pass_on
from gongkai.plan.calendars import calendar_in_force
from gongkai.plan.queries import PlanInForce, plans_in_force, the_bureaus_plan
from gongkai.plan.shape import BUREAU_ROLES, Duty, Organ
from gongkai.trail.actors import Subject

Held = tuple[PlanInForce, Duty, Organ]


def duties_of(event: str, organ: str, at: datetime) -> Iterator[Held]:
    """Duties of the calendar that this event discharges and that fall on this organ today."""
    today = local_day(at)
    bureau = the_bureaus_plan(today).plan
    for in_force in plans_in_force(today):
        for duty in in_force.plan.duties_discharged_by(event):
            where = bureau if duty.holder in BUREAU_ROLES else in_force.plan
            if duty.opener == "calendar":
                yield from (
                    (in_force, duty, o) for o in where.members(duty.holder) if o.id == organ
                )


def subjects_of(
    event: str, organ: str, period: Period, plans: Sequence[PlanInForce]
) -> tuple[Subject, ...]:
    """Under which subjects the ledger keeps what these plans ask of the organ for that period."""
    return tuple(
        duty_subject(in_force.plan.id, duty.id, organ, period.name)
        for in_force in plans
        for duty in in_force.plan.duties_discharged_by(event)
        if duty.opener == "calendar"
    )


def ended_period(event: str, organ: str, at: datetime) -> Period:
    """The period that ended last, as the organ's duty counts them; years where no duty falls on it."""
    every = next((d.every for _, d, _ in duties_of(event, organ, at) if d.every), "year")
    return before(period_of(local_day(at), every), every)


def settle_period(
    event: str, *, organ: str, period: Period, at: datetime, evidence: dict[str, Any]
) -> Settled:
    """Discharge what is open for the period; where nothing was opened, the deed makes one that is done."""
    done: list[Obligation] = []
    for held in duties_of(event, organ, at):
        due = list(_open(held, period)) or _made(held, period, at)
        done += [discharge(obligation, at, dict(evidence)) for obligation in due]
    return Settled(discharged=tuple(done))


def open_on(event: str, *, organ: str, period: Period, at: datetime) -> list[Obligation]:
    """What is still owed for the period."""
    return [o for held in duties_of(event, organ, at) for o in _open(held, period)]


def _open(held: Held, period: Period) -> Iterator[Obligation]:
    """Open for the organ, and what came to it from the organs whose successor it is."""
    in_force, duty, organ = held
    organs = [organ.id, *(o.id for o in in_force.plan.organs if organ.id in o.successors)]
    subjects = [duty_subject(in_force.plan.id, duty.id, id, period.name).id for id in organs]
    rows = Obligation.objects.select_for_update().filter(
        plan_id_text=in_force.plan.id, duty=duty.id, holder=organ.id, subject_id__in=subjects,
        ending="",
    )  # fmt: skip
    yield from rows.order_by("pk")


def _made(held: Held, period: Period, at: datetime) -> list[Obligation]:
    in_force, duty, organ = held
    subject = duty_subject(in_force.plan.id, duty.id, organ.id, period.name)
    if Obligation.objects.filter(subject_kind=subject.kind, subject_id=subject.id).exists():
        return []
    title = f"{duty.title}（{period.chinese}）"
    return [open_for(in_force, duty, organ, subject, title, at, calendar_in_force(), at)]


def pass_period_on(event: str, *, organ: str, period: Period, to: Organ, at: datetime) -> None:
    """A new leg: what is owed for the period lies with another organ from now on (移交待签收). Nothing moves its due day."""
    for obligation in open_on(event, organ=organ, period=period, at=at):
        pass_on(obligation.subject, to, at)
