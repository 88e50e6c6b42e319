"""A spreadsheet that somebody uploads, as rows by heading. Read apart: the file is foreign."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.tables.reading import NotATable, Row, rows_of
from gongkai.trail.refusals import Refused
from gongkai.word import apart


def rows_in(content: bytes, name: str, headings: Sequence[str]) -> list[Row]:
    """The rows of the first sheet. Raises Refused (field `file`) for whatever is no such table."""
    try:
        return rows_of(apart.run("grid", content, name).value, headings)
    except NotATable as fault:
        raise Refused(f"表格“{name}”不能读取：{fault}", field="file") from None
