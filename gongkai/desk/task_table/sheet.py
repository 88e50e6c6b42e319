"""The table that an organ fills in: as a spreadsheet out, as an upload in, and once more with what is to be mended."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.utils import timezone

from gongkai.clock.terms import Term
from gongkai.frames import exports
from gongkai.frames.environment import LIGHTS
from gongkai.obligations import filling
from gongkai.obligations.counting import bucket_of
from gongkai.obligations.filling import Filled, Looked
from gongkai.obligations.models import Obligation
from gongkai.obligations.periods import Period
from gongkai.trail.refusals import Refused
from gongkai.word.spreadsheet import rows_in

TYPED = (
    "序号",
    "任务",
    "完成日期",
    "完成情况",
    "佐证",
)  # what is read back, in the order of `Filled`
HEADINGS = ("序号", "条款", "任务", "时限", "到期日", "状态", "完成日期", "完成情况", "佐证")
WIDTHS = (8, 10, 44, 16, 12, 10, 14, 50, 36)
MOST_BYTES = 5 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Sent:
    """The rows that came, each with its number in the sheet, and the letters of the columns."""

    rows: tuple[Filled, ...]
    numbers: tuple[int, ...]
    columns: dict[str, str]

    def place(self, row: Filled, heading: str) -> str:
        """The cell as people call it: G12."""
        at = next(n for n, one in enumerate(self.rows) if one is row)
        return f"{self.columns.get(heading, '')}{self.numbers[at]}"

    def as_json(self) -> str:
        rows = [[n, *astuple(row)] for n, row in zip(self.numbers, self.rows, strict=True)]
        return json.dumps({"columns": self.columns, "rows": rows}, ensure_ascii=False)


def tasks_sheet(organ: str, period: Period) -> HttpResponse:
    """The organ's tasks done by hand of the period: what is done is filled in, the rest is to be."""
    rows = _cells(filling.tasks_of(organ, period)[: filling.MOST_ROWS])
    return exports.export(f"任务分解表填报-{period.name}", HEADINGS, rows, WIDTHS)


def _cells(tasks: Sequence[Obligation]) -> Iterator[list[str]]:
    now, records = timezone.now(), filling.records_of(tasks)
    for task in tasks:
        done = records.get(task.pk)
        ended = "逾期办结" if task.done_late else "按时办结"
        state = ended if task.ending else LIGHTS[bucket_of(task, now).value][1]
        term = Term.parse(task.term).chinese if task.term else ""
        due = task.due_day.isoformat() if task.due_day else ""
        filled = (
            [done.done_on.isoformat(), done.what, "；".join(f["name"] for f in done.files)]
            if done
            else ["", "", ""]
        )
        yield [str(task.pk), task.clause, task.title, term, due, state, *filled]


def uploaded(file: UploadedFile | None) -> Sent:
    """The rows of an uploaded table. Raises Refused for whatever is no such table."""
    if file is None:
        raise Refused("请先选择填好的表格（.xlsx）。", field="file")
    if (file.size or 0) > MOST_BYTES:
        raise Refused("表格超过 5 MB。请删去图片等无关内容，或拆分后再上传。", field="file")
    read = rows_in(file.read(), file.name or "表格.xlsx", TYPED)
    rows = tuple(Filled(*(row.cells[heading] for heading in TYPED)) for row in read)
    return Sent(rows, tuple(row.number for row in read), read[0].columns if read else {})


def posted(text: str) -> Sent:
    """The rows that the preview showed, back with 确认. They are looked at again as if they had just come."""
    try:
        given = json.loads(text)
        rows = [(int(n), Filled(*map(_text, cells))) for n, *cells in given["rows"]]
        columns = {heading: _text(given["columns"].get(heading, "")) for heading in TYPED}
    except (ValueError, TypeError, KeyError, AttributeError):
        raise Refused("没有收到表格内容，请重新上传表格。", field="file") from None
    return Sent(tuple(row for _, row in rows), tuple(n for n, _ in rows), columns)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def corrected(rows: Sequence[Looked]) -> HttpResponse:
    """The same rows with a column 需更正: mended in Excel and uploaded as it is."""
    cells = (
        [*astuple(row.filled), "；".join(said for _, said in row.faults)]
        for row in rows
        if row.state != "empty"
    )
    return exports.export("任务分解表-需更正", (*TYPED, "需更正"), cells, (8, 44, 14, 50, 36, 50))
