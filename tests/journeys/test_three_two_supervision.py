"""三(二): 定期检查督促，通报讲评，纳入年度目标责任考核. Figures that nobody can dispute: computed from what happened, as
it stood at the end of the stretch, and the same for ever afterwards.
"""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta

import pytest

from gongkai.clock.calendars import SHANGHAI
from gongkai.obligations.actions import confirm_zero, reorganise, resume, suspend
from gongkai.obligations.models import Obligation
from gongkai.obligations.periods import named
from gongkai.obligations.ticking import tick
from gongkai.plan.actions import load_plan
from gongkai.plan.queries import the_bureaus_plan
from gongkai.supervision.figures import conform
from gongkai.trail.actors import system
from tests.casting import PLANS

THIRTEEN = [
    "二(一)", "二(二)", "二(三)", "二(四)", "二(五)", "二(六)", "二(七)", "二(八)", "二(九)", "二(十)",
    "三(一)", "三(二)", "三(三)",
]  # fmt: skip
ZEROS = {"open": 0, "done": 0, "in_time": 0, "late": 0, "zero_report": 0, "unreported": 0}


def figures(report) -> dict[str, dict]:
    """Duty → its figures, over all plans of a report."""
    return {duty["id"]: duty for plan in report for clause in plan["clauses"] for duty in clause["duties"]}


def test_an_empty_bureau_has_thirteen_clauses_and_nothing_but_zeros(bureau):
    report = {plan["plan"]: plan for plan in conform(bureau.now)}
    ours = report["xian-sports"]
    assert [clause["id"] for clause in ours["clauses"]] == THIRTEEN
    for duty in figures(report.values()).values():
        assert {key: duty[key] for key in ZEROS} == ZEROS
    assert all(clause["duties"] for clause in ours["clauses"]), "every clause has at least one duty"


def test_a_duty_that_nothing_installed_can_discharge_is_not_yet_and_the_others_are_not(bureau):
    kinds = {name: duty["kind"] for name, duty in figures(conform(bureau.now)).items()}
    assert kinds["二(二).6b"] == "software"
    assert kinds["二(二).7"] == "by_hand"
    assert kinds["二(三).1"] == kinds["二(八).6"] == "not_yet"
    plan = the_bureaus_plan(bureau.now.date()).plan
    assert {plan.duty(name).kind for name in kinds if kinds[name] == "by_hand" and name[0] in "二三"} == {"by_hand"}


def test_one_document_in_time_one_late_one_open_are_counted_as_that(bureau):
    bureau.published()
    late = bureau.signed()
    bureau.later(days=4)
    bureau.seen_outside(bureau.publish(late))
    bureau.signed()
    bureau.later(days=1)
    duty = figures(conform(bureau.now))["二(二).6b"]
    assert {k: duty[k] for k in ("open", "done", "in_time", "late")} == {"open": 1, "done": 2, "in_time": 1, "late": 1}
    bureau.later(days=10)
    duty = figures(conform(bureau.now))["二(二).6b"]
    assert (duty["open"], duty["late"]) == (1, 2), "what is open past its day is late already"


def test_withdrawing_one_publication_takes_its_evidence_from_exactly_the_duties_that_rest_on_it(bureau):
    kept, withdrawn = bureau.published(), bureau.published(document_kind="information")
    bureau.later(hours=1)
    before = figures(conform(bureau.now))
    rest_on_it = set(
        Obligation.objects.filter(
            subject_id=withdrawn.subject_id, evidence__publication=str(withdrawn.uuid)
        ).values_list("duty", flat=True)
    )
    assert rest_on_it == {"二(六).4", "条例26.1"}, "the control: it really proved something"
    bureau.withdraw(withdrawn)
    bureau.later(hours=1)
    after = figures(conform(bureau.now))
    for name, duty in before.items():
        expected = {**duty, "done": duty["done"] - 1, "in_time": duty["in_time"] - 1}
        assert after[name] == (expected if name in rest_on_it else duty), name
    assert kept.state == "live"


# --- 零报告 -----------------------------------------------------------------------------------------


def test_who_had_something_reports_nothing_who_had_nothing_says_so_and_who_is_silent_is_seen(bureau):
    """二(六).1: each quarter each organ collects, or confirms that there was nothing."""
    bureau.published(document_kind="information")
    bureau.now = datetime(2026, 4, 7, 9, tzinfo=SHANGHAI)
    in_force = the_bureaus_plan(bureau.now.date())
    duty = in_force.plan.duty("二(六).1")
    members = len(in_force.plan.members(duty.holder))
    quarter = named("2026-Q1")

    def reported() -> tuple[int, int]:
        found = figures(conform(bureau.now, None))["二(六).1"]
        return found["zero_report"], found["unreported"]

    assert reported() == (0, members - 1), "群众体育处 had something: all the others are silent"
    confirm_zero(
        in_force=in_force, duty=duty, holder=in_force.plan.organ("competitive_sports"),
        period=quarter.name, by=bureau.at("other_head"), at=bureau.now,
    )  # fmt: skip
    bureau.later(minutes=1)
    assert reported() == (1, members - 2)


# --- a re-organisation ------------------------------------------------------------------------------


@pytest.fixture
def may(bureau):
    """A month with a bit of everything, seen on the morning after."""
    bureau.now = datetime(2026, 5, 6, 9, tzinfo=SHANGHAI)
    tick(by=system("时限巡检"), at=bureau.now)
    bureau.published()
    bureau.published(document_kind="information")
    bureau.signed()  # never published: late by the end of the month
    bureau.later(days=20)
    bureau.submit(bureau.draft(document_kind="information"))  # still under way at the end of the month
    bureau.signed()  # signed in the last days: open, not late
    bureau.now = datetime(2026, 6, 1, 9, tzinfo=SHANGHAI)
    return bureau


def of_may(bureau) -> str:
    return json.dumps(conform(bureau.now, named("2026-05")), ensure_ascii=False, sort_keys=True)


def merge(bureau, ended: str, successor: str) -> None:
    """The plan's second version, from 1 June on: one organ ends, another takes over."""
    text = (PLANS / "plan.toml").read_text(encoding="utf-8")
    text = text.replace("version = 1\nvalid_from = 2017-01-01", "version = 2\nvalid_from = 2026-06-01")
    end = f'id = "{ended}"\nto = 2026-06-01\nsuccessors = ["{successor}"]'
    load_plan(text.replace(f'[[organs]]\nid = "{ended}"', f"[[organs]]\n{end}"), at=bureau.now)


def test_a_reorganisation_in_june_leaves_the_figures_of_may_byte_for_byte(may):
    before = of_may(may)
    assert '"late": 1' in before, "the control: there is something to lose"
    merge(may, "mass_sports", "competitive_sports")
    plan = the_bureaus_plan(may.now.date()).plan
    held = list(Obligation.objects.filter(holder="mass_sports", ending="").values_list("pk", "due_at"))
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
    may.seen_outside(may.publish(may.sheet_of_oldest_signed()))
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
    twin.pk, twin.uuid, twin.holder, twin.holder_name = None, None, "competitive_sports", "竞技体育处"
    from uuid import uuid4

    twin.uuid = uuid4()
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
