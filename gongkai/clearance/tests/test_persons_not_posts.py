"""三(三) 审批权限责任: who signs is a person whose post holds that day. Two posts are still one person, a stand-in
is the one who acts, and the signer's own pen counts for every signature but the one it belongs to.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from gongkai.accounts.actions import delegate, end_delegation, end_post
from gongkai.clearance.tests.acts import agree_as, at_post, edit, give_post, hire
from gongkai.clock.calendars import local_day
from gongkai.kinds.verbs import reviewing, signing
from gongkai.trail.actors import system
from gongkai.trail.refusals import NotAllowed, Overtaken

GONE = "任职或委托已结束"
TWICE = "您已在本轮其他环节办理过本稿，不能一人办理两个环节。请由其他同事办理。"


def lend(bureau, who: str, to: str, days: int = 3):
    post = bureau.people[who].posts.get()
    today = local_day(bureau.now)
    lent = delegate(
        post=post, to=bureau.people[to], first=today, until=today + timedelta(days=days),
        reason="休假", by=bureau.at(who), at=bureau.now,
    )  # fmt: skip
    return lent, at_post(bureau.people[to], post)


def test_who_no_longer_holds_the_post_cannot_sign_and_could_the_day_before(bureau):
    first, second = bureau.to_the_leader(bureau.draft()), bureau.to_the_leader(bureau.draft())
    by = bureau.at("leader")
    tomorrow = local_day(bureau.now) + timedelta(days=1)
    post = bureau.people["leader"].posts.get()
    end_post(post=post, until=tomorrow, by=system("测试"), at=bureau.now)
    assert bureau.sign(first), "the control: until that day the post holds"
    bureau.later(days=1)
    with pytest.raises(NotAllowed, match=GONE):
        signing.sign(clearance=second, seen=second.revision.digest, by=by, at=bureau.now)


@pytest.mark.parametrize(
    ("who", "organ", "role", "more"),
    [
        ("head", "leadership", "leader", {"in_charge_of": ("mass_sports",)}),
        ("editor", "office", "secrecy_reviewer", {}),
    ],
)
def test_a_person_with_two_posts_is_one_person_along_the_chain(bureau, who, organ, role, more):
    second = give_post(bureau, bureau.people[who], organ, role, **more)
    by = at_post(bureau.people[who], second)
    sheet = bureau.submit(bureau.draft())
    bureau.agree(sheet, "head")
    bureau.agree(sheet, "editor")
    seen = bureau.fresh(sheet).revision.digest
    if role == "leader":
        bureau.review_secrecy(sheet)
        with pytest.raises(NotAllowed) as refused:
            signing.sign(clearance=sheet, seen=seen, by=by, at=bureau.now)
        assert bureau.sign(sheet), "the control: the leader in charge is another person"
    else:
        with pytest.raises(NotAllowed) as refused:
            reviewing.review_secrecy(
                clearance=sheet, seen=seen, outcome="public", opinion="", by=by, at=bureau.now
            )
        assert bureau.review_secrecy(sheet), "the control: the reviewer is another person"
    assert refused.value.sentence == TWICE


def test_a_stand_in_who_wrote_at_it_cannot_review_in_anothers_name(bureau):
    sheet = bureau.submit(bureau.draft("drafter"))
    _, author = lend(bureau, "head", "drafter")
    with pytest.raises(NotAllowed, match="起草或修改"):
        agree_as(bureau, sheet, author)
    _, colleague = lend(bureau, "deputy", "colleague")
    assert agree_as(bureau, sheet, colleague), "the control: a stand-in who did not write"
    step = sheet.steps.get(key="head")
    assert (step.by_name, step.by_post) == ("群体处同事", "群众体育处副处长（受托）")


def test_a_stand_in_acts_from_the_first_day_to_the_last_and_not_after_it_was_taken_back(bureau):
    sheet = bureau.submit(bureau.draft())
    lent, colleague = lend(bureau, "head", "colleague")
    end_delegation(delegation=lent, by=bureau.at("head"), at=bureau.now)
    with pytest.raises(NotAllowed, match=GONE):
        agree_as(bureau, sheet, colleague)
    lend(bureau, "head", "colleague", days=2)
    bureau.later(days=2)
    with pytest.raises(NotAllowed, match=GONE):
        agree_as(bureau, sheet, colleague)
    bureau.later(days=-1)
    assert agree_as(bureau, sheet, colleague), "the control: on the last day it holds"


def test_a_deputy_acts_for_the_organ_like_its_head_and_once_only(bureau):
    sheet = bureau.submit(bureau.draft())
    bureau.agree(sheet, "deputy")
    with pytest.raises(Overtaken, match="可能已有同事办理"):
        bureau.agree(sheet, "head")
    assert sheet.steps.get(key="head").by_name == "群体处副职"


def test_review_and_signature_need_a_person_on_the_establishment(bureau):
    hire(bureau, "hired", "mass_sports", "head", established=False)
    sheet = bureau.submit(bureau.draft())
    with pytest.raises(NotAllowed, match="在编人员"):
        bureau.agree(sheet, "hired")
    bureau.agree(sheet, "head")
    hire(
        bureau, "adviser", "leadership", "leader", in_charge_of=("mass_sports",), established=False
    )
    sheet = bureau.to_the_leader(bureau.draft())
    with pytest.raises(NotAllowed, match="在编人员"):
        bureau.sign(sheet, "adviser")
    assert bureau.sign(sheet, "leader")


def test_nobody_becomes_established_by_standing_in_for_somebody_who_is(bureau):
    hire(bureau, "hired", "mass_sports", "drafter", established=False)
    sheet = bureau.submit(bureau.draft())
    _, hired = lend(bureau, "head", "hired")
    with pytest.raises(NotAllowed, match="在编人员"):
        agree_as(bureau, sheet, hired)
    _, colleague = lend(bureau, "deputy", "colleague")
    assert agree_as(bureau, sheet, colleague), "the control"


def test_the_signers_own_amendment_does_not_bar_that_signature_and_bars_every_later_one(bureau):
    document = bureau.draft()
    first = bureau.to_the_leader(document)
    amended = replace(first.revision.value, body="<p>领导改过的正文。</p>")
    assert bureau.sign(first, amended=amended).amended_from == first.revision
    for edition in ("第二版", "第三版"):
        edit(bureau, document, title=f"关于开展全民健身活动的通知（{edition}）")
        later = bureau.to_the_leader(document)
        with pytest.raises(NotAllowed, match="起草或修改"):
            bureau.sign(later, "leader")
        assert bureau.sign(later, "chief"), "the control: the chief leader did not write"


def test_a_leader_signs_only_for_the_organs_in_his_charge_and_the_chief_for_all(bureau):
    first, second = bureau.to_the_leader(bureau.draft()), bureau.to_the_leader(bureau.draft())
    with pytest.raises(Overtaken, match="不在您的待办中"):
        bureau.sign(first, "other_leader")
    assert bureau.sign(first, "leader")
    assert bureau.sign(second, "chief")
