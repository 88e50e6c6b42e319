"""三(一) 组织实施: organs end and others take over. What is open moves with its due moment, what is past stays as it was,
byte for byte; nobody becomes punctual or late by it.
"""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from gongkai.clock.calendars import SHANGHAI
from gongkai.obligations.actions import reorganise, resume, suspend
from gongkai.obligations.models import Obligation
from gongkai.obligations.periods import named
from gongkai.obligations.ticking import tick
from gongkai.plan.actions import load_plan
from gongkai.plan.queries import the_bureaus_plan
from gongkai.publishing.queries import awaiting
from gongkai.supervision.figures import conform
from gongkai.trail.actors import system
from tests.casting import PLANS


def figures(report) -> dict[str, dict]:
    """Duty → its figures, over all plans of a report."""
    return {
        duty["id"]: duty
        for plan in report
        for clause in plan["clauses"]
        for duty in clause["duties"]
    }


@pytest.fixture
def may(bureau):
    """A month with a bit of everything, seen on the morning after."""
    bureau.now = datetime(2026, 5, 6, 9, tzinfo=SHANGHAI)
    tick(by=system("时限巡检"), at=bureau.now)
    bureau.published()
    bureau.published(document_kind="information")
    bureau.signed()  # never published: late by the end of the month
    bureau.later(days=20)
    bureau.submit(
        bureau.draft(document_kind="information")
    )  # still under way at the end of the month
    bureau.signed()  # signed in the last days: open, not late
    bureau.now = datetime(2026, 6, 1, 9, tzinfo=SHANGHAI)
    return bureau


def of_may(bureau) -> str:
    return json.dumps(conform(bureau.now, named("2026-05")), ensure_ascii=False, sort_keys=True)


def merge(bureau, ended: str, successor: str) -> None:
    """The plan's second version, from 1 June on: one organ ends, another takes over."""
    text = (PLANS / "plan.toml").read_text(encoding="utf-8")
    text = text.replace("version = ", "version = 1", 1).replace(
        "valid_from = 2017-01-01", "valid_from = 2026-06-01", 1
    )
    end = f'id = "{ended}"\nto = 2026-06-01\nsuccessors = ["{successor}"]'
    load_plan(text.replace(f'[[organs]]\nid = "{ended}"', f"[[organs]]\n{end}"), at=bureau.now)


def test_a_reorganisation_in_june_leaves_the_figures_of_may_byte_for_byte(may):
    before = of_may(may)
    assert '"late": 1' in before, "the control: there is something to lose"
    merge(may, "mass_sports", "competitive_sports")
    plan = the_bureaus_plan(may.now.date()).plan
    held = list(
        Obligation.objects.filter(holder="mass_sports", ending="").values_list("pk", "due_at")
    )
    moved = reorganise(
        plan=plan, ended=plan.organ("mass_sports"), successor=plan.organ("competitive_sports"),
        by=system("机构调整"), at=may.now,
    )  # fmt: skip
    assert moved == len(held) > 0
    assert of_may(may) == before
    for pk, due_at in held:
        obligation = Obligation.objects.get(pk=pk)
        assert (obligation.holder, obligation.due_at) == ("competitive_sports", due_at)
        assert [leg.holder for leg in obligation.legs.all()][-1] == "competitive_sports"
    may.later(days=9)
    tick(by=system("时限巡检"), at=may.now)
    may.seen_outside(may.publish(awaiting().earliest("pk")))
    assert of_may(may) == before, "nor does anything else that June brings"


def test_time_taken_out_in_june_does_not_make_may_punctual(may):
    before = of_may(may)
    late = Obligation.objects.filter(duty="二(二).6b", ending="").earliest("opened_at")
    by = may.at("editor")
    suspend(obligation=late, first=date(2026, 6, 1), reason="系统故障", by=by, at=may.now)
    assert of_may(may) == before
    may.later(days=3)
    resume(obligation=late, until=date(2026, 6, 4), by=by, at=may.now)
    assert of_may(may) == before
    late.refresh_from_db()
    assert late.due_at < may.now - timedelta(days=3), "time after the due day moves nothing"


def test_two_organs_that_hold_the_same_duty_on_the_same_thing_become_one_holder(may):
    """What both held open on one subject is one task afterwards: the successor's own, no second one beside it."""
    subject = Obligation.objects.filter(ending="", holder="mass_sports").latest("pk")
    twin = Obligation.objects.get(pk=subject.pk)
    twin.pk, twin.uuid, twin.holder, twin.holder_name = (
        None,
        uuid4(),
        "competitive_sports",
        "竞技体育处",
    )
    twin.save()
    merge(may, "mass_sports", "competitive_sports")
    plan = the_bureaus_plan(may.now.date()).plan
    reorganise(
        plan=plan, ended=plan.organ("mass_sports"), successor=plan.organ("competitive_sports"),
        by=system("机构调整"), at=may.now,
    )  # fmt: skip
    assert not Obligation.objects.filter(holder="mass_sports", ending="").exists()
    same = Obligation.objects.filter(duty=subject.duty, subject_id=subject.subject_id, ending="")
    assert same.get().holder == "competitive_sports"


def test_what_an_organ_took_over_is_not_its_own_doing_and_the_one_that_ended_was_not_silent(may):
    """二(六).1 of the second quarter: 群众体育处 had something, and 竞技体育处 only took it over."""
    Obligation.objects.filter(duty="二(六).1").exclude(ending="").update(duty="二(六).1-done")
    merge(may, "mass_sports", "competitive_sports")
    tick(by=system("时限巡检"), at=may.now)
    assert Obligation.objects.get(duty="二(六).1").holder == "competitive_sports", (
        "the control: it moved"
    )
    may.now = datetime(2026, 7, 1, 9, tzinfo=SHANGHAI)
    plan = the_bureaus_plan(may.now.date()).plan
    members = len(plan.members(plan.duty("二(六).1").holder))
    found = figures(conform(may.now, named("2026-Q2")))["二(六).1"]
    assert (found["zero_report"], found["unreported"]) == (0, members - 1)
