"""What stands before a number tells what it is: words of the same line, and the name of its column."""

from __future__ import annotations

import re
from functools import lru_cache

from gongkai.wording.rules import Rules
from gongkai.wording.sheets import Sheet

NO_PERSONS = re.compile(
    r"(?:索引号|编号|单号|流水号?|订单号?|信用代码|条形码|条码|登记号|注册号|许可证号?|项目代码|备案号|"
    r"凭证号|序列号|设备号|合同号|批号|货号)[^，。；\t]{0,6}$"
)
_CONTACT = re.compile(r"联系人|联络人|经办人|承办人|咨询|联系方式|联系电话|负责人|值班")
_ABOUT = (
    r"(?:同志|先生|女士|选手|运动员|教练员?)?[ ，,、:(]{0,2}(?:的|其|本人)?"
    r"(?:手机号码|手机号|手机|联系电话|电话号码|电话|移动电话|联系方式|Tel|tel)?[ :为是]{0,2}"
)


def before(text: str, sheet: Sheet, start: int, width: int = 40) -> str:
    """The words of the same line that stand before an offset, at most `width` of them."""
    return text[max(sheet.starts[sheet.index_at(start)], start - width) : start]


def column(sheet: Sheet, start: int) -> str:
    """The name of the column that an offset stands in; all names where the cells do not fit."""
    index = sheet.index_at(start)
    line = sheet.lines[index]
    names = line.head.split("\t")
    position = sheet.text.count("\t", sheet.starts[index], start)
    whole = len(names) == 1 or position >= len(names)
    return line.head if whole else names[position]


def is_record_number(text: str, sheet: Sheet, start: int) -> bool:
    """Whether the words before say that this is the number of a thing: 索引号, 订单号, 统一社会信用代码."""
    words = before(text, sheet, start, 20)
    return bool(NO_PERSONS.search(words) or NO_PERSONS.search(column(sheet, start)))


def belongs_to_somebody(text: str, sheet: Sheet, start: int, rules: Rules) -> bool:
    """Whether a name stands with the number, and not as somebody whom the public is to call."""
    words, head = before(text, sheet, start), sheet.line_at(start).head
    if _CONTACT.search(words) or _CONTACT.search(column(sheet, start)):
        return False
    if "身份证" in sheet.line_at(start).text:
        return True
    return "姓名" in words or "姓名" in head or bool(_named(rules).search(words))


@lru_cache(maxsize=4)
def _named(rules: Rules) -> re.Pattern[str]:
    """A Chinese name right before the end of the words: 张伟（手机, 李明 电话:."""
    compound = "|".join(map(re.escape, rules.personal.compound_surnames)) or "(?!)"
    single = f"[{re.escape(rules.personal.surnames)}]" if rules.personal.surnames else "(?!)"
    return re.compile(rf"(?:{compound}|{single})[\u4e00-\u9fff]{{1,2}}{_ABOUT}$")
