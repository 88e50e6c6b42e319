"""Clauses of the plan, statements that bind nobody by name, and what the bureau must still confirm."""

from __future__ import annotations

from pydantic import Field

from gongkai.plan.shape.part import Key, Part, Slug, Text, Title


class Clause(Part):
    """One clause, its key in canonical form (half-width brackets)."""

    id: Key
    title: Title
    gist: Text = Field(description="一句话说明，用自己的话")
    lead: tuple[Slug, ...] = Field(min_length=1, description="牵头：机构或分组代码，或角色")
    support: tuple[Slug, ...] = Field((), description="配合：机构或分组代码，或角色")


class Note(Part):
    """A sentence of the plan that is no duty of anybody, and what in the plan file carries it out."""

    id: Key
    title: Title
    gist: Text
    carried_by: Text = Field(description="由方案的哪些字段、任务落实")


class Question(Part):
    """What the plan's text leaves open (待局里确认) and what the software assumes until it is answered."""

    id: Slug
    about: Text = Field(description="涉及的条款、任务或字段")
    question: Text
    assumption: Text
