"""What can be done apart. Imported by the child alone: here begin the libraries that read foreign files."""

from __future__ import annotations

from collections.abc import Callable

from gongkai.files import types
from gongkai.trail.refusals import Refused
from gongkai.word import attached, document, guard, wire
from gongkai.word.apart import Answer


def _read(content: bytes, name: str, _: int) -> Answer:
    return wire.packed(document.read(content, name))


def _text(content: bytes, name: str, _: int) -> Answer:
    return Answer(attached.text_of(content, name))


def _count(content: bytes, name: str, _: int) -> Answer:
    return Answer(attached.pages_of(content, name))


def _grid(content: bytes, name: str, _: int) -> Answer:
    if types.kind_of(content, name) != types.XLSX:
        raise Refused(f"文件“{name}”不是 .xlsx 表格。请用 WPS 或 Excel 另存为 .xlsx 后再上传。")
    guard.unpacked(content, name)
    from gongkai.tables import reading  # openpyxl and the next one's libraries take their time

    try:
        return Answer(reading.grid(content))
    except reading.NotATable as fault:
        raise Refused(f"表格“{name}”不能读取：{fault}") from None


def _pages(content: bytes, name: str, first: int) -> Answer:
    from gongkai.word import drawing

    pages, pictures = drawing.pages(content, name, first)
    return Answer(pages, pictures)


TASKS: dict[str, Callable[[bytes, str, int], Answer]] = {
    "read": _read,
    "text": _text,
    "count": _count,
    "grid": _grid,
    "pages": _pages,
}
