"""The format that an old site is handed over in: docs/import-format.md, and nothing that is not said there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from gongkai.clearance.document import PublicDocument

ADDRESS, TITLE, BODY, PUBLISHED = "旧网址", "标题", "正文", "原发布时间"
DATED, NUMBER, INDEX_NUMBER, SOURCE = "成文日期", "文号", "旧索引号", "来源"
COLUMN, ATTACHMENTS, ATTRIBUTE, VALIDITY = "旧栏目", "附件", "公开属性", "有效性"

# heading -> what stands there, for the JSON schema; the order is that of the example
FIELDS = {
    ADDRESS: "在旧网站上的地址（路径和问号后的参数），如 /info/1024/5678.htm 或 /content.jsp?id=123",
    TITLE: "标题，最多 200 字",
    BODY: "正文：files 中的 HTML 文件名，或直接写 HTML",
    PUBLISHED: "在旧网站上的发布时间，如 2019-03-05 10:20，没有时刻的只写日期",
    DATED: "成文日期，如 2019-03-01；没有的留空",
    NUMBER: "文号；没有的留空",
    INDEX_NUMBER: "旧索引号；没有的留空",
    SOURCE: "当时的来源机构名称",
    COLUMN: "旧栏目名称，须在 columns.csv 中对应信息类别",
    ATTACHMENTS: "附件在 files 中的文件名；多个用竖线 | 分开，没有的留空",
    ATTRIBUTE: "公开属性，只收“主动公开”",
    VALIDITY: "有效性：有效、废止或失效；旧网站没有标注的留空",
}
REQUIRED = (ADDRESS, TITLE, BODY, PUBLISHED, SOURCE, COLUMN, ATTRIBUTE)
TO_MEND = "需更正"  # the column that is added beside bad rows; read again it is passed over
CHANGED = "在检查之后有变化，没有继续导入。请重新运行导入。"
VALIDITIES = ("", "有效", "废止", "失效")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the list as it was read; `number` as a spreadsheet counts it, the headings being row 1."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, heading: str) -> str:
        return self.cells.get(heading, "")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one cell. `row` 0: of the file as a whole."""

    file: str
    row: int
    column: str
    wrong: str

    def __str__(self) -> str:
        where = f"{self.file} 第 {self.row} 行" if self.row else self.file
        return f"{where}“{self.column}”：{self.wrong}" if self.column else f"{where}：{self.wrong}"


@dataclass(frozen=True, slots=True)
class Found:
    """Personal data in an item, masked. `accepted_by`: who answers for its staying, '' while nobody does."""

    rule: str
    said: str
    accepted_by: str = ""
    key: str = ""  # by which 表述检查 knows the finding again


@dataclass(frozen=True, slots=True)
class OldItem:
    """One item of the old site, good in itself: what will be published, what it was, and the files it needs."""

    row: int
    document: PublicDocument
    published: datetime
    address: str
    document_number: str
    document_date: str
    index_number: str
    files: tuple[tuple[str, Path], ...] = ()  # digest and where the bytes lie
    dropped: tuple[str, ...] = ()  # what the cleaning of the body left out
    found: tuple[Found, ...] = ()


@dataclass(slots=True)
class Judged:
    """What the check of a whole folder found."""

    read: int = 0
    bytes: int = 0
    faults: list[Fault] = field(default_factory=list)
    dropped: dict[int, tuple[str, ...]] = field(default_factory=dict)
    found: dict[int, tuple[Found, ...]] = field(default_factory=dict)
    digests: dict[int, str] = field(default_factory=dict)  # of each good row's document

    @property
    def refused(self) -> set[int]:
        """Rows with a fault."""
        return {fault.row for fault in self.faults if fault.row}

    def remarks(self) -> list[str]:
        """What was left out of bodies, and whose word stands for personal data that stay."""
        left = [
            f"第 {row} 行正文清理时去除{'、'.join(d)}。" for row, d in sorted(self.dropped.items())
        ]
        kept = [
            f"第 {row} 行保留{one.said}答复人：{one.accepted_by}。"
            for row, found in sorted(self.found.items())
            for one in found
            if one.accepted_by
        ]
        return left + kept


def schema() -> dict[str, Any]:
    """The JSON schema of items.json."""
    said = {
        name: {"type": "string", "description": words}
        for name, words in FIELDS.items()
        if name != ATTACHMENTS
    }
    said[ATTRIBUTE]["enum"] = ["主动公开"]  # type: ignore[assignment]
    said[VALIDITY]["enum"] = list(VALIDITIES)  # type: ignore[assignment]
    listed = {
        "type": "array",
        "items": {"type": "string"},
        "description": "附件在 files 中的文件名",
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "旧网站导入清单 items.json",
        "type": "array",
        "items": {
            "type": "object",
            "properties": {**said, ATTACHMENTS: listed},
            "required": list(REQUIRED),
            "additionalProperties": False,
        },
    }
