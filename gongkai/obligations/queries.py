"""Reads over the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from gongkai.obligations.models import Obligation, ZeroReport
from gongkai.trail.actors import Actor, Subject

LEADERS = ("leader", "chief_leader")
EVERYTHING = ("editor", "chief_leader", "auditor", "personnel")  # roles that see the whole ledger
NOTHING = (
    "system_administrator",
    "security_administrator",
)  # 三员分立: they run it and read none of it


def on(subject: Subject) -> QuerySet[Obligation]:
    """All obligations on a subject, oldest first."""
    found = Obligation.objects.filter(subject_kind=subject.kind, subject_id=subject.id)
    return found.order_by("opened_at", "pk").prefetch_related("legs", "suspensions")


def on_any(subjects: Iterable[Subject]) -> QuerySet[Obligation]:
    """The tasks on these subjects, by both parts of the index: the id alone would read the whole ledger."""
    asked = list(subjects)
    return Obligation.objects.filter(
        subject_kind__in={one.kind for one in asked}, subject_id__in=[one.id for one in asked]
    )


def seen_by(actor: Actor) -> QuerySet[Obligation]:
    """The office sees the whole ledger (三(一)); leaders their charge; everybody else their organ's own."""
    if actor.person is None or actor.role in NOTHING:
        return Obligation.objects.none()
    if actor.role in EVERYTHING:
        return Obligation.objects.all()
    own = sorted(actor.in_charge_of) if actor.role == "leader" else [actor.organ]
    return Obligation.objects.filter(holder__in=own)


def may_see(actor: Actor, obligation: Obligation) -> bool:
    """The same question about one obligation; a property test holds them equal."""
    if actor.person is None or actor.role in NOTHING:
        return False
    if actor.role in EVERYTHING:
        return True
    return obligation.holder in (actor.in_charge_of if actor.role == "leader" else {actor.organ})


def zero_reports_seen_by(actor: Actor) -> QuerySet[ZeroReport]:
    """零报告 of those whose tasks the actor sees."""
    if actor.person is None or actor.role in ("system_administrator", "security_administrator"):
        return ZeroReport.objects.none()
    if actor.role in ("editor", "chief_leader", "auditor", "personnel"):
        return ZeroReport.objects.all()
    own = sorted(actor.in_charge_of) if actor.role == "leader" else [actor.organ]
    return ZeroReport.objects.filter(holder__in=own)


def open_for_holder(organ: str) -> QuerySet[Obligation]:
    """What an organ holds now, the nearest due first."""
    return Obligation.objects.filter(holder=organ, ending="").order_by("due_at", "pk")


def in_bucket(rows: QuerySet[Obligation], name: str, now: datetime) -> QuerySet[Obligation]:
    """Open rows in one bucket: exactly the rows for which `counting.bucket_of` says so."""
    rows = rows.filter(ending="")
    if name == "suspended":
        return rows.filter(suspended=True)
    rows = rows.filter(suspended=False)
    if name not in ("near", "late"):
        return rows.filter(Q(due_at__isnull=True) | Q(near_at__gt=now))
    # Yellow is never after red (a constraint), so both lie in one range of an index.
    rows = rows.filter(near_at__lte=now, due_at__isnull=False)
    if name == "late":
        return rows.filter(due_at__lte=now, provisional=False)
    return rows.filter(Q(due_at__gt=now) | Q(provisional=True))
