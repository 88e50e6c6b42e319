"""The plan for other programs (`plan show --json`): the shape that docs/plan-format.md publishes."""

from __future__ import annotations

from typing import Any

from gongkai.plan.shape import Category, Installed, Plan
from gongkai.plan.shape.part import Part

CLAUSE = ("id", "title", "gist", "lead", "support")
ORGAN = ("id", "name", "short", "kind", "from", "to", "successors")
GROUP = ("id", "title", "members")
DUTY = (
    "id",
    "clause",
    "holder",
    "opener",
    "opened_by",
    "discharged_by",
    "term",
    "kind",
    "publicity",
)


def show(plan: Plan, installed: Installed) -> dict[str, Any]:
    """The plan as plain JSON values. `not_yet` lists duties that the installed software
    does not carry out yet.
    """
    return {
        "clauses": [_picked(c, CLAUSE) for c in plan.clauses],
        "organs": [_picked(o, ORGAN) for o in plan.organs],
        "groups": [_picked(g, GROUP) for g in plan.groups],
        "categories": [_category(c) for c in plan.categories],
        "duties": [_picked(d, DUTY) for d in plan.duties],
        "not_yet": [d.id for d in plan.duties if d.kind_as_installed(installed) == "not_yet"],
    }


def _category(category: Category) -> dict[str, Any]:
    shown = _picked(category, ("id", "title", "owners", "column", "from", "to"))
    return {**shown, "joint": category.joint}


def _picked(part: Part, keys: tuple[str, ...]) -> dict[str, Any]:
    values = part.model_dump(mode="json", by_alias=True)
    return {key: values[key] for key in keys}
