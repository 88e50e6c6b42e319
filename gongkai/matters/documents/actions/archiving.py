"""归档 (二(二); DA/T 22): the list of a year is made from what was signed, completed, handed over, received."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from gongkai.clock.calendars import local_day
from gongkai.kinds.drafting import may_draft
from gongkai.kinds.verbs.recording import refuse_marks
from gongkai.matters.documents.models import ArchiveEntry, ArchiveList
from gongkai.matters.documents.permissions import may_clean
from gongkai.matters.documents.queries.archive import (
    called,
    responsible_for,
    signatures_in,
    signed_in,
    to_supplement,
    unlisted,
)
from gongkai.matters.documents.queries.papers import pages_counted
from gongkai.matters.documents.queries.rounds import locked_archive, person_of
from gongkai.matters.documents.rules.archive import CLAUSE, EVENT, entry_fault, pages_of
from gongkai.matters.documents.states import ArchiveState
from gongkai.obligations.periodic import ended_period
from gongkai.obligations.periods import named, period_of
from gongkai.plan.queries import the_bureaus_plan
from gongkai.trail import vocabulary
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import NotAllowed, Overtaken, Refused
from gongkai.trail.writing import write

vocabulary.register(
    {
        "archive.opened": "开始整理{period}归档文件目录，共 {count} 件",
        "archive.refreshed": "更新归档文件目录：补入 {added} 件，移出 {removed} 件",
        "archive.completed": "填写归档文件目录 {count} 件",
    },
    names={"archive.opened": "整理归档文件目录"},
)


@dataclass(frozen=True, slots=True)
class Filled:
    """What the organ adds to an 件. `pages` as typed."""

    responsible: str
    pages: str = ""
    note: str = ""
    retention: str = ""


def open_archive(*, period: str, by: Actor, at: datetime) -> ArchiveList:
    """归档文件目录 of the actor's organ, filled from what was signed in the period; 补充移交 of one that was received."""
    if not may_draft(by):
        raise NotAllowed("本岗位不整理归档文件，请由处室拟稿人或联络员办理。")
    person_of(by, at)
    ended = ended_period(EVENT, by.organ, at)
    running = period_of(local_day(at), "year")
    late = period in {p.name for p in to_supplement(by.organ)}
    if not late and period not in (ended.name, running.name):
        raise Refused(f"请选择{ended.chinese}或{running.chinese}的文件归档。", field="period")
    with transaction.atomic():
        try:
            with transaction.atomic():
                archive = ArchiveList.objects.create(
                    organ=by.organ, organ_name=by.organ_name, period=period,
                    part=_next_part(by.organ, period) if late else 0,
                    opened_by_name=by.name, opened_at=at,
                )  # fmt: skip
        except IntegrityError:
            raise Overtaken("该年度的归档文件目录已经建立，请在“归档”中打开。") from None
        added = _added(archive, at)
        data = {"period": called(archive), "count": added}
        write(by=by, action="archive.opened", subject=archive.subject, at=at, clause=CLAUSE, data=data)  # fmt: skip
    return archive


def _next_part(organ: str, period: str) -> int:
    return ArchiveList.objects.filter(organ=organ, period=period).count()


@transaction.atomic
def refresh(*, archive: ArchiveList, by: Actor, at: datetime) -> tuple[int, int]:
    """What was signed since then comes in, what is no longer signed goes out; what was filled in stays."""
    archive = _being_completed(archive, by, at)
    standing = signatures_in(archive.organ, named(archive.period))
    removed, _ = archive.entries.exclude(signature__in=standing.values("pk")).delete()
    added = _added(archive, at)
    if added or removed:
        data = {"added": added, "removed": removed}
        write(by=by, action="archive.refreshed", subject=archive.subject, at=at, clause=CLAUSE, data=data)  # fmt: skip
    return added, removed


def complete(
    *,
    archive: ArchiveList,
    filled: Mapping[int, Filled],
    editions: Mapping[int, int],
    by: Actor,
    at: datetime,
) -> int:
    """Keep what was filled in for these entries (by key), all or nothing. Returns how many changed."""
    texts = "\n".join(f"{one.responsible}\n{one.note}" for one in filled.values())
    refuse_marks(subject=archive.subject, text=texts, by=by, at=at)
    with transaction.atomic():
        archive = _being_completed(archive, by, at)
        held = archive.entries.select_for_update(of=("self",)).filter(pk__in=list(filled))
        changed = [entry for entry in held if _changes(entry, filled[entry.pk])]
        for entry in changed:
            if editions.get(entry.pk) != entry.edition:
                raise Overtaken(
                    f"《{entry.title}》在您打开之后已由同事填写。您填写的内容仍在页面上，"
                    "请在新窗口打开最新页对照后再保存。"
                )
            entry.edition += 1
        return _kept(archive, changed, ("responsible", "pages", "note", "retention"), by, at)


def count_pages(*, archive: ArchiveList, keys: Collection[int], by: Actor, at: datetime) -> int:
    """Fill in the 页数 that are empty from the PDFs of the documents, where they have any. Returns how many."""
    entries = list(archive.entries.filter(pk__in=keys, pages__isnull=True))
    counted = pages_counted(
        entries
    )  # reads files in a process of its own: before anything is locked
    with transaction.atomic():
        archive = _being_completed(archive, by, at)
        held = archive.entries.select_for_update(of=("self",)).filter(
            pk__in=list(counted), pages__isnull=True
        )
        changed = list(held)
        for entry in changed:
            entry.pages, entry.edition = counted[entry.pk], entry.edition + 1
        return _kept(archive, changed, ("pages",), by, at)


def _being_completed(archive: ArchiveList, by: Actor, at: datetime) -> ArchiveList:
    archive = locked_archive(archive)
    if not may_clean(by, archive.organ):
        raise NotAllowed("只能由本处室人员整理本处室的归档文件。")
    person_of(by, at)
    if archive.state != ArchiveState.OPEN:
        word = ArchiveState(archive.state).chinese
        raise Overtaken(f"该归档文件目录现为“{word}”，不能再改。如需修改，请由档案管理方退回。")
    return archive


def _added(archive: ArchiveList, at: datetime) -> int:
    """Entries for signatures that the list lacks, each with the 保管期限 that the plan proposes."""
    plan = the_bureaus_plan(local_day(at)).plan
    responsible = responsible_for(local_day(at))
    missing = unlisted(archive.organ, named(archive.period))
    made = [
        ArchiveEntry(
            archive=archive, document_id=held.signature.clearance.subject_id,
            signature=held.signature, document_number=held.number, title=held.text.title,
            dated=held.dated, responsible=responsible, retention=plan.retention_of(held.facts),
        )
        for held in signed_in(missing)
    ]  # fmt: skip
    ArchiveEntry.objects.bulk_create(made)
    return len(made)


def _changes(entry: ArchiveEntry, filled: Filled) -> bool:
    """Put what was typed onto the entry; whether that differs. Refused, with the document, for what does not hold."""
    responsible, note = filled.responsible.strip(), filled.note.strip()
    fault = entry_fault(responsible, note, filled.retention)
    try:
        pages = pages_of(filled.pages)
    except ValueError as wrong:
        fault = fault or ("pages", str(wrong))
        pages = None
    if fault:
        raise Refused(f"《{entry.title}》：{fault[1]}", field=f"{fault[0]}-{entry.pk}")
    before = (entry.responsible, entry.pages, entry.note, entry.retention)
    entry.responsible, entry.pages, entry.note = responsible, pages, note
    entry.retention = filled.retention
    return before != (responsible, pages, note, filled.retention)


def _kept(
    archive: ArchiveList,
    changed: Collection[ArchiveEntry],
    fields: tuple[str, ...],
    by: Actor,
    at: datetime,
) -> int:
    ArchiveEntry.objects.bulk_update(changed, [*fields, "edition"])
    if changed:
        data = {"count": len(changed)}
        write(by=by, action="archive.completed", subject=archive.subject, at=at, clause=CLAUSE, data=data)  # fmt: skip
    return len(changed)
