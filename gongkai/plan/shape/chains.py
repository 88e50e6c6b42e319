"""Chains (审签流程): the steps a text goes through before and after its signature."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from gongkai.plan.shape.facts import Conditions, applies
from gongkai.plan.shape.part import Confirm, Name, Part, Slug, TermText

Act = Literal["review", "consult", "legal", "secrecy", "sign", "number"]
Role = Literal["head", "editor", "secrecy_reviewer", "legal_reviewer", "leader", "chief_leader"]


class Step(Part):
    """One step: what is done, by which role, at which organ."""

    id: Slug
    title: Name
    act: Act
    role: Role
    of: Slug = Field(
        description="机构代码，或 drafting_organ、category_owner、consulted、in_charge、any"
    )
    when: Conditions = Field(default_factory=dict)
    term: TermText | None = None
    parallel: bool = Field(False, description="由多个处室同时办理，如会签")
    afterwards: bool = Field(False, description="应急发布后补签的环节")
    confirm: Confirm = ""

    def concerns(self, facts: Mapping[str, str]) -> bool:
        """Whether a text with these facts takes this step."""
        return applies(self.when, facts)


class Reading(Part):
    """One of the readings that inspectors ask for by name (三审三校), and where on the chain it was done."""

    title: Name = Field(description="如：一审、一校")
    at: Slug = Field(description="本流程的环节 id，或 drafting（拟稿）、publishing（发布前）")


class Chain(Part):
    """The steps for some kinds of text, in order. Drafting comes first and is not a step."""

    id: Slug
    title: Name
    kinds: tuple[Slug, ...] = Field(min_length=1)
    urgent: bool = False
    countersign_within: TermText | None = Field(None, description="应急发布后补签的期限")
    steps: tuple[Step, ...] = Field(min_length=1)
    readings: tuple[Reading, ...] = Field(
        (), description="三审三校各由哪个环节承担，按审核表的顺序"
    )
    confirm: Confirm = ""

    def steps_for(self, facts: Mapping[str, str]) -> tuple[Step, ...]:
        """The steps that a text with these facts takes before it may be published, in order."""
        return tuple(s for s in self.steps if not s.afterwards and s.concerns(facts))

    def steps_afterwards(self, facts: Mapping[str, str]) -> tuple[Step, ...]:
        """The steps that are made up for after an emergency publication (补签)."""
        return tuple(s for s in self.steps if s.afterwards and s.concerns(facts))
