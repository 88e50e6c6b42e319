"""催办: each second week or so the office asks after what is late or nearly so, and most organs answer."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from random import Random
from typing import Any
from uuid import UUID

from django.db.models import F

from gongkai.clock.calendars import local_day
from gongkai.config.demonstration.case import World
from gongkai.config.demonstration.walking import Story
from gongkai.obligations.actions import answer, chase
from gongkai.obligations.models import Chase, Obligation
from gongkai.supervision.chasing.tellings import tellings_for

MOST = 3  # tasks on one 催办 here
LAST_WEEKS = 10  # days before today from which one is left without an answer


def each_week(world: World, chance: Random) -> Story:
    """A year has some ten of them; `chasing.toml` says in which way, and what is answered."""
    told = world.held.extra["chasing"]
    while True:
        yield timedelta(days=chance.randint(*told["days_between"]))
        yield 1.5
        tasks = _worth_asking(world)
        if tasks:
            yield from _chased(world, tasks, told, chance)


def _worth_asking(world: World) -> list[Obligation]:
    """The late ones and those that fall due within days, of one organ: the one with the most."""
    now = world.walk.now
    rows = Obligation.objects.filter(ending="", suspended=False, near_at__lte=now)
    rows = (
        rows.filter(holder__in=world.held.organs).exclude(holder="").order_by("holder", F("due_at"))
    )
    groups = [list(group) for _, group in groupby(rows, key=lambda task: task.holder)]
    return max(groups, key=len, default=[])[:MOST]


def _chased(world: World, tasks: list[Obligation], told: dict[str, Any], chance: Random) -> Story:
    now, day = world.walk.now, local_day(world.walk.now)
    way = chance.choice(told["ways"])
    demanded = (
        day + timedelta(days=7) if way in (Chase.Way.SLIP, Chase.Way.SUPERVISION_SLIP) else None
    )
    by_phone = way == Chase.Way.PHONE
    made = chase(
        tellings=tellings_for(tasks, now, demanded),
        way=way,
        once=UUID(int=chance.getrandbits(128), version=4),
        spoken_to=chance.choice(told["spoken_to"]) if by_phone else "",
        answered=chance.choice(told["answers"]) if by_phone else "",
        demanded=demanded,
        by=world.cast.actor(chance.choice(world.cast.editors())),
        at=now,
    )
    if by_phone or world.walk.until - now < timedelta(days=LAST_WEEKS):
        return
    yield chance.uniform(2, 12)
    for one in made:
        by = world.cast.actor(world.cast.head(one.organ))
        answer(chase=one, text=chance.choice(told["answers"]), by=by, at=world.walk.now)
