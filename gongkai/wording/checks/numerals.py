"""Years: 〇 and not 零, all in one kind of numerals, four places, and spaced alike throughout."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.wording.remarks import Given, Remark, registered
from gongkai.wording.sheets import Sheet

_ZERO = re.compile(r"[一二][一二三四五六七八九〇零○OoＯ0０]{3}(?=年)")
_MIXED = re.compile(
    r"[一二][〇一二三四五六七八九]{3}年[0-9]{1,2}月(?:[0-9]{1,2}日)?|(?:19|20)[0-9]{2}年[一二三四五六七八九十]{1,3}月(?:[一二三四五六七八九十]{1,3}日)?"
)
_SHORT = re.compile(
    r"(?<![0-9第近前后满约过达至到的〔.—-])(?<![0-9]年)([0-3][0-9])年(?=[0-9]{1,2}月|度)"
)
_TIGHT, _LOOSE = (
    re.compile(r"[0-9]{4}年[0-9]"),
    re.compile(r"[0-9]{4} 年 ?[0-9]|[0-9]{4}年 [0-9]{1,2} ?月"),
)
_ZEROS = re.compile(r"(?:19|20)[0-9]{2}年(?:0[1-9]月(?:[0-9]{1,2}日)?|[0-9]{1,2}月0[1-9]日)")


@registered()
def zero(sheet: Sheet, given: Given) -> Iterator[Remark]:
    """二零二六年 for 二〇二六年, also with a circle or a letter."""
    for found in _ZERO.finditer(sheet.text):
        right = re.sub("[零○OoＯ0０]", "〇", found[0])
        if right != found[0]:
            message = f"年份“{found[0]}”中的零应当写作“〇”。"
            yield Remark("dates.numerals", "must", *found.span(), message, f"改为“{right}”。")


@registered()
def mixed(sheet: Sheet, given: Given) -> Iterator[Remark]:
    """二〇二六年3月: two kinds of numerals in one date; 2026年03月: places filled up."""
    for found in _MIXED.finditer(sheet.text):
        message = f"“{found[0]}”混用了汉字数字和阿拉伯数字。"
        yield Remark("dates.numerals", "must", *found.span(), message, "统一用阿拉伯数字。")
    for found in _ZEROS.finditer(sheet.text):
        right = re.sub("(?<=[年月])0", "", found[0])
        message = f"“{found[0]}”的月、日不编虚位。"
        yield Remark("dates.numerals", "ask", *found.span(), message, f"改为“{right}”。")


@registered()
def short_year(sheet: Sheet, given: Given) -> Iterator[Remark]:
    """26年3月."""
    for found in _SHORT.finditer(sheet.text):
        message = f"年份“{found[0]}”没有写全。"
        mend = f"改为“20{found[0]}”。"
        yield Remark("dates.short_year", "ask", *found.span(), message, mend)


@registered()
def spacing(sheet: Sheet, given: Given) -> Iterator[Remark]:
    """2026年 here and 2026 年 there: once for each text, at the first of the rarer kind."""
    tight, loose = list(_TIGHT.finditer(sheet.text)), list(_LOOSE.finditer(sheet.text))
    if tight and loose:
        rarer = min(loose, tight, key=len)[0]
        message = "日期里有的有空格，有的没有。"
        mend = "全文统一，一般不留空格。"
        yield Remark("dates.spacing", "ask", *rarer.span(), message, mend)
