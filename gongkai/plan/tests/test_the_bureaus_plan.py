"""plans/xian-sports/plan.toml says what the bureau's plan says."""

from __future__ import annotations

import re
from datetime import date

import pytest

from gongkai.plan.check import check_text, warnings_of
from gongkai.plan.shape import Plan
from gongkai.plan.tests.samples import PLAN, ROOT, TEXT

CLAUSES = [f"二({n})" for n in "一二三四五六七八九十"] + ["三(一)", "三(二)", "三(三)"]
EVERYBODY = ("各处室、各单位",)
# 二(六), word for word: who answers for what.
OWNERS = {
    "机构设置": ("办公室",),
    "部门领导": ("办公室",),
    "业务分工": ("办公室",),
    "工作动态": EVERYBODY,
    "通知公告": EVERYBODY,
    "临时性文件": EVERYBODY,
    "长期规划": EVERYBODY,
    "业务工作计划": EVERYBODY,
    "人事任免": ("组织人事处",),
    "人事招考": ("组织人事处",),
    "干部考核": ("组织人事处",),
    "法规规章": ("宣传教育处",),
    "规范性文件": ("宣传教育处",),
    "群众性体育活动": ("群众体育处",),
    "健身气功活动": ("群众体育处",),
    "健身气功站点": ("群众体育处",),
    "社会体育指导员": ("群众体育处",),
    "竞技体育活动": ("竞技体育处",),
    "体育竞赛审批": ("竞技体育处",),
    "武术学校": ("竞技体育处",),
    "二级运动员": ("竞技体育处",),
    "经营许可": ("体育经济处",),
    "行政事业收费": ("体育经济处",),
    "招投标": ("体育经济处",),
    "预决算": ("体育经济处",),
    "民办非企业": ("市体总办", "竞技体育处"),
    "体育社团": ("市体总办", "竞技体育处"),
    "其他": EVERYBODY,
}
# The duties that the plan's sentences hold, counted by clause; 二(二).6, 二(七).5 and 三(三).1 have two parts.
DUTIES = {
    "二(一)": 6,
    "二(二)": 8,
    "二(三)": 4,
    "二(四)": 4,
    "二(五)": 4,
    "二(六)": 6,
    "二(七)": 5,
    "二(八)": 12,
    "二(九)": 2,
    "二(十)": 4,
    "三(一)": 2,
    "三(二)": 5,
    "三(三)": 2,
}
LEADS = {
    "二(一)": ["四个业务处室"],
    "二(二)": ["机关各处室"],
    "二(三)": ["机关各处室"],
    "二(四)": ["四个业务处室"],
    "二(五)": ["机关各处室", "直属各单位"],
    "二(七)": ["机关各处室"],
    "二(九)": ["机关各处室"],
    "二(十)": ["办公室"],
    "三(一)": ["办公室"],
    "三(二)": ["办公室", "组织人事处"],
}


@pytest.fixture(scope="module")
def plan() -> Plan:
    return check_text(PLAN)


def test_it_passes_the_check(plan: Plan) -> None:
    assert plan.id == "xian-sports"
    assert plan.bureau
    assert plan.bureau.name == "西安市体育局"


def test_it_has_the_thirteen_clauses_in_order(plan: Plan) -> None:
    assert [clause.id for clause in plan.clauses] == CLAUSES


@pytest.mark.parametrize(("clause", "leads"), LEADS.items())
def test_each_clause_is_led_by_whom_the_text_names(plan: Plan, clause: str, leads: list) -> None:
    assert [plan.holder_title(id) for id in plan.clause(clause).lead] == leads


def test_the_gists_are_our_own_words(plan: Plan) -> None:
    for clause in plan.clauses:
        assert clause.gist.rstrip("。") not in TEXT


def test_the_28_categories_have_their_owners(plan: Plan) -> None:
    owners = {c.title: tuple(plan.holder_title(id) for id in c.owners) for c in plan.categories}
    assert owners == OWNERS
    assert len(owners) == 28


def test_two_categories_are_joint_and_their_lead_is_to_be_confirmed(plan: Plan) -> None:
    joint = [c for c in plan.categories if c.joint]
    assert [c.title for c in joint] == ["民办非企业", "体育社团"]
    assert all(c.lead is None and plan.question(c.confirm) for c in joint)


def test_there_are_fewer_columns_than_categories_and_none_is_empty(plan: Plan) -> None:
    assert len(plan.columns) < len(plan.categories)
    assert {c.column for c in plan.categories} == {c.id for c in plan.columns}


def test_columns_keep_the_cadence_of_the_national_check(plan: Plan) -> None:
    """国办秘函〔2019〕19号: 动态两周，通知公告和政策文件六个月，机构概况有变动即更新。"""
    cadence = {c.title: c.cadence for c in plan.columns}
    assert cadence["工作动态"] == "14 calendar days"
    assert cadence["通知公告"] == cadence["政策法规"] == "6 months"
    assert cadence["机构概况"] == "on_change"


@pytest.mark.parametrize(("clause", "number"), DUTIES.items())
def test_every_duty_of_the_plans_sentences_is_there(plan: Plan, clause: str, number: int) -> None:
    ids = [re.sub(r"[a-z]$", "", d.id) for d in plan.duties if d.clause == clause]
    assert list(dict.fromkeys(ids)) == [f"{clause}.{n}" for n in range(1, number + 1)]


def test_what_binds_no_organ_by_itself_is_a_note(plan: Plan) -> None:
    assert [note.id for note in plan.notes] == ["0.1", "0.2", "1.1"]


def test_the_three_working_days_have_two_legs_with_one_due_moment(plan: Plan) -> None:
    """处室交办公室，办公室上网。"""
    hand_over, publish = plan.duty("二(二).6a"), plan.duty("二(二).6b")
    assert (hand_over.holder, publish.holder) == ("drafting_organ", "office")
    assert hand_over.term == publish.term == "3 working days"
    assert hand_over.opened_by == publish.opened_by == ("document.signed",)
    assert hand_over.discharged_by == ("document.handed_over",)
    assert publish.discharged_by == ("document.visible",)


def test_the_hours_of_an_incident_are_those_of_the_text(plan: Plan) -> None:
    assert (plan.duty("二(八).2").term, plan.duty("二(八).3").term) == ("5 hours", "24 hours")
    assert plan.duty("二(八).6").term == "3 working days"


def test_promptly_has_no_number_but_a_question(plan: Plan) -> None:
    duty = plan.duty("二(六).3")
    assert duty.term is None
    assert "及时" in plan.question(duty.confirm).question


def test_whatever_the_text_does_not_fix_is_a_question(plan: Plan) -> None:
    fixed = {"二(二).6a", "二(二).6b", "二(八).2", "二(八).3"}
    guessed = {d.id for d in plan.duties if d.term or d.every}
    assert guessed - {d.id for d in plan.duties if d.confirm} == fixed


def test_the_hours_for_making_up_signatures_stand_in_two_places_and_agree(plan: Plan) -> None:
    assert (
        plan.chain_for("information", urgent=True).countersign_within == plan.duty("三(三).1b").term
    )


def test_every_name_that_the_text_makes_responsible_is_an_organ_or_a_group(plan: Plan) -> None:
    known = {o.name for o in plan.organs} | {o.short for o in plan.organs}
    known |= {piece for g in plan.groups for piece in g.title.split("、")}
    named = re.findall(r"（([^（）]*[处室办单位]+)）。", TEXT)
    named += re.findall(r"由([^，；。：由]+?)(?:根据业务分工)?(?:分别|牵头)?负责", TEXT)
    words = {word for names in named for word in re.split("[、和]", names)}
    assert len(words) >= 11
    assert words <= known


@pytest.mark.parametrize(
    "word",
    ["西安市委办公厅", "西安市人民政府办公厅", "市委", "市政府", "市法制办", "省政府", "局领导"],
)
def test_other_organs_of_the_text_are_known_as_well(plan: Plan, word: str) -> None:
    assert word in TEXT
    assert any(word in (o.name, o.short) or o.name.endswith(word) for o in plan.organs)


def test_the_legal_office_of_2017_has_a_successor(plan: Plan) -> None:
    office = plan.organ("municipal_legal_office")
    assert [plan.organ(id).short for id in office.successors] == ["市司法局"]
    assert office not in plan.organs_on(date(2026, 1, 1))


def test_the_check_warns_only_of_the_two_joint_categories(plan: Plan) -> None:
    warnings = warnings_of(plan, date(2026, 11, 23))
    assert len(warnings) == 2
    assert all("尚未确定牵头机构" in warning for warning in warnings)


def test_the_plans_text_lies_beside_it() -> None:
    assert "西安市体育局全面推进政务公开工作实施方案" in TEXT
    assert (ROOT / "plans/xian-sports/plan-text.txt").stat().st_size > 6000
