"""Dates as they are written: 2026年11月23日, 11月23日, 2026-11-23, 二〇二六年十一月二十三日."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_HAN = "〇零○一二三四五六七八九"
_DIGIT = {c: str(max(0, i - 2)) for i, c in enumerate(_HAN)}
_NUMBER = r"[0-9]{1,3}|[一二三四五六七八九十]{1,3}"
_SPOKEN = re.compile(
    r"(?:(?<![0-9〇零○一二三四五六七八九])(?P<year>(?:19|20)[0-9]{2}|[一二]["
    + _HAN
    + r"]{3}) ?年 ?)?"
    rf"(?<![0-9一二三四五六七八九十个第])(?P<month>{_NUMBER}) ?月(?!份?之?后)"
    rf"(?: ?(?:(?P<day>{_NUMBER}) ?(?:日(?![均常趋])|号(?![楼院门线馆公文令])))?)"
)
_SIGNS = re.compile(
    r"(?<![0-9A-Za-z./-])(?P<year>(?:19|20)[0-9]{2})(?P<sign>[-/.])(?P<month>[0-9]{1,2})"
    r"(?P=sign)(?P<day>[0-9]{1,2})(?![0-9A-Za-z]|[./-][0-9A-Za-z])"
)


@dataclass(frozen=True, slots=True)
class Written:
    """A date as written, not yet known to exist; `year` and `day` None where they are left out."""

    start: int
    end: int
    year: int | None
    month: int
    day: int | None

    def exists(self, year: int) -> bool:
        """Whether there is such a day in a year."""
        try:
            date(year, self.month, 1 if self.day is None else self.day)
        except ValueError:
            return False
        return True

    def on(self, year: int) -> date | None:
        """The day in a year, None if there is none or only a month is said."""
        return date(year, self.month, self.day) if self.day and self.exists(year) else None


def written(text: str) -> list[Written]:
    """All dates with a month, in order."""
    spoken = (_read(m) for m in _SPOKEN.finditer(text))
    signed = (_read(m) for m in _SIGNS.finditer(text))
    return sorted((d for d in (*spoken, *signed) if d), key=lambda d: d.start)


def _read(found: re.Match[str]) -> Written | None:
    month, day = number(found["month"]), number(found["day"]) if found["day"] else None
    if month is None or (found["day"] and day is None):
        return None
    if found["year"] is None and day is None:
        return None  # 三月, 12月: no date yet
    said = "".join(_DIGIT.get(c, c) for c in found["year"] or "")
    return Written(*found.span(), int(said) if said else None, month, day)


def number(words: str) -> int | None:
    """十一, 二十三, 23 as a number below a thousand; None if it is none (三三)."""
    if words.isdigit() and words.isascii():
        return int(words)
    tens, ten, ones = words.partition("十")
    if not ten:
        return int(_DIGIT[words]) if len(words) == 1 else None
    if any(len(part) > 1 or part == "十" for part in (tens, ones)):
        return None
    return 10 * int(_DIGIT[tens] if tens else 1) + int(_DIGIT[ones] if ones else 0)


def only_year(dates: list[Written], text: str) -> int | None:
    """The one year that a text names, None if it names none or several."""
    years = {int(y) for y in re.findall(r"(?<![0-9])((?:19|20)[0-9]{2}) ?年", text)}
    years |= {d.year for d in dates if d.year}
    return years.pop() if len(years) == 1 else None


def years_before(dates: list[Written]) -> Iterator[tuple[Written, int | None]]:
    """Each date with the year that was said last, its own included."""
    last = None
    for each in dates:
        last = each.year or last
        yield each, last
