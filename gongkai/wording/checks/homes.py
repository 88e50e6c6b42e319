"""Where somebody lives, the passport, the car."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.wording import masking
from gongkai.wording.remarks import Given, Remark
from gongkai.wording.sheets import Sheet

_LIVES = re.compile(
    r"(?:家庭住址|家庭地址|现住址|住址|户籍地址|户籍所在地|户籍地|居住地址|居住于|现居住?于|家住|住在)[:为在 ]{0,2}"
    r"([\u4e00-\u9fff]{1,24}[0-9一二三四五六七八九十]{1,5}[号栋幢组][^，。；、\t\n]{0,16})"
)
_FLAT = re.compile(
    r"[\u4e00-\u9fff]{0,12}[0-9一二三四五六七八九十A-D]{1,4}(?:号楼|栋|幢|座)"
    r"[0-9一二三四五六七八九十甲乙丙]{1,3}单元[0-9一二三四五六七八九十]{1,5}(?:层[0-9]{1,5})?[室号户]?"
)
_PASSPORT = re.compile(r"护照(?:号码?|编号)?[:为是 (]{0,3}([EGDPSK][A-Z]?[0-9]{7,8})(?![0-9])")
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
    r"[A-HJ-NP-Z][·•・ ]?(?=[A-HJ-NP-Z]{0,5}[0-9])[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9学警](?![0-9A-Za-z])"
)


def addresses(text: str, sheet: Sheet, given: Given) -> Iterator[Remark]:
    """Down to the house number where the text says that somebody lives there, or down to the flat."""
    for pattern, group in ((_LIVES, 1), (_FLAT, 0)):
        for found in pattern.finditer(text):
            start, end = found.span(group)
            masked = masking.words(found[group])
            message, mend = (
                "疑似家庭住址，属于个人信息。",
                "请删去门牌号，只写到区县；确需公开的请确认。",
            )
            yield Remark("personal.home_address", "ask", start, end, message, mend, masked)


def passports(text: str, sheet: Sheet, given: Given) -> Iterator[Remark]:
    """A passport number that is called one."""
    for found in _PASSPORT.finditer(text):
        masked = masking.number(found[1], first=1, last=3)
        mend = f"请删去，或改为“{masked}”这样的掩码形式。"
        message = "文中有护照号码，属于个人信息。"
        yield Remark("personal.passport", "ask", *found.span(1), message, mend, masked)


def plates(text: str, sheet: Sheet, given: Given) -> Iterator[Remark]:
    """A plate of a car; a cabinet of goods has no province before it."""
    for found in _PLATE.finditer(text):
        masked = masking.number(found[0], first=2, last=2)
        mend = f"如为个人车辆，请删去或改为“{masked}”。"
        message = "文中有机动车号牌。"
        yield Remark("personal.plate", "ask", *found.span(), message, mend, masked)
