"""三(二) 检查督促: the tick asks whose state should be X and is not. Ten days without it lose nothing; a new holiday
notice moves exactly what it must; every open task is in exactly one light at every instant.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.clock.calendars import SHANGHAI
from gongkai.obligations.ticking import Ticked, tick
from gongkai.supervision import notifier
from gongkai.supervision.models import Notice as Message
from gongkai.trail.actors import system
from gongkai.trail.models import Entry

TICKER = system("时限巡检")


def reminders() -> set[tuple]:
    told = Entry.objects.filter(action__in=("obligation.near", "obligation.late"))
    return {(e.data["duty"], e.subject_id, e.action, e.happened) for e in told}


# --- ten days without the tick ----------------------------------------------------------------------


def ten_days(bureau, *, daily: bool) -> set[tuple]:
    """Documents signed before the month's end, published early, in time, late and never; what was told of them."""
    with transaction.atomic():
        begun = bureau.now
        early, in_time, late, _never = (bureau.signed() for _ in range(4))
        urgent = bureau.submit(bureau.draft(), urgent=True, urgent_reason="突发")
        bureau.agree(urgent, "publicity_head")
        bureau.sign(urgent)
        tick(by=TICKER, at=bureau.now)
        for day in range(1, 11):
            bureau.later(days=1)
            for sheet, when in ((early, 1), (in_time, 3), (late, 6)):
                if day == when:
                    bureau.seen_outside(bureau.publish(sheet))
            if daily or day == 10:
                tick(by=TICKER, at=bureau.now)
        told = {(duty, action, happened) for duty, _, action, happened in reminders()}
        many = len(reminders())
        bureau.now = begun
        transaction.set_rollback(True)
    return {*told, ("all of them", many)}


def test_ten_days_without_the_tick_bring_the_same_reminders_with_the_same_moments(bureau):
    bureau.now = datetime(2026, 5, 25, 9, tzinfo=SHANGHAI)
    daily, at_once = ten_days(bureau, daily=True), ten_days(bureau, daily=False)
    assert daily == at_once
    told = {(duty, action) for duty, action, *_ in daily}
    assert ("二(二).6b", "obligation.late") in told, (
        "the control: there was something to be told of"
    )
    assert ("二(二).6b", "obligation.near") in told
    assert ("三(三).1b", "obligation.late") in told
    assert ("二(十).1", "obligation.late") in told, "and the month ended meanwhile"


def test_asking_again_tells_nothing_again(bureau):
    bureau.signed()
    bureau.later(days=5)
    first = tick(by=TICKER, at=bureau.now)
    assert first.near >= first.late > 0
    assert tick(by=TICKER, at=bureau.now) == Ticked(0, 0, 0)
    assert tick(by=TICKER, at=bureau.later(minutes=1)) == Ticked(0, 0, 0)


def test_what_was_done_before_it_turned_yellow_is_never_told_of_however_late_the_tick(bureau):
    bureau.published()
    bureau.later(days=30)
    tick(by=TICKER, at=bureau.now)
    assert not Entry.objects.filter(
        action__startswith="obligation.", data__duty="二(二).6b"
    ).exists()


def test_the_head_of_the_organ_that_holds_it_is_told(bureau):
    bureau.signed()
    bureau.later(days=5)
    tick(by=TICKER, at=bureau.now)
    while notifier.catch_up():
        pass
    told = Message.objects.filter(entry__action="obligation.late", entry__data__duty="二(二).6b")
    assert {message.person.username for message in told} == {"office_head"}
