"""Settling: an event on a subject opens the duties that it opens and discharges those that it discharges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from gongkai.clock.calendars import Calendar, local_day
from gongkai.obligations.counting import count
from gongkai.obligations.emitting import dischargeable
from gongkai.obligations.models import Leg, Obligation
from gongkai.plan.calendars import calendar_in_force
from gongkai.plan.queries import PlanInForce, plan_version, plans_in_force, the_bureaus_plan
from gongkai.plan.shape import BUREAU_ROLES, Duty, Organ, Plan
from gongkai.trail.actors import Subject


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, to what, and its facts. `happened` opens clocks, `at` discharges; both aware."""

    name: str
    subject: Subject
    title: str
    at: datetime
    happened: datetime
    facts: Mapping[str, str] = field(default_factory=dict)
    evidence: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settled:
    """What an event did to the ledger."""

    opened: tuple[Obligation, ...] = ()
    discharged: tuple[Obligation, ...] = ()
    voided: tuple[Obligation, ...] = ()

    def and_then(self, other: Settled) -> Settled:
        """Both together."""
        return Settled(
            self.opened + other.opened,
            self.discharged + other.discharged,
            self.voided + other.voided,
        )


def settle(event: Event) -> Settled:
    """Discharge, void, then open. Called by the verbs, inside the act's transaction."""
    return settle_all([event])[0]


def settle_all(events: Sequence[Event]) -> list[Settled]:
    """The same for events on different subjects, with as many reads as for one."""
    waiting: dict[Subject, list[Obligation]] = defaultdict(list)
    for obligation in _open_on(*{event.subject for event in events}):
        waiting[obligation.subject].append(obligation)
    calendar = calendar_in_force()
    return [_settle(event, waiting[event.subject], calendar) for event in events]


def _settle(event: Event, waiting: list[Obligation], calendar: Calendar) -> Settled:
    ended = {"discharged": [], "voided": []}  # type: dict[str, list[Obligation]]
    for obligation in waiting:
        duty = plan_version(obligation.plan_id).duty(obligation.duty)
        if event.name in duty.discharged_by and _counts(duty, event.name):
            ended["discharged"].append(discharge(obligation, event.at, dict(event.evidence)))
        elif event.name in duty.moot_by:
            ended["voided"].append(void(obligation, event.at, event.name))
    opened = [
        made
        for in_force in plans_in_force(local_day(event.happened))
        for duty in in_force.plan.duties_opened_by(event.name)
        if duty.concerns(event.facts) and dischargeable(duty)
        for made in _open(in_force, duty, event, calendar)
    ]
    return Settled(tuple(opened), tuple(ended["discharged"]), tuple(ended["voided"]))


VISIBLE = "document.visible"  # on the portal; in another channel `visible_in` says so


def _counts(duty: Duty, name: str) -> bool:
    """The sight on the portal does not discharge a duty that the plan ties to another channel."""
    return name != VISIBLE or duty.channel == "portal"


def ends_when_seen(obligation: Obligation) -> bool:
    """Whether the plan ends it with the first sight of the page on the portal (上网公开)."""
    duty = plan_version(obligation.plan_id).duty(obligation.duty)
    return VISIBLE in duty.discharged_by and _counts(duty, VISIBLE)


def visible_in(channel: str, subject: Subject, at: datetime, evidence: dict[str, Any]) -> Settled:
    """Discharge what the plan ties to being seen in this channel."""
    held = [
        obligation
        for obligation in _open_on(subject)
        for duty in [plan_version(obligation.plan_id).duty(obligation.duty)]
        if duty.channel == channel and VISIBLE in duty.discharged_by
    ]
    return Settled(discharged=tuple(discharge(o, at, dict(evidence)) for o in held))


def _open_on(*subjects: Subject) -> list[Obligation]:
    """Locked, in one order for everybody."""
    rows = Obligation.objects.select_for_update().filter(
        subject_kind__in={subject.kind for subject in subjects},
        subject_id__in=[subject.id for subject in subjects],
        ending="",
    )
    return [row for row in rows.order_by("pk") if row.subject in subjects]


def holders(duty: Duty, plan: Plan, facts: Mapping[str, str], on: datetime) -> tuple[Organ, ...]:
    """The organs that a duty falls on: of the case, of the bureau; of a group the member whose case it is."""
    bureau = the_bureaus_plan(local_day(on)).plan
    if duty.holder in facts:
        return (bureau.organ(facts[duty.holder]),)
    where = bureau if duty.holder in BUREAU_ROLES else plan
    if "drafting_organ" not in facts and len(where.members(duty.holder)) > 1:
        raise RuntimeError(f"duty {duty.id} falls on a group: the event must say whose case it is")
    return where.holders_on_case(duty.holder, facts.get("drafting_organ", ""))


def _open(in_force: PlanInForce, duty: Duty, event: Event, calendar: Calendar) -> list[Obligation]:
    return [
        open_for(
            in_force, duty, holder, event.subject, event.title, event.happened, calendar, event.at
        )
        for holder in holders(duty, in_force.plan, event.facts, event.happened)
        if not _exists(in_force, duty, holder, event.subject)
    ]


def _exists(in_force: PlanInForce, duty: Duty, holder: Organ, subject: Subject) -> bool:
    return Obligation.objects.filter(
        plan_id_text=in_force.plan.id,
        duty=duty.id,
        subject_kind=subject.kind,
        subject_id=subject.id,
        holder=holder.id,
        ending="",
    ).exists()


def open_for(
    in_force: PlanInForce,
    duty: Duty,
    holder: Organ,
    subject: Subject,
    title: str,
    opened: datetime,
    calendar: Calendar,
    now: datetime,
) -> Obligation:
    """One obligation, with duty, term, holder id and name copied from the plan of that day."""
    obligation = Obligation(
        plan_id=in_force.pk,
        plan_id_text=in_force.plan.id,
        duty=duty.id,
        duty_title=duty.title,
        clause=duty.clause,
        subject_kind=subject.kind,
        subject_id=subject.id,
        title=title[:300],
        holder=holder.id,
        holder_name=holder.name,
        term=duty.term or "",
        opened_at=opened,
    )
    count(obligation, calendar, now)
    obligation.save()
    Leg.objects.create(
        obligation=obligation, holder=holder.id, holder_name=holder.name, first=opened
    )
    return obligation


def discharge(obligation: Obligation, at: datetime, evidence: dict[str, Any]) -> Obligation:
    """Done, on time or not: lateness is recorded by the moments, it never refuses the act."""
    obligation.ending, obligation.ended_at = Obligation.Ending.DISCHARGED, at
    obligation.evidence, obligation.suspended = evidence, False
    _nothing_more_to_tell(obligation, at)
    obligation.save()
    obligation.legs.filter(until__isnull=True).update(until=at)
    return obligation


def void(obligation: Obligation, at: datetime, reason: str) -> Obligation:
    """No longer needed: the text was abandoned, the signature fell."""
    obligation.ending, obligation.ended_at = Obligation.Ending.VOID, at
    obligation.ended_reason, obligation.suspended = reason[:300], False
    _nothing_more_to_tell(obligation, at)
    obligation.save()
    obligation.legs.filter(until__isnull=True).update(until=at)
    return obligation


def _nothing_more_to_tell(obligation: Obligation, at: datetime) -> None:
    """Ended before it turned yellow (red): there is nothing to remind of, and the scan need not see it."""
    if obligation.near_at and at < obligation.near_at and not obligation.near_told_at:
        obligation.near_told_at = at
    if obligation.due_at and at < obligation.due_at and not obligation.late_told_at:
        obligation.late_told_at = at


def lose_evidence(subject: Subject, at: datetime, reason: str) -> list[Obligation]:
    """The publication behind the evidence was withdrawn: what it proved is no longer proved."""
    done = Obligation.objects.select_for_update().filter(
        subject_kind=subject.kind,
        subject_id=subject.id,
        ending=Obligation.Ending.DISCHARGED,
        evidence_lost_at__isnull=True,
        evidence__has_key="publication",
    )
    lost = list(done)
    for obligation in lost:
        obligation.evidence_lost_at, obligation.ended_reason = at, reason[:300]
        obligation.save(update_fields=["evidence_lost_at", "ended_reason"])
    return lost


def pass_on(subject: Subject, holder: Organ, at: datetime) -> None:
    """A new leg: from now on this organ holds what is open on the subject. The due moment does not move."""
    for obligation in _open_on(subject):
        leg = obligation.legs.filter(until__isnull=True).first()
        if leg and leg.holder == holder.id:
            continue
        obligation.legs.filter(until__isnull=True).update(until=at)
        Leg.objects.create(
            obligation=obligation, holder=holder.id, holder_name=holder.name, first=at
        )
