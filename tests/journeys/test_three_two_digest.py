"""三(二) 检查督促: at 08:30 of a working day each person gets one digest of what is due; in the evening and on days off
nothing but what is due before the next working morning.
"""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse

from gongkai.clock.calendars import SHANGHAI, local_day
from gongkai.obligations.actions import chase, suspend
from gongkai.obligations.models import Obligation
from gongkai.obligations.ticking import tick
from gongkai.plan.calendars import calendar_in_force
from gongkai.supervision import notifier
from gongkai.supervision.chasing.tellings import tellings_for
from gongkai.supervision.digest.making import make
from gongkai.supervision.models import Digest, DigestLine, DigestRun, Notice
from gongkai.trail.actors import system
from gongkai.trail.models import Entry
from tests.security.routes import browser

TICKER = system("时限巡检")


def on(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI)


def told_on(day: date) -> list[str]:
    """Who got the daily digest of a day."""
    held = Digest.objects.filter(run__day=day, run__daily=True)
    return sorted(held.values_list("person__username", flat=True))


@pytest.fixture
def signed(bureau):
    """Signed on Monday 2026-03-02: on the portal by Thursday 03-05, a task of the office, open since Monday."""
    bureau.signed()
    assert Obligation.objects.get(duty="二(二).6b").due_day == date(2026, 3, 5)
    return bureau


THURSDAY = date(2026, 3, 5)
OFFICE = {"editor", "editor2", "office_drafter", "office_head"}


def test_on_the_morning_of_the_due_day_each_person_of_the_organ_gets_one(signed):
    make(by=TICKER, at=on(THURSDAY, 8, 29))
    assert told_on(THURSDAY) == [], "not before"
    make(by=TICKER, at=on(THURSDAY, 8, 30))
    assert set(told_on(THURSDAY)) >= OFFICE
    make(by=TICKER, at=on(THURSDAY, 8, 31))
    make(by=TICKER, at=on(THURSDAY, 15))
    assert len(told_on(THURSDAY)) == len(set(told_on(THURSDAY)))
    assert Entry.objects.filter(action="digest.made").count() == 1
    while notifier.catch_up():
        pass
    heard = Notice.objects.filter(entry__action="digest.made")
    assert sorted(n.person.username for n in heard) == told_on(THURSDAY)
    assert "drafter" not in told_on(THURSDAY), "nothing of theirs is due"
    assert "secrecy" not in told_on(THURSDAY), "who holds no task is left in peace"


def test_a_machine_that_was_down_in_the_morning_sends_it_late_on_the_same_day_and_not_on_the_next(
    signed,
):
    make(by=TICKER, at=on(THURSDAY, 16, 40))
    assert told_on(THURSDAY)
    assert make(by=TICKER, at=on(THURSDAY + timedelta(days=1), 7)) == 0
    make(by=TICKER, at=on(THURSDAY + timedelta(days=1), 9))
    assert DigestRun.objects.filter(daily=True).count() == 2, "Friday has its own"


def test_after_the_evening_the_missed_one_is_not_made_up_but_what_is_due_tonight_is_told_once(
    signed,
):
    assert make(by=TICKER, at=on(THURSDAY, 18)) > 0
    assert make(by=TICKER, at=on(THURSDAY, 18, 1)) == 0
    assert told_on(THURSDAY) == []
    lines = DigestLine.objects.filter(digest__run__daily=False)
    assert {line.obligation.duty for line in lines} >= {"二(二).6b"}


def test_nothing_is_made_where_nothing_is_due(bureau):
    assert make(by=TICKER, at=on(date(2026, 3, 2), 9)) == 0
    assert not Digest.objects.exists()
    assert not Entry.objects.filter(action__startswith="digest").exists()


def test_on_a_day_off_nothing_but_what_is_due_before_the_next_morning(signed):
    saturday = date(2026, 3, 7)
    assert make(by=TICKER, at=on(saturday, 9)) == 0, "late since Thursday: that can wait"
    task = Obligation.objects.get(duty="二(二).6b")
    Obligation.objects.filter(pk=task.pk).update(
        due_at=on(saturday, 15), near_at=on(saturday, 14)
    )  # an hour term
    assert make(by=TICKER, at=on(saturday, 10)) > 0
    assert make(by=TICKER, at=on(saturday, 10, 1)) == 0


def test_what_was_in_the_digest_of_the_day_is_not_told_again_in_the_evening(signed):
    make(by=TICKER, at=on(THURSDAY, 8, 30))
    assert make(by=TICKER, at=on(THURSDAY, 18)) == 0


def test_what_is_suspended_is_not_due_and_what_is_chased_is_told_once(signed):
    task = Obligation.objects.get(duty="二(二).6b")
    suspend(
        obligation=task, first=THURSDAY, reason="系统故障", by=signed.at("editor"), at=signed.now
    )
    assert make(by=TICKER, at=on(THURSDAY, 9)) == 0
    signed.submit(signed.draft())
    mine = list(Obligation.objects.filter(ending="", holder="mass_sports"))
    assert mine
    signed.now = on(THURSDAY, 15)
    with transaction.atomic():
        chase(
            tellings=tellings_for(mine, signed.now),
            way="desk",
            once=uuid4(),
            by=signed.at("editor"),
            at=signed.now,
        )
    friday, monday = THURSDAY + timedelta(days=1), THURSDAY + timedelta(days=4)
    Obligation.objects.filter(pk__in=[o.pk for o in mine]).update(due_at=None, near_at=None)
    make(by=TICKER, at=on(friday, 9))
    assert {"drafter", "head"} <= set(told_on(friday))
    make(by=TICKER, at=on(monday, 9))
    assert told_on(monday) == []


def test_in_random_weeks_with_random_ticks_one_daily_digest_each_and_all_that_is_due_today_in_it(
    signed,
):
    """The ticker may be down for hours: on a working day in which it ran in working hours, everybody got exactly one."""
    chance, calendar = random.Random(20260302), calendar_in_force()
    told = 0
    for _ in range(6):
        with transaction.atomic():
            for o in Obligation.objects.filter(ending="", due_at__isnull=False):
                due = on(date(2026, 3, 2), 0) + timedelta(days=chance.randint(1, 14))
                Obligation.objects.filter(pk=o.pk).update(
                    due_at=due,
                    due_day=due.date() - timedelta(days=1),
                    near_at=due - timedelta(days=2),
                )
            ticks = sorted(
                on(date(2026, 3, 2), 0) + timedelta(minutes=chance.randint(0, 14 * 1440))
                for _ in range(60)
            )
            for at in ticks:
                make(by=TICKER, at=at)
            for day in {local_day(at) for at in ticks}:
                at_work = [
                    t
                    for t in ticks
                    if local_day(t) == day and (8, 30) <= (t.hour, t.minute) < (17, 30)
                ]
                runs = DigestRun.objects.filter(day=day, daily=True)
                assert runs.count() == (bool(at_work) and calendar.is_working(day))
                due = set(
                    Obligation.objects.filter(ending="", due_day=day).values_list("pk", flat=True)
                )
                for digest in Digest.objects.filter(run__in=runs, person__username="office_head"):
                    own = set(
                        Obligation.objects.filter(pk__in=due, holder="office").values_list(
                            "pk", flat=True
                        )
                    )
                    assert own <= set(digest.lines.values_list("obligation", flat=True))
                    told += len(own)
            transaction.set_rollback(True)
    assert told, "the control: something was due"


def test_before_the_national_day_the_digest_speaks_of_the_days_after(bureau):
    bureau.now = on(date(2026, 9, 30), 8)
    bureau.signed()  # three working days later: after the break
    task = Obligation.objects.get(duty="二(二).6b")
    assert task.due_day > date(2026, 10, 8)
    Obligation.objects.filter(pk=task.pk).update(
        due_day=date(2026, 10, 8), due_at=on(date(2026, 10, 9), 0), near_at=on(date(2026, 10, 8), 0)
    )
    make(by=TICKER, at=on(date(2026, 9, 30), 8, 30))
    line = DigestLine.objects.get(obligation=task, digest__person__username="office_head")
    assert line.heading == "break"
    with time_machine.travel(bureau.now, tick=False):
        page = browser(bureau, "office_head").get("/desk/").content.decode()
    assert "国庆节放假期间和节后首日到期" in page


# --- on the desk ------------------------------------------------------------------------------------


def test_the_digest_has_its_page_for_its_reader_and_for_nobody_else(signed):
    make(by=TICKER, at=on(THURSDAY, 8, 30))
    while notifier.catch_up():
        pass
    run = DigestRun.objects.get()
    with time_machine.travel(on(THURSDAY, 9), tick=False):
        client = browser(signed, "editor")
        notice = Notice.objects.get(person=signed.people["editor"], entry__action="digest.made")
        assert (
            reverse("desk:digest", args=[run.uuid])
            in client.get(reverse("desk:read", args=[notice.pk])).content.decode()
        )
        page = client.get(reverse("desk:digest", args=[run.uuid])).content.decode()
        assert "今天到期（1 件）" in page
        for stranger in ("drafter", "other_head", "secrecy", "auditor"):
            assert (
                browser(signed, stranger).get(reverse("desk:digest", args=[run.uuid])).status_code
                == 404
            )


def test_the_tick_makes_it(signed, settings, tmp_path):
    from gongkai.supervision import ticker
    from gongkai.supervision.steps import Steps

    settings.HOME = tmp_path
    with time_machine.travel(on(THURSDAY, 8, 31), tick=False):
        ticker.once(Steps())
        ticker.once(Steps())
    assert set(told_on(THURSDAY)) >= OFFICE
    assert tick(by=TICKER, at=on(THURSDAY, 8, 32)).late == 0
