"""The text of a guide, made from its elements by one pure function: what is filled in stands in it, labelled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from html import escape
from typing import Any

from gongkai.matters.guides.rules.completeness import filled
from gongkai.matters.guides.rules.shape import Column, Element, Shape
from gongkai.matters.guides.rules.values import NONE

SHORT = {"line", "choice", "choices", "number", "link", "day"}  # one row of a table of facts


def body(shape: Shape, title: str, values: Mapping[str, Any]) -> str:
    """HTML of the tags that a body may have. Read on a phone: no table is wider than three columns."""
    parts = []
    for position, section in enumerate(shape.sections):
        first = [("事项名称", escape(title, quote=False))] if position == 0 and title else []
        inside = _section(section.title, shape.in_section(section.id), values, first)
        if inside:
            parts.append(f"<h2>{_text(section.title)}</h2>{inside}")
    return "".join(parts)


def _section(
    title: str, elements: Iterable[Element], values: Mapping[str, Any], first: list[tuple[str, str]]
) -> str:
    """Facts side by side become one table; longer ones stand below a heading of their own."""
    done, facts = "", list(first)
    for element in elements:
        if not filled(element, values):
            continue
        if element.form in SHORT or element.id not in values:
            facts.append((_text(element.label), _fact(element, values)))
            continue
        if element.form == "text" and element.label == title:
            lines = values[element.id].split("\n")
            done += _table(facts) + "".join(f"<p>{_text(line)}</p>" for line in lines)
            facts = []
            continue
        if element.form == "text":
            facts.append((_text(element.label), _lines(values[element.id])))
            continue
        done += _table(facts)
        facts = []
        heading = "" if element.label == title else f"<h3>{_text(element.label)}</h3>"
        done += heading + _ROWS[element.shown](element, values[element.id])
    return done + _table(facts)


def _text(value: Any) -> str:
    return escape(str(value), quote=False)


def _lines(value: str) -> str:
    return "<br>".join(_text(line) for line in value.split("\n"))


def _fact(element: Element, values: Mapping[str, Any]) -> str:
    """One value as it is read; what is said not to exist by the sentence that was ticked."""
    if element.id in values.get(NONE, ()):
        return _text(element.none)
    value = values[element.id]
    if element.form == "choices":
        return _text("、".join(value))
    if element.form == "number":
        return _text(f"{value} {element.unit}".rstrip())
    if element.form == "day":
        day = date.fromisoformat(value)
        return f"{day.year}年{day.month}月{day.day}日"
    if element.form == "link":
        address = escape(value)
        return f'<a href="{address}" rel="noopener noreferrer">{_text(value)}</a>'
    return _text(value)


def _table(facts: list[tuple[str, str]]) -> str:
    rows = "".join(f'<tr><th scope="row">{k}</th><td>{v}</td></tr>' for k, v in facts)
    return f"<table><tbody>{rows}</tbody></table>" if rows else ""


def _materials(element: Element, rows: list[dict[str, Any]]) -> str:
    """Number, first column, and everything else labelled in one cell."""
    first, *rest = element.columns
    head = "".join(f'<th scope="col">{_text(h)}</th>' for h in ("序号", first.label, "要求"))
    lines = "".join(
        f"<tr><td>{number}</td><td>{_lines(str(row.get(first.id, '')))}</td>"
        f"<td>{_labelled(rest, row)}</td></tr>"
        for number, row in enumerate(rows, 1)
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"


def _steps(element: Element, rows: list[dict[str, Any]]) -> str:
    first, *rest = element.columns
    items = "".join(
        f"<li><strong>{_lines(str(row.get(first.id, '')))}</strong>{_after(rest, row)}</li>"
        for row in rows
    )
    return f"<ol>{items}</ol>"


def _questions(element: Element, rows: list[dict[str, Any]]) -> str:
    first, *rest = element.columns
    return "".join(
        f"<p><strong>问：{_lines(str(row.get(first.id, '')))}</strong></p>"
        f"<p>答：{_values(rest, row)}</p>"
        for row in rows
    )


def _labelled(columns: Iterable[Column], row: Mapping[str, Any]) -> str:
    given = [(c, row[c.id]) for c in columns if row.get(c.id, "") != ""]
    return "<br>".join(f"{_text(c.label)}：{_value(c, value)}" for c, value in given)


def _values(columns: Iterable[Column], row: Mapping[str, Any]) -> str:
    return "<br>".join(_value(c, row[c.id]) for c in columns if row.get(c.id, "") != "")


def _after(columns: Iterable[Column], row: Mapping[str, Any]) -> str:
    said = _values(columns, row)
    return f"：{said}" if said else ""


def _value(column: Column, value: Any) -> str:
    if column.form == "file":
        return f"见附件“{_text(value)}”"
    return _lines(f"{value} {column.unit}".rstrip() if column.form == "number" else str(value))


_ROWS: dict[str, Callable[[Element, list[dict[str, Any]]], str]] = {
    "table": _materials,
    "steps": _steps,
    "questions": _questions,
}
