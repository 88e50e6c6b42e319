"""集中清理 (二(二)): a round is opened, or the head says that there is nothing to go through."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from gongkai.kinds.drafting import may_draft
from gongkai.matters.documents.actions.confirming import confirm
from gongkai.matters.documents.models import Cleanup, CleanupItem
from gongkai.matters.documents.permissions import heads
from gongkai.matters.documents.queries.cleanup import InForce, in_force
from gongkai.matters.documents.queries.rounds import person_of
from gongkai.matters.documents.rules.cleanup import CLAUSE, EVENT
from gongkai.matters.documents.states import CleanupState
from gongkai.obligations.periodic import ended_period
from gongkai.obligations.periods import named
from gongkai.trail import vocabulary
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import NotAllowed, Overtaken, Refused
from gongkai.trail.writing import write

vocabulary.register(
    {"cleanup.opened": "开始{period}文件清理，在有效期内的文件共 {count} 件"},
    names={"cleanup.opened": "开始文件清理"},
)


def open_cleanup(*, by: Actor, at: datetime) -> Cleanup:
    """本年度清理 of the actor's organ, for the period that ended last: the list of all that is in force now."""
    if not may_draft(by):
        raise NotAllowed("本岗位不办理文件清理，请由处室拟稿人或联络员办理。")
    person_of(by, at)
    rows = in_force(by.organ)
    if not rows:
        raise Refused("本处室没有在有效期内的文件，请由处室负责人确认“本期无文件”。")
    with transaction.atomic():
        cleanup = _begun(rows, CleanupState.OPEN, by, at)
        data = {"period": named(cleanup.period).chinese, "count": len(rows)}
        write(by=by, action="cleanup.opened", subject=cleanup.subject, at=at, clause=CLAUSE, data=data)  # fmt: skip
    return cleanup


@transaction.atomic
def confirm_none(*, by: Actor, at: datetime) -> Cleanup:
    """本期无文件: one click by the head of an organ that has nothing in force."""
    if not heads(by, by.organ):
        raise NotAllowed("“本期无文件”由处室负责人确认。")
    if in_force(by.organ):
        raise Refused("本处室有在有效期内的文件，不能确认“本期无文件”，请开始清理。")
    cleanup = _begun([], CleanupState.BEFORE_HEAD, by, at)
    return confirm(cleanup=cleanup, by=by, at=at)


def _begun(rows: list[InForce], state: CleanupState, by: Actor, at: datetime) -> Cleanup:
    """The round with its list; an organ has one in a period. The act that calls it writes the trail."""
    period = ended_period(EVENT, by.organ, at)
    try:
        with transaction.atomic():
            cleanup = Cleanup.objects.create(
                organ=by.organ, organ_name=by.organ_name, period=period.name, state=state,
                opened_by_name=by.name, opened_at=at,
            )  # fmt: skip
    except IntegrityError:
        raise Overtaken(f"{period.chinese}的清理已经开始，请在“清理”中打开。") from None
    CleanupItem.objects.bulk_create(
        CleanupItem(
            cleanup=cleanup, document_id=row.document, position=place, title=row.title,
            document_number=row.number, attribute=row.attribute, signed_on=row.signed_on,
            carried_over=row.carried,
        )
        for place, row in enumerate(rows, 1)
    )  # fmt: skip
    return cleanup
