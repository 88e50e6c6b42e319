"""机构调整: what an organ held goes to its successor."""

from __future__ import annotations

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.db.models import QuerySet

from gongkai.obligations.models import Obligation
from gongkai.obligations.settling import void
from gongkai.plan.shape import Organ, Plan
from gongkai.trail import vocabulary
from gongkai.trail.actors import Actor, Subject
from gongkai.trail.writing import write

vocabulary.register({"plan.reorganised": "机构调整：{from}的任务由{to}承接，移交 {count} 件"})


@transaction.atomic
def reorganise(*, plan: Plan, ended: Organ, successor: Organ, by: Actor, at: datetime) -> int:
    """A re-organisation names successors: open obligations move with due unchanged, closed ones never change."""
    moved = Obligation.objects.select_for_update().filter(holder=ended.id, ending="")
    rows = list(moved)
    for obligation in rows:
        if _twin(obligation, successor).exists():
            void(obligation, at, f"并入{successor.name}的同一任务")
            continue
        obligation.legs.filter(until__isnull=True).update(until=at)
        obligation.legs.create(holder=successor.id, holder_name=successor.name, first=at)
        obligation.holder, obligation.holder_name = successor.id, successor.name
        obligation.save(update_fields=["holder", "holder_name"])
    data = {"from": ended.name, "to": successor.name, "count": len(rows)}
    subject = Subject("organ", uuid5(NAMESPACE_URL, f"gongkai:{plan.id}:{ended.id}"))
    write(by=by, action="plan.reorganised", subject=subject, at=at, clause="三(一)", data=data)
    return len(rows)


def _twin(obligation: Obligation, successor: Organ) -> QuerySet[Obligation]:
    """The same duty on the same subject, open at the successor already."""
    return Obligation.objects.filter(
        plan_id_text=obligation.plan_id_text,
        duty=obligation.duty,
        subject_kind=obligation.subject_kind,
        subject_id=obligation.subject_id,
        holder=successor.id,
        ending="",
    )
