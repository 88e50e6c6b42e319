"""二(十)、三(一): what was done by hand is noted at the task that it was done for; an older one that was missed stays missed."""

from __future__ import annotations

from datetime import datetime

import pytest
import time_machine

from gongkai.clock.calendars import SHANGHAI
from gongkai.obligations.actions import record
from gongkai.obligations.models import Obligation
from gongkai.obligations.ticking import tick
from gongkai.plan.queries import the_bureaus_plan
from gongkai.trail.actors import system
from tests.security.routes import browser

DUTY = "二(十).1"


@pytest.fixture
def two_periods(bureau):
    """The task of March was missed, that of April has come."""
    tick(by=system("时限巡检"), at=bureau.now)
    bureau.now = datetime(2026, 4, 13, 9, tzinfo=SHANGHAI)
    tick(by=system("时限巡检"), at=bureau.now)
    tasks = Obligation.objects.filter(duty=DUTY, holder="office", ending="").order_by("due_at")
    assert tasks.count() == 2, "the control: both are open"
    return list(tasks)


def test_a_deed_of_this_period_does_not_fill_the_gap_of_the_last_one(bureau, two_periods):
    missed, present = two_periods
    in_force = the_bureaus_plan(bureau.now.date())
    record(
        in_force=in_force, duty=in_force.plan.duty(DUTY), holder=in_force.plan.organ("office"),
        done_on=bureau.now.date(), what="四月运维记录", files=[], by=bureau.at("office_head"), at=bureau.now,
    )  # fmt: skip
    for task in two_periods:
        task.refresh_from_db()
    assert (missed.ending, present.ending) == ("", "discharged")
    assert not present.done_late


def test_on_the_page_of_a_task_it_is_that_task(bureau, two_periods):
    missed, present = two_periods
    with time_machine.travel(bureau.now, tick=False):
        answer = browser(bureau, "office_head").post(
            f"/desk/tasks/{missed.uuid}/act/record/",
            {"done_on": "2026-04-13", "what": "补做三月的运维记录"},
        )
    assert answer.status_code == 302
    for task in two_periods:
        task.refresh_from_db()
    assert (missed.ending, present.ending) == ("discharged", "")
    assert missed.done_late
