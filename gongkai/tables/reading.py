"""Spreadsheets that people filled in: a grid of strings, then rows by heading; whole, or refused cell by cell."""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

MOST_ROWS, MOST_COLUMNS = 20_000, 100
_SEARCHED = 10  # rows among which the headings may stand: above them there may be a title


class NotATable(ValueError):
    """What is wrong and what to do, in one Chinese sentence for each fault."""

    def __init__(self, *faults: str) -> None:
        super().__init__("；".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Row:
    """One row by headings; `number` is the row in the sheet, from 1, as people see it."""

    number: int
    cells: dict[str, str]
    columns: dict[str, str]

    def place(self, heading: str) -> str:
        """The cell as people call it: C12."""
        return f"{self.columns[heading]}{self.number}"


def grid(content: bytes) -> list[list[str]]:
    """The cells of the first sheet as text, days as 2026-03-02. Reads foreign XML: call it apart (`gongkai.word`).

    Raises NotATable for a formula (its value is anybody's guess), and for more rows or columns than a table has.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(content), read_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the file says of its size may be a lie
        read = []
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            if number > MOST_ROWS or len(cells) > MOST_COLUMNS:
                raise NotATable(f"表格超过 {MOST_ROWS} 行或 {MOST_COLUMNS} 列，请拆分后再上传。")
            read.append([_text(cell) for cell in cells])
    return read


def rows_of(cells: Sequence[Sequence[str]], headings: Sequence[str]) -> list[Row]:
    """The rows below the headings; empty ones are left out, columns of other names are nobody's business.

    Raises NotATable when a heading is missing or stands twice.
    """
    at = next((n for n, row in enumerate(cells[:_SEARCHED]) if headings[0] in row), None)
    if at is None:
        raise NotATable(f"没有找到表头“{headings[0]}”。请使用导出的表格填写，不要删改表头。")
    named = list(cells[at])
    faults = [f"表头“{h}”{_WRONG[named.count(h) > 1]}" for h in headings if named.count(h) != 1]
    if faults:
        raise NotATable(*faults)
    where = {heading: named.index(heading) for heading in headings}
    letters = {heading: get_column_letter(place + 1) for heading, place in where.items()}
    return [
        Row(number, {h: row[n] if n < len(row) else "" for h, n in where.items()}, letters)
        for number, row in enumerate(cells[at + 1 :], start=at + 2)
        if any(row)
    ]


_WRONG = {True: "出现了两次，请只留一列。", False: "缺失，请使用导出的表格填写。"}


def _text(cell: Any) -> str:
    value = cell.value
    if getattr(cell, "data_type", "") == "f":
        raise NotATable(f"单元格 {cell.coordinate} 是公式，请复制后“粘贴为数值”再上传。")
    if isinstance(value, datetime):
        return str(value.date() if value.time() == value.min.time() else value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return (
        "" if value is None else str(value).strip() if not isinstance(value, date) else str(value)
    )
