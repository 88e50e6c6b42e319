"""三(二): 定期检查督促，通报讲评，纳入年度目标责任考核. Figures that nobody can dispute: computed from what happened, as
it stood at the end of the stretch, and the same for ever afterwards.
"""

from __future__ import annotations

from datetime import datetime

from gongkai.clock.calendars import SHANGHAI
from gongkai.obligations.actions import confirm_zero
from gongkai.obligations.models import Obligation
from gongkai.obligations.periods import named
from gongkai.plan.queries import the_bureaus_plan
from gongkai.supervision.figures import conform

THIRTEEN = [
    "二(一)", "二(二)", "二(三)", "二(四)", "二(五)", "二(六)", "二(七)", "二(八)", "二(九)", "二(十)",
    "三(一)", "三(二)", "三(三)",
]  # fmt: skip
ZEROS = {"open": 0, "done": 0, "in_time": 0, "late": 0, "zero_report": 0, "unreported": 0}


def figures(report) -> dict[str, dict]:
    """Duty → its figures, over all plans of a report."""
    return {
        duty["id"]: duty
        for plan in report
        for clause in plan["clauses"]
        for duty in clause["duties"]
    }


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
    assert kinds["二(二).7"] == kinds["二(二).8"] == "software"
    assert kinds["三(二).2"] == "by_hand"
    assert kinds["二(三).1"] == kinds["二(八).6"] == "not_yet"
    plan = the_bureaus_plan(bureau.now.date()).plan
    assert {
        plan.duty(name).kind for name in kinds if kinds[name] == "by_hand" and name[0] in "二三"
    } == {"by_hand"}


def test_one_document_in_time_one_late_one_open_are_counted_as_that(bureau):
    bureau.published()
    late = bureau.signed()
    bureau.later(days=4)
    bureau.seen_outside(bureau.publish(late))
    bureau.signed()
    bureau.later(days=1)
    duty = figures(conform(bureau.now))["二(二).6b"]
    assert {k: duty[k] for k in ("open", "done", "in_time", "late")} == {
        "open": 1,
        "done": 2,
        "in_time": 1,
        "late": 1,
    }
    bureau.later(days=10)
    duty = figures(conform(bureau.now))["二(二).6b"]
    assert (duty["open"], duty["late"]) == (1, 2), "what is open past its day is late already"


def test_withdrawing_one_publication_takes_its_evidence_from_exactly_the_duties_that_rest_on_it(
    bureau,
):
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


def test_who_had_something_reports_nothing_who_had_nothing_says_so_and_who_is_silent_is_seen(
    bureau,
):
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
