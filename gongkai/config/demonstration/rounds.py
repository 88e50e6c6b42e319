"""清理 and 归档 of the year before (二(二)): by most organs in time, by one still under way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from random import Random
from typing import Any

from gongkai.clock.calendars import local_day
from gongkai.config.demonstration.case import World
from gongkai.config.demonstration.walking import Story
from gongkai.matters.documents.actions import archiving, cleaning, confirming, handing_over, opening
from gongkai.matters.documents.queries.cleanup import in_force
from gongkai.matters.documents.rules.cleanup import Said

LAST_HEADED = 2  # pages that a paper of the bureau has at least


def rounds(world: World) -> Iterator[tuple[datetime, Story]]:
    """Each organ's 清理 and 归档, on the days that the file names."""
    told = world.held.extra["rounds"]
    for what, story in (("cleanups", _cleanup), ("archives", _archive)):
        for row in told[what]:
            chance = Random(f"{local_day(world.walk.until)}:{what}:{row['organ']}")
            for day in _days(world, row["on"]):
                yield world.walk.morning(day, chance), story(world, row, chance)


def _days(world: World, on: str) -> list[date]:
    """The first working day from this day of the year on, in each year of the walk that it falls into."""
    month, number = (int(part) for part in on.split("-"))
    first, last = local_day(world.walk.first), local_day(world.walk.until)
    days = world.walk.working_days(first, last)
    found = [next((d for d in days if d >= date(year, month, number)), None)
             for year in range(first.year, last.year + 1) if first < date(year, month, number) <= last]  # fmt: skip
    return [day for day in found if day is not None]


def _by(world: World, username: str) -> dict[str, Any]:
    return {"by": world.cast.actor(username), "at": world.walk.now}


def _cleanup(world: World, row: dict[str, Any], chance: Random) -> Story:
    """The drafter looks at every document, keeps what holds, the head confirms."""
    drafter, head = world.cast.drafter(row["organ"]), world.cast.head(row["organ"])
    if not in_force(row["organ"]):
        opening.confirm_none(**_by(world, head))
        return
    round_of = opening.open_cleanup(**_by(world, drafter))
    yield chance.uniform(3, 9)
    items = list(round_of.items.all())
    looked = items[: len(items) // 2] if row.get("under_way") else items
    said = {item.pk: Said("") for item in looked}
    editions = {item.pk: item.edition for item in looked}
    cleaning.conclude(cleanup=round_of, said=said, editions=editions, **_by(world, drafter))
    if row.get("under_way"):
        return
    yield chance.uniform(1, 4)
    cleaning.keep_rest(cleanup=round_of, **_by(world, drafter))
    round_of = cleaning.hand_in(cleanup=round_of, **_by(world, drafter))
    yield chance.uniform(2, 12)
    confirming.confirm(cleanup=round_of, **_by(world, head))


def _archive(world: World, row: dict[str, Any], chance: Random) -> Story:
    """The list is filled in, handed over by the head, received by the office with a number."""
    drafter, head = world.cast.drafter(row["organ"]), world.cast.head(row["organ"])
    period = str(local_day(world.walk.now).year - 1)
    archive = archiving.open_archive(period=period, **_by(world, drafter))
    yield chance.uniform(4, 12)
    entries = list(archive.entries.all())
    filled = {
        e.pk: archiving.Filled(e.responsible, str(chance.randint(LAST_HEADED, 9)), "", e.retention)
        for e in entries
    }
    editions = {e.pk: e.edition for e in entries}
    if filled:
        archiving.complete(archive=archive, filled=filled, editions=editions, **_by(world, drafter))
    if row.get("under_way"):
        return
    yield chance.uniform(2, 8)
    archive = handing_over.hand_over(archive=archive, **_by(world, head))
    if row.get("on_the_way"):
        return
    yield chance.uniform(3, 14)
    handing_over.receive(archive=archive, **_by(world, world.cast.editors()[0]))
