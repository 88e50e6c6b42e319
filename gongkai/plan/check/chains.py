"""Chains (审签流程): steps at places that exist, one signature that nothing can skip, one chain per kind."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.plan.check.conditions import conditions_of
from gongkai.plan.check.faults import Finding
from gongkai.plan.check.parties import organs, unknown
from gongkai.plan.events import DOCUMENT_FACTS
from gongkai.plan.shape import Chain, Plan
from gongkai.plan.shape.roles import READING_PLACES, STEP_PLACES

# `mode` is known only once it has been signed.
FACTS_BEFORE_SIGNING = tuple(f for f in DOCUMENT_FACTS if f != "mode")


def steps(plan: Plan) -> Iterator[Finding]:
    """Places and conditions of the steps; step ids once within a chain."""
    known = organs(plan) | set(STEP_PLACES)
    for number, chain in enumerate(plan.chains):
        seen: set[str] = set()
        for position, step in enumerate(chain.steps):
            at = ("chains", number, "steps", position)
            if step.id in seen:
                yield Finding(at, f"环节“{step.id}”重复。", "请改用另一个 id。")
            seen.add(step.id)
            if step.of not in known:
                yield unknown((*at, "of"), step.of, "机构或角色", known)
            yield from conditions_of((*at, "when"), step.when, FACTS_BEFORE_SIGNING, plan)


def signature(plan: Plan) -> Iterator[Finding]:
    """Exactly one signature, without condition, and after it only numbering and 补签."""
    for number, chain in enumerate(plan.chains):
        at = ("chains", number)
        before = [s for s in chain.steps if not s.afterwards]
        signs = [i for i, s in enumerate(before) if s.act == "sign"]
        if len(signs) != 1:
            yield Finding(
                at,
                f"流程有 {len(signs)} 个签发环节，不能以签发告终。",
                '请保留且只保留一个 act = "sign" 的环节。',
            )
            continue
        if before[signs[0]].when:
            yield Finding(at, "签发环节带有条件，可能被跳过。", "请删去签发环节的 when。")
        if any(s.act != "number" for s in before[signs[0] + 1 :]):
            yield Finding(at, "签发之后只能是编号复核。", "请把其他环节移到签发之前。")
        yield from _afterwards(at, chain)


def _afterwards(at: tuple[str, int], chain: Chain) -> Iterator[Finding]:
    later = any(s.afterwards for s in chain.steps)
    if later and not chain.urgent:
        yield Finding(at, "补签环节只能用于应急流程。", "请写明 urgent = true，或删去 afterwards。")
    if later and chain.countersign_within is None:
        yield Finding(
            at, "有补签环节而没有补签期限。", "请写明 countersign_within，例如“24 hours”。"
        )


def readings(plan: Plan) -> Iterator[Finding]:
    """三审三校 name steps of their own chain, each reading once."""
    for number, chain in enumerate(plan.chains):
        places, seen = {step.id for step in chain.steps} | set(READING_PLACES), set()
        for position, reading in enumerate(chain.readings):
            at = ("chains", number, "readings", position)
            if reading.title in seen:
                yield Finding(at, f"“{reading.title}”重复。", "每一审、每一校只写一次。")
            seen.add(reading.title)
            if reading.at not in places:
                yield unknown((*at, "at"), reading.at, "环节", places)


def kinds(plan: Plan) -> Iterator[Finding]:
    """No kind of text has two chains to go along."""
    taken: dict[tuple[str, bool], str] = {}
    for number, chain in enumerate(plan.chains):
        for kind in chain.kinds:
            other = taken.setdefault((kind, chain.urgent), chain.id)
            if other != chain.id:
                yield Finding(
                    ("chains", number, "kinds"),
                    f"“{kind}”已由流程“{other}”规定。",
                    "一种稿件只能有一个流程，请删去一处。",
                )
