"""What a due date looks like on the desk: a light, the time left as a person says it, the way to its proof."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from gongkai.clock.buckets import Bucket, time_left
from gongkai.clock.calendars import Calendar
from gongkai.obligations.counting import bucket_of
from gongkai.obligations.models import Obligation
from gongkai.plan.calendars import calendar_in_force


def due_of(
    obligation: Obligation, now: datetime, calendar: Calendar | None = None
) -> dict[str, Any] | None:
    """Bucket, words and address of the proof; None for a task without a term. A list asks for the calendar once."""
    if obligation.due_at is None:
        return None
    bucket = bucket_of(obligation, now)
    if bucket is Bucket.SUSPENDED:
        text = "中止计时"
    else:
        calendar = calendar or calendar_in_force()
        text = time_left(now, obligation.due_at, calendar, provisional=obligation.provisional)
    has_proof = bool(obligation.term)
    return {
        "bucket": bucket.value,
        "text": text,
        "url": reverse("desk:proof", args=[obligation.uuid]) if has_proof else "",
    }


def nearest(obligations: list[Obligation]) -> Obligation | None:
    """The open obligation that is due first."""
    due = [o for o in obligations if not o.ending and o.due_at is not None]
    return min(due, key=lambda o: o.due_at or o.opened_at, default=None)
