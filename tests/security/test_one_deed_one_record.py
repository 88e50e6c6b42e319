"""登记完成情况, 零报告, 扣除时间: a double click counts one deed, not two."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gongkai.clock.calendars import local_day
from gongkai.obligations import actions
from gongkai.obligations.models import Obligation, Record, Suspension, ZeroReport
from gongkai.plan.queries import the_bureaus_plan
from gongkai.trail.models import Entry
from gongkai.trail.refusals import Overtaken
from tests.security.racing import one_won, starters

ROUNDS = 8


def deed(bureau, what: str = "召开政务公开培训会"):
    """What the head of the office enters for one of the office's own duties."""
    in_force = the_bureaus_plan(local_day(bureau.now))
    plan = in_force.plan
    office = plan.organ("office")
    duty = next(d for d in plan.duties if d.kind == "by_hand" and office in plan.members(d.holder))
    given = {"in_force": in_force, "duty": duty, "holder": office, "done_on": local_day(bureau.now)}
    return {**given, "what": what, "files": [], "by": bureau.at("office_head"), "at": bureau.now}


def test_a_deed_that_is_entered_by_four_clicks_counts_once(open_bureau):
    with starters() as four:
        for number in range(ROUNDS):
            given = deed(open_bureau, f"第{number}次培训会")
            one_won("record", four.press(lambda g=given: actions.record(**g)))
    assert Record.objects.count() == ROUNDS
    assert Entry.objects.filter(action="obligation.recorded").count() == ROUNDS
    assert Obligation.objects.filter(ending="discharged").count() == ROUNDS


def test_the_same_deed_is_refused_a_second_time_and_another_one_is_taken(bureau):
    actions.record(**deed(bureau))
    with pytest.raises(Overtaken, match="已经登记"):
        actions.record(**deed(bureau, " 召开政务公开培训会 "))
    actions.record(**deed(bureau, "召开政务公开培训会（第二场）"))
    assert Record.objects.count() == 2


def test_the_clock_is_stopped_once_and_let_run_once(open_bureau):
    sheet = open_bureau.to_the_leader(open_bureau.draft())
    open_bureau.sign(sheet)
    today, at = local_day(open_bureau.now), open_bureau.now
    office = [open_bureau.at(who) for who in ("editor", "editor2")]
    with starters() as four:
        for obligation in Obligation.objects.filter(ending=""):
            stops = [
                lambda o=obligation, by=by: actions.suspend(
                    obligation=o, first=today, reason="系统故障", by=by, at=at
                )
                for by in office
            ]
            one_won("suspend", four.press(*stops))
            runs = [
                lambda o=obligation, by=by: actions.resume(
                    obligation=o, until=today + timedelta(days=2), by=by, at=at
                )
                for by in office
            ]
            one_won("resume", four.press(*runs))
    assert Suspension.objects.count() == Obligation.objects.filter(ending="").count() > 1


def test_a_zero_report_is_confirmed_once(open_bureau):
    in_force = the_bureaus_plan(local_day(open_bureau.now))
    plan = in_force.plan
    office = plan.organ("office")
    duty = next(d for d in plan.duties if d.opener in ("register", "outside_event"))
    given = {"in_force": in_force, "duty": duty, "holder": office, "at": open_bureau.now}
    with starters() as four:
        for month in (1, 2):
            by = open_bureau.at("office_head")
            one_won("confirm_zero", four.press(
                lambda m=month, b=by: actions.confirm_zero(period=f"2026-{m:02}", by=b, **given)
            ))  # fmt: skip
    assert ZeroReport.objects.count() == 2
