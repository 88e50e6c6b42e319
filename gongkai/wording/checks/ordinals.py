"""序号 after GB/T 9704: 一、（一） 1. （1） — at the beginning of a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.wording.findings import Severity
from gongkai.wording.remarks import Given, Remark, registered
from gongkai.wording.sheets import Sheet

_HAN = "[一二三四五六七八九十]{1,3}"
_FORMS: tuple[tuple[str, Severity, str, str, str], ...] = (
    ("first", "must", rf"({_HAN})(?:[.．,:：]|，(?=\S))[ \u3000]?", "{}、", "第一层序号后用顿号"),
    ("first", "must", rf"({_HAN})、[、，,.：:]", "{}、", "序号后的标点重复"),
    ("second", "must", rf"（({_HAN})）[、，,.．：:]", "（{}）", "第二层序号的括号后不加标点"),
    ("second", "must", rf"[(]({_HAN})[)）][、，,.．]?|[（]({_HAN})[)][、，,.．]?", "（{}）", "第二层序号用全角括号，括号后不加标点"),
    ("third", "must", r"([0-9]{1,2})、(?=\D)", "{}.", "第三层序号后用下脚点"),
    ("third", "must", r"([0-9]{1,2})[，：](?=[\u4e00-\u9fff])", "{}.", "第三层序号后用下脚点"),
    ("fourth", "must", r"（([0-9]{1,2})）[、，,.．：:]", "（{}）", "第四层序号的括号后不加标点"),
    ("fourth", "must", r"[(]([0-9]{1,2})[)）][、，.．]?|（([0-9]{1,2})[)][、，.．]?", "（{}）", "第四层序号用全角括号，括号后不加标点"),
    ("fourth", "ask", r"([①②③④⑤⑥⑦⑧⑨⑩])[、，.．]", "{}", "圈码后不加标点"),
    ("words", "must", rf"(第{_HAN})[、：](?=\S)", "{}，", "“第一”“第二”后用逗号"),
    ("words", "ask", r"(首先|其次|再次|最后)、", "{}，", "“首先”“其次”后用逗号"),
)  # fmt: skip
_COMPILED = tuple(
    (rule, severity, re.compile(rf"^[ \u3000]?(?:{pattern})", re.M), right, why)
    for rule, severity, pattern, right, why in _FORMS
)


@registered()
def ordinals(sheet: Sheet, given: Given) -> Iterator[Remark]:
    """The form of the number that a line begins with; cells of a table are no headings."""
    for rule, severity, pattern, right, why in _COMPILED:
        for found in pattern.finditer(sheet.text):
            line = sheet.line_at(found.start())
            if line.kind in ("row", "title") or len(found[0]) >= len(line.text):
                continue
            number = next(g for g in found.groups() if g)
            message = f"序号“{found[0].strip()}”：{why}。"
            mend = f"改为“{right.format(number)}”。"
            yield Remark(f"ordinals.{rule}", severity, *found.span(), message, mend)
