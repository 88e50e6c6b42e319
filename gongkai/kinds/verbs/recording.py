"""What every verb ends with: the event settles obligations, then the trail entry is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import uuid5

from django.db import transaction

from gongkai.clearance import rules, secrecy
from gongkai.clearance.models import Clearance
from gongkai.kinds.registry import kind_of
from gongkai.obligations.settling import Event, Settled, settle_all
from gongkai.plan.queries import plan_version
from gongkai.trail import vocabulary
from gongkai.trail.actors import Actor, Subject
from gongkai.trail.models import Entry
from gongkai.trail.refusals import Refused
from gongkai.trail.writing import unwritten, write, write_all

vocabulary.register(
    {
        "document.submitted": "送审《{title}》",
        "document.agreed": "{step}：{opinion}",
        "document.consulted": "会签：{opinion}",
        "document.secrecy_reviewed": "保密审查结论：{outcome}",
        "document.sent_back": "{step}退回：{opinion}",
        "document.recalled": "撤回《{title}》",
        "document.abandoned": "作废《{title}》：{reason}",
        "document.signed": "{signer}签发《{title}》（{mode}）",
        "document.emergency_signed": "{signer}按应急流程签发《{title}》：{reason}",
        "document.amendment_asked": "{signer}批示修改后发：{note}",
        "document.amendment_confirmed": "按批示修改并确认",
        "document.signature_registered": "登记已签批件：{signer}，{signed_at}",
        "document.signature_rejected": "登记与签批件不符：{reason}",
        "document.voided": "签发失效：{reason}",
        "document.countersigned": "补签：{step}",
        "document.numbered": "编号：{document_number}",
        "document.correction_made": "复核更正，待拟稿处室确认",
        "document.corrected": "复核更正经拟稿处室确认",
        "document.correction_refused": "拟稿处室不同意复核更正",
        "document.handed_over": "交办公室",
        "document.published": "发布《{title}》，索引号 {index_number}",
        "document.scheduled": "定时发布《{title}》：{moment}",
        "document.unscheduled": "取消《{title}》的定时发布",
        "document.schedule_failed": "《{title}》定时发布未成功：{reason}",
        "document.visible": "外网已可见：{address}",
        "document.placed": "登记{channel}登载：{address}",
        "document.withdrawn": "撤下《{title}》：{reason}",
        "document.hidden": "隐藏索引号 {index_number} 的信息",
        "document.validity_changed": "《{title}》标注为{validity}，自{since}起，依据：{basis}",
        "document.gone": "外网已不可见：{address}",
        "refused.secrecy_mark": "拒收含{mark}的文本（内容未保存）",
    },
    names={
        "document.agreed": "同意",
        "document.sent_back": "退回",
        "document.signed": "签发",
        "document.emergency_signed": "按应急流程签发",
        "document.amendment_asked": "批示修改后发",
        "document.corrected": "确认复核更正",
        "document.correction_refused": "不同意复核更正",
        "document.unscheduled": "取消定时发布",
        "document.schedule_failed": "定时发布未成功",
        "document.placed": "登记其他渠道",
        "document.hidden": "隐藏信息",
        "document.validity_changed": "标注有效性",
        "refused.secrecy_mark": "拒收带密级标志的文本",
    },
)


def facts_of(clearance: Clearance) -> dict[str, str]:
    """The facts of a clearance, as the plan's duties and steps ask for them."""
    plan = plan_version(clearance.plan_id)
    return rules.facts_of(
        plan, clearance.revision.value, consulted=clearance.consulted, urgent=clearance.urgent
    )


def happened(
    name: str,
    clearance: Clearance,
    *,
    by: Actor,
    at: datetime,
    happened_at: datetime | None = None,
    facts: Mapping[str, str] | None = None,
    evidence: Mapping[str, Any] | None = None,
) -> Settled:
    """Settle the ledger for an event on the clearance's subject, and for what its kind calls it."""
    event = event_of(name, clearance, at, happened_at, facts, evidence)
    return settled_by([event])[0]


def event_of(
    name: str,
    clearance: Clearance,
    at: datetime,
    happened_at: datetime | None = None,
    facts: Mapping[str, str] | None = None,
    evidence: Mapping[str, Any] | None = None,
) -> Event:
    """An event on the clearance's subject, with the facts that the plan's duties ask for."""
    return Event(
        name=name,
        subject=clearance.subject,
        title=clearance.title,
        at=at,
        happened=happened_at or at,
        facts={**facts_of(clearance), **(facts or {})},
        evidence=evidence or {},
    )


def settled_by(events: Sequence[Event]) -> list[Settled]:
    """What these events on different subjects did to the ledger: each, then what its kind calls it."""
    echoes = [kind_of(event.subject).echoes.get(event.name) for event in events]
    settled = settle_all(events)
    named = [replace(e, name=echo) for e, echo in zip(events, echoes, strict=True) if echo]
    more = iter(settle_all(named) if named else [])
    return [
        one.and_then(next(more)) if echo else one for one, echo in zip(settled, echoes, strict=True)
    ]


def recorded(
    action: str,
    clearance: Clearance,
    *,
    by: Actor,
    at: datetime,
    data: Mapping[str, Any],
    settled: Settled | None = None,
    happened_at: datetime | None = None,
    tell: Iterable[Any] = (),
    clause: str = "",
) -> None:
    """The trail entry of a verb: last in the transaction. `tell` names people who shall read it (待阅).

    `clause` is for an act that settles nothing; else it is that of the first duty it touched.
    """
    entry = entry_of(
        action, clearance, by=by, at=at, data=data, settled=settled, happened_at=happened_at,
        tell=tell, clause=clause,
    )  # fmt: skip
    write_all([entry])


def entry_of(
    action: str,
    clearance: Clearance,
    *,
    by: Actor,
    at: datetime,
    data: Mapping[str, Any],
    settled: Settled | None = None,
    happened_at: datetime | None = None,
    tell: Iterable[Any] = (),
    clause: str = "",
) -> Entry:
    """What `recorded` writes, for verbs that write several at once."""
    touched = [*settled.discharged, *settled.opened] if settled else []
    return unwritten(
        by=by,
        action=action,
        subject=clearance.subject,
        at=at,
        happened=happened_at,
        clause=touched[0].clause if touched else clause,
        data={
            "title": clearance.title,
            "clearance": str(clearance.uuid),
            **data,
            "tell": sorted({str(person.uuid) for person in tell if person is not None}),
        },
    )


def refuse_marks(*, subject: Subject, text: str, by: Actor, at: datetime) -> None:
    """A text with a mark of secrecy is refused before anything is stored; the trail keeps that, not the text."""
    mark = secrecy.mark_in(text)
    if mark is None:
        return
    with transaction.atomic():
        write(
            by=by, action="refused.secrecy_mark", subject=subject, at=at, clause="三(三)",
            data={"mark": mark},
        )  # fmt: skip
    raise Refused(secrecy.refusal(mark), field="body")


def nowhere(kind: str, act: Any) -> Subject:
    """The subject of a text that was refused before there was a record of it."""
    return Subject(kind, uuid5(act, "refused"))
