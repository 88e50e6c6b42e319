"""The steps before the signature: 审核, 会签, 归口审核, 法制审核, 保密审查; sending back."""

from __future__ import annotations

from datetime import datetime

from gongkai.clearance import queries
from gongkai.clearance.actions.acting import (
    cancel_rest,
    finish,
    four_eyes,
    locked,
    moved,
    open_next,
    open_step,
    person_of,
    same_text,
    within,
)
from gongkai.clearance.models import Clearance, Step
from gongkai.clearance.states import Act, SecrecyOutcome, StepState, Verb
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import Refused

REVIEWS = (Act.REVIEW, Act.CONSULT, Act.LEGAL)


def agree(*, clearance: Clearance, seen: str, opinion: str, by: Actor, at: datetime) -> Step:
    """同意: an opinion under a name; the text goes on. 阅 is not 同意: an opinion must be given."""
    person = person_of(by, at, established=True)
    clearance = locked(clearance)
    clearance.state = moved(clearance, Verb.AGREE)
    step = open_step(clearance, by, *REVIEWS)
    same_text(clearance, seen)
    four_eyes(clearance, person)
    finish(step, by=by, person=person, at=at, outcome="agree", opinion=opinion or "同意")
    open_next(clearance, at)
    return step


def send_back(*, clearance: Clearance, reason: str, by: Actor, at: datetime) -> Step:
    """退回: from any open step, always with a reason; the drafter amends and a new round begins."""
    person = person_of(by, at)
    if not reason.strip():
        raise Refused("请填写退回原因，写明哪里需要修改。", field="opinion")
    clearance = locked(clearance)
    clearance.state = moved(clearance, Verb.SEND_BACK)
    step = open_step(clearance, by, *REVIEWS, Act.SECRECY, Act.SIGN)
    finish(step, by=by, person=person, at=at, outcome="send_back", opinion=reason)
    cancel_rest(clearance)
    clearance.save(update_fields=["state"])
    return step


def review_secrecy(
    *, clearance: Clearance, seen: str, outcome: str, opinion: str, by: Actor, at: datetime
) -> Step:
    """保密审查 with its four outcomes (条例第十七条). 不能确定 stops the sheet until an answer is entered."""
    person = person_of(by, at, established=True)
    chosen = _chosen(outcome, opinion)
    clearance = locked(clearance)
    state = moved(clearance, Verb.AGREE if chosen is SecrecyOutcome.PUBLIC else Verb.SEND_BACK)
    step = _secrecy_step(clearance, by)
    same_text(clearance, seen)
    four_eyes(clearance, person)
    if chosen is SecrecyOutcome.UNCERTAIN:
        return _suspend(step, by, opinion)
    finish(step, by=by, person=person, at=at, outcome=chosen, opinion=opinion)
    if chosen is SecrecyOutcome.PUBLIC:
        open_next(clearance, at)
        return step
    clearance.state = state
    cancel_rest(clearance)
    clearance.save(update_fields=["state"])
    return step


def _chosen(outcome: str, opinion: str) -> SecrecyOutcome:
    if outcome not in SecrecyOutcome.values:
        raise Refused(
            "请选择保密审查结论：可以公开、删减后公开、不得公开或不能确定。", field="outcome"
        )
    if outcome != SecrecyOutcome.PUBLIC and not opinion.strip():
        raise Refused(
            "请写明理由：需要删减的内容、不得公开的依据，或不能确定的问题。", field="opinion"
        )
    return SecrecyOutcome(outcome)


def _secrecy_step(clearance: Clearance, by: Actor) -> Step:
    """The open step, or the suspended one when the 保密行政管理部门 has answered."""
    asked = clearance.steps.filter(
        round=clearance.round, act=Act.SECRECY, state=StepState.SUSPENDED
    )
    mine = next((step for step in asked if queries.may_take(by, step)), None)
    return mine or open_step(clearance, by, Act.SECRECY)


def _suspend(step: Step, by: Actor, opinion: str) -> Step:
    within(opinion)
    step.state, step.outcome, step.opinion = (
        StepState.SUSPENDED,
        SecrecyOutcome.UNCERTAIN,
        opinion.strip(),
    )
    step.by_name, step.by_post = by.name, f"{by.organ_name}{by.post_title}"
    step.save(update_fields=["state", "outcome", "opinion", "by_name", "by_post"])
    return step


def countersign(*, clearance: Clearance, seen: str, opinion: str, by: Actor, at: datetime) -> Step:
    """补签、补办审批: a step of the emergency chain that is done after the signature."""
    person = person_of(by, at, established=True)
    clearance = locked(clearance)
    step = open_step(clearance, by, *REVIEWS, Act.SECRECY)
    if not step.afterwards:
        raise Refused("该环节不是补签环节，请按正常流程办理。")
    same_text(clearance, seen)
    four_eyes(clearance, person)
    finish(
        step, by=by, person=person, at=at, outcome="countersigned", opinion=opinion or "同意，补签"
    )
    return step
