"""送审 says at once where a text would be stuck: a step at which nobody could act."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gongkai.accounts.actions import delegate, end_post
from gongkai.clearance.models import Clearance
from gongkai.clearance.states import State
from gongkai.clearance.tests.acts import hire
from gongkai.clock.calendars import local_day
from gongkai.trail.actors import system
from gongkai.trail.refusals import Refused


def leave(bureau, *who: str) -> None:
    for name in who:
        post = bureau.people[name].posts.get()
        end_post(post=post, until=local_day(bureau.now), by=system("测试"), at=bureau.now)


NOBODY = [
    (("secrecy",), "保密审查"),
    (("head", "deputy"), "处室负责人审核”环节群众体育处"),
    (("editor", "editor2"), "办公室核稿”环节办公室"),
    (("leader", "chief"), "局领导签发"),
]


@pytest.mark.parametrize(("gone", "step"), NOBODY)
def test_where_nobody_could_act_at_a_step_it_is_said_at_submission_and_nothing_is_kept(
    bureau, gone, step
):
    document = bureau.draft()
    leave(bureau, *gone[:-1])
    leave(bureau, gone[-1])
    with pytest.raises(Refused, match=step) as refused:
        bureau.submit(document)
    assert "请联系安全管理员设置岗位或办理委托后再送审" in refused.value.sentence
    assert not Clearance.objects.exists()
    posts = {"secrecy": ("office", "secrecy_reviewer", {}), "deputy": ("mass_sports", "head", {}),
             "editor2": ("office", "editor", {}), "chief": ("leadership", "chief_leader", {})}  # fmt: skip
    organ, role, more = posts[gone[-1]]
    hire(bureau, "newcomer", organ, role, **more)
    assert bureau.submit(document), "the control: with somebody at the post it goes"


def test_the_only_head_who_wrote_it_lends_the_post_and_then_it_goes(bureau):
    leave(bureau, "deputy")
    document = bureau.draft("head")
    with pytest.raises(Refused, match="起草和修改过本稿的人不能审核"):
        bureau.submit(document, "drafter")
    today = local_day(bureau.now)
    delegate(
        post=bureau.people["head"].posts.get(), to=bureau.people["colleague"], first=today,
        until=today + timedelta(days=5), reason="本人起草", by=bureau.at("head"), at=bureau.now,
    )  # fmt: skip
    assert bureau.submit(document, "drafter").state == State.CIRCULATING


def test_a_post_off_the_establishment_is_nobody_where_approval_is_asked(bureau):
    leave(bureau, "secrecy")
    hire(bureau, "hired", "office", "secrecy_reviewer", established=False)
    with pytest.raises(Refused, match="保密审查"):
        bureau.submit(bureau.draft())
