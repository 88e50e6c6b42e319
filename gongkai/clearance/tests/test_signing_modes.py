"""二(二) 随文一并报局领导审批, in its three modes: 本人签发, 已签批件登记, 会议审议. Two persons vouch for paper,
neither of them the drafter; the clocks run from the moment on the paper; the signer is told and may object.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gongkai.accounts.actions import end_post
from gongkai.clearance.models import Signature
from gongkai.clearance.states import Mode, SecrecyOutcome, State
from gongkai.clearance.tests.acts import confirm, hire, register
from gongkai.clock.calendars import local_day
from gongkai.kinds.verbs import signing
from gongkai.obligations.models import Obligation
from gongkai.supervision import notifier
from gongkai.supervision.models import Notice
from gongkai.trail.actors import system
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


@pytest.mark.parametrize("who", ["drafter", "colleague"])
def test_who_wrote_it_neither_enters_nor_confirms_nor_rejects_the_signed_sheet(bureau, who):
    document = bureau.draft("drafter")
    sheet = bureau.submit(document, "colleague")
    with pytest.raises(NotAllowed, match="不能登记或确认签批件"):
        register(bureau, sheet, who)
    register(bureau, sheet, "editor")
    with pytest.raises(NotAllowed, match="不能登记或确认签批件"):
        confirm(bureau, sheet, who)
    with pytest.raises(NotAllowed, match="不能登记或确认签批件"):
        signing.reject_signature(
            clearance=bureau.fresh(sheet), reason="不符", by=bureau.at(who), at=bureau.now
        )
    assert confirm(bureau, sheet, "editor2"), "the control"


def test_entered_and_confirmed_by_two_persons_and_not_by_the_signer(bureau):
    sheet = bureau.submit(bureau.draft())
    register(bureau, sheet, "editor")
    for who, why in (("editor", "由两人分别办理"), ("leader", "签批人本人不参与")):
        with pytest.raises(NotAllowed, match=why):
            confirm(bureau, sheet, who)
    assert confirm(bureau, sheet, "editor2")


def test_what_differs_from_the_paper_falls_and_the_sheet_goes_on_where_it_was(bureau):
    sheet = bureau.submit(bureau.draft())
    register(bureau, sheet)
    signing.reject_signature(
        clearance=bureau.fresh(sheet), reason="签批日期不符", by=bureau.at("editor2"), at=bureau.now
    )
    assert bureau.fresh(sheet).state == State.CIRCULATING
    assert Signature.objects.get().standing == "void"
    assert bureau.agree(sheet, "head"), "the head's step is still open"
    register(bureau, sheet)
    assert confirm(bureau, sheet).standing == "standing", "entered rightly, it counts"


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


REFUSED = [
    ({"signed_at": timedelta(minutes=1)}, "签批时间不能晚于现在"),
    ({"proof": "  "}, "请填写发文稿纸编号"),
    ({"signer": None}, "请选择签批的局领导"),
    ({"signer": "other_leader"}, "在签批当日不分管本处室"),
    ({"signer": "head"}, "在签批当日不分管本处室"),
    ({"mode": Mode.IN_PERSON}, "本人签发请由领导在待办中办理"),
]


@pytest.mark.parametrize(("changed", "sentence"), REFUSED)
def test_an_entry_that_cannot_be_true_is_refused_and_nothing_is_kept(bureau, changed, sentence):
    sheet = bureau.submit(bureau.draft())
    changed = {key: bureau.people.get(value, value) for key, value in changed.items()}
    if "signed_at" in changed:
        changed["signed_at"] = bureau.now + changed["signed_at"]
    with pytest.raises(Refused, match=sentence):
        register(bureau, sheet, **changed)
    assert not Signature.objects.exists()
    assert register(bureau, sheet), "the control: the same entry without that fault"


def test_a_leader_counts_for_the_days_on_which_the_organ_was_in_his_charge(bureau):
    hire(bureau, "retired", "leadership", "leader", in_charge_of=("mass_sports",))
    post = bureau.people["retired"].posts.get()
    end_post(post=post, until=local_day(bureau.now), by=system("测试"), at=bureau.now)
    sheet = bureau.submit(bureau.draft())
    signer = bureau.people["retired"]
    with pytest.raises(Refused, match="在签批当日不分管本处室"):
        register(bureau, sheet, signer=signer)
    assert register(bureau, sheet, signer=signer, signed_at=bureau.now - timedelta(days=1))


def test_what_the_secrecy_reviewer_could_not_decide_is_not_signed_on_paper_meanwhile(bureau):
    sheet = bureau.submit(bureau.draft())
    bureau.agree(sheet, "head")
    bureau.agree(sheet, "editor")
    bureau.review_secrecy(
        sheet, SecrecyOutcome.UNCERTAIN, "涉及训练基地位置，请保密行政管理部门确定"
    )
    with pytest.raises(Refused, match="保密审查尚无结论"):
        register(bureau, sheet)
    bureau.review_secrecy(sheet, SecrecyOutcome.PUBLIC, "已答复：可以公开")
    register(bureau, sheet)
    assert confirm(bureau, sheet).standing == "standing"
