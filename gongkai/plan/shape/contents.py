"""What stands in a plan file, and the tables by which it is looked up."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from pydantic import Field

from gongkai.plan.shape.bureau import Bureau
from gongkai.plan.shape.categories import Category, Column
from gongkai.plan.shape.chains import Chain
from gongkai.plan.shape.clauses import Clause, Note, Question
from gongkai.plan.shape.duties import Duty
from gongkai.plan.shape.lookups import by_id
from gongkai.plan.shape.organs import Group, Organ
from gongkai.plan.shape.parameters import Parameters
from gongkai.plan.shape.part import Part, Title
from gongkai.plan.shape.retention import Retention


class Contents(Part):
    """The top level of a plan file. The tables are made once: a plan never changes."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)
    title: Title
    version: int = Field(ge=1, le=9999)
    valid_from: date
    valid_to: date | None = None
    issued_under: tuple[str, ...] = Field((), description="上位文件")
    bureau: Bureau | None = None
    clauses: tuple[Clause, ...] = Field(min_length=1)
    notes: tuple[Note, ...] = ()
    organs: tuple[Organ, ...] = ()
    groups: tuple[Group, ...] = ()
    categories: tuple[Category, ...] = ()
    columns: tuple[Column, ...] = ()
    duties: tuple[Duty, ...] = ()
    chains: tuple[Chain, ...] = ()
    parameters: Parameters = Parameters()
    questions: tuple[Question, ...] = ()
    retentions: tuple[Retention, ...] = ()

    @cached_property
    def _clauses(self) -> dict[str, Clause]:
        return by_id(self.clauses)

    @cached_property
    def _organs(self) -> dict[str, Organ]:
        return by_id(self.organs)

    @cached_property
    def _groups(self) -> dict[str, Group]:
        return by_id(self.groups)

    @cached_property
    def _categories(self) -> dict[str, Category]:
        return by_id(self.categories)

    @cached_property
    def _columns(self) -> dict[str, Column]:
        return by_id(self.columns)

    @cached_property
    def _duties(self) -> dict[str, Duty]:
        return by_id(self.duties)

    @cached_property
    def _questions(self) -> dict[str, Question]:
        return by_id(self.questions)

    @cached_property
    def _chains(self) -> dict[tuple[str, bool], Chain]:
        return {(kind, c.urgent): c for c in reversed(self.chains) for kind in c.kinds}

    @cached_property
    def _opened_by(self) -> dict[str, tuple[Duty, ...]]:
        events = {e for d in self.duties for e in d.opened_by}
        return {e: tuple(d for d in self.duties if e in d.opened_by) for e in events}

    @cached_property
    def _discharged_by(self) -> dict[str, tuple[Duty, ...]]:
        events = {e for d in self.duties for e in d.discharged_by}
        return {e: tuple(d for d in self.duties if e in d.discharged_by) for e in events}
