"""保管期限: how long a document is kept once it lies in the archive (DA/T 22)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from gongkai.plan.shape.facts import Conditions
from gongkai.plan.shape.part import Confirm, Part

Kept = Literal["permanent", "30 years", "10 years"]
LONGEST: Kept = "permanent"


class Retention(Part):
    """One rule; the first whose conditions hold gives the default, and the organ may choose another."""

    period: Kept
    when: Conditions = Field(default_factory=dict, description="kind、category、attribute 等条件")
    confirm: Confirm = ""
