"""The plan for other programs and for people: JSON, 任务分解表."""

from __future__ import annotations

import csv
import io
import json

import pytest
from openpyxl import load_workbook

from gongkai.plan.check import check_text
from gongkai.plan.export import show
from gongkai.plan.shape import Installed, Plan
from gongkai.plan.table import HEADINGS, as_csv, as_xlsx, neutral, rows
from gongkai.plan.tests.samples import NATIONAL, PLAN, SMALL, changed

VISIBLE = Installed(frozenset(["document.visible"]), frozenset(["official"]))


@pytest.fixture(scope="module")
def plan() -> Plan:
    return check_text(PLAN)


def test_show_has_the_published_shape(plan: Plan) -> None:
    shown = json.loads(json.dumps(show(plan, VISIBLE)))
    assert set(shown) == {"clauses", "organs", "groups", "categories", "duties", "not_yet"}
    assert set(shown["clauses"][0]) == {"id", "title", "gist", "lead", "support"}
    assert set(shown["categories"][0]) == {"id", "title", "owners", "joint", "column", "from", "to"}
    assert set(shown["duties"][0]) == {
        "id", "clause", "holder", "opener", "opened_by", "discharged_by", "term", "kind", "publicity",
    }  # fmt: skip
    assert {duty["kind"] for duty in shown["duties"]} == {"software", "by_hand"}


def test_dates_of_organs_are_written_out(plan: Plan) -> None:
    organ = next(
        o for o in show(plan, Installed())["organs"] if o["id"] == "municipal_justice_bureau"
    )
    assert (organ["from"], organ["to"]) == ("2019-01-01", None)


def test_duties_that_nothing_discharges_yet_are_listed(plan: Plan) -> None:
    missing = show(plan, VISIBLE)["not_yet"]
    assert "二(八).6" in missing
    assert "二(二).6b" not in missing
    assert "三(二).2" not in missing


def test_the_table_has_a_row_for_each_duty(plan: Plan) -> None:
    table = rows(plan)
    assert len(table) == len(plan.duties)
    row = next(r for r in table if r[2] == "主动公开的公文上网公开")
    assert row[1:7] == ("二(二)", "主动公开的公文上网公开", "办公室", "", "3个工作日", "执行")


@pytest.mark.parametrize(
    ("duty", "due"),
    [
        ("二(二).6a", "3个工作日"),
        ("二(八).2", "5小时；每季度零报告"),
        ("三(二).2", "每季度，期满后10个工作日内"),
        ("二(二).7", "每年，期满后6月30日前"),
        ("二(八).8", "每年，期内完成"),
        ("二(六).3", ""),
    ],
)
def test_the_time_limit_is_said_in_words(plan: Plan, duty: str, due: str) -> None:
    number = [d.id for d in plan.duties].index(duty)
    assert rows(plan)[number][5] == due


def test_a_national_plan_names_roles_in_its_table() -> None:
    assert rows(check_text(NATIONAL))[0][3] == "政府信息公开工作机构"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(start: str) -> None:
    assert neutral(f"{start}1+1") == f"'{start}1+1"


def test_a_title_that_looks_like_a_formula_stays_text_in_both_files() -> None:
    evil = check_text(changed(SMALL, ('title = "签批后上网"', 'title = "=HYPERLINK(1)"')))
    (_, first, *_) = csv.reader(io.StringIO(as_csv(evil).decode("utf-8-sig")))
    assert first[2] == "'=HYPERLINK(1)"
    cell = load_workbook(io.BytesIO(as_xlsx(evil))).active["C2"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


def test_the_sheet_prints_on_one_page_width_with_its_headings(plan: Plan) -> None:
    sheet = load_workbook(io.BytesIO(as_xlsx(plan))).active
    assert tuple(cell.value for cell in sheet[1]) == HEADINGS
    assert sheet.max_row == len(plan.duties) + 1
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
