"""三(二) 检查督促: a new holiday notice moves exactly what it must, and by a date that is only assumed nobody is late;
every open task is in exactly one light at every instant, on the desk as in the ledger.
"""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

import pytest

from gongkai.clock.buckets import Bucket
from gongkai.clock.calendars import SHANGHAI
from gongkai.clock.notices import Notice
from gongkai.obligations.actions import suspend
from gongkai.obligations.counting import bucket_of
from gongkai.obligations.models import Obligation
from gongkai.obligations.queries import in_bucket
from gongkai.obligations.recalendar import load_notice
from gongkai.obligations.ticking import tick
from gongkai.trail.actors import system
from gongkai.trail.models import Entry

TICKER = system("时限巡检")


# --- a holiday notice -------------------------------------------------------------------------------

NEW_YEAR = Notice(
    number="国办发明电〔2026〕9号",
    issued=date(2026, 11, 4),
    year=2027,
    days={date(2027, 1, day): (False, "元旦") for day in (1, 2, 3)},
)


def test_a_new_notice_moves_exactly_what_it_must_and_lists_it(bureau):
    bureau.now = datetime(2026, 12, 21, 9, tzinfo=SHANGHAI)
    bureau.signed()
    bureau.now = datetime(2026, 12, 30, 9, tzinfo=SHANGHAI)
    closed = bureau.signed()
    bureau.seen_outside(bureau.publish(closed))
    bureau.signed()
    before = {o.pk: (o.due_day, o.provisional) for o in Obligation.objects.exclude(term="")}
    assert (date(2027, 1, 4), True) in before.values(), (
        "the control: counted Monday to Friday meanwhile"
    )
    assert (date(2026, 12, 24), False) in before.values()
    loaded = load_notice(NEW_YEAR, by=bureau.at("system_administrator"), at=bureau.now)
    after = {o.pk: (o.due_day, o.provisional) for o in Obligation.objects.exclude(term="")}
    moved = {pk for pk in after if after[pk][0] != before[pk][0]}
    beyond = {pk for pk in before if before[pk][0].year == 2027}
    assert moved == beyond, "all that was due beyond the calendar, open or closed, and nothing else"
    assert not any(provisional for _, provisional in after.values())
    listed = sorted((m.duty_title, m.old_day, m.new_day) for m in loaded.moved)
    found = Obligation.objects.filter(pk__in=moved)
    assert listed == sorted((o.duty_title, before[o.pk][0], after[o.pk][0]) for o in found)
    entry = Entry.objects.get(action="calendar.loaded")
    assert entry.data["count"] == len(moved) == len(entry.data["moved"])
    due = Obligation.objects.filter(duty="二(二).6b").latest("pk").due_day
    assert due == date(2027, 1, 5), "Thursday, then Monday and Tuesday after 元旦"


def test_a_fixed_date_that_stays_may_turn_yellow_on_another_day(bureau):
    """二(二).7: by 30 June, whatever day that is; yellow on the last working day up to it."""
    bureau.now = datetime(2027, 1, 4, 9, tzinfo=SHANGHAI)
    load_notice(NEW_YEAR, by=bureau.at("system_administrator"), at=bureau.now)
    tick(by=TICKER, at=bureau.now)
    task = Obligation.objects.filter(duty="二(二).7").first()
    assert (task.due_day, task.near_at.astimezone(SHANGHAI).date()) == (
        date(2027, 6, 30),
        date(2027, 6, 30),
    )
    amended = Notice(
        "国办发明电〔2027〕1号", date(2027, 2, 1), 2027, {date(2027, 6, 30): (False, "停电")}
    )
    moved = load_notice(amended, by=bureau.at("system_administrator"), at=bureau.now).moved
    task.refresh_from_db()
    assert (task.due_day, task.near_at.astimezone(SHANGHAI).date()) == (
        date(2027, 6, 30),
        date(2027, 6, 29),
    )
    assert task.duty_title not in {one.duty_title for one in moved}, "its due day did not move"


def test_by_a_provisional_date_nobody_is_late_until_the_notice_is_there(bureau):
    bureau.now = datetime(2026, 12, 30, 9, tzinfo=SHANGHAI)
    bureau.signed()
    task = Obligation.objects.get(duty="二(二).6b")
    bureau.now = datetime(2027, 1, 6, 9, tzinfo=SHANGHAI)
    tick(by=TICKER, at=bureau.now)
    assert bucket_of(task, bureau.now) is Bucket.NEAR
    assert not Entry.objects.filter(action="obligation.late", data__duty="二(二).6b").exists()
    load_notice(NEW_YEAR, by=bureau.at("system_administrator"), at=bureau.now)
    tick(by=TICKER, at=bureau.now)
    task.refresh_from_db()
    assert bucket_of(task, bureau.now) is Bucket.LATE
    late = Entry.objects.get(action="obligation.late", data__duty="二(二).6b")
    assert late.happened == task.due_at == datetime(2027, 1, 6, tzinfo=SHANGHAI)


# --- the four lights --------------------------------------------------------------------------------


@pytest.fixture
def ledger(bureau):
    """Day terms, hour terms, no term, suspended ones, provisional ones, and tasks of the calendar."""
    bureau.now = datetime(2026, 12, 21, 9, tzinfo=SHANGHAI)
    tick(by=TICKER, at=bureau.now)
    bureau.signed()
    urgent = bureau.submit(bureau.draft(), urgent=True, urgent_reason="突发")
    bureau.agree(urgent, "publicity_head")
    bureau.sign(urgent)
    bureau.submit(bureau.draft())
    for duty in ("二(二).6b", "二(二).5"):
        held = Obligation.objects.filter(duty=duty, ending="").first()
        suspend(
            obligation=held,
            first=date(2026, 12, 21),
            reason="系统故障",
            by=bureau.at("editor"),
            at=bureau.now,
        )
    return bureau


def test_at_every_instant_every_open_task_is_in_exactly_one_light_and_it_is_the_same_everywhere(
    ledger,
):
    chance = random.Random(20261221)
    tasks = list(Obligation.objects.filter(ending=""))
    edges = [moment for task in tasks for moment in (task.near_at, task.due_at) if moment]
    instants = [edge + timedelta(microseconds=by) for edge in edges for by in (-1, 0, 1)]
    instants += [ledger.now + timedelta(minutes=chance.randint(-60_000, 60_000)) for _ in range(60)]
    seen = set()
    for now in instants:
        found = {
            bucket: set(in_bucket(Obligation.objects.all(), bucket.value, now)) for bucket in Bucket
        }
        assert sum(len(held) for held in found.values()) == len(tasks)
        for task in tasks:
            assert task in found[bucket_of(task, now)]
            seen.add((bucket_of(task, now), bool(task.due_at), task.provisional))
    assert {bucket for bucket, *_ in seen} == set(Bucket), "the control: all four were seen"
    assert (Bucket.NEAR, True, True) in seen
    assert (Bucket.NORMAL, False, False) in seen
