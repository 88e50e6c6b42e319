"""Counting an obligation's due moment, and printing how it was counted."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from gongkai.clock.buckets import Bucket, bucket
from gongkai.clock.calendars import Calendar, local_day
from gongkai.clock.due import Near, Pause, due
from gongkai.clock.proofs import Proof, proof
from gongkai.clock.terms import Term
from gongkai.obligations.models import Obligation
from gongkai.plan.queries import plan_version


def near_of(plan_pk: int) -> Near:
    """When the plan wants yellow to begin."""
    parameters = plan_version(plan_pk).parameters
    return Near(max(1, parameters.near_working_days), parameters.near_hour_fraction)


def pauses_of(obligation: Obligation, today: date) -> tuple[Pause, ...]:
    """Its suspensions; one that is still open is counted up to today."""
    if obligation.pk is None:
        return ()
    spans = [Pause(s.first, s.until) for s in obligation.suspensions.all()]
    return tuple(span.ended(today + timedelta(days=1)) for span in spans)


def count(obligation: Obligation, calendar: Calendar, now: datetime) -> None:
    """Set due day, due moment, yellow moment and whether they are provisional. Without a term: none."""
    obligation.calendar = calendar.version
    if not obligation.term:
        return
    pauses = pauses_of(obligation, local_day(now))
    counted = due(
        obligation.opened_at,
        Term.parse(obligation.term),
        calendar,
        pauses,
        near_of(obligation.plan_id),
    )
    obligation.due_day, obligation.due_at = counted.day, counted.due_at
    obligation.near_at, obligation.provisional = counted.near_at, counted.provisional


def proof_of(obligation: Obligation, calendar: Calendar, now: datetime) -> Proof:
    """逐日计算: how the due date was counted, day by day."""
    pauses = pauses_of(obligation, local_day(now))
    return proof(obligation.opened_at, Term.parse(obligation.term), calendar, pauses)


def bucket_of(obligation: Obligation, now: datetime) -> Bucket:
    """Grey, green, yellow or red at this instant. What has no due moment is green until it is suspended."""
    if obligation.due_at is None or obligation.near_at is None:
        return Bucket.SUSPENDED if obligation.suspended else Bucket.NORMAL
    return bucket(
        now, obligation.due_at, obligation.near_at, obligation.suspended, obligation.provisional
    )
