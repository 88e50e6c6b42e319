"""居民身份证号码 by GB 11643: region, day of birth, check character after ISO 7064 MOD 11-2."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongkai.wording import masking
from gongkai.wording.checks import nearby
from gongkai.wording.findings import Severity
from gongkai.wording.remarks import Given, Remark
from gongkai.wording.sheets import Sheet

PROVINCES = {
    *("11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37"),
    *("41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64"),
    *("65", "71", "81", "82", "83"),
}
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
_GAP = "[ -]?"
_NEW = re.compile(
    "(?<![0-9A-Za-z])"
    + _GAP.join(["[1-8]", *["[0-9]"] * 5, "[12]", "[089]", *["[0-9]"] * 9, "[0-9Xx]"])
    + "(?![0-9A-Za-z])"
)
_OLD = re.compile(r"(?<![0-9A-Za-z.-])[1-8][0-9]{14}(?![0-9A-Za-z-]|\.[0-9])")
_SAID = re.compile(r"身份证|证件号|公民身份")
MASK_IT = "请删去，或改为“{}”这样的掩码形式。"


def numbers(text: str, sheet: Sheet, given: Given) -> Iterator[Remark]:
    """Eighteen places, also with gaps. A wrong check character counts where the text says 身份证."""
    for found in _NEW.finditer(text):
        digits = re.sub("[ -]", "", found[0]).upper()
        if not _plausible(digits[:6], digits[6:14], given.today):
            continue
        masked = masking.number(found[0])
        if check_character(digits) == digits[17]:
            message = "文中有居民身份证号码，属于个人信息。"
            yield _remark("identity_number", "must", found, masked, message)
        elif _is_said(text, sheet, found.start()):
            message = "文中有身份证号码，校验位不符，可能抄录有误；仍属于个人信息。"
            yield _remark("identity_number", "ask", found, masked, message)


def old_numbers(text: str, sheet: Sheet, given: Given) -> Iterator[Remark]:
    """Fifteen digits have no check character: so this one asks."""
    for found in _OLD.finditer(text):
        digits = found[0]
        if not _plausible(digits[:6], "19" + digits[6:12], given.today):
            continue
        if nearby.is_record_number(text, sheet, found.start()):
            continue
        message = "疑似十五位旧身份证号码，属于个人信息。"
        masked = masking.number(digits)
        yield _remark("identity_number_old", "ask", found, masked, message)


def check_character(digits: str) -> str:
    """The eighteenth place that the first seventeen call for."""
    return CHECKS[sum(int(d) * w for d, w in zip(digits, WEIGHTS, strict=False)) % 11]


def _plausible(region: str, birth: str, today: date) -> bool:
    try:
        born = date(int(birth[:4]), int(birth[4:6]), int(birth[6:]))
    except ValueError:
        return False
    return region[:2] in PROVINCES and date(1900, 1, 1) <= born <= today


def _is_said(text: str, sheet: Sheet, start: int) -> bool:
    return bool(
        _SAID.search(nearby.before(text, sheet, start, 16))
        or _SAID.search(nearby.column(sheet, start))
    )


def _remark(
    kind: str, severity: Severity, found: re.Match[str], masked: str, message: str
) -> Remark:
    mend = MASK_IT.format(masked)
    return Remark(f"personal.{kind}", severity, *found.span(), message, mend, masked)
