"""签发 by the leader himself: as it is, amended in the same act (改后签发), or after amendment (修改后发)."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from gongkai.accounts.models import Person
from gongkai.clearance import queries
from gongkai.clearance.actions.acting import (
    finish,
    fit,
    four_eyes,
    locked,
    moved,
    open_afterwards,
    open_next,
    open_step,
    person_of,
    same_text,
)
from gongkai.clearance.actions.drafting import revise
from gongkai.clearance.document import PublicDocument
from gongkai.clearance.models import Clearance, Revision, Signature
from gongkai.clearance.states import Act, Mode, State, StepState, Verb
from gongkai.plan.queries import plan_version
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import NotAllowed, Overtaken, Refused


def sign(
    *,
    clearance: Clearance,
    seen: str,
    by: Actor,
    at: datetime,
    opinion: str = "",
    amended: PublicDocument | None = None,
) -> Signature:
    """Sign what was seen. With `amended` the signature binds to the amended text and keeps the difference.

    The difference that the signer makes here does not bar him from this signature: drafter and head are
    other persons, or he could not have come this far (`four_eyes` is asked before the amendment).
    """
    person = person_of(by, at, established=True)
    clearance = locked(clearance)
    clearance.state = moved(clearance, Verb.SIGN)
    step = open_step(clearance, by, Act.SIGN)
    same_text(clearance, seen)
    four_eyes(clearance, person)
    before = clearance.revision
    if amended is not None:
        clearance.revision = _amendment(clearance, amended, person, at)
    finish(step, by=by, person=person, at=at, outcome="sign", opinion=opinion or "同意")
    signature = _bind(clearance, person, by, at, step.opinion)
    if clearance.revision.pk != before.pk:
        signature.amended_from = before
        signature.save(update_fields=["amended_from"])
    close(clearance, at)
    return signature


def _amendment(
    clearance: Clearance, amended: PublicDocument, person: Person, at: datetime
) -> Revision:
    _only_amended(clearance, amended)
    clearance.title = amended.title
    return revise(
        subject=clearance.subject, document=amended, person=person, at=at, purpose="amendment"
    )


def _only_amended(clearance: Clearance, amended: PublicDocument) -> None:
    """An amendment changes title, words and attribute. Kind, category and source decide the chain: they stay."""
    kept = clearance.revision.value
    if (amended.kind, amended.source, amended.category) != (kept.kind, kept.source, kept.category):
        raise Refused("签发环节只能修改标题、正文和公开属性；改动文种或类别须退回，重新送审。")
    fit(amended, plan_version(clearance.plan_id))


def _bind(clearance: Clearance, person: Person, by: Actor, at: datetime, opinion: str) -> Signature:
    try:
        with transaction.atomic():
            return Signature.objects.create(
                clearance=clearance,
                revision=clearance.revision,
                digest=clearance.revision.digest,
                mode=Mode.IN_PERSON,
                signer=person,
                signer_name=person.name,
                signer_post=f"{by.organ_name}{by.post_title}",
                signed_at=at,
                recorded_at=at,
                standing=Signature.Standing.STANDING,
                opinion=opinion,
            )
    except IntegrityError:
        raise Overtaken("该稿件刚刚已由他人签发，请刷新后查看。") from None


def close(clearance: Clearance, at: datetime) -> None:
    """Signed: what stands after the signature opens now (编号; in an emergency the 补签 steps)."""
    clearance.ended_at = at
    clearance.save(update_fields=["state", "revision", "title", "ended_at"])
    open_next(clearance, at)
    open_afterwards(clearance, at)


def sign_after_amendment(
    *, clearance: Clearance, seen: str, note: str, by: Actor, at: datetime
) -> Clearance:
    """修改后发: the drafter amends by the note, the head confirms, the signer gets the difference and one tap."""
    person = person_of(by, at, established=True)
    if not note.strip():
        raise Refused("请写明需要修改的内容。", field="opinion")
    clearance = locked(clearance)
    clearance.state = moved(clearance, Verb.SIGN_AFTER_AMENDMENT)
    step = open_step(clearance, by, Act.SIGN)
    same_text(clearance, seen)
    four_eyes(clearance, person)
    step.opinion, step.outcome = note.strip()[:1000], "after_amendment"
    step.state = StepState.WAITING
    step.by_name, step.by_post = person.name, f"{by.organ_name}{by.post_title}"
    step.save()
    clearance.save(update_fields=["state"])
    _insert_confirmation(clearance, step.position, at)
    return clearance


def _insert_confirmation(clearance: Clearance, position: int, at: datetime) -> None:
    """One more step before the signature: the head of the drafting organ confirms against the note."""
    clearance.steps.create(
        round=clearance.round,
        position=position,
        key="amendment",
        title="按批示修改并确认",
        act=Act.AMEND,  # carrying out, not approving: who reviewed may confirm
        role="head",
        organ=clearance.drafting_organ,
        organ_name=clearance.drafting_organ_name,
        state=StepState.OPEN,
        opened_at=at,
    )


def carry_out_amendment(*, clearance: Clearance, seen: str, by: Actor, at: datetime) -> Clearance:
    """The head confirms the drafter's newest text against the note; it goes back to the signer for one tap."""
    person = person_of(by, at, established=True)
    clearance = locked(clearance)
    if clearance.state != State.AMENDING:
        raise Overtaken("该稿件不在“修改后发”环节，请刷新后查看。")
    step = open_step(clearance, by, Act.AMEND)
    amended = queries.revisions(clearance.subject).filter(number__gt=clearance.revision.number)
    newest = amended.order_by("-number").first()
    if newest is None:
        raise Refused("拟稿人还没有按批示修改，请修改后再确认。")
    if amended.filter(author=person).exists():
        raise NotAllowed("按批示修改的人不能自己确认，请由其他负责人确认。")
    _only_amended(clearance, newest.value)
    clearance.revision, clearance.title = newest, newest.document["title"]
    same_text(clearance, seen)
    clearance.save(update_fields=["revision", "title"])
    finish(step, by=by, person=person, at=at, outcome="agree", opinion="已按批示修改，确认无误")
    open_next(clearance, at)
    return clearance
