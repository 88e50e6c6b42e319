"""送审, 撤回, 作废."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.clearance.actions import submitting
from gongkai.clearance.actions.submitting import Submission
from gongkai.clearance.checking import read_words
from gongkai.clearance.models import Clearance
from gongkai.clock.calendars import local_day
from gongkai.kinds.checked import require_checked
from gongkai.kinds.registry import kind_of
from gongkai.kinds.verbs.recording import happened, recorded, refuse_marks
from gongkai.plan.queries import the_bureaus_plan
from gongkai.trail.actors import Actor, Subject
from gongkai.trail.refusals import NotAllowed, Refused


def submit(
    *,
    subject: Subject,
    by: Actor,
    at: datetime,
    consulted: tuple[str, ...] = (),
    urgent: bool = False,
    urgent_reason: str = "",
    note: str = "",
) -> Clearance:
    """送审: the draft as it stands is frozen and goes along the chain that the plan gives for its kind.

    The attribute goes with the text to the leader (二(二) 随文一并报局领导审批).
    """
    kind = kind_of(subject)
    if not kind.may_edit(by, subject.id):
        raise NotAllowed("只有拟稿处室的同事可以送审本稿。")
    if hindered := kind.hindrance(subject.id):
        raise Refused(hindered)
    document = kind.document(subject.id)
    typed = (document.title, document.body, *document.fields.values())
    named = (file.name for file in document.files)
    refuse_marks(subject=subject, text="\n".join((*typed, *named)), by=by, at=at)
    read_words(document)
    require_checked(subject, document, at, "送审")
    sent = Submission(document, tuple(consulted), urgent, urgent_reason, note)
    with transaction.atomic():
        clearance = submitting.submit(
            subject=subject,
            sent=sent,
            in_force=the_bureaus_plan(local_day(at)),
            by=by,
            at=at,
        )
        settled = happened("document.submitted", clearance, by=by, at=at)
        data = {"digest": clearance.revision.digest, "chain": clearance.chain}
        recorded("document.submitted", clearance, by=by, at=at, data=data, settled=settled)
    return clearance


@transaction.atomic
def recall(*, clearance: Clearance, by: Actor, at: datetime) -> Clearance:
    """撤回: before it is signed."""
    clearance = submitting.recall(clearance=clearance, by=by, at=at)
    settled = happened("document.recalled", clearance, by=by, at=at)
    recorded("document.recalled", clearance, by=by, at=at, data={}, settled=settled)
    return clearance


@transaction.atomic
def abandon(*, clearance: Clearance, reason: str, by: Actor, at: datetime) -> Clearance:
    """作废, with a reason."""
    clearance = submitting.abandon(clearance=clearance, reason=reason, by=by, at=at)
    settled = happened("document.abandoned", clearance, by=by, at=at)
    data = {"reason": reason.strip()}
    recorded("document.abandoned", clearance, by=by, at=at, data=data, settled=settled)
    return clearance
