"""What is done with the rows that were picked: 发布, 打包发布, 定时, 取消定时."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from gongkai.clearance.models import Clearance
from gongkai.clock.calendars import SHANGHAI
from gongkai.desk.answers import errors_of
from gongkai.kinds.verbs import scheduling
from gongkai.kinds.verbs.publishing import publish, publish_together
from gongkai.publishing.models import Schedule
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import Overtaken, Refused

Errors = list[dict[str, str]]
Picked = list[tuple[Clearance, str]]
CHANGED = "有稿件在您打开之后有变化，请刷新后重新选择。"


def carry_out(request: HttpRequest, actor: Actor) -> tuple[str, Errors]:
    """The tab to show next, and what was refused. What is published singly fails singly; the rest is whole or not."""
    values = request.POST.getlist("item")
    act = request.POST.get("act", "publish")
    if not values:
        return "waiting", [{"message": "请先勾选稿件。", "label": "", "target": ""}]
    if act not in ("bundle", "schedule", "schedule_together", "cancel"):
        return "published", _one_by_one(values, actor)
    try:
        if act == "cancel":
            _cancel(values, actor)
            return "waiting", []
        if act == "bundle":
            publish_together(clearances=_sheets(values), by=actor, at=timezone.now())
            return "published", []
        scheduling.schedule(
            clearances=_sheets(values),
            moment=_moment(request.POST.get("at", "")),
            together=act == "schedule_together",
            by=actor,
            at=timezone.now(),
        )
        return "scheduled", []
    except Refused as refused:
        return "waiting", errors_of(refused)


def _one_by_one(values: list[str], actor: Actor) -> Errors:
    """One transaction for each: a poison item fails alone and says why."""
    errors = []
    for value in values:
        title = ""
        try:
            [(sheet, seen)] = _sheets([value])
            title = sheet.title
            publish(clearance=sheet, seen=seen, by=actor, at=timezone.now())
        except Refused as refused:
            errors.append({**errors_of(refused)[0], "label": title})
    return errors


def _sheets(values: list[str]) -> Picked:
    """The sheets with the digests that the page showed; the door refuses one whose text is another now."""
    picked = []
    for value in values:
        number, _, seen = value.partition(":")
        sheet = Clearance.objects.select_related("revision").filter(uuid=_uuid(number)).first()
        if sheet is None:
            raise Overtaken(CHANGED)
        picked.append((sheet, seen))
    return picked


def _cancel(values: list[str], actor: Actor) -> None:
    """Of a bundle picked whole the first cancels all."""
    for value in values:
        found = Schedule.objects.filter(uuid=_uuid(value.partition(":")[0])).first()
        if found is None:
            raise Overtaken(CHANGED)
        if found.state != Schedule.State.CANCELLED or not found.bundle:
            scheduling.cancel(schedule=found, by=actor, at=timezone.now())


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Overtaken(CHANGED) from None


def _moment(given: str) -> datetime:
    """What the field says, in Shanghai's time."""
    try:
        found = parse_datetime(given)
    except ValueError:
        found = None
    if found is None:
        raise Refused("请填写定时发布的日期和时刻。", field="at")
    return found.replace(tzinfo=SHANGHAI)
