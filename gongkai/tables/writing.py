"""Spreadsheets as people print, fill in and hand round: A4, headings on every page, nothing that runs."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | float | date | datetime | None
# A program that opens CSV runs a cell that begins so as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NOT_IN_A_TITLE = re.compile(r"[\[\]:*?/\\]")
_MOST_IN_A_CELL = 32_767  # characters: Excel's own limit
_WIDTH = 18  # of a column whose width nobody gave, in characters


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `rows` may be a generator; moments are written in the zone they come in, without it."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Value]]
    widths: Sequence[int] = ()
    landscape: bool = True


def xlsx(*sheets: Sheet) -> bytes:
    """An .xlsx of these sheets. Text stays text: no cell of it is a formula, in whatever program it is opened."""
    book = Workbook(write_only=True)
    for given in sheets:
        _write(book, given)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def neutral(cell: str) -> str:
    """The cell of a CSV as text that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _write(book: Workbook, given: Sheet) -> None:
    sheet = book.create_sheet(_NOT_IN_A_TITLE.sub(" ", given.title)[:31])
    for number in range(len(given.headings)):
        width = given.widths[number] if number < len(given.widths) else _WIDTH
        sheet.column_dimensions[get_column_letter(number + 1)].width = width
    sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
    sheet.page_setup.orientation = "landscape" if given.landscape else "portrait"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0  # one page wide, as many long as it takes
    sheet.append([_cell(sheet, heading, Font(bold=True)) for heading in given.headings])
    for row in given.rows:
        sheet.append([_cell(sheet, value, Font()) for value in row])


def _cell(sheet: object, value: Value, font: Font) -> WriteOnlyCell:
    if isinstance(value, datetime):
        value = value.replace(tzinfo=None)
    if isinstance(value, str):
        value = NOT_IN_XML.sub("", value)[:_MOST_IN_A_CELL]
    cell = WriteOnlyCell(sheet, value=value)
    cell.font, cell.alignment = font, Alignment(wrap_text=True, vertical="top")
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(FORMULA)  # stays text when somebody edits the cell
    return cell
