"""The shape of a plan file (工作方案): what may stand in it. Whether it fits together: `gongkai.plan.check`."""

from __future__ import annotations

from gongkai.plan.shape.bureau import Bureau
from gongkai.plan.shape.categories import Category, Column
from gongkai.plan.shape.chains import Chain, Step
from gongkai.plan.shape.clauses import Clause, Note, Question
from gongkai.plan.shape.duties import Duty
from gongkai.plan.shape.facts import applies
from gongkai.plan.shape.installed import Installed
from gongkai.plan.shape.lookups import UnknownInPlan
from gongkai.plan.shape.organs import Group, Organ
from gongkai.plan.shape.parameters import Parameters
from gongkai.plan.shape.plan import Plan
from gongkai.plan.shape.roles import BUREAU_ROLES, CASE_ROLES, title_of_role

__all__ = [
    "BUREAU_ROLES",
    "CASE_ROLES",
    "Bureau",
    "Category",
    "Chain",
    "Clause",
    "Column",
    "Duty",
    "Group",
    "Installed",
    "Note",
    "Organ",
    "Parameters",
    "Plan",
    "Question",
    "Step",
    "UnknownInPlan",
    "applies",
    "title_of_role",
]
