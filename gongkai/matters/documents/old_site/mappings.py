"""The files beside the list: old column to category, old organ to today's, and who answers for personal data."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from gongkai.accounts.models import Person
from gongkai.matters.documents.old_site import cells
from gongkai.matters.documents.old_site.folder import ACCEPTED, COLUMNS, ORGANS, Folder
from gongkai.matters.documents.old_site.shape import COLUMN, SOURCE, Fault, Row
from gongkai.plan.shape import Plan

CATEGORY, ORGAN, SINCE, UNTIL = "信息类别", "处室", "起", "止"
ROW, RULE, ANSWERS = "行", "规则", "答复人"
EVERY_ROW = "全部"


@dataclass(frozen=True, slots=True)
class Span:
    """From when until when (both days included) an organ of that name was today's `organ`."""

    organ: str
    since: date = date.min
    until: date = date.max


@dataclass(slots=True)
class Mappings:
    """What the files say; `faults` what is wrong in them."""

    columns: dict[str, str] = field(default_factory=dict)
    organs: dict[str, list[Span]] = field(default_factory=dict)
    accepted: dict[tuple[str, str], str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def organ(self, name: str, on: date, otherwise: str) -> str:
        """Today's organ for a name as it was then; `otherwise` for a name that is kept as plain text."""
        spans = self.organs.get(name, ())
        return next((s.organ for s in spans if s.since <= on <= s.until), otherwise)

    def accepted_by(self, row: int, rule: str) -> str:
        """Who answers for a finding, '' if nobody does."""
        return self.accepted.get((str(row), rule)) or self.accepted.get((EVERY_ROW, rule), "")


def read(folder: Folder, plan: Plan) -> Mappings:
    """All three files. Raises `Unreadable` for one that is no table."""
    read = Mappings()
    categories = {name: c.id for c in plan.categories for name in (c.id, c.title)}
    organs = {name: o.id for o in plan.organs for name in (o.id, o.name, o.short) if name}
    for row in folder.table(COLUMNS, (COLUMN, CATEGORY)):
        _column(read, row, categories)
    for row in folder.table(ORGANS, (SOURCE, SINCE, UNTIL, ORGAN)):
        _organ(read, row, organs)
    people = dict(Person.objects.filter(is_active=True).values_list("username", "name"))
    for row in folder.table(ACCEPTED, (ROW, RULE, ANSWERS)):
        _accepted(read, row, people)
    return read


def _column(read: Mappings, row: Row, categories: dict[str, str]) -> None:
    category = categories.get(row[CATEGORY])
    if category is None:
        wrong = f"方案中没有信息类别“{row[CATEGORY]}”，请填写责任分工表中的类别名称。"
        read.faults.append(Fault(COLUMNS, row.number, CATEGORY, wrong))
    elif read.columns.setdefault(row[COLUMN], category) != category:
        wrong = f"“{row[COLUMN]}”对应了两个类别，请只留一个。"
        read.faults.append(Fault(COLUMNS, row.number, COLUMN, wrong))


def _organ(read: Mappings, row: Row, organs: dict[str, str]) -> None:
    organ = organs.get(row[ORGAN])
    if organ is None:
        wrong = f"方案中没有处室或单位“{row[ORGAN]}”，请核对；不对应的机构不要列入本表。"
        read.faults.append(Fault(ORGANS, row.number, ORGAN, wrong))
        return
    days = {}
    for name, otherwise in ((SINCE, date.min), (UNTIL, date.max)):
        try:
            days[name] = cells.day(row[name], date.max) if row[name] else otherwise
        except cells.Wrong as fault:
            read.faults.append(Fault(ORGANS, row.number, name, str(fault)))
            return
    span = Span(organ, days[SINCE], days[UNTIL])
    held = read.organs.setdefault(row[SOURCE], [])
    if any(s.since <= span.until and span.since <= s.until for s in held):
        wrong = f"“{row[SOURCE]}”的起止日期与前面的一行重叠，请核对。"
        read.faults.append(Fault(ORGANS, row.number, SINCE, wrong))
    held.append(span)


def _accepted(read: Mappings, row: Row, people: dict[str, str]) -> None:
    name = people.get(row[ANSWERS])
    if name is None:
        wrong = f"没有账号“{row[ANSWERS]}”。请填写答复人的用户名，由其对保留负责。"
        read.faults.append(Fault(ACCEPTED, row.number, ANSWERS, wrong))
    elif not row[ROW].isdecimal() and row[ROW] != EVERY_ROW:
        wrong = f"应为清单的行号，或“{EVERY_ROW}”。"
        read.faults.append(Fault(ACCEPTED, row.number, ROW, wrong))
    else:
        read.accepted[row[ROW], row[RULE]] = name
