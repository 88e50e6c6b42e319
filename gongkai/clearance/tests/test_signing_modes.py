"""二(二) 随文一并报局领导审批, in its three modes: 本人签发, 已签批件登记, 会议审议. Two persons vouch for paper,
neither of them the drafter; the clocks run from the moment on the paper; the signer is told and may object.
"""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.clearance.states import Mode, State
from gongkai.clearance.tests.acts import confirm, hire, register
from gongkai.kinds.verbs import signing
from gongkai.obligations.models import Obligation
from gongkai.supervision import notifier
from gongkai.supervision.models import Notice
from gongkai.trail.models import Entry
from gongkai.trail.refusals import NotAllowed, Overtaken, Refused


def duty(sheet, name: str) -> Obligation:
    return Obligation.objects.get(subject_id=sheet.subject_id, duty=name)


def test_signed_in_person_is_entered_and_happens_at_one_moment_and_hands_over_by_itself(bureau):
    sheet = bureau.to_the_leader(bureau.draft())
    signature = bureau.sign(sheet)
    assert signature.mode == Mode.IN_PERSON
    assert signature.signed_at == signature.recorded_at == bureau.now
    assert duty(sheet, "二(二).6a").ending == "discharged"
    entry = Entry.objects.get(action="document.signed")
    assert entry.happened == entry.recorded == bureau.now


def test_a_signed_sheet_counts_from_the_moment_on_the_paper_once_a_second_person_has_confirmed_it(
    bureau,
):
    sheet = bureau.submit(bureau.draft())
    signed_at = bureau.now
    bureau.later(days=2, hours=3)
    assert register(bureau, sheet, signed_at=signed_at).standing == "pending"
    assert bureau.fresh(sheet).state == State.REGISTERED
    assert not Obligation.objects.filter(duty="二(二).6b").exists(), "nothing runs yet"
    signature = confirm(bureau, sheet)
    assert (signature.standing, signature.signed_at) == ("standing", signed_at)
    for name in ("二(二).6a", "二(二).6b"):
        assert duty(sheet, name).opened_at == signed_at
        assert duty(sheet, name).due_day == date(2026, 3, 5), "of Monday, not of Wednesday"
    entry = Entry.objects.get(action="document.signed")
    assert (entry.happened, entry.recorded) == (signed_at, bureau.now)
    assert entry.happened < entry.recorded


def test_a_paper_signature_hands_nothing_over_that_is_the_drafting_organs_own_act_afterwards(
    bureau,
):
    sheet = bureau.submit(bureau.draft())
    register(bureau, sheet)
    confirm(bureau, sheet)
    assert duty(sheet, "二(二).6a").ending == ""
    with pytest.raises(NotAllowed, match="由拟稿处室办理"):
        signing.hand_over(clearance=bureau.fresh(sheet), by=bureau.at("editor"), at=bureau.now)
    bureau.later(hours=2)
    signing.hand_over(clearance=bureau.fresh(sheet), by=bureau.at("colleague"), at=bureau.now)
    handed = duty(sheet, "二(二).6a")
    assert (handed.ending, handed.ended_at) == ("discharged", bureau.now)
    assert duty(sheet, "二(二).6b").legs.last().holder == "office"
    assert duty(sheet, "二(二).6b").ending == "", "only the fetch from outside ends that"


@pytest.mark.parametrize("who", ["author", "sender"])
def test_who_wrote_it_neither_enters_nor_confirms_nor_rejects_the_signed_sheet(bureau, who):
    for name in ("author", "sender"):
        hire(bureau, name, "office", "editor")
    sheet = bureau.submit(bureau.draft("author", category="other"), "sender")
    given = {"signer": bureau.people["other_leader"]}
    with pytest.raises(NotAllowed, match="不能登记或确认签批件"):
        register(bureau, sheet, who, **given)
    register(bureau, sheet, "editor", **given)
    with pytest.raises(NotAllowed, match="不能登记或确认签批件"):
        confirm(bureau, sheet, who)
    with pytest.raises(NotAllowed, match="不能登记或确认签批件"):
        signing.reject_signature(
            clearance=bureau.fresh(sheet), reason="不符", by=bureau.at(who), at=bureau.now
        )
    assert confirm(bureau, sheet, "editor2"), "the control"


def test_the_signer_is_told_and_his_objection_ends_signature_and_clocks(bureau):
    sheet = bureau.submit(bureau.draft())
    register(bureau, sheet)
    confirm(bureau, sheet)
    while notifier.catch_up():
        pass
    told = Notice.objects.filter(person=bureau.people["leader"], entry__action="document.signed")
    assert told.count() == 1
    objection = {"clearance": bureau.fresh(sheet), "reason": "未签过此件", "at": bureau.now}
    with pytest.raises(NotAllowed, match="只有签批人本人"):
        signing.object_to_signature(by=bureau.at("chief"), **objection)
    signing.object_to_signature(by=bureau.at("leader"), **objection)
    assert bureau.fresh(sheet).state == State.VOIDED
    assert {duty(sheet, name).ending for name in ("二(二).6a", "二(二).6b")} == {"void"}
    with pytest.raises(Overtaken, match="签发已失效"):
        bureau.publish(sheet)


def test_a_meeting_signs_by_its_name_and_minutes(bureau):
    sheet = bureau.to_the_leader(bureau.draft())
    meeting = {"mode": Mode.MEETING, "signer": None, "proof": "局长办公会纪要〔2026〕3号"}
    with pytest.raises(Refused, match="请填写会议名称"):
        register(bureau, sheet, **meeting)
    register(bureau, sheet, signer_name="局长办公会", **meeting)
    signature = confirm(bureau, sheet)
    assert (signature.signer, signature.signer_name, signature.mode) == (
        None,
        "局长办公会",
        "meeting",
    )
    bureau.number(sheet)
    assert bureau.publish(sheet), "it goes the same way as every other"
