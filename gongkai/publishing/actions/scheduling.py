"""定时发布: consent now, publishing at its moment. Run inside the verbs of `kinds`, which write the trail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from gongkai.accounts.models import Person, Post
from gongkai.clearance.document import Attribute
from gongkai.clearance.models import Clearance
from gongkai.clearance.queries import cleared
from gongkai.publishing.actions.rights import require_office
from gongkai.publishing.models import Schedule
from gongkai.trail.actors import NOBODY, Actor
from gongkai.trail.refusals import Overtaken, Refused

FARTHEST = timedelta(days=366)


def schedule(
    *,
    clearance: Clearance,
    digest: str,
    moment: datetime,
    bundle: UUID | None,
    by: Actor,
    at: datetime,
) -> Schedule:
    """Keep the consent to publish this text (`digest`: `cleared().digest` of what was seen) at a later moment."""
    require_office(by, at)
    if not at < moment <= at + FARTHEST:
        raise Refused("请选择今后一年以内的发布时刻。", field="at")
    clearance = Clearance.objects.select_for_update(of=("self",)).get(pk=clearance.pk)
    ready = cleared(clearance)
    if ready is None or ready.digest != digest:
        raise Overtaken("该稿件尚未签发、编号，或在您打开之后有变化。请刷新后重新选择。")
    if ready.document.attribute is not Attribute.PROACTIVE:
        raise Refused(f"该稿件的公开属性为“{ready.document.attribute.chinese}”，不得上网发布。")
    try:
        with transaction.atomic():
            return Schedule.objects.create(
                clearance=clearance,
                digest=digest,
                person=Person.objects.get(uuid=by.key),
                post=Post.objects.get(uuid=by.post or NOBODY),
                moment=moment,
                bundle=bundle,
                made_at=at,
            )
    except IntegrityError:
        raise Overtaken("该稿件已经定时。要改时刻，请先取消原来的定时。") from None


def waiting(schedule: Schedule) -> Schedule | None:
    """The schedule, locked, if it still waits: whoever takes it first ends it."""
    return next(iter(waiting_of([schedule])), None)


def waiting_of(schedules: Sequence[Schedule]) -> list[Schedule]:
    """Those that still wait, locked in one order for everybody, with text and person."""
    found = Schedule.objects.select_for_update(of=("self",)).filter(
        pk__in=[one.pk for one in schedules]
    )
    held = found.select_related("clearance__revision", "person", "post__person").order_by("pk")
    return [one for one in held if one.state == Schedule.State.WAITING]


def cancel(*, schedule: Schedule, by: Actor, at: datetime) -> Schedule:
    """取消定时. Any editor of the office may: the consent was the office's."""
    require_office(by, at)
    held = waiting(schedule)
    if held is None:
        raise Overtaken("该定时已经执行或取消，请刷新后查看。")
    return end(held, Schedule.State.CANCELLED, at)


def end(schedule: Schedule, state: Schedule.State, at: datetime, result: str = "") -> Schedule:
    """What became of it."""
    schedule.state, schedule.ended_at, schedule.result = state, at, result[:300]
    schedule.save(update_fields=["state", "ended_at", "result"])
    return schedule
