"""签发 in its three modes, 改后签发, 修改后发, objection. From the signing moment the clocks run (二(二))."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.accounts.queries import in_role
from gongkai.clearance.actions import registering, signing
from gongkai.clearance.actions.acting import locked
from gongkai.clearance.actions.registering import SignedElsewhere
from gongkai.clearance.document import PublicDocument
from gongkai.clearance.models import Clearance, Signature
from gongkai.clearance.states import Mode, Verb
from gongkai.clock.calendars import SHANGHAI, local_day
from gongkai.kinds.verbs.recording import facts_of, happened, recorded, refuse_marks
from gongkai.obligations.settling import Settled, pass_on
from gongkai.plan.queries import plan_version
from gongkai.publishing import queries as publications
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import Refused


def sign(
    *,
    clearance: Clearance,
    seen: str,
    by: Actor,
    at: datetime,
    opinion: str = "",
    amended: PublicDocument | None = None,
) -> Signature:
    """本人签发; with `amended` 改后签发. In this mode the approval itself hands the text to the office."""
    if amended is not None:
        text = f"{amended.title}\n{amended.body}"
        refuse_marks(subject=clearance.subject, text=text, by=by, at=at)
    with transaction.atomic():
        signature = signing.sign(
            clearance=clearance, seen=seen, by=by, at=at, opinion=opinion, amended=amended
        )
        _after_signing(signature, by=by, at=at)
    return signature


def _after_signing(signature: Signature, *, by: Actor, at: datetime) -> None:
    sheet = signature.clearance
    facts = {"mode": signature.mode}
    opened = [_clocks("document.signed", signature, facts, by, at)]
    if sheet.urgent:
        opened.append(_clocks("document.emergency_signed", signature, facts, by, at))
    if signature.mode == Mode.IN_PERSON:
        opened.append(_hand_over(sheet, by=by, at=at))
    data = {
        "signer": signature.signer_name,
        "mode": Mode(signature.mode).label,
        "digest": signature.digest,
        "amended": signature.amended_from_id is not None,
        "reason": sheet.urgent_reason,
        "proof": signature.proof,
    }
    action = "document.emergency_signed" if sheet.urgent else "document.signed"
    registered = signature.mode != Mode.IN_PERSON
    recorded(
        action, sheet, by=by, at=at, data=data, settled=opened[0],
        happened_at=signature.signed_at,
        tell=[sheet.submitted_by, signature.signer if registered else None],
    )  # fmt: skip


def _clocks(
    event: str, signature: Signature, facts: dict[str, str], by: Actor, at: datetime
) -> Settled:
    """Duties run from the true moment of signing, whichever the mode."""
    sheet = signature.clearance
    return happened(event, sheet, by=by, at=at, happened_at=signature.signed_at, facts=facts)


def _hand_over(sheet: Clearance, *, by: Actor, at: datetime) -> Settled:
    plan = plan_version(sheet.plan_id)
    settled = happened("document.handed_over", sheet, by=by, at=at)
    if plan.bureau:
        pass_on(sheet.subject, plan.organ(plan.bureau.disclosure_office), at)
    return settled


@transaction.atomic
def hand_over(*, clearance: Clearance, by: Actor, at: datetime) -> Clearance:
    """交办公室: the drafting organ's own act where the signature was given on paper or in a meeting."""
    registering.require_drafting_side(clearance, by, at)
    settled = _hand_over(clearance, by=by, at=at)
    recorded("document.handed_over", clearance, by=by, at=at, data={}, settled=settled)
    return clearance


@transaction.atomic
def sign_after_amendment(
    *, clearance: Clearance, seen: str, note: str, by: Actor, at: datetime
) -> Clearance:
    """修改后发: the drafter is told what to amend."""
    sheet = signing.sign_after_amendment(clearance=clearance, seen=seen, note=note, by=by, at=at)
    data = {"signer": by.name, "note": note.strip()}
    recorded("document.amendment_asked", sheet, by=by, at=at, data=data, tell=[sheet.submitted_by])
    return sheet


@transaction.atomic
def confirm_amendment(*, clearance: Clearance, seen: str, by: Actor, at: datetime) -> Clearance:
    """The head confirms the amended text; the signer gets it back for one tap."""
    sheet = signing.carry_out_amendment(clearance=clearance, seen=seen, by=by, at=at)
    data = {"digest": sheet.revision.digest}
    recorded("document.amendment_confirmed", sheet, by=by, at=at, data=data)
    return sheet


@transaction.atomic
def register_signature(
    *, clearance: Clearance, seen: str, signed: SignedElsewhere, by: Actor, at: datetime
) -> Signature:
    """已签批件登记 or 会议审议: entered by one person; another confirms."""
    signature = registering.register(clearance=clearance, seen=seen, signed=signed, by=by, at=at)
    moment = signature.signed_at.astimezone(SHANGHAI)
    data = {
        "signer": signature.signer_name,
        "signed_at": f"{moment:%Y-%m-%d %H:%M}",
        "proof": signature.proof,
    }
    recorded("document.signature_registered", signature.clearance, by=by, at=at, data=data)
    return signature


@transaction.atomic
def confirm_signature(*, clearance: Clearance, by: Actor, at: datetime) -> Signature:
    """The second person confirms: the text is signed, at the true moment, and the signer is told."""
    signature = registering.confirm(clearance=clearance, by=by, at=at)
    _after_signing(signature, by=by, at=at)
    return signature


@transaction.atomic
def reject_signature(*, clearance: Clearance, reason: str, by: Actor, at: datetime) -> Clearance:
    """The second person finds that entry and sheet differ."""
    sheet = registering.reject(clearance=clearance, reason=reason, by=by, at=at)
    data = {"reason": reason.strip()}
    recorded("document.signature_rejected", sheet, by=by, at=at, data=data)
    return sheet


@transaction.atomic
def object_to_signature(*, clearance: Clearance, reason: str, by: Actor, at: datetime) -> Signature:
    """The signer objects to an entry in his name: the signature falls, and the clocks with it.

    What is public stays until the office withdraws or replaces it: it is told, and has it among what is to be done.
    """
    return _void(clearance, reason, Verb.OBJECT, by, at)


def _void(clearance: Clearance, reason: str, verb: Verb, by: Actor, at: datetime) -> Signature:
    signature = registering.void(clearance=clearance, reason=reason, verb=verb, by=by, at=at)
    sheet = signature.clearance
    public = publications.live_under(sheet).exists()  # then the office decides, and is told
    office = [post.person for post in in_role("editor", local_day(at))] if public else []
    settled = happened("document.voided", sheet, by=by, at=at, facts=facts_of(sheet))
    data = {"reason": reason.strip(), "signer": signature.signer_name}
    recorded(
        "document.voided", sheet, by=by, at=at, data=data, settled=settled,
        tell=[sheet.submitted_by, signature.signer, *office],
    )  # fmt: skip
    return signature


@transaction.atomic
def void_signature(*, clearance: Clearance, reason: str, by: Actor, at: datetime) -> Signature:
    """The text must change after all (more than 复核更正): the drafting head gives the signature up.

    Not of a page that stands: what is public stays signed, until it is withdrawn or a new version replaces it.
    """
    registering.require_drafting_side(locked(clearance), by, at, head=True)
    if publications.live_under(clearance).exists():
        raise Refused(
            "该稿件已经发布，不能收回签发。请修改后重新送审，发布为新版；确有错误的，请先由办公室撤下。"
        )
    return _void(clearance, reason, Verb.VOID, by, at)
