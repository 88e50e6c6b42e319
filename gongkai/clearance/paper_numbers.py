"""The number on a printed sheet: by it the sheet signed with a pen is found again (F1: 已签批件登记)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.clearance.models import Clearance, Revision
from gongkai.clock.calendars import local_day

_NUMBER = re.compile(r"(\d{4})-(\d{6,})-(\d{2,})-(\d{2})")
_CHECKED = 97  # ISO 7064: one wrong digit, or two exchanged, is noticed


@dataclass(frozen=True, slots=True)
class PaperNumber:
    """Year of 送审, the sheet's serial, the text (稿次) that was printed. Only digits: typed on any keyboard."""

    year: int
    serial: int
    revision: int

    def __str__(self) -> str:
        body = f"{self.year}-{self.serial:06d}-{self.revision:02d}"
        return f"{body}-{_check(body):02d}"


def number_of(sheet: Clearance, text: Revision) -> PaperNumber:
    """The number that a paper of this sheet with this text carries."""
    return PaperNumber(local_day(sheet.submitted_at).year, sheet.pk, text.number)


def read(typed: str) -> PaperNumber | None:
    """The number in what somebody typed or scanned; None where there is none whose check digits fit."""
    found = _NUMBER.search(typed.translate(_HALF_WIDTH).replace(" ", ""))
    if found is None:
        return None
    number = PaperNumber(*(int(part) for part in found.groups()[:3]))
    return number if str(number) == found[0] else None


def fault(sheet: Clearance, typed: str) -> str | None:
    """Why a paper with this number is not the one of this sheet and text; other numbers (办公系统) are not ours to judge."""
    number = read(typed)
    if number is None:
        return None
    if number.serial != sheet.pk:
        return f"编号 {number} 不是本件的发文稿纸，请核对纸质件，或按编号查找到那一件再登记。"
    if number.revision != sheet.revision.number:
        return (
            f"编号 {number} 的稿纸印的是第 {number.revision} 稿，现为第 {sheet.revision.number} 稿。"
            "请按现在的文本重新打印、签批后再登记。"
        )
    return None


_HALF_WIDTH = {ord("－"): "-", ord("—"): "-", ord("–"): "-"} | {
    ord("０") + n: str(n) for n in range(10)
}


def _check(body: str) -> int:
    return 98 - int(body.replace("-", "")) * 100 % _CHECKED
