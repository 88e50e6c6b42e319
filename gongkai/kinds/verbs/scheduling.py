"""定时发布, 取消定时, and what happens at the moment: the same publishing, by the person who consented."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from uuid import uuid4

from django.db import DatabaseError, transaction

from gongkai.accounts.queries import actor_at
from gongkai.clearance.models import Clearance
from gongkai.clock.calendars import SHANGHAI
from gongkai.kinds.verbs.publishing import publish, publish_together
from gongkai.kinds.verbs.recording import recorded
from gongkai.publishing.actions import scheduling
from gongkai.publishing.models import Schedule
from gongkai.publishing.queries import scheduled
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import Overtaken, Refused

log = logging.getLogger("gongkai.scheduling")
MOST_AT_ONCE = 50  # schedules in one transaction: a quarter of a second in which nobody else writes
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
    kept = []
    for clearance, digest in clearances:
        one = scheduling.schedule(
            clearance=clearance, digest=digest, moment=moment, bundle=bundle, by=by, at=at
        )
        _note("document.scheduled", one, by, at)
        kept.append(one)
    return kept


@transaction.atomic
def cancel(*, schedule: Schedule, by: Actor, at: datetime) -> Schedule:
    """取消定时: the text goes back to the queue. Of a bundle all go back: they were to go out together."""
    ended = scheduling.cancel(schedule=schedule, by=by, at=at)
    _note("document.unscheduled", ended, by, at)
    if ended.bundle:
        for other in scheduled().filter(bundle=ended.bundle):
            _note("document.unscheduled", scheduling.cancel(schedule=other, by=by, at=at), by, at)
    return ended


@transaction.atomic
def release(*, by: Actor, at: datetime) -> int:
    """Publish what is due, the first `MOST_AT_ONCE`: each by itself, a bundle as one, in one transaction.

    What fails is undone alone and goes onto the office's desk, which `by` (the system) notes; it holds up nothing.
    Returns how many were tried: call it until that is 0.
    """
    due = list(scheduled().filter(moment__lte=at).order_by("moment", "bundle", "pk")[:MOST_AT_ONCE])
    if due and due[-1].bundle:  # a bundle is never cut
        last = due[-1].bundle
        due = [*(one for one in due if one.bundle != last), *scheduled().filter(bundle=last)]
    for _, group in groupby(due, key=lambda one: one.bundle or one.uuid):
        _release([one.pk for one in group], by, at)
    return len(due)


def _release(keys: list[int], by: Actor, at: datetime) -> None:
    try:
        _publish(keys, at)
    except Refused as refused:
        _fail(keys, refused.sentence, by, at)
    except DatabaseError:
        raise  # nobody's fault of these: they are tried again
    except Exception:
        log.exception("schedule %s broke", keys)
        _fail(keys, BROKEN, by, at)


@transaction.atomic
def _publish(keys: list[int], at: datetime) -> None:
    """By the consent of the first: those of a bundle were scheduled in one act."""
    held = [one for key in keys if (one := scheduling.waiting(Schedule(pk=key)))]
    if not held:
        return
    if any(one.clearance.revision.digest != one.digest for one in held):
        raise Overtaken("定时之后文本有变化，没有发布。请核对后重新定时或发布。")
    by = actor_at(held[0].person, held[0].post)
    if held[0].bundle:
        publish_together(clearances=[one.clearance for one in held], by=by, at=at)
    else:
        publish(clearance=held[0].clearance, by=by, at=at)


def _fail(keys: list[int], sentence: str, by: Actor, at: datetime) -> None:
    """Onto the office's desk, with the reason; who consented is told."""
    for key in keys:
        if one := scheduling.waiting(Schedule(pk=key)):
            ended = scheduling.end(one, Schedule.State.FAILED, at, sentence)
            _note("document.schedule_failed", ended, by, at)


def _note(action: str, one: Schedule, by: Actor, at: datetime) -> None:
    data = {
        "schedule": str(one.uuid),
        "moment": f"{one.moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M}",
        "reason": one.result,
    }
    tell = [one.person] if action == "document.schedule_failed" else []
    recorded(action, one.clearance, by=by, at=at, data=data, tell=tell)
