"""Spreadsheets out and in: text stays text, and what people fill in comes back whole or is refused by cell."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from gongkai.tables.reading import NotATable, grid, rows_of
from gongkai.tables.writing import FORMULA, Sheet, xlsx

HEADINGS = ("序号", "任务", "时限")


def book(*rows: tuple) -> bytes:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


@pytest.mark.parametrize("start", FORMULA)
def test_text_that_begins_like_a_formula_stays_the_same_text(start: str) -> None:
    typed = f"{start}HYPERLINK(1)"
    cell = load_workbook(io.BytesIO(xlsx(Sheet("表", ("甲",), [(typed,)])))).active["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (typed, "s", True)


def test_days_moments_and_numbers_are_values() -> None:
    row = (date(2026, 3, 2), datetime(2026, 3, 2, 10, tzinfo=UTC), 3, None)
    cells = load_workbook(io.BytesIO(xlsx(Sheet("表", HEADINGS, [row])))).active[2]
    assert [str(cell.value) for cell in cells] == [
        "2026-03-02 00:00:00",
        "2026-03-02 10:00:00",
        "3",
        "None",
    ]


def test_it_prints_one_page_wide_with_its_headings_on_every_page() -> None:
    sheet = load_workbook(io.BytesIO(xlsx(Sheet("一[a]/*?", HEADINGS, [])))).active
    assert sheet.title == "一 a    "
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$1:$1")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


@given(st.lists(st.tuples(st.text(max_size=50), st.text(max_size=50)), max_size=5))
def test_whatever_is_written_can_be_opened(rows) -> None:
    assert load_workbook(io.BytesIO(xlsx(Sheet("表", ("甲", "乙"), rows))))


def test_what_was_written_is_read_back_by_heading() -> None:
    content = xlsx(Sheet("表", HEADINGS, [(1, "上网公开", date(2026, 3, 2)), ("", "", "")]))
    [row] = rows_of(grid(content), ("任务", "时限"))
    assert row.cells == {"任务": "上网公开", "时限": "2026-03-02"}
    assert (row.number, row.place("时限")) == (2, "C2")


def test_a_title_above_the_headings_and_columns_of_others_do_not_disturb() -> None:
    content = book(("任务分解表",), ("备注", *HEADINGS), ("x", 1.0, "公开", "5日"))
    [row] = rows_of(grid(content), HEADINGS)
    assert row.cells == {"序号": "1", "任务": "公开", "时限": "5日"}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("甲", "乙")], "没有找到表头"),
        ([("序号", "任务")], "“时限”缺失"),
        ([("序号", "任务", "时限", "任务")], "“任务”出现了两次"),
    ],
)
def test_headings_that_are_not_ours_are_named(rows, said) -> None:
    with pytest.raises(NotATable, match=said):
        rows_of(grid(book(*rows)), HEADINGS)


def test_a_formula_is_refused_with_its_cell() -> None:
    with pytest.raises(NotATable, match="单元格 B2 是公式"):
        grid(book(HEADINGS, (1, "=1+1", "")))
