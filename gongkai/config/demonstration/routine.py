"""What recurs: the tick of each day, tasks done by hand, 零报告, messages that are read."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random

from gongkai.clock.calendars import SHANGHAI, local_day
from gongkai.config.demonstration.case import World
from gongkai.config.demonstration.filling import Filler
from gongkai.config.demonstration.walking import Story
from gongkai.obligations.actions import confirm_zero, record
from gongkai.obligations.models import Obligation, Record
from gongkai.obligations.ticking import tick
from gongkai.plan.queries import PlanInForce, plan_version, plans_in_force, the_bureaus_plan
from gongkai.plan.shape import Duty
from gongkai.supervision import notifier
from gongkai.supervision.digest import making as digests
from gongkai.supervision.models import Notice
from gongkai.supervision.reports import owed_by
from gongkai.supervision.ticker import TICKER
from gongkai.trail.actors import system

MIDNIGHT, A_MINUTE, ONE_DAY = time(0, 1), timedelta(minutes=1), timedelta(days=1)
DIGEST_DAYS = 3  # older digests are of no use to anybody
REPORTS_ON = 3  # working day of a month on which the heads report
REPORTED = 0.75  # share that is said on that day; the rest a month later
LEFT, LEFT_BY = timedelta(days=75), 2  # 零报告 not yet said: since when, by how many organs
UNREAD = timedelta(days=4)  # what is younger may still lie unread
SOON = (5, 90)  # days before the due day on which a task of a long period is done


def each_day(world: World, filler: Filler, chance: Random) -> Story:
    """The ticker after midnight, and who does by hand what it opened."""
    seen = 0
    while True:
        now = world.walk.now
        tick(by=system(TICKER), at=now)
        for obligation in Obligation.objects.filter(pk__gt=seen, ending="").order_by("pk"):
            seen = obligation.pk
            _plan_a_record(world, filler, obligation, chance)
        if world.walk.until - now < DIGEST_DAYS * ONE_DAY:
            yield datetime.combine(local_day(now), time(8, 31), SHANGHAI)
            digests.make(by=system(TICKER), at=world.walk.now)
        yield datetime.combine(local_day(now) + ONE_DAY, MIDNIGHT, SHANGHAI)


def _plan_a_record(world: World, filler: Filler, obligation: Obligation, chance: Random) -> None:
    plan = plan_version(obligation.plan_id)
    duty = plan.duty(obligation.duty)
    if duty.kind != "by_hand" or obligation.holder not in world.held.organs:
        return
    in_force = PlanInForce(obligation.plan_id, plan)
    story = _recorded(world, filler, in_force, duty, obligation, chance)
    world.walk.begin(story, _when(world, obligation, chance))


def _when(world: World, obligation: Obligation, chance: Random) -> datetime:
    """In most cases some time before the due day, seldom some days after it."""
    due = obligation.due_day or local_day(world.walk.now) + timedelta(days=30)
    luck = chance.random() * 100
    room = max(1, (due - local_day(world.walk.now)).days)
    late = luck >= world.held.records["on_time"]
    days = -chance.randint(2, 12) if late else min(room - 1, chance.randint(*SOON)) * (room > 1)
    day = due - timedelta(days=days)
    while not world.walk.calendar.is_working(day):
        day -= ONE_DAY
    first = world.walk.next_day(local_day(world.walk.now))  # nobody records on a day that is over
    return world.walk.morning(max(day, first), chance)


def _recorded(
    world: World,
    filler: Filler,
    in_force: PlanInForce,
    duty: Duty,
    task: Obligation,
    chance: Random,
) -> Story:
    """The head records what was done, with where it can be looked up."""
    told = world.held.records["what"]
    while not Obligation.objects.get(pk=task.pk).ending:  # an older one of the same duty goes first
        now, today = world.walk.now, local_day(world.walk.now)
        what = filler.words(
            chance.choice(told.get(duty.id, told["other"])), task.holder, today, chance
        )
        holder = the_bureaus_plan(today).plan.organ(task.holder)
        by = world.cast.actor(world.cast.head(task.holder))
        if _said(plan=in_force.plan.id, duty=duty.id, holder=holder.id, done_on=today, what=what):
            yield world.walk.morning(world.walk.next_day(today + ONE_DAY), chance)
            continue
        record(
            in_force=in_force, duty=duty, holder=holder, done_on=today, what=what, files=[],
            by=by, at=now,
        )  # fmt: skip
        yield 3.0


def _said(*, plan: str, **same: object) -> bool:
    """The same words for the same duty on one day are one deed: another deed is another day's."""
    return Record.objects.filter(plan_id_text=plan, **same).exists()


def each_month(world: World, chance: Random) -> Story:
    """零报告 of what did not occur, by the heads, in the first days of a month."""
    while True:
        today = local_day(world.walk.now)
        first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
        days = world.walk.working_days(first, first + timedelta(days=20))
        yield world.walk.morning(days[REPORTS_ON - 1], chance)
        recent = world.walk.until - world.walk.now < LEFT
        # whoever looks around finds something to confirm: the first two are behind
        for organ in list(world.held.organs)[LEFT_BY if recent else 0 :]:
            _report(world, organ, chance)
            yield 0.1


def _report(world: World, organ: str, chance: Random) -> None:
    now = world.walk.now
    by = world.cast.actor(world.cast.head(organ))
    plans = {held.plan.id: held for held in plans_in_force(local_day(now))}
    for owed in owed_by(organ, now):
        if chance.random() < REPORTED:
            in_force = plans[owed.plan]
            confirm_zero(
                in_force=in_force, duty=in_force.plan.duty(owed.duty), holder=owed.holder,
                period=owed.period.name, by=by, at=now,
            )  # fmt: skip


def messages(until: datetime) -> None:
    """待阅 of the year: the notifier makes them; what is older than some days has been read."""
    while notifier.catch_up():
        pass
    old = list(Notice.objects.filter(entry__recorded__lt=until - UNREAD).select_related("entry"))
    chance = Random(len(old))
    for notice in old:
        hours = chance.uniform(0.2, 30)
        notice.read_at = min(until, notice.entry.recorded + timedelta(hours=hours))
    Notice.objects.bulk_update(old, ["read_at"], batch_size=500)
