"""二(二): what may be entered as signed elsewhere, and by whom it is vouched for."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gongkai.accounts.actions import end_post
from gongkai.clearance.models import Signature
from gongkai.clearance.states import Mode, SecrecyOutcome, State
from gongkai.clearance.tests.acts import at_post, confirm, give_post, hire, register
from gongkai.clock.calendars import local_day
from gongkai.kinds.verbs import signing
from gongkai.trail.actors import system
from gongkai.trail.refusals import NotAllowed, Refused


def test_entered_and_confirmed_by_two_persons_of_the_office_and_not_by_the_signer(bureau):
    sheet = bureau.submit(bureau.draft())
    for who in ("colleague", "head", "secrecy", "leader"):
        with pytest.raises(NotAllowed, match="签批件由办公室登记，并由办公室另一人确认"):
            register(bureau, sheet, who)
    register(bureau, sheet, "editor")
    seat = give_post(bureau, bureau.people["leader"], "office", "editor")
    also_editor = at_post(bureau.people["leader"], seat)
    for by, why in (
        (bureau.at("head"), "由办公室另一人确认"),
        (bureau.at("editor"), "由两人分别办理"),
        (also_editor, "签批人本人不参与"),
    ):
        with pytest.raises(NotAllowed, match=why):
            signing.confirm_signature(clearance=bureau.fresh(sheet), by=by, at=bureau.now)
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
