"""归档 (二(二)): the head hands over, the office receives with a number, or returns with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from gongkai.clock.calendars import local_day
from gongkai.kinds.verbs.recording import refuse_marks
from gongkai.matters.documents.models import ArchiveEntry, ArchiveList, Receipts
from gongkai.matters.documents.permissions import heads, keeps
from gongkai.matters.documents.queries.archive import called, signatures_in, unlisted
from gongkai.matters.documents.queries.papers import damaged, sealed
from gongkai.matters.documents.queries.rounds import (
    archive_after,
    locked_archive,
    person_of,
    reason_of,
)
from gongkai.matters.documents.rules.archive import CLAUSE, EVENT, RETENTIONS, item_number
from gongkai.obligations.periodic import pass_period_on, settle_period
from gongkai.obligations.periods import named
from gongkai.plan.queries import the_bureaus_plan
from gongkai.trail import vocabulary
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import NotAllowed, Overtaken, Refused
from gongkai.trail.writing import write

vocabulary.register(
    {
        "archive.handed_over": "移交{period}归档文件 {count} 件",
        "archive.returned": "退回归档文件：{reason}",
        "archive.received": "签收{period}归档文件 {count} 件，签收编号 {receipt}",
    },
    names={"archive.handed_over": "移交归档文件", "archive.received": "签收归档文件"},
)


def hand_over(*, archive: ArchiveList, by: Actor, at: datetime) -> ArchiveList:
    """移交 by the head, when the year is over and every 件 is complete. From here on nothing in it changes."""
    if not heads(by, archive.organ):
        raise NotAllowed("归档文件由本处室负责人移交。")
    archive_after(archive, "移交")
    _whole(archive, at)
    if fault := damaged(archive):  # reads every file: before anything is locked
        raise Refused(fault)
    papers = sealed(archive, at)  # writes files: likewise
    with transaction.atomic():
        archive = locked_archive(archive)
        person = person_of(by, at, established=True)
        state = archive_after(archive, "移交")
        _whole(archive, at)
        count = _numbered(archive, papers)
        archive.state, archive.returned = state, ""
        archive.handed_by, archive.handed_by_name, archive.handed_at = person, by.name, at
        archive.save(
            update_fields=["state", "returned", "handed_by", "handed_by_name", "handed_at"]
        )
        plan = the_bureaus_plan(local_day(at)).plan
        if plan.bureau and not archive.part:
            _pass_on(archive, plan.bureau.disclosure_office, at)
        data = {"period": called(archive), "count": count, "organ": archive.organ}
        write(by=by, action="archive.handed_over", subject=archive.subject, at=at, clause=CLAUSE, data=data)  # fmt: skip
    return archive


def _whole(archive: ArchiveList, at: datetime) -> None:
    period = named(archive.period)
    if period.until > local_day(at):
        raise Refused(f"{period.chinese}尚未结束，目录可以先整理，年度结束后再移交。")
    standing = signatures_in(archive.organ, period)
    missing = unlisted(archive.organ, period).count()
    gone = archive.entries.exclude(signature__in=standing.values("pk")).count()
    if missing or gone:
        raise Refused(f"目录与签发情况不一致（缺 {missing} 件，多 {gone} 件），请先更新目录。")
    left = archive.entries.filter(pages__isnull=True).count()
    if left:
        raise Refused(f"还有 {left} 件没有填写页数，请填齐后再移交。")


def _numbered(archive: ArchiveList, papers: Mapping[int, dict[str, str]]) -> int:
    """件号, counted anew for each 保管期限 in the order of the days (DA/T 22); 补充移交 goes on where the year ended."""
    archive.entries.update(number="")
    before = ArchiveEntry.objects.filter(
        archive__organ=archive.organ, archive__period=archive.period, archive__part__lt=archive.part
    )
    entries = list(archive.entries.order_by("dated", "pk"))
    for retention in RETENTIONS:
        first = before.filter(retention=retention).count() + 1
        for place, entry in enumerate((e for e in entries if e.retention == retention), first):
            entry.number = item_number(retention, place)
    for entry in entries:
        if entry.pk not in papers:
            raise Overtaken("目录刚刚由同事更新过，请刷新，核对后再移交。")
        entry.sealed = papers[entry.pk]
    ArchiveEntry.objects.bulk_update(entries, ["number", "sealed"])
    return len(entries)


def _pass_on(archive: ArchiveList, organ: str, at: datetime) -> None:
    to = the_bureaus_plan(local_day(at)).plan.organ(organ)
    period = named(archive.period)
    pass_period_on(EVENT, organ=archive.organ, period=period, to=to, at=at)


def send_back(*, archive: ArchiveList, reason: str, by: Actor, at: datetime) -> ArchiveList:
    """The keeper does not take it, and says why; the list is the organ's again."""
    refuse_marks(subject=archive.subject, text=reason, by=by, at=at)
    with transaction.atomic():
        archive = locked_archive(archive)
        _keeper(by)
        person_of(by, at, established=True)
        _somebody_takes_it_back(archive, at)
        archive.state = archive_after(archive, "退回")
        archive.returned = reason_of(reason)
        archive.save(update_fields=["state", "returned"])
        archive.entries.update(number="", sealed={})
        if not archive.part:
            _pass_on(archive, archive.organ, at)
        data = {"reason": archive.returned, "period": called(archive), "tell": _told(archive)}  # fmt: skip
        write(by=by, action="archive.returned", subject=archive.subject, at=at, clause=CLAUSE, data=data)  # fmt: skip
    return archive


def _somebody_takes_it_back(archive: ArchiveList, at: datetime) -> None:
    """An organ that ended since the hand-over, or is no longer in the plan, completes nothing."""
    day = local_day(at)
    if not any(
        o.id == archive.organ and o.exists_on(day) for o in the_bureaus_plan(day).plan.organs
    ):
        raise Refused(
            f"{archive.organ_name}已不在现行工作方案中，退回后无人整理，不能退回。请签收后，由承接其职责的处室另行补正。"
        )


@transaction.atomic
def receive(*, archive: ArchiveList, by: Actor, at: datetime) -> ArchiveList:
    """签收 by the office with a number of the year: that discharges the organ's duty (二(二))."""
    archive = locked_archive(archive)
    _keeper(by)
    person = person_of(by, at, established=True)
    state = archive_after(archive, "签收")
    if archive.handed_by_id == person.pk:
        raise NotAllowed("移交人不能自己签收，请由办公室其他人员签收。")
    year = local_day(at).year
    archive.state, archive.received_by_name, archive.received_at = state, by.name, at
    archive.receipt_year, archive.receipt_number = year, _next_receipt(year)
    archive.save()
    period, count = named(archive.period), archive.entries.count()
    evidence = {
        "archive": str(archive.uuid),
        "what": f"{period.chinese}归档文件目录 {count} 件，签收编号 {archive.receipt}",
        "address": reverse("documents:archive", args=[archive.uuid]),
    }
    if not archive.part:  # the year's duty was done with the year's list
        settle_period(EVENT, organ=archive.organ, period=period, at=at, evidence=evidence)
    data = {
        "period": called(archive), "count": count, "receipt": archive.receipt, "organ": archive.organ,
        "tell": _told(archive),
    }  # fmt: skip
    write(by=by, action=EVENT, subject=archive.subject, at=at, clause=CLAUSE, data=data)
    return archive


def _keeper(by: Actor) -> None:
    if not keeps(by):
        raise NotAllowed("归档文件由办公室签收或退回。")


def _told(archive: ArchiveList) -> list[str]:
    return [str(archive.handed_by.uuid)] if archive.handed_by else []


def _next_receipt(year: int) -> int:
    Receipts.objects.get_or_create(year=year)
    held = Receipts.objects.select_for_update().get(year=year)
    held.last += 1
    held.save(update_fields=["last"])
    return held.last
