"""A spreadsheet that somebody uploads, as rows by heading. Read apart: the file is foreign."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.tables.reading import NotATable, Row, rows_of
from gongkai.trail.refusals import Refused
from gongkai.word import apart

ZIP = b"PK\x03\x04"


def rows_in(content: bytes, name: str, headings: Sequence[str]) -> list[Row]:
    """The rows of the first sheet. Raises Refused (field `file`) for whatever is no such table."""
    if not content.startswith(ZIP):
        raise Refused(
            f"文件“{name}”不是 .xlsx 表格。请在导出的表格中填写，保存为 .xlsx 后再上传。",
            field="file",
        )
    try:
        return rows_of(apart.run("grid", content, name).value, headings)
    except NotATable as fault:
        raise Refused(f"表格“{name}”不能读取：{fault}", field="file") from None
