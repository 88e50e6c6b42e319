"""编号 and 复核更正."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.accounts.models import Person
from gongkai.clearance.actions import finishing
from gongkai.clearance.document import PublicDocument
from gongkai.clearance.models import Clearance, Correction, Numbering
from gongkai.kinds.verbs.recording import happened, recorded, refuse_marks
from gongkai.plan.queries import plan_version
from gongkai.plan.shape import Plan
from gongkai.publishing import queries as publications
from gongkai.trail.actors import Actor


@transaction.atomic
def number(
    *, clearance: Clearance, document_number: str, document_date: date, by: Actor, at: datetime
) -> Numbering:
    """编号: 文号 and 成文日期 after signing."""
    numbering = finishing.number(
        clearance=clearance,
        document_number=document_number.strip(),
        document_date=document_date,
        by=by,
        at=at,
    )
    sheet = numbering.signature.clearance
    settled = happened("document.numbered", sheet, by=by, at=at)
    data = {"document_number": numbering.document_number, "digest": numbering.digest}
    recorded("document.numbered", sheet, by=by, at=at, data=data, settled=settled)
    return numbering


def correct(
    *, clearance: Clearance, document: PublicDocument, by: Actor, at: datetime
) -> Correction:
    """复核更正 by the office; the drafting head confirms, the signer is told."""
    text = f"{document.title}\n{document.body}"
    refuse_marks(subject=clearance.subject, text=text, by=by, at=at)
    plan = plan_version(clearance.plan_id)
    with transaction.atomic():
        correction = finishing.correct(
            clearance=clearance,
            document=document,
            most=plan.parameters.correction_max_characters,
            names=_names(plan),
            public=publications.live_under(clearance).exists(),
            by=by,
            at=at,
        )
        data = {"digest": correction.digest, "difference": correction.difference}
        recorded("document.correction_made", clearance, by=by, at=at, data=data)
    return correction


def _names(plan: Plan) -> list[str]:
    """Names that 复核更正 must not touch: of people and of organs."""
    people = Person.objects.values_list("name", flat=True)
    return [*people, *(name for organ in plan.organs for name in (organ.name, organ.short))]


@transaction.atomic
def settle_correction(
    *, clearance: Clearance, correction: Correction, accept: bool, by: Actor, at: datetime
) -> Correction:
    """The drafting head confirms or refuses."""
    correction = finishing.settle_correction(
        clearance=clearance, correction=correction, accept=accept, by=by, at=at
    )
    settled = happened("document.corrected", clearance, by=by, at=at) if accept else None
    action = "document.corrected" if accept else "document.correction_refused"
    signer = correction.signature.signer if accept else None
    data = {"digest": correction.digest}
    recorded(
        action, clearance, by=by, at=at, data=data, settled=settled, tell=[correction.by, signer]
    )
    return correction
