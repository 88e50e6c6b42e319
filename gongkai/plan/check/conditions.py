"""Conditions (`when`): facts that exist, with values that can occur."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from gongkai.plan.check.faults import Finding, Location
from gongkai.plan.check.parties import organs, unknown
from gongkai.plan.events import FACT_VALUES
from gongkai.plan.shape import Plan


def conditions_of(
    at: Location, when: Mapping[str, tuple[str, ...]], facts: Collection[str], plan: Plan
) -> Iterator[Finding]:
    """What is wrong with one `when`, given the facts that are there to be asked."""
    values = values_in(plan)
    for name, wanted in when.items():
        if name not in facts:
            has = f"可用：{'、'.join(sorted(facts))}。" if facts else "此事件没有可用的条件。"
            yield Finding((*at, name), f"条件“{name}”不能用在这里。", has)
            continue
        for value in wanted:
            if value not in values[name]:
                yield unknown((*at, name), value, f"条件“{name}”的值", values[name])


def values_in(plan: Plan) -> dict[str, Collection[str]]:
    """The values that each fact can take. A plan without chains of its own knows the bureau's by name only."""
    kinds = {kind for chain in plan.chains for kind in chain.kinds}
    return {
        **FACT_VALUES,
        "kind": kinds or ("official", "normative", "information", "institution"),
        "category": {c.id for c in plan.categories},
        "drafting_organ": organs(plan),
    }
