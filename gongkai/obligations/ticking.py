"""The tick: asks whose state should be X and is not, never what crossed in the last minute.

Ten days without it lose nothing: the same reminders follow, each with the moment at which it was due.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from gongkai.clock.calendars import local_day, start_of_day
from gongkai.obligations.actions import duty_subject, reorganise
from gongkai.obligations.emitting import dischargeable
from gongkai.obligations.models import Obligation
from gongkai.obligations.periods import Period, before, period_of
from gongkai.obligations.settling import open_for
from gongkai.plan.calendars import calendar_in_force
from gongkai.plan.queries import PlanInForce, plans_in_force, the_bureaus_plan
from gongkai.plan.shape import Duty, Organ
from gongkai.trail import vocabulary
from gongkai.trail.actors import Actor, Subject
from gongkai.trail.models import Entry
from gongkai.trail.writing import write

vocabulary.register(
    {
        "obligation.near": "“{title}”的任务“{duty_title}”临期",
        "obligation.late": "“{title}”的任务“{duty_title}”超期",
        "obligation.opened": "按期产生任务“{duty_title}”",
    },
    names={"obligation.near": "任务临期", "obligation.late": "任务超期"},
)
BATCH = 500
PERIODIC = "duty"  # the kind of subject that `duty_subject` makes


@dataclass(frozen=True, slots=True)
class Ticked:
    """What one tick did."""

    opened: int
    near: int
    late: int
    moved: int = 0


def tick(*, by: Actor, at: datetime) -> Ticked:
    """Hand on what ended organs held, open what the calendar opens, remind of what turned yellow or red."""
    moved = move_to_successors(by=by, at=at)
    opened = open_periodic(by=by, at=at)
    near = sum(_tell(pk, "near", by, at) for pk in due_to_tell("near", at))
    late = sum(_tell(pk, "late", by, at) for pk in due_to_tell("late", at))
    return Ticked(opened, near, late, moved)


def move_to_successors(*, by: Actor, at: datetime) -> int:
    """A re-organisation: what an organ held on the day it ended goes to its successor, due unchanged."""
    today = local_day(at)
    plan = the_bureaus_plan(today).plan
    ended = [
        o for o in plan.organs if o.successors and not o.exists_on(today) and o.to and o.to <= today
    ]
    holding = set(
        Obligation.objects.filter(ending="", holder__in=[o.id for o in ended]).values_list(
            "holder", flat=True
        )
    )
    return sum(
        reorganise(plan=plan, ended=organ, successor=plan.organ(organ.successors[0]), by=by, at=at)
        for organ in ended
        if organ.id in holding
    )


def due_to_tell(what: str, now: datetime) -> Iterator[int]:
    """Keys of obligations that should have been told of and were not. Served by a partial index."""
    moment = "near_at" if what == "near" else "due_at"
    rows = Obligation.objects.filter(
        Q(ended_at__isnull=True) | Q(ended_at__gte=F(moment)),
        **{f"{what}_told_at__isnull": True, f"{moment}__lte": now},
        suspended=False,
    ).exclude(ending=Obligation.Ending.VOID)
    if what == "late":
        rows = rows.filter(provisional=False)  # nobody is recorded late by a provisional date
    return rows.order_by(moment).values_list("pk", flat=True).iterator(chunk_size=BATCH)


@transaction.atomic
def _tell(pk: int, what: str, by: Actor, at: datetime) -> bool:
    """One transaction each: a poison row fails alone."""
    obligation = Obligation.objects.select_for_update().get(pk=pk)
    field, moment = f"{what}_told_at", obligation.near_at if what == "near" else obligation.due_at
    if getattr(obligation, field) is not None:
        return False
    setattr(obligation, field, at)
    obligation.save(update_fields=[field])
    data = {
        "title": obligation.title,
        "duty": obligation.duty,
        "duty_title": obligation.duty_title,
        "holder": obligation.holder,
        "obligation": str(obligation.uuid),
    }
    write(
        by=by, action=f"obligation.{what}", subject=obligation.subject, at=at, happened=moment,
        clause=obligation.clause, data=data,
    )  # fmt: skip
    return True


def open_periodic(*, by: Actor, at: datetime) -> int:
    """Duties of the calendar: one obligation for each holder and period, however late the tick comes."""
    wanted = {one.subject.id: one for one in _periodic(at)}
    there = Obligation.objects.filter(subject_kind=PERIODIC, subject_id__in=wanted)
    for subject in there.values_list("subject_id", flat=True):
        wanted.pop(subject, None)
    for one in wanted.values():
        _open_period(one, by, at)
    return len(wanted)


@dataclass(frozen=True, slots=True)
class Due:
    """What the calendar opens: a duty of a holder for a period, from a moment on."""

    in_force: PlanInForce
    duty: Duty
    holder: Organ
    period: Period
    opened: datetime

    @property
    def subject(self) -> Subject:
        return duty_subject(self.in_force.plan.id, self.duty.id, self.holder.id, self.period.name)


def _periodic(at: datetime) -> Iterator[Due]:
    """Everything that should be open or have been opened at this moment.

    With a term it is opened when the period has ended; without one it runs in the period itself.
    """
    today, begun = local_day(at), _begun()
    for in_force in plans_in_force(today):
        for duty in in_force.plan.duties:
            if duty.opener != "calendar" or not duty.every or not dischargeable(duty):
                continue
            period = period_of(today, duty.every)
            period = before(period, duty.every) if duty.term else period
            opened = start_of_day(period.until if duty.term else period.first)
            if period.first < in_force.plan.valid_from or (duty.term and opened < begun):
                continue  # what ended before this installation began is not its to prove
            for holder in _holders(in_force, duty, at):
                if holder.exists_on(today):
                    yield Due(in_force, duty, holder, period, opened)


def _begun() -> datetime:
    """When this installation began: the moment of its first trail entry."""
    first = Entry.objects.order_by("number").values_list("recorded", flat=True).first()
    return first or datetime.max.replace(tzinfo=UTC)


def _holders(in_force: PlanInForce, duty: Duty, at: datetime) -> tuple[Organ, ...]:
    if duty.holder in ("disclosure_office", "all_organs"):
        return the_bureaus_plan(local_day(at)).plan.members(duty.holder)
    return in_force.plan.members(duty.holder)


@transaction.atomic
def _open_period(one: Due, by: Actor, at: datetime) -> None:
    """One transaction each: a poison row fails alone."""
    duty, title = one.duty, f"{one.duty.title}（{one.period.chinese}）"
    obligation = open_for(
        one.in_force, duty, one.holder, one.subject, title, one.opened, calendar_in_force(), at
    )
    if not duty.term:
        _due_at_the_end(obligation, one.period.until)
    data = {"duty_title": title, "duty": duty.id, "holder": one.holder.id}
    write(
        by=by, action="obligation.opened", subject=one.subject, at=at, clause=duty.clause,
        data=data,
    )  # fmt: skip


def _due_at_the_end(obligation: Obligation, until: date) -> None:
    """A period's own end is the due day: the day before `until`; yellow for its last seven days."""
    obligation.due_day = until - timedelta(days=1)
    obligation.due_at = start_of_day(until)
    obligation.near_at = start_of_day(until - timedelta(days=7))
    obligation.save(update_fields=["due_day", "due_at", "near_at"])
