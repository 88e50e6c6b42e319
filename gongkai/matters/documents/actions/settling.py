"""集中清理 (二(二)) after its confirmation: what cannot be carried out is closed, what ended by mistake is put right."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.clearance.document import Attribute
from gongkai.clock.calendars import local_day
from gongkai.kinds.verbs.recording import refuse_marks
from gongkai.kinds.verbs.validity import set_validity
from gongkai.matters.documents.models import CleanupItem
from gongkai.matters.documents.permissions import keeps, may_clean
from gongkai.matters.documents.queries.cleanup import live_publications
from gongkai.matters.documents.queries.rounds import person_of, reason_of
from gongkai.matters.documents.rules.cleanup import BASED, CLAUSE, ENDING, VALIDITY, Conclusion
from gongkai.matters.documents.states import CleanupState
from gongkai.publishing.models import Validity
from gongkai.trail import vocabulary
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import NotAllowed, Overtaken, Refused
from gongkai.trail.writing import write

vocabulary.register(
    {
        "cleanup.closed": "第 {item} 件《{title}》的清理结论（{conclusion}）未能办理，办结：{reason}",
        "cleanup.put_right": "第 {item} 件《{title}》的清理结论（{conclusion}）有误，恢复有效：{reason}",
    },
    names={
        "cleanup.closed": "办结未能办理的清理结论",
        "cleanup.put_right": "清理结论有误，恢复有效",
    },
)


def close(*, item: CleanupItem, reason: str, by: Actor, at: datetime) -> CleanupItem:
    """What cannot be carried out any more asks for nothing further; the conclusion itself stands.

    By who would have carried it out: the organ what is to be published anew, the office everything else.
    """
    refuse_marks(subject=item.cleanup.subject, text=reason, by=by, at=at)
    with transaction.atomic():
        item = _confirmed(item)
        _carrier(item, by)
        person_of(by, at)
        if item.conclusion not in BASED:
            raise Refused("继续有效的文件没有需要办理的事项。")
        if item.carried_at is not None:
            raise Overtaken(f"第 {item.position} 件已由{item.carried_by_name}办理，请刷新后查看。")
        item.closed = reason_of(reason, "请写明不能办理的原因，如“文件已撤下，不需标注”。")
        item.carried_by_name, item.carried_at = by.name, at
        item.save(update_fields=["closed", "carried_by_name", "carried_at"])
        _written("cleanup.closed", item, item.closed, by, at)
    return item


def _carrier(item: CleanupItem, by: Actor) -> None:
    if item.to_attribute == Attribute.PROACTIVE:
        if not may_clean(by, item.cleanup.organ):
            raise NotAllowed("调整为主动公开的由本处室送审，也由本处室办结。")
    elif not keeps(by):
        raise NotAllowed("清理结论由办公室在外网上办理，也由办公室办结。")


def put_right(*, item: CleanupItem, reason: str, by: Actor, at: datetime) -> CleanupItem:
    """废止 or 失效 was said by mistake: the office says so with a reason, in public too, and the text is in force again.

    The conclusion stays on record as it was; the next round lists the document.
    """
    refuse_marks(subject=item.cleanup.subject, text=reason, by=by, at=at)
    if not keeps(by):
        raise NotAllowed("清理结论有误的，由办公室更正。")
    with transaction.atomic():
        item = _confirmed(item)
        person_of(by, at, established=True)
        if item.conclusion not in ENDING:
            raise Refused("只有结论为废止或失效的可以恢复有效；其他结论请在下一次清理中调整。")
        if item.put_right_at is not None:
            raise Overtaken(
                f"第 {item.position} 件已由{item.put_right_by_name}恢复有效，请刷新后查看。"
            )
        item.put_right = reason_of(reason, "请写明恢复有效的依据，如有关文件的文号。")
        item.put_right_by_name, item.put_right_at = by.name, at
        item.save(update_fields=["put_right", "put_right_by_name", "put_right_at"])
        _said_in_public(item, by, at)
        _written("cleanup.put_right", item, item.put_right, by, at)
    return item


def _said_in_public(item: CleanupItem, by: Actor, at: datetime) -> None:
    """有效 beside the page, when it stands there as this item's conclusion has it."""
    page = live_publications([item.document_id]).get(item.document_id)
    standing = page.validity if page else None
    if page is not None and standing and standing.state == VALIDITY[Conclusion(item.conclusion)]:
        set_validity(
            publication=page, state=Validity.State.IN_FORCE, since=local_day(at),
            basis=item.put_right, by=by, at=at,
        )  # fmt: skip


def _confirmed(item: CleanupItem) -> CleanupItem:
    held = CleanupItem.objects.select_for_update(of=("self",)).select_related("cleanup__handed_by")
    item = held.get(pk=item.pk)
    if item.cleanup.state != CleanupState.CONFIRMED:
        raise Overtaken("本次清理尚未经处室负责人确认，不能办理。")
    return item


def _written(action: str, item: CleanupItem, reason: str, by: Actor, at: datetime) -> None:
    """The organ's person who handed the list in reads of it."""
    handed = item.cleanup.handed_by
    data = {
        "item": item.position, "title": item.title, "conclusion": Conclusion(item.conclusion).chinese,
        "reason": reason, "tell": [str(handed.uuid)] if handed else [],
    }  # fmt: skip
    write(by=by, action=action, subject=item.cleanup.subject, at=at, clause=CLAUSE, data=data)
