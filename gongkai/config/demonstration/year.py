"""A year of invented work, acted out by the real acts under the walked clock."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from gongkai.clock.calendars import SHANGHAI, local_day
from gongkai.config.demonstration import chasing
from gongkai.config.demonstration.case import World
from gongkai.config.demonstration.cast import Cast, invented
from gongkai.config.demonstration.composing import compose, desks
from gongkai.config.demonstration.filling import Filler
from gongkai.config.demonstration.first import first_document
from gongkai.config.demonstration.guides import services
from gongkai.config.demonstration.rounds import rounds
from gongkai.config.demonstration.routine import each_day, each_month, messages
from gongkai.config.demonstration.seeing import see
from gongkai.config.demonstration.walking import Walk
from gongkai.plan.calendars import calendar_in_force
from gongkai.plan.queries import the_bureaus_plan
from gongkai.trail import vocabulary
from gongkai.trail.actors import Actor, Subject
from gongkai.trail.models import Entry
from gongkai.trail.writing import write

LOADED = "demonstration.loaded"
vocabulary.register({LOADED: "载入演示数据：{first}至{last}，全部为虚构"})
HERE = Subject("installation", uuid5(NAMESPACE_URL, "gongkai:demonstration"))
MONTHS, DAYS_A_MONTH = 12, 365 / 12
BEGINS = time(8, 40)
Tell = Callable[[date], None]


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without the search for cycles: a fifth of the time, and hardly anything to find."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def is_loaded() -> bool:
    """Whether this installation has its invented year already."""
    return Entry.objects.filter(action=LOADED).exists()


def first_moment(until: datetime, months: int = MONTHS) -> datetime:
    """The morning on which the stretch begins."""
    day = local_day(until) - timedelta(days=round(months * DAYS_A_MONTH))
    return datetime.combine(day, BEGINS, SHANGHAI)


@transaction.atomic
def load(*, until: datetime, by: Actor, months: int = MONTHS, tell: Tell = lambda _: None) -> None:
    """Act out the time up to `until`: all of it or nothing. People and plan are there since its first moment.

    The same day gives the same year: chance is seeded by it. Raises Refused for what is no demonstration.
    """
    today = local_day(until)
    walk = Walk(first_moment(until, months), until, calendar_in_force(), tell)
    world = World(walk, Cast(), invented())
    organs = the_bureaus_plan(today).plan.organs
    filler = Filler(world.held.fills, {organ.id: organ.short for organ in organs})
    see(first_document(walk.first), walk.first)
    walk.begin(each_day(world, filler, Random(f"{today}:days")), walk.first)
    walk.begin(each_month(world, Random(f"{today}:months")), walk.first)
    walk.begin(chasing.each_week(world, Random(f"{today}:chasing")), walk.first)
    composed = compose(world, filler, Random(f"{today}"))
    for at, story in [*composed, *desks(world, filler), *services(world), *rounds(world)]:
        walk.begin(story, at)
    with _no_collection():
        walk.run()
        messages(until)
    data = {"first": local_day(walk.first).isoformat(), "last": today.isoformat()}
    write(by=by, action=LOADED, subject=HERE, at=until, data=data)
