"""The plan: everything in one plan file, and quick answers about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gongkai.plan.shape.categories import Category, Column
from gongkai.plan.shape.chains import Chain
from gongkai.plan.shape.clauses import Clause, Question
from gongkai.plan.shape.contents import Contents
from gongkai.plan.shape.duties import Duty
from gongkai.plan.shape.facts import applies
from gongkai.plan.shape.lookups import UnknownInPlan, find
from gongkai.plan.shape.organs import Organ
from gongkai.plan.shape.part import canonical_key
from gongkai.plan.shape.retention import LONGEST, Kept
from gongkai.plan.shape.roles import title_of_role


class Plan(Contents):
    """A plan file. Valid from a day (inclusive) to a day (exclusive), Shanghai dates.

    `version` is the other axis: of two versions valid on a day the higher one holds.
    """

    def clause(self, id: str) -> Clause:
        """The clause with this key, in either typography. Raises UnknownInPlan."""
        return find(self._clauses, canonical_key(id), "条款")

    def organ(self, id: str) -> Organ:
        """The organ with this id. Raises UnknownInPlan."""
        return find(self._organs, id, "机构")

    def category(self, id: str) -> Category:
        """The category with this id. Raises UnknownInPlan."""
        return find(self._categories, id, "信息类别")

    def column(self, id: str) -> Column:
        """The column with this id. Raises UnknownInPlan."""
        return find(self._columns, id, "栏目")

    def duty(self, id: str) -> Duty:
        """The duty with this key, in either typography. Raises UnknownInPlan."""
        return find(self._duties, canonical_key(id), "任务")

    def question(self, id: str) -> Question:
        """The open question with this id, as `confirm` fields name it. Raises UnknownInPlan."""
        return find(self._questions, id, "待确认问题")

    def members(self, id: str) -> tuple[Organ, ...]:
        """The organs meant by an organ, a group, or a role of the bureau. Raises UnknownInPlan.

        A case role (`drafting_organ`) has no members: the case says who it is.
        """
        if self.bureau and id in ("disclosure_office", "all_organs"):
            id = getattr(self.bureau, id)
        if id in self._groups:
            return tuple(self.organ(m) for m in self._groups[id].members)
        return (self.organ(id),)

    def holders_on_case(self, holder: str, organ: str) -> tuple[Organ, ...]:
        """Whom a duty opened by an event falls on: of a group only the member whose case it is.

        Empty when the case belongs to an organ outside the group. Raises UnknownInPlan.
        """
        members = self.members(holder)
        grouped = holder == "all_organs" or holder in self._groups
        return tuple(m for m in members if m.id == organ) if grouped else members

    def holder_title(self, id: str) -> str:
        """The Chinese name of a holder: organ, group or role."""
        if id in self._groups:
            return self._groups[id].title
        return self._organs[id].name if id in self._organs else title_of_role(id) or id

    def owners_of(self, category: str) -> tuple[Organ, ...]:
        """The organs that answer for a category, the leading one first."""
        found = self.category(category)
        organs = dict.fromkeys(o for owner in found.owners for o in self.members(owner))
        return tuple(sorted(organs, key=lambda o: o.id != found.lead))

    def chain_for(self, kind: str, urgent: bool = False) -> Chain:
        """The chain that a kind of text goes along. Raises UnknownInPlan."""
        if (kind, urgent) not in self._chains:
            haste = "应急" if urgent else ""
            raise UnknownInPlan(f"方案没有为“{kind}”规定{haste}审签流程。")
        return self._chains[kind, urgent]

    def retention_of(self, facts: Mapping[str, str]) -> Kept:
        """保管期限 by the first rule that these facts meet; without one for ever, so that nothing is lost."""
        fits = (rule.period for rule in self.retentions if applies(rule.when, facts))
        return next(fits, LONGEST)

    def duties_opened_by(self, event: str) -> tuple[Duty, ...]:
        """The duties that an event may open; each says in `when` for which facts."""
        return self._opened_by.get(event, ())

    def duties_discharged_by(self, event: str) -> tuple[Duty, ...]:
        """The duties that an event discharges."""
        return self._discharged_by.get(event, ())

    def organs_on(self, day: date) -> tuple[Organ, ...]:
        """The organs that exist on a day, in the plan's order."""
        return tuple(o for o in self.organs if o.exists_on(day))

    def valid_on(self, day: date) -> bool:
        """Whether the plan holds on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)
