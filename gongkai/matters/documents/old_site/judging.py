"""A folder judged whole: every row read, every fault named, nothing stored."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from gongkai.clearance import checking
from gongkai.clock.calendars import local_day
from gongkai.matters.documents.models import Batch, Item
from gongkai.matters.documents.old_site import mappings
from gongkai.matters.documents.old_site.folder import Folder, Unreadable
from gongkai.matters.documents.old_site.items import item_of
from gongkai.matters.documents.old_site.reading import Given
from gongkai.matters.documents.old_site.shape import (
    ADDRESS,
    CHANGED,
    FIELDS,
    INDEX_NUMBER,
    TO_MEND,
    Fault,
    Judged,
    OldItem,
)
from gongkai.plan.queries import the_bureaus_plan
from gongkai.publishing import old_addresses
from gongkai.publishing.models import Alias
from gongkai.publishing.queries import by_index_number
from gongkai.wording.rules import Rules
from gongkai.wording.shape import Forms, Leaders, Personal, Terms

Progress = Callable[[int], None]
NO_RULES = Rules(
    Leaders(), Terms(), Forms(), Personal()
)  # what is found without any is still found


def given(folder: Folder, now: datetime, *, words: bool = True) -> Given:
    """What the rows are judged by today. Raises `Unreadable`."""
    day = local_day(now)
    plan = the_bureaus_plan(day).plan
    bureau = plan.bureau
    domain = (bureau.site_domain if bureau else "").lower()
    hosts = {domain, f"www.{domain}", domain.removeprefix("www.")} if domain else set()
    return Given(
        folder=folder,
        mappings=mappings.read(folder, plan),
        rules=checking.rules(day) or NO_RULES,
        hosts=frozenset(hosts),
        office=bureau.disclosure_office if bureau else "",
        now=now,
        words=words,
    )


def judge(
    folder: Folder,
    now: datetime,
    progress: Progress = lambda _: None,
    besides: Batch | None = None,
) -> Judged:
    """Every row against every rule. Holds the keys of all rows in memory, and one row.

    `besides`: the batch of this very folder, that was broken off and goes on.
    """
    judged = Judged()
    try:
        by = given(folder, now)
        judged.faults += by.mappings.faults
        once = _Once(besides)
        for row in folder.rows():
            judged.read += 1
            item, faults, found = item_of(row, by)
            faults = [
                *faults,
                *once.faults(folder.list, row.number, row[ADDRESS], row[INDEX_NUMBER]),
            ]
            judged.faults += faults
            if found:
                judged.found[row.number] = found
            if item is not None:
                judged.digests[item.row] = item.document.digest
                judged.bytes += sum(file.size for file in item.document.files)
                if item.dropped:
                    judged.dropped[row.number] = item.dropped
            progress(judged.read)
    except Unreadable as unreadable:
        judged.faults.append(unreadable.fault)
    return judged


def items(folder: Folder, judged: Judged, now: datetime, besides: set[int]) -> Iterator[OldItem]:
    """The items of a folder that was judged good, without the rows `besides`. Raises `Unreadable` if it changed."""
    by = given(folder, now, words=False)
    for row in folder.rows():
        if row.number in besides:
            continue
        item = item_of(row, by)[0]
        if item is None or item.document.digest != judged.digests.get(row.number):
            raise Unreadable(Fault(folder.list, row.number, "", CHANGED))
        yield replace(item, found=judged.found.get(row.number, ()))


class _Once:
    """Old addresses and old 索引号 that are taken: by a row above, by another batch, by what is public."""

    def __init__(self, besides: Batch | None) -> None:
        self.taken: dict[tuple[str, str], str] = {}
        for sort, value in Alias.objects.values_list("sort", "value").iterator():
            self.taken[sort, value] = "已补录的另一件信息"
        waiting = Item.objects.exclude(batch__state=Batch.State.RETURNED).exclude(batch=besides)
        for address, number in waiting.values_list("address", "index_number").iterator():
            self.taken.setdefault((Alias.Sort.ADDRESS, address), "另一批次中的一件")
            self.taken.setdefault((Alias.Sort.INDEX_NUMBER, number), "另一批次中的一件")

    def faults(self, file: str, row: int, address: str, number: str) -> list[Fault]:
        """What this row repeats; from now on its own names are taken."""
        found = []
        names = [
            (ADDRESS, Alias.Sort.ADDRESS, _key(address)),
            (INDEX_NUMBER, Alias.Sort.INDEX_NUMBER, number),
        ]
        for column, sort, value in names:
            if not value:
                continue
            other = self.taken.get((sort, value))
            if other is None and sort == Alias.Sort.INDEX_NUMBER and by_index_number(value):
                other = "本网站的一件信息"
            if other:
                found.append(
                    Fault(file, row, column, f"与{other}重复（不分大小写），请核对后删去一行。")
                )
            self.taken.setdefault((sort, value), f"第 {row} 行")
        return found


def _key(address: str) -> str:
    try:
        return old_addresses.key(old_addresses.target(address)) if address else ""
    except ValueError:
        return ""


def write_corrected(folder: Folder, judged: Judged, target: Path) -> int:
    """The list once more with 需更正 beside each bad row, to be mended and handed in again. Returns the bad rows.

    The cells are the operator's own and are left as they are: they will be read again.
    """
    said: dict[int, list[str]] = {}
    for fault in judged.faults:
        said.setdefault(fault.row, []).append(f"{fault.column}：{fault.wrong}")
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*FIELDS, TO_MEND])
        try:
            for row in folder.rows():
                writer.writerow(
                    [*(row[name] for name in FIELDS), "；".join(said.get(row.number, []))]
                )
        except Unreadable as unreadable:
            writer.writerow([*[""] * len(FIELDS), unreadable.fault.wrong])
    return len(judged.refused)
