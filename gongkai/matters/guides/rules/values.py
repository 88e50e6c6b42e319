"""What was typed into the elements: cleaned and checked whole, each fault beside the input that it is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from gongkai.matters.guides.rules.shape import Column, Element, Shape

NONE = "none"  # the ids of elements for which “没有” is ticked
Values = dict[str, Any]

NOT_IN_LINKS = set(" \"'<>\\^`{|}")
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]")
_BLANK = re.compile(r"\s+")


@dataclass(slots=True)
class Checked:
    """Values as they may be stored, and what is wrong, by name of the input."""

    values: Values = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)


def name_of(element: str, row: int | None = None, column: str = "") -> str:
    """The name of an input: `el-materials-3-copies`; rows are counted from 0."""
    return f"el-{element}" if row is None else f"el-{element}-{row}-{column}"


def checked(
    shape: Shape, typed: Mapping[str, Any], today: date, files: Collection[str] = ()
) -> Checked:
    """`typed`: a string, a list of strings, or a list of rows for each element; `files`: names of attachments."""
    done = Checked()
    absent = [e.id for e in shape.elements if e.none and e.id in typed.get(NONE, ())]
    for element in shape.elements:
        given = typed.get(element.id)
        if element.form == "rows":
            value: Any = _rows(element, given or [], files, done.faults)
        else:
            value = _single(element, given, today, done.faults)
        if value not in ("", [], None):
            done.values[element.id] = value
            if element.id in absent:
                done.faults[name_of(element.id)] = (
                    f"已勾选“{element.none}”，又填写了{element.label}，请只留一项。"
                )
    if absent:
        done.values[NONE] = absent
    _compare(shape, done)
    return done


def _compare(shape: Shape, done: Checked) -> None:
    for element in shape.elements:
        other = shape.by_id.get(element.not_above or "")
        if other is None:
            continue
        one, most = done.values.get(element.id), done.values.get(other.id)
        if isinstance(one, int) and isinstance(most, int) and one > most:
            done.faults.setdefault(
                name_of(element.id), f"{element.label}不得长于{other.label}，请核对。"
            )


def tidy_line(text: Any) -> str:
    """One line: no invisible characters, blanks folded."""
    return _BLANK.sub(" ", _NO_TEXT.sub("", _string(text))).strip()


def tidy_text(text: Any) -> str:
    """Lines without invisible characters; empty ones are left out."""
    lines = (tidy_line(line) for line in _string(text).replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if line)


def _string(text: Any) -> str:
    return "" if text is None else str(text)


def _single(element: Element, given: Any, today: date, faults: dict[str, str]) -> Any:
    """The value of one element; what is wrong goes to `faults` and is not stored."""
    if element.form == "choices":
        chosen = {tidy_line(one) for one in given or ()} - {""}
        if chosen - set(element.options):
            faults[name_of(element.id)] = f"请从列表中选择{element.label}。"
        return [option for option in element.options if option in chosen]
    if element.form == "day":
        value, fault = _day(tidy_line(given), element.label, today)
    else:
        value, fault = _cell(element, given)
    if fault:
        faults[name_of(element.id)] = fault
    return value


def _rows(
    element: Element, given: Any, files: Collection[str], faults: dict[str, str]
) -> list[dict[str, Any]]:
    """The rows that hold anything; a row half filled is named by the number at which it stands on the page."""
    kept: list[dict[str, Any]] = []
    for number, row in enumerate(given):
        if not any(tidy_line(row.get(column.id)) for column in element.columns):
            continue
        kept.append({})
        for column in element.columns:
            value, fault = _cell(column, row.get(column.id), files)
            if fault:
                faults[name_of(element.id, number, column.id)] = fault
            if value != "":
                kept[-1][column.id] = value
        if absent := [c for c in element.columns if c.required and c.id not in kept[-1]]:
            faults[name_of(element.id, number, absent[0].id)] = _half_filled(number, absent)
    if len(kept) > element.limit:
        faults[name_of(element.id)] = (
            f"{element.label}最多 {element.limit} 行，现有 {len(kept)} 行，请合并或改用附件。"
        )
    return kept


def _half_filled(number: int, absent: list[Column]) -> str:
    """One sentence for a row, said at its first gap."""
    named = "".join(f"“{column.label}”" for column in absent)
    return f"第 {number + 1} 行没有填{named}，请补上，或清空该行。"


def _cell(one: Element | Column, given: Any, files: Collection[str] = ()) -> tuple[Any, str]:
    """Value and fault of one input."""
    text = tidy_text(given) if one.form == "text" else tidy_line(given)
    if text == "":
        return "", ""
    return _CELLS[one.form](one, text, files)


def _words(one: Any, text: str, _: Collection[str]) -> tuple[str, str]:
    over = len(text) > one.limit
    return text, f"{one.label}最多 {one.limit} 字，现有 {len(text)} 字，请精简。" if over else ""


def _choice(one: Any, text: str, _: Collection[str]) -> tuple[str, str]:
    return text, "" if text in one.options else f"请从列表中选择{one.label}。"


def _number(one: Any, text: str, _: Collection[str]) -> tuple[Any, str]:
    sign, digits = text[:1] in "-－—", text.lstrip("-－—+")
    if not (digits.isdecimal() and len(digits) < 9):
        return text, f"{one.label}请填整数，例如 5。"
    if sign and int(digits):
        return text, f"{one.label}不能是负数，请填 0 或正整数。"
    if int(digits) > one.limit:
        return text, f"{one.label}不应超过 {one.limit}，请核对。"
    return int(digits), ""


def _link(one: Any, text: str, files: Collection[str]) -> tuple[str, str]:
    try:
        parts = urlsplit(text)
        good = parts.scheme in ("http", "https") and bool(parts.hostname)
        good = good and not set(text) & NOT_IN_LINKS
    except ValueError:
        good = False
    if not good:
        return text, f"{one.label}应是 http:// 或 https:// 开头的完整网址。"
    return _words(one, text, files)


def _file(one: Any, text: str, files: Collection[str]) -> tuple[str, str]:
    gone = f"附件中没有“{text}”，请重新选择{one.label}，或先上传并保存。"
    return text, "" if text in files else gone


def _day(text: str, label: str, today: date) -> tuple[str, str]:
    if not text:
        return "", ""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text, f"{label}请写成例如 {today.isoformat()} 的日期。"
    if day > today:
        return text, f"{label}不能晚于今天（{today.isoformat()}）。"
    return day.isoformat(), ""


_CELLS: dict[str, Callable[[Any, str, Collection[str]], tuple[Any, str]]] = {
    "line": _words,
    "text": _words,
    "choice": _choice,
    "number": _number,
    "link": _link,
    "file": _file,
}
