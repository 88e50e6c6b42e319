"""Organs and their groups, as the plan names them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from gongkai.plan.shape.part import Confirm, Dated, Name, Part, Slug


class Organ(Dated):
    """A section, a unit, the leadership, or an organ outside the bureau that the plan names."""

    id: Slug
    name: Name = Field(description="全称，如群众体育处")
    short: Name = Field(description="简称，如群体处")
    kind: Literal["section", "unit", "leadership", "outside"]
    successors: tuple[Slug, ...] = Field((), description="撤销或更名后承接职责的机构")
    confirm: Confirm = ""


class Group(Part):
    """Organs that the plan addresses together, e.g. 机关各处室.

    As holder of a duty a group means: the member whose case it is; on a calendar, and for 零报告,
    each member for itself.
    """

    id: Slug
    title: Name
    members: tuple[Slug, ...] = Field(min_length=1)
    confirm: Confirm = ""
