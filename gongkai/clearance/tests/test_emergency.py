"""应急 (三(三).1b): 宣传教育处 and a leader first, everybody else afterwards by 补签, within a term of its own and
with a reason that is on record. It is faster, not less.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from gongkai.clearance.queries import overdue_steps, steps_for
from gongkai.clearance.states import State
from gongkai.clearance.tests.acts import agree_as, void
from gongkai.kinds.verbs import reviewing
from gongkai.obligations.models import Obligation
from gongkai.obligations.ticking import tick
from gongkai.trail.actors import system
from gongkai.trail.models import Entry
from gongkai.trail.refusals import NotAllowed, Overtaken, Refused

REASON = "场馆突发停电，须立即告知观众"
OWED = {"head": "head", "secrecy": "secrecy", "office_check": "editor"}  # step: who


def urgent(bureau, **changes):
    return bureau.submit(bureau.draft(**changes), urgent=True, urgent_reason=REASON)


@pytest.fixture
def signed(bureau):
    sheet = urgent(bureau)
    bureau.agree(sheet, "publicity_head")
    bureau.sign(sheet)
    return bureau.fresh(sheet)


def countersign(bureau, sheet, who: str):
    return reviewing.countersign(
        clearance=sheet, seen=sheet.revision.digest, opinion="", by=bureau.at(who), at=bureau.now
    )


def test_without_a_reason_nothing_goes_the_short_way(bureau):
    document = bureau.draft()
    with pytest.raises(Refused, match="走应急流程须写明原因，原因将列入通报"):
        bureau.submit(document, urgent=True, urgent_reason=" ")
    assert bureau.submit(document).chain == "official", "the control: the ordinary way needs none"


def test_two_persons_and_it_may_be_published_the_rest_stands_open_for_afterwards(bureau, signed):
    assert bureau.publish(signed).version.digest == signed.revision.digest
    owed = signed.steps.filter(afterwards=True, state="open")
    assert {step.key for step in owed} == set(OWED)
    entry = Entry.objects.get(action="document.emergency_signed")
    assert entry.data["reason"] == REASON
    assert not Entry.objects.filter(action="document.signed").exists()


def test_before_the_publicity_section_has_looked_no_leader_signs(bureau):
    sheet = urgent(bureau)
    with pytest.raises(Overtaken, match="不在您的待办中"):
        bureau.sign(sheet)
    bureau.agree(sheet, "publicity_head")
    assert bureau.sign(sheet)


@pytest.mark.parametrize("who", ["leader", "other_leader", "chief"])
def test_any_leader_may_sign_because_the_plan_says_any(bureau, who):
    sheet = urgent(bureau)
    bureau.agree(sheet, "publicity_head")
    assert steps_for(bureau.at(who)).get().clearance == sheet
    assert bureau.sign(sheet, who)
    assert bureau.fresh(sheet).state == State.SIGNED


def test_the_owed_steps_have_a_clock_of_their_own_that_the_last_of_them_stops(bureau, signed):
    duty = Obligation.objects.get(duty="三(三).1b")
    assert (duty.opened_at, duty.due_at) == (bureau.now, bureau.now + timedelta(hours=24))
    assert duty.holder == "mass_sports"
    ordinary = Obligation.objects.get(duty="二(二).6b")
    assert ordinary.ending == "", "the three days of 二(二) run beside it"
    for who in OWED.values():
        duty.refresh_from_db()
        assert duty.ending == ""
        bureau.later(hours=1)
        countersign(bureau, signed, who)
    duty.refresh_from_db()
    assert (duty.ending, duty.ended_at, duty.done_late) == ("discharged", bureau.now, False)


def test_what_is_not_made_up_for_in_time_turns_red_and_can_still_be_done(bureau, signed):
    bureau.later(hours=25)
    tick(by=system("时限巡检"), at=bureau.now)
    late = Entry.objects.get(action="obligation.late", data__duty="三(三).1b")
    assert late.happened == bureau.now - timedelta(hours=1)
    for who in OWED.values():
        countersign(bureau, signed, who)
    assert Obligation.objects.get(duty="三(三).1b").done_late


def test_each_makes_up_for_their_own_step_once_and_nobody_who_wrote_or_signed(bureau):
    sheet = urgent(bureau)
    bureau.agree(sheet, "publicity_head")
    bureau.sign(sheet)
    with pytest.raises(Overtaken, match="不在您的待办中"):
        countersign(bureau, sheet, "other_head")
    countersign(bureau, sheet, "head")
    with pytest.raises(Overtaken, match="不在您的待办中"):
        countersign(bureau, sheet, "deputy")


def test_the_head_who_wrote_it_leaves_making_up_for_it_to_the_deputy(bureau):
    sheet = bureau.submit(bureau.draft("head"), "head", urgent=True, urgent_reason=REASON)
    bureau.agree(sheet, "publicity_head")
    bureau.sign(sheet)
    sheet = bureau.fresh(sheet)
    with pytest.raises(NotAllowed, match="起草或修改"):
        countersign(bureau, sheet, "head")
    assert countersign(bureau, sheet, "deputy"), "the control"


def test_an_ordinary_step_is_not_made_up_for_and_an_owed_one_is_not_agreed_to(bureau, signed):
    ordinary = bureau.submit(bureau.draft())
    with pytest.raises(Refused, match="不是补签环节"):
        countersign(bureau, ordinary, "head")
    with pytest.raises(Overtaken, match="已签发"):
        agree_as(bureau, signed, bureau.at("head"))


def test_with_the_signature_everything_owed_falls_too(bureau, signed):
    void(bureau, signed)
    assert not signed.steps.filter(state="open").exists()
    assert Obligation.objects.get(duty="三(三).1b").ending == "void"
    with pytest.raises(Overtaken):
        countersign(bureau, signed, "secrecy")


def test_the_owed_steps_are_found_when_their_time_has_passed(bureau, signed):
    assert not overdue_steps(bureau.now + timedelta(hours=23)).exists()
    late = overdue_steps(bureau.now + timedelta(hours=24))
    assert {step.key for step in late} == set(OWED)
