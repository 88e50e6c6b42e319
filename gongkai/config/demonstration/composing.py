"""Which text is written on which day, and which way it goes; then what shall lie on the desks today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import groupby
from random import Random

from gongkai.clock.calendars import SHANGHAI, local_day
from gongkai.config.demonstration.case import Case, World
from gongkai.config.demonstration.filling import Filled, Filler
from gongkai.config.demonstration.material import OnADesk, StoryOf, Text
from gongkai.config.demonstration.stories import STORIES, resting
from gongkai.config.demonstration.walking import Story

# Working days that a story needs to its end; what begins later would still be somewhere today.
NEEDS = {"revised": 26, "late": 15, "excused": 15, "corrected": 12, "withdrawn": 13, "hidden": 13}
OFTEN = {"information": 4, "institution": 4, "official": 6}  # of a text that goes straight through
MORE = 5  # for every other story
NIGHT, SATURDAY = time(21, 40), 5
A_YEAR = 365.0
Begun = tuple[datetime, Story]


@dataclass(frozen=True, slots=True)
class Occasion:
    """A text that an organ has reason to write on a day."""

    text: Text
    organ: str
    day: date


def compose(world: World, filler: Filler, chance: Random) -> list[Begun]:
    """The stories of the stretch with the moments at which they begin, the earliest first."""
    found = sorted(_occasions(world, chance), key=lambda o: (o.day, o.text.id, o.organ))
    told = _told(world, found, chance)
    begun = []
    for number, occasion in enumerate(found):
        story = told.get(number)
        own = Random(f"{local_day(world.walk.until)}:{number}")
        begun.append(_begun(world, filler, occasion, story, own))
    return begun


def _occasions(world: World, chance: Random) -> Iterator[Occasion]:
    first, last = local_day(world.walk.first), local_day(world.walk.until)
    days = world.walk.working_days(first + timedelta(days=1), last)
    share = (last - first).days / A_YEAR
    for text in world.held.texts.values():
        organs = text.organs or (text.organ,)
        for organ in organs:
            for day in _days_of(text, days, share, chance):
                yield Occasion(text, organ, _early_enough(world, text.kind, day, chance))


def _days_of(text: Text, days: list[date], share: float, chance: Random) -> list[date]:
    if text.on:
        fixed = [tuple(int(part) for part in day.split("-")) for day in text.on]
        near = [[d for d in days if (d.month, d.day) >= (m, n) and d.month == m] for m, n in fixed]
        return [found[0] for found in near if found]
    months = [
        list(month)
        for (_, number), month in groupby(days, key=lambda day: (day.year, day.month))
        if number in text.months
    ]
    exact = text.times * share
    times = int(exact) + (chance.random() < exact - int(exact))
    if times <= len(months):  # titles name the month: no two in one
        return [chance.choice(month) for month in chance.sample(months, times)]
    return [chance.choice(month) for month in chance.choices(months, k=times)] if months else []


def _early_enough(world: World, kind: str, day: date, chance: Random) -> date:
    """Early enough to be finished today: what is still on its way is told by the desks."""
    last = world.walk.ago(OFTEN[kind])
    return day if day <= last else world.walk.ago(OFTEN[kind] + chance.randint(0, 3))


def _told(world: World, found: list[Occasion], chance: Random) -> dict[int, StoryOf]:
    """Which of them go another way than straight through."""
    told: dict[int, StoryOf] = {}
    share = min(1.0, (world.walk.until - world.walk.first).days / A_YEAR)
    for story in sorted(world.held.stories, key=lambda s: s.count):  # the rare ones first
        last = world.walk.ago(NEEDS.get(story.story, max(OFTEN.values()) + MORE))
        fitting = [
            number
            for number, one in enumerate(found)
            if number not in told and one.day <= last and _fits(story, one, world)
        ]
        count = min(len(fitting), max(1, round(story.count * share)))
        told |= dict.fromkeys(chance.sample(fitting, count), story)
    return told


def _fits(story: StoryOf, one: Occasion, world: World) -> bool:
    reserved = {text for other in world.held.stories for text in other.texts}
    if story.texts:
        return one.text.id in story.texts
    if one.text.id in reserved or one.text.attribute != "proactive" or one.text.picture:
        return False
    slips = not story.slips or any(slip["right"] in one.text.body for slip in story.slips)
    return one.text.kind in story.kinds and slips


def _begun(
    world: World, filler: Filler, one: Occasion, told: StoryOf | None, chance: Random
) -> Begun:
    given = filler.fill(one.text, one.organ, one.day, chance)
    case = Case(world, given, chance)
    if told is None:
        return world.walk.morning(one.day, chance), STORIES["plain"](case)
    case.words, case.slips = told.words, told.slips
    story = STORIES[told.story](case)
    if told.at_night:
        saturday = one.day + timedelta(days=(SATURDAY - one.day.weekday()) % 7)
        return datetime.combine(saturday, NIGHT, SHANGHAI), story
    return world.walk.morning(one.day, chance), story


def desks(world: World, filler: Filler) -> Iterator[Begun]:
    """What lies on the desks today; its titles are drawn last, so that none is taken twice."""
    for number, place in enumerate(world.held.desks):
        chance = Random(f"{local_day(world.walk.until)}:desk:{number}")
        day = world.walk.ago(place.ago)
        if day < local_day(world.walk.first):
            continue
        yield world.walk.morning(day, chance), resting(_case(world, filler, place, day, chance))


def _case(world: World, filler: Filler, place: OnADesk, day: date, chance: Random) -> Case:
    held = world.held.texts[place.text]
    text = replace(held, by=place.by or held.by)
    organ = place.organ or text.organ or text.organs[0]
    given: Filled = filler.fill(text, organ, day, chance, place.title)
    words = next((s.words for s in world.held.stories if s.story == _like(place.stop)), ())
    return Case(world, given, chance, words=words, stop=place.stop, consulted=place.consulted)


def _like(stop: str) -> str:
    """The story whose words are used at a stop."""
    alike = {"sent_back": "returned", "amending": "sent_for_amendment", "suspended": "excused"}
    return alike.get(stop, "consulted")
