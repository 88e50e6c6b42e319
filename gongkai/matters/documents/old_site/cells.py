"""What one cell may say: plain decisions, each refusal one sentence with what to do."""

from __future__ import annotations

import re
from datetime import date, datetime

from gongkai.clock.calendars import SHANGHAI

EARLIEST = 1949
MOST_NUMBER, MOST_INDEX_NUMBER, MOST_SOURCE = 80, 120, 80
_DAY = re.compile(r"(\d{4})(?:[-/.年])(\d{1,2})(?:[-/.月])(\d{1,2})日?")
_MOMENT = re.compile(_DAY.pattern + r"(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")


class Wrong(ValueError):
    """A cell that cannot be taken, with the sentence."""


def moment(text: str, now: datetime) -> datetime:
    """原发布时间: a real moment that has passed; a day without its time begins at 0:00."""
    found = _MOMENT.fullmatch(text)
    if found is None:
        raise Wrong(_no_date(text))
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    try:
        value = datetime(year, month, day, hour, minute, second, tzinfo=SHANGHAI)
    except ValueError:
        raise Wrong(f"“{text}”这个日期或时刻不存在，请核对。") from None
    if value > now:
        raise Wrong(f"“{text}”晚于现在，请核对。")
    if year < EARLIEST:
        raise Wrong(f"“{text}”早于 {EARLIEST} 年，请核对年份。")
    return value


def day(text: str, published: date) -> date:
    """成文日期: not after the original publication."""
    found = _DAY.fullmatch(text)
    if found is None:
        raise Wrong(_no_date(text))
    try:
        value = date(*(int(part) for part in found.groups()))
    except ValueError:
        raise Wrong(f"“{text}”这个日期不存在，请核对。") from None
    if value > published:
        raise Wrong(f"成文日期“{text}”晚于原发布时间，请核对哪一个写错了。")
    if value.year < EARLIEST:
        raise Wrong(f"“{text}”早于 {EARLIEST} 年，请核对年份。")
    return value


def _no_date(text: str) -> str:
    if _SERIAL.fullmatch(text):
        return f"“{text}”像是表格软件把日期变成了数字，请把该列设为文本，写成 2019-03-05。"
    return f"“{text}”不是日期，请写成 2019-03-05 或 2019-03-05 10:20。"


def short(text: str, most: int, name: str) -> str:
    """A line of text that fits, as nobody's spreadsheet changed it."""
    if len(text) > most:
        raise Wrong(f"{name}最多 {most} 字，现有 {len(text)} 字，请精简。")
    if any(ord(c) < 32 or ord(c) == 127 for c in text):
        raise Wrong(f"{name}中有换行或不可见字符，请删去。")
    if _SCIENTIFIC.fullmatch(text):
        raise Wrong(f"“{text}”像是表格软件改成的科学记数，请把该列设为文本并重新填写。")
    return text


def listed(text: str) -> list[str]:
    """Names between bars, each once."""
    return list(dict.fromkeys(name.strip() for name in text.split("|") if name.strip()))
