"""三(三) 审批权限责任: the security administrator gives and ends posts, the holder lends one; each leaves its trail."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gongkai.accounts.actions import appoint, delegate, end_delegation, end_post
from gongkai.accounts.models import Delegation
from gongkai.accounts.queries import (
    actor_at,
    posts_of,
)
from gongkai.clock.calendars import local_day
from gongkai.trail.models import Entry
from gongkai.trail.refusals import NotAllowed, Refused

DAY = date(2026, 3, 10)


def test_posts_are_given_and_ended_by_the_security_administrator_and_nobody_else(bureau):
    given = {"person": bureau.people["colleague"], "organ": "office", "organ_name": "办公室",
             "role": "editor", "title": "核稿员", "valid_from": DAY, "at": bureau.now}  # fmt: skip
    for who in ("system_administrator", "auditor", "chief", "head", "colleague"):
        with pytest.raises(NotAllowed, match="岗位由安全管理员设置"):
            appoint(by=bureau.at(who), **given)
        with pytest.raises(NotAllowed, match="岗位由安全管理员设置"):
            end_post(
                post=bureau.people["head"].posts.get(), until=DAY, by=bureau.at(who), at=bureau.now
            )
    before = Entry.objects.count()
    post = appoint(by=bureau.at("security_administrator"), **given)
    end_post(
        post=post,
        until=DAY + timedelta(days=1),
        by=bureau.at("security_administrator"),
        at=bureau.now,
    )
    assert Entry.objects.count() == before + 2
    with pytest.raises(Refused, match="止任日期应晚于起任日期"):
        end_post(post=post, until=DAY, by=bureau.at("security_administrator"), at=bureau.now)


def test_only_the_holder_lends_a_post_and_not_to_themselves_and_with_a_reason(bureau):
    post = bureau.people["head"].posts.get()
    today = local_day(bureau.now)
    given = {"post": post, "to": bureau.people["colleague"], "first": today,
             "until": today + timedelta(days=3), "reason": "休假", "at": bureau.now}  # fmt: skip
    for who in ("colleague", "deputy", "chief", "security_administrator"):
        with pytest.raises(NotAllowed, match="只能委托本人现任的岗位"):
            delegate(by=bureau.at(who), **given)
    faults = [
        ({"to": bureau.people["head"]}, "不能委托给本人"),
        ({"until": today}, "结束日期应晚于开始日期"),
        ({"reason": "  "}, "请填写委托原因"),
    ]
    for fault, sentence in faults:
        with pytest.raises(Refused, match=sentence):
            delegate(by=bureau.at("head"), **{**given, **fault})
    assert not Delegation.objects.exists()
    lent = delegate(by=bureau.at("head"), **given)
    borrowed = actor_at(bureau.people["colleague"], post)
    with pytest.raises(NotAllowed, match="只能委托本人现任的岗位"):
        delegate(by=borrowed, **{**given, "to": bureau.people["drafter"]})
    with pytest.raises(NotAllowed, match="只能收回本人作出的委托"):
        end_delegation(delegation=lent, by=borrowed, at=bureau.now)
    end_delegation(delegation=lent, by=bureau.at("head"), at=bureau.now)
    assert posts_of(bureau.people["colleague"], today) == [bureau.people["colleague"].posts.get()]
