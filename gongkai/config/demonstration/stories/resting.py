"""Texts that lie on somebody's desk today."""

from __future__ import annotations

from gongkai.clock.calendars import local_day
from gongkai.config.demonstration.case import Case
from gongkai.config.demonstration.stories import detours, registered, straight
from gongkai.config.demonstration.walking import Stopped, Story

# Where it stops: the story that leads there. Every other stop is a step of the chain.
WAYS = {
    "sent_back": detours.returned,
    "amending": detours.sent_for_amendment,
    "registered": registered.registered,
}


def resting(case: Case) -> Story:
    """Goes as far as `case.stop` says, and no further."""
    if case.stop == "scheduled":
        return _set_for_tomorrow(case)
    if case.stop == "suspended":
        return _suspended(case)
    return WAYS.get(case.stop, straight.plain)(case)


def _set_for_tomorrow(case: Case) -> Story:
    yield from straight.to_the_signature(case)
    yield from straight.sign(case)
    yield from straight.number(case)
    straight.set_for(case, local_day(case.world.walk.until))
    raise Stopped


def _suspended(case: Case) -> Story:
    yield from straight.to_the_signature(case)
    yield from straight.sign(case)
    yield from straight.number(case)
    straight.suspend_all(case)
    raise Stopped
