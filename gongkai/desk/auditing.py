"""留痕, for the auditor: entries as sentences, the chain's state in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase

from gongkai.accounts.models import Person
from gongkai.clock.calendars import start_of_day
from gongkai.desk.answers import staff
from gongkai.frames import exports
from gongkai.frames.environment import moment
from gongkai.frames.lists import page_of
from gongkai.frames.pages import staff_page
from gongkai.trail import guards, vocabulary
from gongkai.trail.actors import Actor
from gongkai.trail.chain import START, head_of
from gongkai.trail.models import Entry

RECENT = 500  # entries that the page itself walks; `gongkai trail verify` walks all


HEADINGS = ("序号", "记录时间", "记录", "条款", "补登记", "链首")
WIDTHS = (8, 18, 80, 10, 24, 30)


def may_read(actor: Actor) -> bool:
    """The audit post reads the whole trail (三员分立); the office what it answers for."""
    return actor.role in ("auditor", "editor")


@staff
def trail(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """The newest first; filters stand in the address."""
    if not may_read(actor):
        raise Http404
    if exports.asked_for(request):
        return exports.export("留痕", HEADINGS, _cells(_filtered(request)), WIDTHS)
    rows, pager = page_of(_filtered(request), request, size=50)
    context = {
        "filters": _filters(request),
        "chain": _chain(),
        "items": [_item(e) for e in rows],
        "exports": exports.links(request, pager),
        "pager": pager,
        "empty": {"text": "没有符合条件的记录。", "action": None},
    }
    return staff_page(request, "desk/trail.html", context)


def _cells(rows: QuerySet[Entry]) -> Iterator[list[str | int]]:
    """The entries as the screen says them, each with its head: the file can be compared with the chain."""
    for portion in exports.in_portions(rows):
        for entry in portion:
            i = _item(entry)
            yield [i["number"], i["when"], i["sentence"], i["clause"], i["late_entry"], entry.head]


def _filtered(request: HttpRequest) -> QuerySet[Entry]:
    """Only known filters with known values: everything else in the address is passed over."""
    asked, rows = request.GET, Entry.objects.order_by("-number")
    if vocabulary.known(asked.get("action", "")):
        rows = rows.filter(action=asked["action"])
    if asked.get("clause"):
        rows = rows.filter(clause=asked["clause"])
    if person := _uuid(asked.get("person", "")):
        rows = rows.filter(person=person)
    if first := _day(asked.get("from", "")):
        rows = rows.filter(recorded__gte=start_of_day(first))
    if last := _day(asked.get("to", "")):
        rows = rows.filter(recorded__lt=start_of_day(last + timedelta(days=1)))
    return rows


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _day(text: str) -> date | None:
    """A day of this century: others no entry has, and no clock can place them."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 2000 <= day.year < 2100 else None


def _filters(request: HttpRequest) -> dict[str, Any]:
    words = sorted(((a, vocabulary.words(a)) for a in vocabulary.actions()), key=itemgetter(1))
    people = Person.objects.order_by("name", "username").values_list("uuid", "name")
    fields: list[dict[str, Any]] = [
        {"name": "action", "label": "动作", "options": [("", "全部"), *words]},
        {"name": "person", "label": "人员", "options": [("", "全部"), *people]},
        {"name": "clause", "label": "条款", "kind": "text"},
        {"name": "from", "label": "自", "kind": "date"},
        {"name": "to", "label": "至", "kind": "date"},
    ]
    for field in fields:
        field["value"] = request.GET.get(str(field["name"]), "")
    return {"fields": fields, "url": request.path, "active": []}


def _item(entry: Entry) -> dict[str, Any]:
    actor = entry.actor
    who = f"{actor['organ_name']}{actor['post']} {actor['name']}".strip()
    late = entry.recorded - entry.happened > timedelta(minutes=1)
    return {
        "number": entry.number,
        "when": moment(entry.recorded),
        "sentence": f"{who}　{vocabulary.sentence(entry)}",
        "clause": entry.clause,
        "late_entry": f"发生于 {moment(entry.happened)}" if late else "",
    }


def _chain() -> dict[str, Any]:
    """The guards stand, and the newest entries follow from one another."""
    newest = list(Entry.objects.order_by("-number")[: RECENT + 1])[::-1]
    previous = newest.pop(0).head if len(newest) > RECENT else START
    broken = ""
    for entry in newest:
        if entry.head != head_of(entry, previous):
            broken = f"第 {entry.number} 条与其链首不符"
            break
        previous = entry.head
    absent = guards.missing()
    if broken or absent:
        return {
            "sound": False,
            "sentence": "留痕异常",
            "detail": broken or f"防改触发器缺失：{'、'.join(absent)}",
        }
    last = newest[-1].number if newest else 0
    return {
        "sound": True,
        "sentence": f"已核验到第 {last} 条",
        "detail": "链首连续，防改触发器齐全。",
    }
