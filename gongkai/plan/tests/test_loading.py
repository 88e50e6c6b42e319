"""Loading a plan: whole or not at all, once, and without losing what old records name."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.plan.actions import load_plan
from gongkai.plan.check import PlanRefused
from gongkai.plan.models import PlanVersion
from gongkai.plan.queries import forget, plan_version, plans_in_force, the_bureaus_plan
from gongkai.plan.shape import UnknownInPlan
from gongkai.plan.tests.samples import NATIONAL, NOON, PLAN, SMALL, changed

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
SECOND = ("version = 1", "version = 2")


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    forget()


def refusal(text: str) -> str:
    with pytest.raises(PlanRefused) as refused:
        load_plan(text, at=NOON)
    return str(refused.value)


def test_a_loaded_plan_is_read_back_as_it_was_written() -> None:
    row = load_plan(PLAN, at=NOON)
    plan = plan_version(row.pk)
    assert (row.plan_id, row.version, row.loaded_at) == ("xian-sports", plan.version, NOON)
    assert plan.duty("二(二).6a").term == "3 working days"
    assert row.digest.startswith("sha256:")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('lead = ["general_office"]', 'lead = ["nobody"]'),
        ('id = "第四条"', 'id = "第三条"'),
        ('term = "5 working days"', 'term = "soon"'),
        ('opened_by = ["document.signed"]\n', ""),
        ('"document.visible"', '"document.seen"'),
        ("[bureau]", "[bureau"),
        ("2020-01-01", "2020-02-30"),
    ],
)
def test_of_a_bad_plan_nothing_is_stored(old: str, new: str) -> None:
    assert "plan.toml" in refusal(changed(SMALL, (old, new)))
    assert not PlanVersion.objects.exists()


def test_loading_again_changes_nothing() -> None:
    first = load_plan(SMALL, at=NOON)
    assert load_plan(SMALL, at=NOON.replace(year=2027)).pk == first.pk
    assert PlanVersion.objects.get().loaded_at == NOON


def test_comments_and_layout_are_not_content() -> None:
    first = load_plan(SMALL, at=NOON)
    assert load_plan("# 注释\n\n" + SMALL, at=NOON).pk == first.pk


def test_the_same_version_with_other_content_is_refused_with_the_next_number() -> None:
    load_plan(SMALL, at=NOON)
    said = refusal(changed(SMALL, ('"5 working days"', '"4 working days"')))
    assert "第 1 版已于 2026-11-23 载入" in said
    assert "version 改为 2" in said
    assert PlanVersion.objects.count() == 1


def test_a_version_may_not_lose_an_organ() -> None:
    load_plan(SMALL, at=NOON)
    said = refusal(SMALL.replace(*SECOND).replace('"parks"', '"gardens"'))
    assert "第 1 版中的机构“parks”不见了" in said
    assert "successors" in said


def test_a_second_bureau_is_refused() -> None:
    load_plan(PLAN, at=NOON)
    assert "只服务一个单位" in refusal(SMALL)


def test_a_row_never_changes() -> None:
    row = load_plan(SMALL, at=NOON)
    with pytest.raises(RuntimeError, match="never changes"):
        row.save()


def test_several_plans_hold_at_once_and_one_carries_the_bureau() -> None:
    load_plan(NATIONAL, at=NOON)
    ours = load_plan(PLAN, at=NOON)
    assert [p.plan.id for p in plans_in_force(TODAY)] == ["national-disclosure", "xian-sports"]
    assert the_bureaus_plan(TODAY).pk == ours.pk


def test_a_plan_holds_from_its_first_day() -> None:
    load_plan(SMALL, at=NOON)
    assert plans_in_force(date(2019, 12, 31)) == ()
    assert len(plans_in_force(date(2020, 1, 1))) == 1


def test_the_day_it_ends_no_longer_belongs_to_it() -> None:
    ends = ("valid_from = 2020-01-01", "valid_from = 2020-01-01\nvalid_to = 2021-01-01")
    load_plan(changed(SMALL, ends), at=NOON)
    assert len(plans_in_force(date(2020, 12, 31))) == 1
    assert plans_in_force(date(2021, 1, 1)) == ()


def test_of_two_versions_valid_on_a_day_the_higher_one_holds() -> None:
    load_plan(SMALL, at=NOON)
    later = changed(SMALL, SECOND, ("2020-01-01", "2026-01-01"))
    second = load_plan(later, at=NOON)
    assert the_bureaus_plan(date(2025, 12, 31)).plan.version == 1
    assert the_bureaus_plan(date(2026, 1, 1)).pk == second.pk


def test_without_a_plan_the_sentence_says_what_to_do() -> None:
    with pytest.raises(UnknownInPlan, match="gongkai plan load"):
        the_bureaus_plan(TODAY)


def test_an_unknown_row_is_refused() -> None:
    with pytest.raises(UnknownInPlan, match="没有编号为 77 的方案版本"):
        plan_version(77)


def test_plans_are_parsed_once_and_new_ones_are_seen(django_assert_num_queries) -> None:
    row = load_plan(SMALL, at=NOON)
    plans_in_force(TODAY)
    with django_assert_num_queries(0):
        plan_version(row.pk)
    with django_assert_num_queries(1):
        plans_in_force(TODAY)
    load_plan(NATIONAL, at=NOON)
    assert len(plans_in_force(TODAY)) == 2
