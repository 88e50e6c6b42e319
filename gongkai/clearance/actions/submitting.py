"""送审, 撤回, 作废: sending a text along the plan's chain, and taking it back before it is signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from gongkai.accounts.models import Person
from gongkai.accounts.queries import able_at, holders, in_role, leaders_of
from gongkai.clearance import queries, rules
from gongkai.clearance.actions.acting import cancel_rest, fit, locked, moved, open_next, person_of
from gongkai.clearance.actions.drafting import contribute, revise
from gongkai.clearance.document import PublicDocument
from gongkai.clearance.models import Clearance, Step
from gongkai.clearance.states import APPROVING, UNFINISHED, WITH_DRAFTER, State, Verb
from gongkai.clock.calendars import local_day
from gongkai.plan.queries import PlanInForce
from gongkai.plan.shape import Chain, Plan, UnknownInPlan
from gongkai.trail.actors import Actor, Subject
from gongkai.trail.refusals import NotAllowed, Overtaken, Refused

SENT_ALREADY = "该稿件已经送审，正在流转，请勿重复提交。"


@dataclass(frozen=True, slots=True)
class Submission:
    """What the drafter sends off: the text, who is consulted, and whether the emergency chain is meant."""

    document: PublicDocument
    consulted: tuple[str, ...] = ()
    urgent: bool = False
    urgent_reason: str = ""
    note: str = ""


def submit(
    *,
    subject: Subject,
    sent: Submission,
    in_force: PlanInForce,
    by: Actor,
    at: datetime,
) -> Clearance:
    """Freeze the text as a revision and open the first step. A text sent back starts a new round."""
    person = person_of(by, at)
    plan = in_force.plan
    fit(sent.document, plan)
    if sent.urgent and not sent.urgent_reason.strip():
        raise Refused("走应急流程须写明原因，原因将列入通报。", field="urgent_reason")
    chain = _chain(plan, sent)
    # who sends it off answers for it: no review of one's own
    contribute(subject=subject, person=person, at=at)
    revision = revise(subject=subject, document=sent.document, person=person, at=at)
    consulted = _consulted(plan, sent)
    clearance = _sheet(subject)
    if clearance.pk:
        clearance.state, clearance.round = moved(clearance, Verb.SUBMIT), clearance.round + 1
    else:
        clearance.state = State.CIRCULATING
    clearance.plan_id, clearance.chain, clearance.chain_title = in_force.pk, chain.id, chain.title
    clearance.revision, clearance.title = revision, sent.document.title
    clearance.document_kind = sent.document.kind
    clearance.drafting_organ = sent.document.source
    clearance.drafting_organ_name = sent.document.source_name
    clearance.consulted, clearance.note = list(consulted), sent.note.strip()
    clearance.urgent, clearance.urgent_reason = sent.urgent, sent.urgent_reason.strip()
    clearance.submitted_by, clearance.submitted_at = person, at
    _keep(clearance)
    _lay_out(clearance, plan, chain, sent, consulted, at)
    open_next(clearance, at)
    return clearance


def _chain(plan: Plan, sent: Submission) -> Chain:
    try:
        return plan.chain_for(sent.document.kind, sent.urgent)
    except UnknownInPlan as unknown:
        raise Refused(f"{unknown}请与办公室联系，补充方案文件后再送审。") from None


def _consulted(plan: Plan, sent: Submission) -> tuple[str, ...]:
    """会签 organs, without the drafter's own and without the one that reviews as owner of the category anyway."""
    left_out = {sent.document.source}
    if rules.category_elsewhere(plan, sent.document.category, sent.document.source):
        left_out.add(rules.category_owner(plan, sent.document.category))
    return tuple(dict.fromkeys(organ for organ in sent.consulted if organ not in left_out))


def _sheet(subject: Subject) -> Clearance:
    """The unfinished sheet if it lies with the drafter, else a new one."""
    unfinished = Clearance.objects.select_for_update().filter(
        subject_kind=subject.kind, subject_id=subject.id, state__in=UNFINISHED
    )
    there = unfinished.first()
    if there is None:
        return Clearance(subject_kind=subject.kind, subject_id=subject.id)
    if there.state not in WITH_DRAFTER:
        raise Overtaken(SENT_ALREADY)
    return there


def _keep(clearance: Clearance) -> None:
    """Of two who send it off at once the database takes one sheet."""
    try:
        with transaction.atomic():
            clearance.save()
    except IntegrityError:
        raise Overtaken(SENT_ALREADY) from None


def _lay_out(
    clearance: Clearance,
    plan: Plan,
    chain: Chain,
    sent: Submission,
    consulted: Sequence[str],
    at: datetime,
) -> None:
    facts = rules.facts_of(plan, sent.document, consulted=consulted, urgent=sent.urgent)
    organs = {
        "drafting_organ": [sent.document.source],
        "in_charge": [sent.document.source],
        "category_owner": [rules.category_owner(plan, sent.document.category)],
        "consulted": list(consulted),
        "any": [""],
    }
    barred = queries.contributors(clearance.subject)
    for place in rules.places(chain, facts, lambda step: organs.get(step.of, [step.of])):
        _somebody_can(plan, place, barred, at)
        planned = place.planned
        Step.objects.create(
            clearance=clearance,
            round=clearance.round,
            position=place.position,
            key=planned.id,
            title=planned.title,
            act=planned.act,
            role=planned.role,
            organ=place.organ,
            organ_name=plan.organ(place.organ).name if place.organ else "",
            afterwards=planned.afterwards,
        )


def _somebody_can(plan: Plan, place: rules.Place, barred: set[int], at: datetime) -> None:
    """Refuse at 送审 what would be stuck later, and say where."""
    day = local_day(at)
    if place.planned.role == "leader":
        posts = leaders_of(place.organ, day)
    elif place.organ and place.planned.role != "chief_leader":
        posts = list(holders(place.organ, place.planned.role, day))
    else:
        posts = list(in_role(place.planned.role, day))
    if able_at(posts, day, established=place.planned.act in APPROVING) <= barred:
        where = plan.organ(place.organ).name if place.organ else ""
        raise Refused(
            f"“{place.planned.title}”环节{where}目前没有可以办理的人员（起草和修改过本稿的人不能审核）。"
            "请联系安全管理员设置岗位或办理委托后再送审。"
        )


def recall(*, clearance: Clearance, by: Actor, at: datetime) -> Clearance:
    """撤回: the drafting side takes the text back before it is signed."""
    person = person_of(by, at)
    clearance = _own(locked(clearance), by, person)
    clearance.state = moved(clearance, Verb.RECALL)
    cancel_rest(clearance)
    clearance.save(update_fields=["state"])
    return clearance


def abandon(*, clearance: Clearance, reason: str, by: Actor, at: datetime) -> Clearance:
    """作废: with a reason; the sheet stays on record."""
    person = person_of(by, at)
    if not reason.strip():
        raise Refused("请填写作废原因。", field="reason")
    clearance = _own(locked(clearance), by, person)
    clearance.state, clearance.ended_at = moved(clearance, Verb.ABANDON), at
    cancel_rest(clearance)
    clearance.save(update_fields=["state", "ended_at"])
    return clearance


def _own(clearance: Clearance, by: Actor, person: Person) -> Clearance:
    """The one who sent it off, or the head of the drafting organ."""
    head = by.role == "head" and by.organ == clearance.drafting_organ
    if clearance.submitted_by_id != person.pk and not head:
        raise NotAllowed("只有送审人或拟稿处室负责人可以撤回或作废。")
    return clearance
