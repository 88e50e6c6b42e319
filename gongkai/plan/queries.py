"""Which plans hold on a day. Parsed plans are kept per process: rows never change, only new ones come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from gongkai.clock.calendars import local_day
from gongkai.plan.models import PlanVersion
from gongkai.plan.shape import Category, Plan, UnknownInPlan


@dataclass(frozen=True, slots=True)
class PlanInForce:
    """A plan with the key of the row it was read from: what an obligation copies."""

    pk: int
    plan: Plan


@dataclass(frozen=True, slots=True)
class Kept:
    """Everything loaded, as of the newest row. Replaced whole, so that threads never see half of it."""

    newest: tuple[int, str] | None
    plans: dict[int, Plan]


_kept = Kept(None, {})


def plans_in_force(on: date) -> tuple[PlanInForce, ...]:
    """The plans that hold on a Shanghai date, by plan id; of each the highest version valid that day."""
    held: dict[str, PlanInForce] = {}
    for pk, plan in _all().items():
        other = held.get(plan.id)
        if plan.valid_on(on) and (other is None or other.plan.version < plan.version):
            held[plan.id] = PlanInForce(pk, plan)
    return tuple(held[id] for id in sorted(held))


def the_bureaus_plan(on: date) -> PlanInForce:
    """The plan that carries the bureau itself. Raises UnknownInPlan when none holds on that day."""
    for held in plans_in_force(on):
        if held.plan.bureau:
            return held
    raise UnknownInPlan(f"{on} 没有施行中的本局工作方案。请先用 gongkai plan load 载入方案文件。")


def plan_version(pk: int) -> Plan:
    """The plan in one row. Raises UnknownInPlan."""
    plans = _kept.plans if pk in _kept.plans else _all()
    if pk not in plans:
        raise UnknownInPlan(f"没有编号为 {pk} 的方案版本。")
    return plans[pk]


def forget() -> None:
    """Let go of what is kept: after a load, and where a rolled-back load may have been read."""
    global _kept
    _kept = Kept(None, {})


def _all() -> dict[int, Plan]:
    global _kept
    # One indexed look-up tells whether anything was added; the digest tells a key that was rolled back and reused.
    newest = PlanVersion.objects.order_by("-pk").values_list("pk", "digest").first()
    if newest != _kept.newest:
        rows = PlanVersion.objects.order_by("pk").values_list("pk", "body")
        _kept = Kept(newest, {pk: Plan.model_validate(body) for pk, body in rows})
    return _kept.plans


def live_categories(at: datetime) -> list[Category]:
    """Categories to which something new may be written today; 已取消 ones are not among them."""
    day = local_day(at)
    return [
        category for category in the_bureaus_plan(day).plan.categories if category.exists_on(day)
    ]
