"""What can be done apart. Imported by the child alone: here begin the libraries that read foreign files."""

from __future__ import annotations

from collections.abc import Callable

from gongkai.files import types
from gongkai.tables import reading
from gongkai.trail.refusals import Refused
from gongkai.word import attached, document, guard, wire
from gongkai.word.apart import Answer


def _read(content: bytes, name: str) -> Answer:
    return wire.packed(document.read(content, name))


def _text(content: bytes, name: str) -> Answer:
    return Answer(attached.text_of(content, name))


def _grid(content: bytes, name: str) -> Answer:
    if types.kind_of(content, name) != types.XLSX:
        raise Refused(f"文件“{name}”不是 .xlsx 表格。请用 WPS 或 Excel 另存为 .xlsx 后再上传。")
    guard.unpacked(content, name)
    try:
        return Answer(reading.grid(content))
    except reading.NotATable as fault:
        raise Refused(f"表格“{name}”不能读取：{fault}") from None


TASKS: dict[str, Callable[[bytes, str], Answer]] = {"read": _read, "text": _text, "grid": _grid}
