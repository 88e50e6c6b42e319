"""同意, 退回, 保密审查, 补签: the steps before the signature, and after it in an emergency."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.clearance.actions import reviewing
from gongkai.clearance.models import Clearance
from gongkai.clearance.states import Act, SecrecyOutcome, StepState
from gongkai.kinds.verbs.recording import happened, recorded
from gongkai.trail.actors import Actor


@transaction.atomic
def agree(*, clearance: Clearance, seen: str, opinion: str, by: Actor, at: datetime) -> Clearance:
    """同意 at an open step; the text goes on."""
    step = reviewing.agree(clearance=clearance, seen=seen, opinion=opinion, by=by, at=at)
    action = "document.consulted" if step.act == Act.CONSULT else "document.agreed"
    data = {"step": step.title, "opinion": step.opinion, "digest": step.digest}
    recorded(action, step.clearance, by=by, at=at, data=data)
    return step.clearance


@transaction.atomic
def send_back(*, clearance: Clearance, reason: str, by: Actor, at: datetime) -> Clearance:
    """退回 with a reason; the drafter is told."""
    step = reviewing.send_back(clearance=clearance, reason=reason, by=by, at=at)
    settled = happened("document.sent_back", step.clearance, by=by, at=at)
    data = {"step": step.title, "opinion": step.opinion}
    recorded(
        "document.sent_back", step.clearance, by=by, at=at, data=data, settled=settled,
        tell=[step.clearance.submitted_by],
    )  # fmt: skip
    return step.clearance


@transaction.atomic
def review_secrecy(
    *, clearance: Clearance, seen: str, outcome: str, opinion: str, by: Actor, at: datetime
) -> Clearance:
    """保密审查 with its four outcomes."""
    step = reviewing.review_secrecy(
        clearance=clearance, seen=seen, outcome=outcome, opinion=opinion, by=by, at=at
    )
    sheet = step.clearance
    settled = None
    if outcome in (SecrecyOutcome.REDACT, SecrecyOutcome.WITHHOLD):
        settled = happened("document.sent_back", sheet, by=by, at=at)
    data = {"outcome": step.secrecy_outcome, "digest": sheet.revision.digest}
    recorded(
        "document.secrecy_reviewed", sheet, by=by, at=at, data=data, settled=settled,
        tell=[] if outcome == SecrecyOutcome.PUBLIC else [sheet.submitted_by],
    )  # fmt: skip
    return sheet


@transaction.atomic
def countersign(
    *, clearance: Clearance, seen: str, opinion: str, by: Actor, at: datetime
) -> Clearance:
    """补签、补办审批; the event comes when the last owed step is done."""
    step = reviewing.countersign(clearance=clearance, seen=seen, opinion=opinion, by=by, at=at)
    sheet = step.clearance
    owed = sheet.steps.filter(round=sheet.round, afterwards=True, state=StepState.OPEN).exists()
    settled = None if owed else happened("document.countersigned", sheet, by=by, at=at)
    data = {"step": step.title, "opinion": step.opinion}
    recorded("document.countersigned", sheet, by=by, at=at, data=data, settled=settled)
    return sheet
