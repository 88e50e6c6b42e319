"""Bank cards: 16 to 19 digits, a prefix that is issued, and the check digit after Luhn."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.wording import masking
from gongkai.wording.checks import nearby
from gongkai.wording.findings import Severity
from gongkai.wording.remarks import Given, Remark
from gongkai.wording.sheets import Sheet

PREFIXES = ("62", "4", "51", "52", "53", "54", "55", "35", "60", "68", "69", "9558")
_CARD = re.compile(
    r"(?<![0-9A-Za-z.-])"
    r"(?:[34569][0-9]{15,18}|[34569][0-9]{3}(?:[ -][0-9]{4}){3}(?:[ -]?[0-9]{1,3})?)"
    r"(?![0-9A-Za-z]|[.-][0-9])"
)
_SAID = re.compile(r"银行|卡号|帐号|账号|帐户|账户|开户|收款|汇至|打到|转入")
_PUBLIC = re.compile(
    r"(?:户名|账户名称|收款单位|收款人|开户名)[:： ]?[^，。；\t]{0,20}(?:局|中心|公司|协会|学校|财政|单位)"
)


def cards(text: str, sheet: Sheet, given: Given) -> Iterator[Remark]:
    """Certain where the text speaks of a bank and the digit fits; of a public account it asks."""
    published = published_numbers(given)
    for found in _CARD.finditer(text):
        digits = re.sub("[ -]", "", found[0])
        if digits in published or nearby.is_record_number(text, sheet, found.start()):
            continue
        said = _is_said(text, sheet, found.start())
        fits = digits.startswith(PREFIXES) and luhn(digits)
        if fits or (said and digits.startswith("62")):
            public = _PUBLIC.search(sheet.line_at(found.start()).text)
            yield _remark(found, sure=bool(fits and said and not public))


def published_numbers(given: Given) -> frozenset[str]:
    """The bureau's own numbers, digits only."""
    numbers = given.rules.personal.published.numbers
    return frozenset(re.sub("[^0-9]", "", number) for number in numbers)


def luhn(digits: str) -> bool:
    """Whether the last digit is the one that the others call for."""
    doubled = (int(d) * (2 if i % 2 else 1) for i, d in enumerate(reversed(digits)))
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


def _is_said(text: str, sheet: Sheet, start: int) -> bool:
    words = nearby.before(text, sheet, start, 30)
    return bool(_SAID.search(words) or _SAID.search(nearby.column(sheet, start)))


def _remark(found: re.Match[str], *, sure: bool) -> Remark:
    masked = masking.number(found[0])
    message = (
        "文中有银行卡号，属于个人信息。" if sure else "疑似银行卡号；如为对公账户，请确认可以公开。"
    )
    mend = f"请删去，或改为“{masked}”这样的掩码形式。"
    severity: Severity = "must" if sure else "ask"
    start, end = found.span()
    return Remark("personal.bank_card", severity, start, end, message, mend, masked)
