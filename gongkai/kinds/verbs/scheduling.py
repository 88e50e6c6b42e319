"""定时发布, 取消定时, and what happens at the moment: the same publishing, by the person who consented."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from uuid import uuid4

from django.db import OperationalError, transaction

from gongkai.accounts.queries import actor_at
from gongkai.clearance.models import Clearance
from gongkai.clock.calendars import SHANGHAI
from gongkai.kinds.verbs.publishing import publish_together
from gongkai.kinds.verbs.recording import entry_of
from gongkai.publishing.actions import scheduling
from gongkai.publishing.models import Schedule
from gongkai.publishing.queries import scheduled
from gongkai.trail.actors import Actor
from gongkai.trail.models import Entry
from gongkai.trail.refusals import Refused
from gongkai.trail.writing import write_all

log = logging.getLogger("gongkai.scheduling")
MOST_AT_ONCE = 100  # schedules in one transaction: a fifth of a second in which nobody else writes
BROKEN = "发布时系统出错，请报告系统管理员，并改为手动发布。"


@transaction.atomic
def schedule(
    *,
    clearances: Sequence[tuple[Clearance, str]],
    moment: datetime,
    together: bool,
    by: Actor,
    at: datetime,
) -> list[Schedule]:
    """定时发布 of texts with the digests that were seen; `together`: they go out in one transaction."""
    bundle = uuid4() if together else None
    kept = [
        scheduling.schedule(
            clearance=clearance, digest=digest, moment=moment, bundle=bundle, by=by, at=at
        )
        for clearance, digest in sorted(clearances, key=lambda pair: pair[0].pk)
    ]
    write_all([_entry("document.scheduled", one, by, at) for one in kept])
    return kept


@transaction.atomic
def cancel(*, schedule: Schedule, by: Actor, at: datetime) -> Schedule:
    """取消定时: the text goes back to the queue. Of a bundle all go back: they were to go out together."""
    together = scheduled().filter(bundle=schedule.bundle) if schedule.bundle else []
    keys = {schedule.pk: schedule, **{one.pk: one for one in together}}
    ended = {pk: scheduling.cancel(schedule=keys[pk], by=by, at=at) for pk in sorted(keys)}
    write_all([_entry("document.unscheduled", one, by, at) for one in ended.values()])
    return ended[schedule.pk]


def release(*, by: Actor, at: datetime) -> int:
    """Publish what is due, the first `MOST_AT_ONCE`: those of one person in one act and transaction, a bundle as one.

    What fails is undone alone and goes onto the office's desk, which `by` (the system) notes; it holds up nothing.
    Returns how many were tried: call it until that is 0.
    """
    due = list(scheduled().filter(moment__lte=at).order_by("moment", "bundle", "pk")[:MOST_AT_ONCE])
    if due and due[-1].bundle:  # a bundle is never cut
        last = due[-1].bundle
        due = [*(one for one in due if one.bundle != last), *scheduled().filter(bundle=last)]
    for _, group in groupby(sorted(due, key=_act), key=_act):
        _release(list(group), by, at)
    return len(due)


def _act(one: Schedule) -> tuple[str, int, int]:
    """Whose act it will be: that of the bundle, or of the person at the post."""
    return str(one.bundle or ""), one.person_id, one.post_id


def _release(group: list[Schedule], by: Actor, at: datetime) -> None:
    """All of them in one act; where one is refused or breaks, each half alone, but a bundle not at all."""
    try:
        _publish(group, at)
    except OperationalError:
        raise  # the database is busy or away, nobody's fault of these: they are tried again
    except Exception as fault:
        if len(group) > 1 and not group[0].bundle:
            half = len(group) // 2  # the broken one is found in seven tries, not in a hundred
            _release(group[:half], by, at)
            _release(group[half:], by, at)
            return
        if not isinstance(fault, Refused):
            log.exception("schedules %s broke", [one.pk for one in group])
        _fail(group, fault.sentence if isinstance(fault, Refused) else BROKEN, by, at)


@transaction.atomic
def _publish(group: list[Schedule], at: datetime) -> None:
    """By the consent of the person who made them. Sheets are locked before their schedules, as 发布 by hand does."""
    sheets = Clearance.objects.select_for_update().order_by("pk")
    list(sheets.filter(pk__in=[one.clearance_id for one in group]))
    held = scheduling.waiting_of(group)
    if not held:
        return
    by = actor_at(held[0].person, held[0].post)
    publish_together(clearances=[(one.clearance, one.digest) for one in held], by=by, at=at)


@transaction.atomic
def _fail(group: list[Schedule], sentence: str, by: Actor, at: datetime) -> None:
    """Onto the office's desk, with the reason; who consented is told."""
    ended = [
        scheduling.end(one, Schedule.State.FAILED, at, sentence)
        for one in scheduling.waiting_of(group)
    ]
    write_all([_entry("document.schedule_failed", one, by, at) for one in ended])


def _entry(action: str, one: Schedule, by: Actor, at: datetime) -> Entry:
    data = {
        "schedule": str(one.uuid),
        "moment": f"{one.moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M}",
        "reason": one.result,
    }
    tell = [one.person] if action == "document.schedule_failed" else []
    return entry_of(action, one.clearance, by=by, at=at, data=data, tell=tell)
