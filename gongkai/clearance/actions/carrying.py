"""补录: a text that was public on the old site. On no chain and signed by nobody here, and the sheet says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gongkai.accounts.models import Person
from gongkai.clearance.actions.drafting import as_kept
from gongkai.clearance.document import PublicDocument
from gongkai.clearance.models import Clearance, Revision, Signature
from gongkai.clearance.states import Mode, State
from gongkai.plan.queries import PlanInForce
from gongkai.trail.actors import Actor, Subject
from gongkai.trail.refusals import NotAllowed


@dataclass(frozen=True, slots=True)
class Vouched:
    """Who answers for it: `brought` for the batch, another person for having compared it. `proof` names the batch."""

    brought: Person
    proof: str


def carry(
    *,
    subject: Subject,
    document: PublicDocument,
    vouched: Vouched,
    in_force: PlanInForce,
    by: Actor,
    at: datetime,
) -> Signature:
    """The sheet of a carried text. What binds the digest is `by`'s confirmation; there is no signer."""
    if by.key == vouched.brought.uuid:
        raise NotAllowed("补录批次由一人负责导入，须由办公室另一人核对确认。")
    written = Revision.objects.create(
        subject_kind=subject.kind,
        subject_id=subject.id,
        number=1,
        document=document.as_json(),
        digest=document.digest,
        author=vouched.brought,
        author_name=vouched.brought.name,
        purpose="carried",
        made_at=at,
    )
    revision = as_kept(written)
    sheet = Clearance.objects.create(
        subject_kind=subject.kind,
        subject_id=subject.id,
        plan_id=in_force.pk,
        chain="",
        chain_title=State.CARRIED.label,
        state=State.CARRIED,
        revision=revision,
        title=document.title,
        document_kind=document.kind,
        drafting_organ=document.source,
        drafting_organ_name=document.source_name,
        submitted_by=vouched.brought,
        submitted_at=at,
        ended_at=at,
    )
    return Signature.objects.create(
        clearance=sheet,
        revision=revision,
        digest=revision.digest,
        mode=Mode.CARRIED,
        signer=None,
        signer_name=by.name,
        signer_post=f"{by.organ_name}{by.post_title}（核对确认补录，不是签发）",
        signed_at=at,
        recorded_at=at,
        standing=Signature.Standing.STANDING,
        proof=vouched.proof,
        registered_by=vouched.brought,
        confirmed_by=Person.objects.get(uuid=by.key),
    )
