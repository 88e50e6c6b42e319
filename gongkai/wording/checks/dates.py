"""Dates that do not exist, spans that run backwards, times of day that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from gongkai.wording.checks.written_dates import Written, only_year, written
from gongkai.wording.findings import Severity
from gongkai.wording.remarks import Given, Remark, registered
from gongkai.wording.sheets import Sheet

_LUNAR = re.compile("[农阴]历")  # its second month may well have thirty days
_LEAP = 2024  # a month and a day without year are only wrong if they are so in a leap year
_UNTIL = re.compile(
    r"(?:（[^（）\n]{1,8}）|\([^()\n]{1,8}\))? ?(?:上午|下午|起|[0-9]{1,2}[:：时][0-9]{0,2})? ?(?:至|到|—|－|-|–|~|～|——) ?"
)
_SHORT = re.compile(
    r"(?P<month>[0-9]{1,2})月(?P<first>[0-9]{1,2})日? ?(?:至|到|—|－|-|–|~|～) ?(?P<last>[0-9]{1,2})日"
)
_YEARS = re.compile(
    r"(?<![0-9-])(?P<first>(?:19|20)[0-9]{2})年?(?:至|—|-|–|~|～)(?P<last>(?:19|20)[0-9]{2})年"
)
_CLOCK = re.compile(r"(?<![0-9:：.])(?P<hour>[0-9]{2})[:：](?P<minute>[0-9]{2})(?![0-9:：])")
_HALF = re.compile(
    r"(?P<half>上午|下午|晚上|早上|凌晨) ?(?P<hour>[0-9]{1,2}) ?(?:[:：时点](?P<minute>[0-9]{2})?)"
)


@registered(attachments=True)
def not_existing(sheet: Sheet, given: Given) -> Iterator[Remark]:
    """2026年2月30日, 13月; 2月29日 without a year where the only year of the text has none."""
    dates = written(sheet.text)
    year = only_year(dates, sheet.text)
    for each in dates:
        lunar = _LUNAR.search(sheet.text, max(0, each.start - 4), each.start)
        if lunar or each.exists(each.year or year or _LEAP):
            continue
        said = sheet.text[each.start : each.end]
        sure = bool(each.year) or not each.exists(_LEAP)
        message = f"没有“{said}”这一天。" if each.day is not None else f"没有“{said}”。"
        mend = "请核对月份和日期。"
        severity: Severity = "must" if sure else "ask"
        yield Remark("dates.not_existing", severity, each.start, each.end, message, mend)


@registered(attachments=True)
def backwards(sheet: Sheet, given: Given) -> Iterator[Remark]:
    """From a later day to an earlier one."""
    for first, last in pairwise(written(sheet.text)):
        between = sheet.text[first.end : last.start]
        if len(between) < 24 and _UNTIL.fullmatch(between) and _is_backwards(first, last):
            yield _backwards(
                sheet, first.start, last.end, sure=bool(last.year) or _near(first, last)
            )
    for found in _SHORT.finditer(sheet.text):
        if int(found["first"]) > int(found["last"]):
            yield _backwards(sheet, *found.span(), sure=True)
    for found in _YEARS.finditer(sheet.text):
        if int(found["first"]) > int(found["last"]):
            yield _backwards(sheet, *found.span(), sure=True)


def _is_backwards(first: Written, last: Written) -> bool:
    if last.year and not first.year:
        return False
    year = first.year or _LEAP
    begins, ends = first.on(year), last.on(last.year or year)
    return bool(begins and ends and ends < begins)


def _near(first: Written, last: Written) -> bool:
    """Without a second year, 12月28日至1月3日 leads into the next year; 11月23日至11月20日 does not."""
    return first.month - last.month < 6


def _backwards(sheet: Sheet, start: int, end: int, *, sure: bool) -> Remark:
    message = f"“{sheet.text[start:end]}”止于开始之前。"
    mend = "请核对起止日期；跨年的请写明年份。"
    severity: Severity = "must" if sure else "ask"
    return Remark("dates.backwards", severity, start, end, message, mend)


@registered(attachments=True)
def times(sheet: Sheet, given: Given) -> Iterator[Remark]:
    """25:00, 14:75; 上午15时, 下午14:00."""
    for found in _CLOCK.finditer(sheet.text):
        said = _clock_is_said(sheet.text, found)
        if said and (int(found["hour"]) > 24 or int(found["minute"]) > 59):
            message = f"没有“{found[0]}”这个时间。"
            yield Remark("dates.time", "ask", *found.span(), message, "请核对时间；比分等请确认。")
    for found in _HALF.finditer(sheet.text):
        if problem := _half(found["half"], int(found["hour"])):
            yield Remark(
                "dates.time", "ask", *found.span(), problem, "请改用 24 小时制或核对时间。"
            )


def _clock_is_said(text: str, found: re.Match[str]) -> bool:
    """85:79 is a score: a time stands after a day, 上午 or a word of time, or in a span."""
    return bool(
        re.search(
            r"(?:日|时间|[上下]午|）|[至—-])[ ：:为]?$",
            text[max(0, found.start() - 4) : found.start()],
        )
    )


def _half(half: str, hour: int) -> str | None:
    if half in ("上午", "早上", "凌晨") and hour > 12:
        return f"“{half}”与“{hour}时”矛盾。"
    if half in ("下午", "晚上") and hour > 12:
        return f"用了 24 小时制又写“{half}”，重复。"
    return None
