"""Duties: what each holder has to do, what opens it, what discharges it, by when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from gongkai.plan.shape.facts import Conditions, applies
from gongkai.plan.shape.installed import Installed
from gongkai.plan.shape.part import Confirm, Key, Part, Slug, TermText, Text, Title

Every = Literal["year", "half_year", "quarter", "month"]


class Duty(Part):
    """One duty of a clause.

    Opener `act` and `outside_event`/`register`: each of `opened_by` whose facts meet `when` opens an
    obligation on the event's subject. Opener `calendar`: one obligation per holder and period;
    with a term it is opened when the period has ended and the term runs from its last day, without
    one it is due at the end of the period itself. Registers and outside events: `every` is the
    period for which each holder confirms 零报告 when nothing was opened.
    """

    id: Key
    clause: Key
    title: Title
    gist: str = ""
    holder: Slug = Field(description="承担者：机构、分组，或个案角色")
    opener: Literal["act", "calendar", "register", "outside_event"]
    opened_by: tuple[str, ...] = ()
    when: Conditions = Field(default_factory=dict)
    every: Every | None = None
    term: TermText | None = None
    discharged_by: tuple[str, ...] = Field(min_length=1)
    moot_by: tuple[str, ...] = Field((), description="使任务不再需要的事件，如稿件作废")
    channel: str = Field("portal", description="在哪个渠道可见才算完成")
    kind: Literal["software", "by_hand"] = "software"
    publicity: Literal["决策", "执行", "管理", "服务", "结果"]
    evidence: Text = Field(description="以什么为完成的佐证")
    shown_by: Literal["dispatch", "three_reviews", "secrecy"] | None = Field(
        None, description="系统中可查看的佐证：发文稿纸、信息发布审核表、保密审查表"
    )
    confirm: Confirm = ""

    def concerns(self, facts: Mapping[str, str]) -> bool:
        """Whether an event with these facts is one of those meant by `when`."""
        return applies(self.when, facts)

    def kind_as_installed(self, installed: Installed) -> Literal["software", "by_hand", "not_yet"]:
        """`not_yet` when nothing that is installed emits an event that discharges this duty,
        or drafts a document of a kind that it is about.
        """
        if self.kind == "by_hand":
            return "by_hand"
        emitted = installed.events & set(self.discharged_by)
        drafted = "kind" not in self.when or installed.kinds & set(self.when["kind"])
        return "software" if emitted and drafted else "not_yet"
