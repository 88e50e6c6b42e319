"""A plan answers about itself: by id, by event, by day."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.plan.check import check_text
from gongkai.plan.shape import Installed, Plan, UnknownInPlan
from gongkai.plan.tests.samples import NATIONAL, PLAN


@pytest.fixture(scope="module")
def plan() -> Plan:
    return check_text(PLAN)


def test_both_typographies_find_the_clause(plan: Plan) -> None:
    assert plan.clause("二（八）") is plan.clause("二(八)")
    assert plan.duty("二（二）.6a") is plan.duty("二(二).6a")


@pytest.mark.parametrize("what", ["clause", "organ", "category", "column", "duty", "question"])
def test_an_unknown_id_is_said_in_chinese(plan: Plan, what: str) -> None:
    with pytest.raises(UnknownInPlan, match=r"方案中没有.+“nothing”"):
        getattr(plan, what)("nothing")


def test_members_are_those_of_a_group_or_the_organ_itself(plan: Plan) -> None:
    assert len(plan.members("business_sections")) == 4
    assert plan.members("office") == (plan.organ("office"),)


def test_the_bureau_says_who_the_national_roles_are(plan: Plan) -> None:
    assert [o.name for o in plan.members("disclosure_office")] == ["办公室"]
    assert plan.members("all_organs") == plan.members("whole_bureau")


def test_a_role_on_the_case_has_no_members(plan: Plan) -> None:
    with pytest.raises(UnknownInPlan):
        plan.members("drafting_organ")


def test_of_a_group_an_event_concerns_only_the_member_whose_case_it_is(plan: Plan) -> None:
    assert [o.id for o in plan.holders_on_case("whole_bureau", "mass_sports")] == ["mass_sports"]
    assert plan.holders_on_case("business_sections", "office") == ()
    assert [o.id for o in plan.holders_on_case("office", "mass_sports")] == ["office"]


def test_joint_owners_are_named_with_the_lead_first(plan: Plan) -> None:
    lead = plan.category("sports_associations").model_copy(update={"lead": "competitive_sports"})
    led = plan.model_copy(update={"categories": (lead,)})
    assert [o.name for o in Plan.model_validate(led.model_dump()).owners_of(lead.id)] == [
        "竞技体育处",
        "市体总办",
    ]


def test_signing_a_document_opens_what_its_facts_concern(plan: Plan) -> None:
    facts = {"kind": "official", "attribute": "proactive", "category": "notices"}
    opened = [d.id for d in plan.duties_opened_by("document.signed") if d.concerns(facts)]
    assert opened == ["二(二).6a", "二(二).6b"]


def test_signing_a_withheld_document_opens_nothing(plan: Plan) -> None:
    facts = {"kind": "official", "attribute": "withheld", "category": "notices"}
    assert not [d for d in plan.duties_opened_by("document.signed") if d.concerns(facts)]


def test_becoming_visible_discharges_the_offices_leg(plan: Plan) -> None:
    assert plan.duty("二(二).6b") in plan.duties_discharged_by("document.visible")


def test_the_national_plan_adds_its_twenty_days() -> None:
    duties = check_text(NATIONAL).duties_opened_by("document.signed")
    assert [(d.id, d.term) for d in duties] == [("条例26.1", "20 working days")]


def test_organs_exist_from_a_day_until_the_day_before_another(plan: Plan) -> None:
    old, new = plan.organ("municipal_legal_office"), plan.organ("municipal_justice_bureau")
    assert old.exists_on(date(2018, 12, 31))
    assert not old.exists_on(date(2019, 1, 1))
    assert new.exists_on(date(2019, 1, 1))


def test_a_plan_cannot_be_changed(plan: Plan) -> None:
    with pytest.raises(ValueError, match="frozen"):
        plan.version = 2


def test_a_duty_whose_events_nothing_emits_is_not_yet_there(plan: Plan) -> None:
    signing, answering = (Installed(frozenset([e])) for e in ("document.signed", "letter.answered"))
    assert plan.duty("二(八).6").kind_as_installed(signing) == "not_yet"
    assert plan.duty("二(八).6").kind_as_installed(answering) == "software"
    assert plan.duty("三(二).2").kind_as_installed(Installed()) == "by_hand"


def test_a_duty_about_documents_that_nothing_drafts_is_not_yet_there(plan: Plan) -> None:
    signed = frozenset(["document.signed"])
    official, normative = (
        Installed(signed, frozenset(["official"])),
        Installed(signed, frozenset(["normative"])),
    )
    assert plan.duty("二(二).1").kind_as_installed(official) == "not_yet"
    assert plan.duty("二(二).1").kind_as_installed(normative) == "software"
    assert plan.duty("二(二).4").kind_as_installed(official) == "software"
