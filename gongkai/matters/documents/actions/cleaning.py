"""集中清理 (二(二)): each document gets its conclusion, the list goes to the head."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F

from gongkai.accounts.models import Person
from gongkai.clock.calendars import local_day
from gongkai.kinds.verbs.recording import refuse_marks
from gongkai.matters.documents.models import Cleanup, CleanupItem
from gongkai.matters.documents.permissions import may_clean
from gongkai.matters.documents.queries.cleanup import (
    counts,
    live_publications,
)
from gongkai.matters.documents.queries.rounds import cleanup_after, locked_cleanup, person_of
from gongkai.matters.documents.rules.cleanup import CLAUSE, Conclusion, Said, counted, fault
from gongkai.matters.documents.states import CleanupState
from gongkai.obligations.periods import named
from gongkai.publishing.models import Publication
from gongkai.publishing.queries import by_index_number
from gongkai.trail import vocabulary
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import NotAllowed, Overtaken, Refused
from gongkai.trail.writing import write

vocabulary.register(
    {
        "cleanup.concluded": "填写清理结论 {count} 件，看过 {seen} 件",
        "cleanup.rest_kept": "其余 {count} 件全部继续有效",
        "cleanup.handed_in": "清理结论报负责人确认：{result}",
    },
    names={"cleanup.rest_kept": "其余文件继续有效"},
)
FIELDS = ("conclusion", "basis", "since", "replaced_by", "to_attribute")


def conclude(
    *,
    cleanup: Cleanup,
    said: Mapping[int, Said],
    editions: Mapping[int, int],
    by: Actor,
    at: datetime,
) -> Cleanup:
    """Keep what was filled in for these items (by key), and that they were seen. All of it or nothing.

    `editions` are those that the form was filled from: a colleague's conclusion is not overwritten unseen.
    """
    texts = "\n".join(one.basis for one in said.values())
    refuse_marks(subject=cleanup.subject, text=texts, by=by, at=at)
    with transaction.atomic():
        cleanup = _being_filled(cleanup, by)
        person = person_of(by, at)
        items = list(cleanup.items.select_for_update(of=("self",)).filter(pk__in=list(said)).select_related("replaced_by", "concluded_by"))  # fmt: skip
        changed = [i for i in items if _said_of(i) != said[i.pk].kept]
        _acceptable(changed, said, editions, at)
        for item in changed:
            _write(item, said[item.pk].kept, person, at)
        fresh = _looked_at(items, at)
        CleanupItem.objects.bulk_update(items, [*FIELDS, "concluded_by", "concluded_at", "edition", "seen_at"])  # fmt: skip
        if changed or fresh:
            data = {"count": len(changed), "seen": fresh, "items": [i.position for i in changed]}
            write(by=by, action="cleanup.concluded", subject=cleanup.subject, at=at, clause=CLAUSE, data=data)  # fmt: skip
    return cleanup


def keep_rest(*, cleanup: Cleanup, by: Actor, at: datetime) -> int:
    """其余全部继续有效: in one act, but only after every document has been seen, page by page."""
    with transaction.atomic():
        cleanup = _being_filled(cleanup, by)
        person = person_of(by, at)
        unseen = cleanup.items.filter(seen_at__isnull=True).count()
        if unseen:
            raise Refused(
                f"还有 {unseen} 件没有看过。请逐页看过并保存后，再将其余文件一并定为继续有效。"
            )
        rest = cleanup.items.filter(conclusion="").update(
            conclusion=Conclusion.KEEP, concluded_by=person, concluded_at=at,
            edition=F("edition") + 1,
        )  # fmt: skip
        if rest:
            data = {"count": rest}
            write(by=by, action="cleanup.rest_kept", subject=cleanup.subject, at=at, clause=CLAUSE, data=data)  # fmt: skip
    return rest


@transaction.atomic
def hand_in(*, cleanup: Cleanup, by: Actor, at: datetime) -> Cleanup:
    """报负责人确认: every document has its conclusion."""
    cleanup = locked_cleanup(cleanup)
    if not may_clean(by, cleanup.organ):
        raise NotAllowed("只能由本处室人员办理本处室的清理。")
    state = cleanup_after(cleanup, "报负责人确认")
    cleanup.handed_by, cleanup.handed_at = person_of(by, at), at
    left = cleanup.items.filter(conclusion="").count()
    if left:
        raise Refused(f"还有 {left} 件没有结论，请逐件填写，或将其余全部定为继续有效后再报。")
    cleanup.state, cleanup.returned = state, ""
    cleanup.save(update_fields=["state", "returned", "handed_by", "handed_at"])
    result = counted(counts([cleanup]).get(cleanup.pk, {}).items())
    data = {"result": result, "period": named(cleanup.period).chinese}
    write(by=by, action="cleanup.handed_in", subject=cleanup.subject, at=at, clause=CLAUSE, data=data)  # fmt: skip
    return cleanup


def _being_filled(cleanup: Cleanup, by: Actor) -> Cleanup:
    cleanup = locked_cleanup(cleanup)
    if not may_clean(by, cleanup.organ):
        raise NotAllowed("只能由本处室人员办理本处室的清理。")
    if cleanup.state != CleanupState.OPEN:
        word = CleanupState(cleanup.state).chinese
        raise Overtaken(f"本次清理现为“{word}”，不能再改。如需修改，请由负责人退回。")
    return cleanup


def _said_of(item: CleanupItem) -> Said:
    replacement = item.replaced_by.index_number if item.replaced_by else ""
    return Said(item.conclusion, item.basis, item.since, replacement, item.to_attribute)


def _acceptable(
    changed: Collection[CleanupItem],
    said: Mapping[int, Said],
    editions: Mapping[int, int],
    at: datetime,
) -> None:
    """Everything that was typed holds, or the first fault is said with the document it is about."""
    pages = live_publications(item.document_id for item in changed)
    for item in changed:
        if editions.get(item.pk) != item.edition:
            who = item.concluded_by.name if item.concluded_by else "同事"
            raise Overtaken(
                f"{who}已在您打开之后填写了第 {item.position} 件《{item.title}》的结论。"
                "您填写的内容仍在页面上，请在新窗口打开最新页对照后再保存。"
            )
        page = pages.get(item.document_id)
        found = fault(said[item.pk].kept, item.attribute, page.index_number if page else "", local_day(at))  # fmt: skip
        if found:
            field, sentence = found
            raise Refused(f"第 {item.position} 件《{item.title}》：{sentence}", field=f"{field}-{item.pk}")  # fmt: skip
        _replacement(item, said[item.pk].kept)


def _replacement(item: CleanupItem, said: Said) -> Publication | None:
    if not said.replaced_by:
        return None
    found = by_index_number(said.replaced_by)
    if found is None or found.state != Publication.State.LIVE:
        raise Refused(
            f"第 {item.position} 件《{item.title}》：没有索引号为“{said.replaced_by[:60]}”的公开文件，"
            "或它已撤下。索引号可从外网页面复制。",
            field=f"replaced_by-{item.pk}",
        )
    if found.subject_id == item.document_id:  # named by its 旧索引号
        raise Refused(
            f"第 {item.position} 件《{item.title}》：文件不能被它自己替代，请核对替代文件的索引号。",
            field=f"replaced_by-{item.pk}",
        )
    return found


def _write(item: CleanupItem, said: Said, person: Person, at: datetime) -> None:
    item.conclusion, item.basis, item.since = said.conclusion, said.basis, said.since
    item.replaced_by, item.to_attribute = _replacement(item, said), said.to_attribute
    item.concluded_by, item.concluded_at = person, at
    item.edition += 1


def _looked_at(items: Collection[CleanupItem], at: datetime) -> int:
    unseen = [item for item in items if item.seen_at is None]
    for item in unseen:
        item.seen_at = at
    return len(unseen)
