"""Numbers and units: no full-width mark inside a number, units as 法定计量单位 writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from gongkai.wording.remarks import Given, Remark, registered
from gongkai.wording.rules import Rules
from gongkai.wording.sheets import Sheet

_SEPARATED = re.compile(r"(?<![0-9，])[0-9]{1,3}(?:，[0-9]{3})+(?![0-9，年])|[0-9]。[0-9]")


@registered()
def separators(sheet: Sheet, given: Given) -> Iterator[Remark]:
    """1，200 and 3。5: a Chinese mark inside a number."""
    for found in _SEPARATED.finditer(sheet.text):
        right = found[0].replace("，", "").replace("。", ".")
        message = f"数字“{found[0]}”里用了中文标点。"
        mend = f"改为“{right}”；如为两个数并列，请确认。"
        yield Remark("numbers.separator", "ask", *found.span(), message, mend)


@registered()
def units(sheet: Sheet, given: Given) -> Iterator[Remark]:
    """Units of the list, right after a number."""
    pattern, right = _units(given.rules)
    for found in pattern.finditer(sheet.text):
        unit = found["unit"]
        mend = f"改为“{right[unit]}”。"
        yield Remark("numbers.unit", "ask", *found.span(), f"计量单位“{unit}”不规范。", mend)


@lru_cache(maxsize=4)
def _units(rules: Rules) -> tuple[re.Pattern[str], dict[str, str]]:
    right = {unit.wrong: unit.right for unit in rules.forms.units}
    wrong = "|".join(map(re.escape, sorted(right, key=len, reverse=True))) or "(?!)"
    return re.compile(rf"[0-9万亿千百] ?(?P<unit>{wrong})(?![A-Za-z0-9])"), right
