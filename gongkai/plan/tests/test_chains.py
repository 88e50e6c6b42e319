"""The four chains of the bureau's plan, and the other chain of the small one."""

from __future__ import annotations

import pytest

from gongkai.plan.check import PlanRefused, check_text
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


def test_each_chain_says_where_its_three_reviews_and_three_readings_are(plan: Plan) -> None:
    """三审三校: inspectors ask for them by name; the plan is silent, so the bureau is asked."""
    for chain in plan.chains:
        named = [reading.title for reading in chain.readings]
        assert named == ["一审", "一校", "二审", "二校", "三审", "三校"], chain.id
    signing = {c.id: next(s.id for s in c.steps if s.act == "sign") for c in plan.chains}
    third = {c.id: next(r.at for r in c.readings if r.title == "三审") for c in plan.chains}
    assert third == signing, "the third review is the signature"
    assert plan.question("three_reviews").assumption


@pytest.mark.parametrize(
    ("readings", "said"),
    [
        ('[{ title = "一审", at = "nobody" }]', "环节“nobody”不存在"),
        ('[{ title = "一审", at = "sign" }, { title = "一审", at = "drafting" }]', "“一审”重复"),
    ],
)
def test_a_reading_at_no_step_or_named_twice_is_refused(readings: str, said: str) -> None:
    with pytest.raises(PlanRefused, match=said):
        check_text(SMALL.replace('id = "plain"', f'id = "plain"\nreadings = {readings}'))
