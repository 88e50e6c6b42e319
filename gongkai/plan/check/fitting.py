"""Whether the parts of a plan fit together: all the rules, in the order of the file."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.plan.check import chains, dates, duties, ids, matrix, parties
from gongkai.plan.check.faults import Finding
from gongkai.plan.shape import Plan

RULES = (
    ids.twice,
    ids.roles,
    ids.confirmations,
    dates.ends_before_it_begins,
    parties.bureau,
    parties.clauses,
    parties.groups_and_successors,
    matrix.categories,
    matrix.columns,
    duties.clause_and_holder,
    duties.opened,
    duties.events,
    duties.conditions,
    duties.retentions,
    chains.steps,
    chains.signature,
    chains.kinds,
    chains.readings,
)


def findings(plan: Plan) -> Iterator[Finding]:
    """Everything that does not fit."""
    for rule in RULES:
        yield from rule(plan)
