"""One line of a notice in CSV: read, or refused in a sentence that says where, what and how."""

from __future__ import annotations

import re
from datetime import date

from gongkai.clock.pauses import within_calendar

WORDS = {"working": True, "off": False}
HOW = "每行应写成“2026-02-14,working”或“2026-02-15,off”，后面可再加“,春节”这样的名称。"
# Only names: no formula (“=…”, “+…”, “@…”) gets into a list that people open in a spreadsheet.
NAME = re.compile(r"[\w·（）、]{0,20}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_line(place: int, line: str) -> tuple[date, tuple[bool, str]]:
    """The day of one line, whether it is worked, and its name or "".

    Raises ValueError, a Chinese sentence that names `place`, the line number counted from 1.
    """
    cells = [cell.strip() for cell in line.split(",")]
    if not 2 <= len(cells) <= 3:
        raise ValueError(
            f"第 {place} 行：应为两列或三列，用英文逗号分隔，现为 {len(cells)} 列。{HOW}"
        )
    day = _read_day(place, cells[0])
    if cells[1] not in WORDS:
        raise ValueError(
            f"第 {place} 行：第二列只能是 working 或 off，现为“{cells[1][:20]}”。{HOW}"
        )
    return day, (WORDS[cells[1]], _read_name(place, cells[2] if len(cells) == 3 else ""))


def _read_name(place: int, name: str) -> str:
    if not NAME.fullmatch(name):
        raise ValueError(
            f"第 {place} 行：名称“{name[:20]}”应为不超过 20 个汉字、字母或数字，不能是公式。请改为例如“春节”。"
        )
    return name


def _read_day(place: int, cell: str) -> date:
    problem = f"第 {place} 行：日期“{cell[:20]}”"
    if not DAY.fullmatch(cell):
        raise ValueError(f"{problem}的写法不对，应写成例如 2026-02-14。请改正。")
    try:
        day = date.fromisoformat(cell)
    except ValueError as error:
        raise ValueError(f"{problem}不存在。请核对月份和日子。") from error
    return within_calendar(day, f"第 {place} 行：日期")
