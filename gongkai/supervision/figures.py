"""落实情况: the figures of every duty, computed from what really happened. No figure can be written."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, Value

from gongkai.clock.calendars import local_day, start_of_day
from gongkai.obligations.emitting import installed
from gongkai.obligations.models import Obligation, Suspension, ZeroReport
from gongkai.obligations.periods import Period, period_of
from gongkai.plan.queries import PlanInForce, plans_in_force, the_bureaus_plan
from gongkai.plan.shape import Duty, Organ
from gongkai.trail.models import Entry


@dataclass(frozen=True, slots=True)
class Span:
    """The stretch that is looked at: obligations opened in it, as they stood at its end (`until`, UTC)."""

    first: datetime
    until: datetime

    @property
    def last_day(self) -> date:
        """The last Shanghai day of the stretch: whose plan and organs hold for it."""
        return local_day(self.until - timedelta(microseconds=1))


@dataclass(frozen=True, slots=True)
class DutyFigures:
    """The figures of one duty; names as in `conform --json`."""

    id: str
    kind: str  # software, by_hand, not_yet
    open: int = 0
    done: int = 0
    in_time: int = 0
    late: int = 0
    zero_report: int = 0
    unreported: int = 0


def span_of(period: Period | None, now: datetime) -> Span:
    """A named period up to its end (or now, while it runs); without one: everything up to now."""
    if period is None:
        return Span(datetime(1970, 1, 1, tzinfo=UTC), now)
    return Span(start_of_day(period.first), min(start_of_day(period.until), now))


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one duty: what was opened, and of that what is open (late), lost its evidence, was done too late."""

    opened: int = 0
    open: int = 0
    open_late: int = 0
    lost: int = 0
    late_done: int = 0

    @property
    def done(self) -> int:
        return self.opened - self.open - self.lost


def counts_of(plan: str, span: Span, holder: str = "") -> dict[str, Counts]:
    """The counts of all duties of a plan (of one holder, where it is named), in one pass over one index.

    Opened in the span and not void at its end; as they stood at its end. Neither a provisional date nor time
    taken out makes anybody late. What holds of few rows is asked first: the pass is half as long for it.
    """
    until = span.until
    rows = Obligation.objects.filter(
        plan_id_text=plan, opened_at__gte=span.first, opened_at__lt=until
    ).exclude(ending=Obligation.Ending.VOID, ended_at__lt=until)
    if holder:
        rows = rows.filter(holder=holder)
    still_open = Q(ended_at__isnull=True) | Q(ended_at__gte=until)
    overdue = Q(due_at__lte=until, provisional=False)
    paused = Suspension.objects.filter(
        Q(until__isnull=True) | Q(until__gt=span.last_day),
        obligation=OuterRef("pk"),
        first__lte=span.last_day,
    )
    standing = Q(evidence_lost_at__isnull=True) | Q(evidence_lost_at__gte=until)
    late_done = Q(ended_at__gte=F("due_at")) & Q(provisional=False, ended_at__lt=until) & standing
    counted = (
        rows.order_by()
        .values("duty")
        .annotate(
            opened=Count(Value(1)),
            open=Count(Value(1), filter=still_open),
            open_late=Count(Value(1), filter=still_open & overdue & Q(~Exists(paused))),
            lost=Count(Value(1), filter=Q(evidence_lost_at__lt=until, ended_at__lt=until)),
            late_done=Count(Value(1), filter=late_done),
        )
    )
    names = [field.name for field in fields(Counts)]
    return {duty: Counts(*counts) for duty, *counts in counted.values_list("duty", *names)}


def figures_of(
    in_force: PlanInForce, duty: Duty, span: Span, counts: Counts, holder: str = ""
) -> DutyFigures:
    """All figures of one duty in one span; 零报告 and 未报告 of one holder, where it is named."""
    kind = duty.kind_as_installed(installed())
    if kind == "not_yet":
        return DutyFigures(duty.id, kind)
    zero, unreported = _reports(in_force, duty, span, holder)
    return DutyFigures(
        id=duty.id,
        kind=kind,
        open=counts.open,
        done=counts.done,
        in_time=counts.done - counts.late_done,
        late=counts.late_done + counts.open_late,
        zero_report=zero,
        unreported=unreported,
    )


def _reports(in_force: PlanInForce, duty: Duty, span: Span, only: str) -> tuple[int, int]:
    """零报告 and 未报告 of duties that a register or an outside event opens: per holder, in ended periods."""
    if duty.opener not in ("register", "outside_event") or not duty.every:
        return 0, 0
    ended = ended_periods(in_force, duty, span)
    confirmed = ZeroReport.objects.filter(plan_id_text=in_force.plan.id, duty=duty.id)
    said = set(confirmed.filter(confirmed_at__lt=span.until).values_list("holder", "period"))
    zero = unreported = 0
    for period in ended:
        for holder in holders_of(in_force, duty, span.last_day):
            if only not in ("", holder.id):
                continue
            if (holder.id, period.name) in said:
                zero += 1
            elif not something_opened(in_force, duty, holder, period):
                unreported += 1
    return zero, unreported


def ended_periods(in_force: PlanInForce, duty: Duty, span: Span) -> list[Period]:
    """Periods of the duty that ended within the span and since the installation began."""
    begun = Entry.objects.order_by("number").values_list("recorded", flat=True).first()
    if begun is None:
        return []
    day = max(local_day(span.first), local_day(begun), in_force.plan.valid_from)
    periods, period = [], period_of(day, duty.every or "year")
    while start_of_day(period.until) <= span.until:
        periods.append(period)
        period = period_of(period.until, duty.every or "year")
    return periods


def something_opened(in_force: PlanInForce, duty: Duty, holder: Organ, period: Period) -> bool:
    """Whether the organ itself was given something in the period; what it took over later was another's."""
    return Obligation.objects.filter(
        plan_id_text=in_force.plan.id,
        duty=duty.id,
        legs__holder=holder.id,
        legs__first=F("opened_at"),
        opened_at__gte=start_of_day(period.first),
        opened_at__lt=start_of_day(period.until),
    ).exists()


def holders_of(in_force: PlanInForce, duty: Duty, day: date) -> tuple[Organ, ...]:
    """Who may report on a duty: the organs it falls on; of a case role, everybody."""
    bureau = the_bureaus_plan(day).plan
    if duty.holder in ("disclosure_office", "all_organs"):
        return bureau.members(duty.holder)
    if duty.holder in ("drafting_organ", "category_owner", "concerned_organ"):
        return bureau.members("all_organs")
    return in_force.plan.members(duty.holder)


def conform(
    now: datetime, period: Period | None = None, plan: str | None = None
) -> list[dict[str, Any]]:
    """Every plan in force, or the one named: its clauses in order, each with the figures of its duties."""
    span = span_of(period, now)
    known = Entry.objects.filter(recorded__lt=span.until).order_by("-recorded", "-number")
    at_entry = known.values_list("number", flat=True).first() or 0
    return [
        {
            "plan": in_force.plan.id,
            "title": in_force.plan.title,
            "at_entry": at_entry,
            "clauses": _clauses(in_force, span),
        }
        for in_force in plans_in_force(span.last_day if period is None else period.first)
        if plan in (None, in_force.plan.id)
    ]


def _clauses(in_force: PlanInForce, span: Span) -> list[dict[str, Any]]:
    counts = counts_of(in_force.plan.id, span)
    figures = [
        (duty.clause, figures_of(in_force, duty, span, counts.get(duty.id, Counts())))
        for duty in in_force.plan.duties
    ]
    return [
        {
            "id": clause.id,
            "title": clause.title,
            "duties": [asdict(found) for of, found in figures if of == clause.id],
        }
        for clause in in_force.plan.clauses
    ]
