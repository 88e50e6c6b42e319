"""Reads over 催办: who sees them, what is still to be answered, how many an organ had (for the 通报)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from gongkai.obligations.models import Chase, ChaseAnswer, ChasedTask
from gongkai.obligations.queries import EVERYTHING, NOTHING
from gongkai.trail.actors import Actor

ANSWERING = ("head", "drafter", "editor")


def _organs(actor: Actor) -> set[str]:
    return set(actor.in_charge_of) if actor.role == "leader" else {actor.organ}


def _taken_over(organs: set[str]) -> Exists:
    """A task on it is held by one of these organs now: a successor answers for what its predecessor was asked."""
    return Exists(ChasedTask.objects.filter(chase=OuterRef("pk"), obligation__holder__in=organs))


def seen_by(actor: Actor) -> QuerySet[Chase]:
    """As the tasks themselves: the office sees all, leaders their charge, everybody else their own organ's."""
    if actor.person is None or actor.role in NOTHING:
        return Chase.objects.none()
    if actor.role in EVERYTHING:
        return Chase.objects.all()
    organs = _organs(actor)
    return Chase.objects.filter(Q(organ__in=organs) | Q(_taken_over(organs)))


def may_see(actor: Actor, chase: Chase) -> bool:
    """The same question about one; a property test holds them equal."""
    if actor.person is None or actor.role in NOTHING:
        return False
    organs = _organs(actor)
    if actor.role in EVERYTHING or chase.organ in organs:
        return True
    return chase.tasks.filter(obligation__holder__in=organs).exists()


def may_answer(actor: Actor, chase: Chase) -> bool:
    """The chased organ (or who took its tasks over), and the office for what it was told."""
    if actor.person is None or actor.role not in ANSWERING:
        return False
    return actor.role == "editor" or may_see(actor, chase)


def listed(rows: QuerySet[Chase]) -> QuerySet[Chase]:
    """The newest first, with what a row shows; a constant number of queries."""
    return rows.order_by("-at", "-pk").prefetch_related("answers", "tasks__obligation")


def answered(rows: QuerySet[Chase], yes: bool) -> QuerySet[Chase]:
    """Those with an answer, or those without."""
    some = Exists(ChaseAnswer.objects.filter(chase=OuterRef("pk")))
    return rows.filter(some) if yes else rows.filter(~some)


def to_answer(organ: str) -> QuerySet[Chase]:
    """收到的催办: not answered, with a task that this organ still has to do."""
    waiting = ChasedTask.objects.filter(
        chase=OuterRef("pk"), obligation__ending="", obligation__holder=organ
    )
    return answered(Chase.objects.filter(Exists(waiting)), False).order_by("-at", "-pk")


def within(rows: QuerySet[Chase], first: datetime, until: datetime) -> QuerySet[Chase]:
    """Made in a stretch of time, half-open."""
    return rows.filter(at__gte=first, at__lt=until)


def counts_by_organ(first: datetime, until: datetime) -> list[dict[str, Any]]:
    """For the 通报: per organ how often it was chased, of that on paper, about how many tasks, how often it answered."""
    rows = within(Chase.objects.all(), first, until).order_by().values("organ", "organ_name")
    counted = rows.annotate(
        chased=Count("pk", distinct=True),
        slips=Count("pk", distinct=True, filter=Q(serial__isnull=False)),
        about=Count("tasks__obligation", distinct=True),
        answered=Count("pk", distinct=True, filter=Q(answers__isnull=False)),
    )
    return [dict(row) for row in counted.order_by("-chased", "organ")]
