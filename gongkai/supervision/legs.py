"""经手: who held a task from when to when. The time before a 局领导 is taken out of the organ's, and shown to that leader
and the office only (三(二) 检查督促: nobody is judged by what lay on another's desk)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from gongkai.accounts.models import Role
from gongkai.clearance import queries as clearances
from gongkai.clearance.models import Step
from gongkai.clearance.states import StepState
from gongkai.obligations.models import Leg
from gongkai.trail.actors import Actor

LEADERS = (Role.LEADER.value, Role.CHIEF_LEADER.value)
LEADER = "局领导"


@dataclass(frozen=True, slots=True)
class AtLeader:
    """A stretch before a leader; `shown` to whoever asks."""

    first: datetime
    until: datetime
    shown: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the bar. `spent` leaves out what lay before a leader and is not shown as a part of its own."""

    holder: str
    first: datetime
    until: datetime | None
    spent: timedelta
    leader: bool = False


def at_leaders(actor: Actor, subjects: Iterable[UUID], now: datetime) -> dict[UUID, list[AtLeader]]:
    """The stretches before leaders of these subjects; one query for a whole page."""
    found: dict[UUID, list[AtLeader]] = defaultdict(list)
    steps = Step.objects.filter(
        clearance__subject_id__in=list(subjects), role__in=LEADERS, opened_at__isnull=False
    ).select_related("clearance", "by")
    for step in steps.order_by("opened_at", "pk"):
        until = step.done_at or (now if step.state == StepState.OPEN else None)
        if step.opened_at and until and until > step.opened_at:
            span = AtLeader(step.opened_at, until, _is_shown(actor, step))
            found[step.clearance.subject_id].append(span)
    return found


def _is_shown(actor: Actor, step: Step) -> bool:
    if actor.role == Role.EDITOR:
        return True
    if actor.role not in LEADERS:
        return False
    if step.by is not None:
        return step.by.uuid == actor.person
    return clearances.may_take(actor, step)


def parts(legs: Sequence[Leg], spans: Sequence[AtLeader], now: datetime) -> list[Part]:
    """The legs in order, those stretches that are shown as parts of their own, the others only left out."""
    return [part for leg in legs for part in _parts_of(leg, spans, now)]


def _parts_of(leg: Leg, spans: Sequence[AtLeader], now: datetime) -> list[Part]:
    end = leg.until or now
    within = [s for s in spans if s.first < end and s.until > leg.first]
    cuts = [s for s in within if s.shown]
    found, at = [], leg.first
    for cut in sorted(cuts, key=lambda s: s.first):
        first, until = max(cut.first, at), min(cut.until, end)
        if first > at:
            found.append(_own(leg, at, first, within))
        if until > first:
            still = leg.until is None and until == now
            found.append(Part(LEADER, first, None if still else until, until - first, leader=True))
        at = max(at, until)
    if at < end or not found:
        found.append(_own(leg, at, end, within, open_ended=leg.until is None))
    return found


def _own(
    leg: Leg,
    first: datetime,
    until: datetime,
    spans: Sequence[AtLeader],
    open_ended: bool = False,
) -> Part:
    """The organ's own part: its time without what lay before leaders."""
    hidden = sum(
        (
            max(timedelta(0), min(s.until, until) - max(s.first, first))
            for s in spans
            if not s.shown
        ),
        timedelta(0),
    )
    spent = max(timedelta(0), until - first - hidden)
    return Part(leg.holder_name, first, None if open_ended else until, spent)
