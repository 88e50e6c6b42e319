"""The four chains of the bureau's plan, and the other chain of the small one."""

from __future__ import annotations

import pytest

from gongkai.plan.check import check_text
from gongkai.plan.shape import Plan, UnknownInPlan
from gongkai.plan.tests.samples import PLAN, SMALL

PLAIN = {"kind": "official", "consulted": "no", "category_elsewhere": "no", "urgent": "no"}


@pytest.fixture(scope="module")
def plan() -> Plan:
    return check_text(PLAN)


def titles(plan: Plan, kind: str, urgent: bool = False, **facts: str) -> list[str]:
    chain = plan.chain_for(kind, urgent)
    return [s.title for s in chain.steps_for({**PLAIN, "kind": kind, **facts})]


def test_an_ordinary_official_document_takes_the_short_way(plan: Plan) -> None:
    assert titles(plan, "official") == [
        "处室负责人审核",
        "办公室核稿",
        "保密审查",
        "局领导签发",
        "编号复核",
    ]


def test_a_normative_document_of_another_organs_category_takes_every_step(plan: Plan) -> None:
    assert titles(plan, "normative", consulted="yes", category_elsewhere="yes") == [
        "处室负责人审核",
        "会签",
        "合法性审核",
        "办公室核稿",
        "归口审核",
        "保密审查",
        "局领导签发",
        "编号复核",
    ]


def test_information_does_not_pass_the_offices_text_check(plan: Plan) -> None:
    assert titles(plan, "information") == ["处室负责人审核", "保密审查", "分管局领导审批"]


def test_information_about_the_bureau_comes_from_the_office(plan: Plan) -> None:
    assert titles(plan, "institution") == ["办公室负责人审核", "保密审查", "局领导审批"]


def test_in_an_emergency_two_people_act_and_the_rest_sign_afterwards(plan: Plan) -> None:
    assert titles(plan, "information", urgent=True) == ["宣传教育处审核", "局领导签发"]
    later = plan.chain_for("information", urgent=True).steps_afterwards(PLAIN)
    assert [s.title for s in later] == ["处室负责人补签", "保密审查补签", "办公室核稿补签"]


def test_a_normative_document_has_no_emergency_chain(plan: Plan) -> None:
    with pytest.raises(UnknownInPlan, match="应急"):
        plan.chain_for("normative", urgent=True)


def test_the_small_plan_signs_and_nothing_else() -> None:
    steps = check_text(SMALL).chain_for("official").steps
    assert [s.act for s in steps] == ["sign"]
