"""From tasks to what is said of them: one telling per organ, titles only where everybody at the organ may know them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import F

from gongkai.clearance.document import Attribute
from gongkai.clearance.models import Clearance
from gongkai.clock.calendars import local_day
from gongkai.obligations.actions import Line, Telling
from gongkai.obligations.counting import bucket_of
from gongkai.obligations.models import Leg, Obligation
from gongkai.plan.calendars import calendar_in_force
from gongkai.plan.queries import the_bureaus_plan
from gongkai.plan.shape import Plan
from gongkai.supervision.chasing import rules

PERIODIC = (
    "duty"  # the subject of a duty of the calendar: its title is the duty's own, with the period
)


def tellings_for(
    obligations: Sequence[Obligation], now: datetime, demanded: date | None = None
) -> list[Telling]:
    """What would be said now: organs in the plan's order, tasks by their due moment."""
    plan = the_bureaus_plan(local_day(now)).plan
    names, elsewhere = sayable(obligations), passed_on(obligations)
    found = []
    for organ in _in_order({o.holder for o in obligations}, plan):
        own = sorted((o for o in obligations if o.holder == organ), key=_by_due)
        found.append(_telling(own, names, elsewhere, plan, now, demanded))
    return found


def _by_due(obligation: Obligation) -> tuple[bool, datetime, int]:
    return (
        obligation.due_at is None,
        obligation.due_at or obligation.opened_at,
        obligation.pk,
    )


def _in_order(organs: Iterable[str], plan: Plan) -> list[str]:
    place = {organ.id: number for number, organ in enumerate(plan.organs)}
    return sorted(organs, key=lambda id: place.get(id, len(place)))


def short_of(plan: Plan, obligation: Obligation) -> str:
    """处室简称, or the name on the task when the plan no longer has the organ."""
    organ = next((o for o in plan.organs if o.id == obligation.holder), None)
    return (organ.short or organ.name) if organ else obligation.holder_name


def _telling(
    own: Sequence[Obligation],
    names: dict[int, str],
    elsewhere: dict[int, str],
    plan: Plan,
    now: datetime,
    demanded: date | None,
) -> Telling:
    calendar = calendar_in_force()
    asked = [
        rules.Asked(
            o.duty_title, names[o.pk], o.due_at, bucket_of(o, now), o.provisional,
            local_day(o.opened_at), elsewhere.get(o.pk, ""),
        )
        for o in own
    ]  # fmt: skip
    lines = tuple(
        Line(o, rules.label(one), rules.left(one, now, calendar))
        for o, one in zip(own, asked, strict=True)
    )
    office = plan.organ(plan.bureau.disclosure_office) if plan.bureau else None
    said = rules.text(
        short_of(plan, own[0]), asked, now, calendar, demanded, office.short if office else ""
    )
    return Telling(own[0].holder, own[0].holder_name, said, lines)


def passed_on(obligations: Sequence[Obligation]) -> dict[int, str]:
    """With whom those lie at the moment that lie with another organ than the one that owes them."""
    legs = Leg.objects.filter(obligation__in=obligations, until=None)
    elsewhere = legs.exclude(holder=F("obligation__holder"))
    return dict(elsewhere.values_list("obligation", "holder_name"))


def sayable(obligations: Iterable[Obligation]) -> dict[int, str]:
    """The title of each, by key, or nothing: what is said in a work group leaves the system.

    A title is said for the duties of the calendar, and for texts that are to be public anyway and that the
    chased organ wrote itself. Never for what is withheld or given on request, nor for a subject that is no
    public text (a letter, an application): its title may hold a citizen's name.
    """
    rows = list(obligations)
    sheets = _newest_sheets({o.subject_id for o in rows if o.subject_kind != PERIODIC})
    return {o.pk: o.title if _may_be_said(o, sheets.get(o.subject_id)) else "" for o in rows}


def _newest_sheets(subjects: set[UUID]) -> dict[UUID, Clearance]:
    found = Clearance.objects.filter(subject_id__in=subjects).select_related("revision")
    return {sheet.subject_id: sheet for sheet in found.order_by("pk")}


def _may_be_said(obligation: Obligation, sheet: Clearance | None) -> bool:
    if obligation.subject_kind == PERIODIC:
        return True
    if sheet is None:
        return False
    public = sheet.revision.document.get("attribute") == Attribute.PROACTIVE
    return public and sheet.drafting_organ == obligation.holder
