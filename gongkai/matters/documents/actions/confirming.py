"""集中清理 (二(二)): the head confirms, the office carries out what the public sees, the result is announced."""

from __future__ import annotations

from datetime import datetime
from html import escape
from uuid import uuid4

from django.db import transaction
from django.urls import reverse

from gongkai.clearance.document import Attribute
from gongkai.clock.calendars import local_day
from gongkai.kinds.verbs.recording import refuse_marks
from gongkai.kinds.verbs.validity import set_validity
from gongkai.matters.documents.actions.drafting import Draft, begin
from gongkai.matters.documents.models import Cleanup, CleanupItem, Document
from gongkai.matters.documents.permissions import heads, keeps, may_clean
from gongkai.matters.documents.queries.cleanup import counts, live_publications, took_part
from gongkai.matters.documents.queries.rounds import (
    cleanup_after,
    locked_cleanup,
    person_of,
    reason_of,
)
from gongkai.matters.documents.rules import likely_category
from gongkai.matters.documents.rules.cleanup import CLAUSE, EVENT, VALIDITY, Conclusion, counted
from gongkai.matters.documents.states import CleanupState
from gongkai.obligations.periodic import settle_period
from gongkai.obligations.periods import named
from gongkai.plan.queries import live_categories
from gongkai.publishing.models import Publication, Validity
from gongkai.trail import vocabulary
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import NotAllowed, Overtaken, Refused
from gongkai.trail.writing import write

vocabulary.register(
    {
        "cleanup.returned": "退回清理结论：{reason}",
        "cleanup.confirmed": "确认{period}文件清理结论：{result}",
        "cleanup.carried_out": "按清理结论办理第 {item} 件：{conclusion}",
        "cleanup.announced": "起草清理结果公告《{title}》",
    },
    names={"cleanup.confirmed": "确认清理结论", "cleanup.carried_out": "办理清理结论"},
)


def send_back(*, cleanup: Cleanup, reason: str, by: Actor, at: datetime) -> Cleanup:
    """The head does not agree, and says why; the list is open again as it was."""
    refuse_marks(subject=cleanup.subject, text=reason, by=by, at=at)
    with transaction.atomic():
        cleanup = locked_cleanup(cleanup)
        _head(cleanup, by)
        person_of(by, at, established=True)
        cleanup.state = cleanup_after(cleanup, "退回")
        cleanup.returned = reason_of(reason)
        cleanup.save(update_fields=["state", "returned"])
        told = [str(cleanup.handed_by.uuid)] if cleanup.handed_by else []
        data = {"reason": cleanup.returned, "period": named(cleanup.period).chinese, "tell": told}
        write(by=by, action="cleanup.returned", subject=cleanup.subject, at=at, clause=CLAUSE, data=data)  # fmt: skip
    return cleanup


@transaction.atomic
def confirm(*, cleanup: Cleanup, by: Actor, at: datetime) -> Cleanup:
    """The whole list, by the head; who ever filled in a conclusion of it does not confirm it."""
    cleanup = locked_cleanup(cleanup)
    _head(cleanup, by)
    person = person_of(by, at, established=True)
    state = cleanup_after(cleanup, "确认")
    if cleanup.handed_by_id == person.pk or took_part(cleanup, by.key):
        raise NotAllowed("您参与了本次清理结论的填写，按复核要求请由本处室其他负责人确认。")
    cleanup.state = state
    return _confirmed(cleanup, by, at)


def _head(cleanup: Cleanup, by: Actor) -> None:
    if not heads(by, cleanup.organ):
        raise NotAllowed("清理结论由本处室负责人确认或退回。")


def _confirmed(cleanup: Cleanup, by: Actor, at: datetime) -> Cleanup:
    cleanup.confirmed_by_name, cleanup.confirmed_at = by.name, at
    cleanup.save(update_fields=["state", "confirmed_by_name", "confirmed_at"])
    period = named(cleanup.period)
    result = counted(counts([cleanup]).get(cleanup.pk, {}).items())
    evidence = {
        "cleanup": str(cleanup.uuid),
        "what": f"{period.chinese}文件清理：{result}",
        "address": reverse("documents:cleanup", args=[cleanup.uuid]),
    }
    settle_period(EVENT, organ=cleanup.organ, period=period, at=at, evidence=evidence)
    told = [str(cleanup.handed_by.uuid)] if cleanup.handed_by else []
    data = {"result": result, "period": period.chinese, "organ": cleanup.organ, "tell": told}
    write(by=by, action=EVENT, subject=cleanup.subject, at=at, clause=CLAUSE, data=data)
    return cleanup


@transaction.atomic
def carry_out(*, item: CleanupItem, by: Actor, at: datetime) -> Validity:
    """What was concluded becomes what the public reads: the office says the validity. 撤下 and 送审 have their own doors."""
    if not keeps(by):
        raise NotAllowed("清理结论由办公室在外网上办理。")
    item = CleanupItem.objects.select_for_update(of=("self",)).select_related("cleanup", "replaced_by").get(pk=item.pk)  # fmt: skip
    if item.cleanup.state != CleanupState.CONFIRMED:
        raise Overtaken("本次清理尚未经处室负责人确认，不能办理。")
    if item.put_right_at is not None:
        raise Overtaken(f"第 {item.position} 件已恢复有效，无需标注，请刷新后查看。")
    if item.carried_at is not None:
        raise Overtaken(f"第 {item.position} 件已由{item.carried_by_name}办理，请刷新后查看。")
    conclusion = Conclusion(item.conclusion)
    page = live_publications([item.document_id]).get(item.document_id)
    if conclusion not in VALIDITY:
        raise Refused("该结论不涉及有效性标注；公开属性调整请在审签单上办理撤下，或重新送审。")
    if page is None:
        raise Overtaken("该文件没有公开页面或已经撤下，无需再标注。")
    item.carried_by_name, item.carried_at = by.name, at
    item.save(update_fields=["carried_by_name", "carried_at"])
    replacement = item.replaced_by  # withdrawn meanwhile: the marking does not wait for another
    if replacement is not None and replacement.state != Publication.State.LIVE:
        replacement = None
    made = set_validity(
        publication=page, state=VALIDITY[conclusion], since=item.since or local_day(at),
        basis=item.basis, replaced_by=replacement, by=by, at=at,
    )  # fmt: skip
    data = {"item": item.position, "title": item.title, "conclusion": conclusion.chinese}
    write(by=by, action="cleanup.carried_out", subject=item.cleanup.subject, at=at, clause=CLAUSE, data=data)  # fmt: skip
    return made


def announce(*, cleanup: Cleanup, by: Actor, at: datetime) -> Document:
    """清理结果 as a draft of a 公文: what comes of it goes through the door like any other.

    Only what is public is named in it: the title of a document that is not must not come out this way.
    """
    if not may_clean(by, cleanup.organ):
        raise NotAllowed("清理结果公告由本处室起草。")
    # before the transaction: what the trail keeps of the refusal must not be undone with the rest
    title, body = _announcement(cleanup)
    refuse_marks(subject=cleanup.subject, text=f"{title}\n{body}", by=by, at=at)
    with transaction.atomic():
        return _announced(locked_cleanup(cleanup), by, at)


def _announced(cleanup: Cleanup, by: Actor, at: datetime) -> Document:
    if cleanup.state != CleanupState.CONFIRMED:
        raise Refused("清理结论经负责人确认后才能起草公告。")
    if cleanup.announcement is not None:
        raise Overtaken("清理结果公告已经起草，请在“文件与信息”中打开。")
    title, body = _announcement(cleanup)
    cleanup.announcement_id = (
        uuid4()
    )  # the draft follows in this transaction, its entry after all else
    cleanup.save(update_fields=["announcement"])
    category = likely_category(title, live_categories(at))
    document = begin(
        draft=Draft("official", title, body, category, Attribute.PROACTIVE),
        by=by,
        at=at,
        key=cleanup.announcement_id,
    )
    data = {"title": title, "document": str(document.uuid)}
    write(by=by, action="cleanup.announced", subject=cleanup.subject, at=at, clause=CLAUSE, data=data)  # fmt: skip
    return document


def _announcement(cleanup: Cleanup) -> tuple[str, str]:
    """Title and body."""
    title = f"{cleanup.organ_name}{named(cleanup.period).chinese}文件清理结果"
    rows = list(cleanup.items.filter(attribute=Attribute.PROACTIVE))
    public = live_publications(item.document_id for item in rows)
    return title, _table(title, [item for item in rows if item.document_id in public])


def _result(item: CleanupItem) -> str:
    return Conclusion.KEEP.chinese if item.put_right_at else Conclusion(item.conclusion).chinese


def _table(title: str, items: list[CleanupItem]) -> str:
    cells = [(i.title, i.document_number or "—", _result(i)) for i in items]
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in cells
    )
    return (
        f"<p>现将{escape(title)}公布如下，共 {len(items)} 件。</p>"
        "<table><thead><tr><th>文件名称</th><th>文号</th><th>结论</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )
