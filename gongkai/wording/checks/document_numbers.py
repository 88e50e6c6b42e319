"""发文字号 after GB/T 9704: 市体发〔2026〕12号 — six-cornered brackets, full year, no 第, no leading zero."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.wording.remarks import Given, Remark, registered
from gongkai.wording.sheets import Sheet

_OPEN, _CLOSE = "[(（【［｛{<〈《〔", "])）】］｝}>〉》〕"
_NUMBER = re.compile(
    rf"(?<=[\u4e00-\u9fff])(?P<space> ?)(?P<open>[{re.escape(_OPEN)}]) ?(?P<year>[0-9]{{2}}|(?:19|20)[0-9]{{2}})(?P<nian>年?) ?"
    rf"(?P<close>[{re.escape(_CLOSE)}]) ?(?P<di>第?) ?(?P<number>[0-9]{{1,5}}) ?号"
)
_UNFINISHED = re.compile(r"(?<=[\u4e00-\u9fff])〔(?:19|20)[0-9]{2}〕(?:[0-9]{1,4})(?![0-9号 ])")


@registered(attachments=True)
def document_numbers(sheet: Sheet, given: Given) -> Iterator[Remark]:
    """One remark for each thing that is wrong with a number; the mend shows the number as it should be."""
    for found in _NUMBER.finditer(sheet.text):
        start, end = found.start("open"), found.end()
        full = found["year"] if len(found["year"]) == 4 else f"20{found['year']}"
        mend = f"改为“〔{full}〕{int(found['number'])}号”。"
        for rule, message in _wrong(found):
            yield Remark(f"document_numbers.{rule}", "must", start, end, message, mend)
    for found in _UNFINISHED.finditer(sheet.text):
        message = f"发文字号“{found[0]}”缺少“号”。"
        rule = "document_numbers.unfinished"
        yield Remark(rule, "must", *found.span(), message, f"改为“{found[0]}号”。")


def _wrong(found: re.Match[str]) -> Iterator[tuple[str, str]]:
    if found["open"] != "〔" or found["close"] != "〕":
        yield "brackets", "发文字号的年份应当用六角括号“〔〕”括入。"
    if found["di"]:
        yield "ordinal", "发文字号的序号不加“第”字。"
    if found["number"].startswith("0"):
        yield "zero", "发文字号的序号不编虚位。"
    if len(found["year"]) == 2 or found["nian"]:
        yield "year", "发文字号的年份应当写全四位数，不带“年”字。"
