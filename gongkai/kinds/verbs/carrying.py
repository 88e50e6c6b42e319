"""补录: the door for what was public on the old site. It opens no clock and stops none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from gongkai.accounts.models import Person
from gongkai.clearance.actions import carrying as sheets
from gongkai.clearance.document import PublicDocument
from gongkai.clearance.models import Confirmation
from gongkai.kinds.verbs.recording import recorded
from gongkai.plan.queries import PlanInForce
from gongkai.publishing.actions import carrying as publications
from gongkai.publishing.before import Before
from gongkai.publishing.models import Publication
from gongkai.trail import vocabulary
from gongkai.trail.actors import Actor, Subject

vocabulary.register(
    {"document.carried_over": "补录《{title}》，索引号 {index_number}，原发布日期 {originally_on}"}
)


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding of 表述检查 that was let pass with the batch. `by`: whom the batch's list names as answering for it."""

    key: str
    rule: str
    said: str
    by: str


@transaction.atomic
def carry_over(
    *,
    subject: Subject,
    document: PublicDocument,
    brought: Person,
    accepted: Sequence[Accepted] = (),
    proof: str,
    before: Before,
    in_force: PlanInForce,
    by: Actor,
    at: datetime,
) -> Publication:
    """Publish one text of the old site, vouched for by two persons of the office: `brought` and `by`, who confirmed.

    `proof` names the batch in which they did. What is `accepted` counts as confirmed by `by`, who looked at it there.

    No event is settled: its timeliness was the old site's, and it stays outside all figures.
    """
    signature = sheets.carry(
        subject=subject,
        document=document,
        vouched=sheets.Vouched(brought, proof),
        in_force=in_force,
        by=by,
        at=at,
    )
    publication = publications.carry_over(
        signature=signature, before=before, plan=in_force.plan, by=by, at=at
    )
    _answer_for(subject, accepted, proof, by, at)
    data = {
        "publication": str(publication.uuid),
        "index_number": publication.index_number,
        "address": publication.address,
        "version": 1,
        "digest": signature.digest,
        "originally_on": before.originally_on.isoformat(),
        "old_address": before.address,
        "old_index_number": before.index_number,
        "batch": proof,
        "brought_by": brought.name,
        "accepted": [asdict(one) for one in accepted],
    }
    recorded("document.carried_over", signature.clearance, by=by, at=at, data=data)
    return publication


def _answer_for(
    subject: Subject, accepted: Sequence[Accepted], proof: str, by: Actor, at: datetime
) -> None:
    """Of those named in the batch's list nobody consented at a desk: who answers is who confirmed the batch."""
    if not accepted:
        return
    person = Person.objects.get(uuid=by.key)
    Confirmation.objects.bulk_create(
        Confirmation(
            subject_kind=subject.kind, subject_id=subject.id, key=one.key, rule=one.rule,
            said=one.said[:400], reason=f"{proof}核对确认，清单所列答复人：{one.by}"[:200], person=person, at=at,
        )
        for one in {one.key: one for one in accepted}.values()
    )  # fmt: skip
