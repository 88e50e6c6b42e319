"""The weekday beside a date is the one that the date has: the commonest trace of last year's notice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongkai.wording.checks.written_dates import Written, only_year, written, years_before
from gongkai.wording.findings import Severity
from gongkai.wording.remarks import Given, Remark, registered
from gongkai.wording.sheets import Sheet

DAYS = "一二三四五六日"
LAST_MONTH_OF_A_WINTER = 3
_WORD = r"(?:星期|周|礼拜)(?P<day>[一二三四五六日天末])"
_AFTER = re.compile(rf" ?(?:[（(\[，,] ?)?(?P<said>{_WORD})(?![至到—、和期年岁边-])")
_BEFORE = re.compile(rf"(?P<said>{_WORD})[（(，, ]?$")


@registered(attachments=True)
def weekdays(sheet: Sheet, given: Given) -> Iterator[Remark]:
    """A year that is left out is the only one that the text names; where it names several or none, it asks."""
    dates = written(sheet.text)
    single = only_year(dates, sheet.text)
    for each, last in years_before(dates):
        said = _said(sheet.text, each)
        year = each.year or single or last or given.today.year
        if said is None or _agrees(each, year, said["day"]):
            continue
        known = each.year or (single and sheet.text.find(str(single), 0, each.start) >= 0)
        yield _remark(sheet, each, said, year, "must" if known else "ask")


def _agrees(each: Written, year: int, word: str) -> bool:
    """In the year or, where it is left out early in a year, in the next: 2026年12月28日至1月3日（星期日）."""
    years = (year,) if each.year or each.month > LAST_MONTH_OF_A_WINTER else (year, year + 1)
    days = [each.on(y) for y in years]
    return not days[0] or any(day and _is(day, word) for day in days)


def _said(text: str, each: Written) -> re.Match[str] | None:
    """The weekday after the date, or right before it."""
    after = _AFTER.match(text, each.end)
    return after or _BEFORE.search(text[max(0, each.start - 5) : each.start])


def _is(day: date, word: str) -> bool:
    if word == "末":
        return day.weekday() >= 5
    return day.weekday() == DAYS.index("日" if word == "天" else word)


def _remark(
    sheet: Sheet, each: Written, said: re.Match[str], year: int, severity: Severity
) -> Remark:
    right = DAYS[date(year, each.month, each.day or 1).weekday()]
    start, end = _span(each, said)
    words = sheet.text[start:end]
    message = f"“{words}”：{year}年{each.month}月{each.day}日是星期{right}，不是{said['said']}。"
    mend = f"改为“星期{right}”，或核对日期。"
    return Remark("dates.weekday", severity, start, end, message, mend)


def _span(each: Written, said: re.Match[str]) -> tuple[int, int]:
    if said.re is _AFTER:
        return each.start, said.end("said")
    return each.start - (len(said.string) - said.start("said")), each.end
