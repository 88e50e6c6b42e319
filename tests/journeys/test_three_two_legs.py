"""三(二) 检查督促: whose time it was. The time before a 局领导 is not the organ's, and only that leader and the office read it;
扣除时间 is entered, shown and ended by the office, and the figures deduct it.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from gongkai.obligations.actions import resume, suspend
from gongkai.obligations.models import Obligation
from gongkai.supervision.figures import conform
from tests.security.routes import browser


@pytest.fixture
def waiting(bureau):
    """Sent off on Monday; before the leader since Tuesday morning; now it is Thursday."""
    document = bureau.draft()
    bureau.submit(document)
    bureau.later(days=1)
    sheet = bureau.sheet_of(document)
    bureau.agree(sheet, "head")
    bureau.agree(sheet, "editor")
    bureau.review_secrecy(sheet)
    bureau.later(days=2)
    return bureau, sheet, Obligation.objects.get(subject_id=document.pk, duty="二(二).4")


def seen(bureau, who: str, address: str) -> str:
    with time_machine.travel(bureau.now, tick=False):
        return browser(bureau, who).get(address).content.decode()


def pages(task) -> list[str]:
    return [reverse("desk:task", args=[task.uuid]), reverse("desk:tasks")]


def test_time_before_the_leader_is_shown_to_that_leader_and_the_office_only(waiting):
    bureau, _, task = waiting
    for address in pages(task):
        for who in ("editor", "leader"):
            page = seen(bureau, who, address)
            assert "局领导 2.0 天" in page, who
            assert "群众体育处 1.0 天" in page, who
        for who in ("drafter", "head", "auditor"):
            page = seen(bureau, who, address)
            assert "局领导 2.0 天" not in page, who
            assert "群众体育处 1.0 天" in page, f"deducted all the same: {who}"


def test_after_the_signature_another_leader_does_not_read_it_either(waiting):
    bureau, sheet, task = waiting
    bureau.sign(sheet, "chief")
    for address in pages(task):
        assert "局领导 2.0 天" in seen(bureau, "chief", address)
        assert "局领导 2.0 天" in seen(bureau, "editor", address)
        assert "局领导 2.0 天" not in seen(bureau, "leader", address), "it lay before the other one"


def test_the_bar_says_in_words_who_held_it(waiting):
    bureau, _, task = waiting
    page = seen(bureau, "editor", pages(task)[0])
    assert 'class="seg-leader' in page
    for word in ("接到", "交出", "用时", "办理中"):
        assert word in page


def test_time_taken_out_is_shown_ended_by_the_office_and_deducted_in_the_figures(bureau):
    bureau.signed()
    task = Obligation.objects.get(duty="二(二).6b")
    suspend(
        obligation=task,
        first=bureau.now.date(),
        reason="城市平台停机",
        by=bureau.at("editor"),
        at=bureau.now,
    )
    address = pages(task)[0]
    assert "城市平台停机" in seen(bureau, "editor", address)
    assert "未恢复" in seen(bureau, "office_head", address), "visible to the organ too"
    bureau.later(days=7)
    with time_machine.travel(bureau.now, tick=False):
        said = browser(bureau, "editor").post(
            reverse("desk:task_act", args=[task.uuid, "resume"]), {"until": "2026-03-09"}
        )
    assert said.status_code == 302
    assert "2026-03-02 至 2026-03-09" in seen(bureau, "editor", address)
    assert late(bureau) == 0, "five working days were taken out"
    bureau.later(days=7)
    assert late(bureau) == 1, "the control: without further reason it is late"


def late(bureau) -> int:
    duties = [d for plan in conform(bureau.now) for c in plan["clauses"] for d in c["duties"]]
    return next(d["late"] for d in duties if d["id"] == "二(二).6b")


def test_without_time_taken_out_it_is_late_the_same_day(bureau):
    bureau.signed()
    bureau.later(days=7)
    assert late(bureau) == 1
    task = Obligation.objects.get(duty="二(二).6b")
    suspend(
        obligation=task,
        first=bureau.now.date() - timedelta(days=7),
        reason="停机",
        by=bureau.at("editor"),
        at=bureau.now,
    )
    resume(
        obligation=Obligation.objects.get(pk=task.pk),
        until=bureau.now.date(),
        by=bureau.at("editor"),
        at=bureau.now,
    )
    assert late(bureau) == 0


def test_who_sees_a_task_and_not_its_sheet_reads_of_the_task_alone(bureau):
    """The auditor sees every task; the opinions on a draft are none of a task."""
    sheet = bureau.submit(bureau.draft())
    bureau.agree(sheet, "head", opinion="内部意见一条")
    task = Obligation.objects.filter(subject_id=sheet.subject_id).first()
    with time_machine.travel(bureau.now, tick=False):
        seen = browser(bureau, "head").get(f"/desk/tasks/{task.uuid}/").content.decode()
        assert "内部意见一条" in seen, "the control: who sees the sheet reads it"
        answer = browser(bureau, "auditor").get(f"/desk/tasks/{task.uuid}/")
    assert answer.status_code == 200
    assert "内部意见一条" not in answer.content.decode()
