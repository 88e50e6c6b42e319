"""催办 as evidence: where the plan itself asks a duty for 催办记录, the form is filled with what was counted.

三(二).1 检查督促 stays a duty done by hand: the holder reads, changes and records; the plan's meaning is not touched.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from gongkai.clock.calendars import local_day, start_of_day
from gongkai.obligations import chases
from gongkai.obligations.models import Obligation
from gongkai.obligations.periods import Period, before, period_of
from gongkai.plan.queries import plan_version

ASKED_FOR = "催办"  # the word by which a plan's `evidence` names these records


@dataclass(frozen=True, slots=True)
class Counted:
    """What the period of a task holds: a sentence to record, and the list that shows it."""

    sentence: str
    title: str
    url: str


def chased_in_its_period(obligation: Obligation) -> Counted | None:
    """The 催办 of the task's own period; None where the plan does not ask for them or there was none."""
    duty = plan_version(obligation.plan_id).duty(obligation.duty)
    if duty.kind != "by_hand" or not duty.every or ASKED_FOR not in (duty.evidence or ""):
        return None
    period = _period(obligation, duty.every)
    rows = chases.counts_by_organ(start_of_day(period.first), start_of_day(period.until))
    times, slips, answered = (
        sum(row[key] for row in rows) for key in ("chased", "slips", "answered")
    )
    if not times:
        return None
    said = f"本期催办 {times} 次，涉及 {len(rows)} 个处室，其中催办单、督办单 {slips} 份；已回复 {answered} 次。详见催办记录。"
    url = f"{reverse('desk:chases')}?{urlencode({'period': period.name})}"
    return Counted(said, f"{period.chinese}催办记录（{times} 次）", url)


def _period(obligation: Obligation, every: str) -> Period:
    """With a term a task is opened when its period has ended; without one it runs in the period itself."""
    period = period_of(local_day(obligation.opened_at), every)
    return before(period, every) if obligation.term else period
