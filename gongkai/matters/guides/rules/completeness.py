"""Which required elements are missing (办事指南重点要素缺失), and how old the comparison with the platform is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from gongkai.matters.guides.rules.shape import Element, Shape
from gongkai.matters.guides.rules.values import NONE


def filled(element: Element, values: Mapping[str, Any]) -> bool:
    """0 is a value; a ticked “没有” is an answer."""
    return values.get(element.id) not in (None, "", []) or element.id in values.get(NONE, ())


def asked_for(element: Element, values: Mapping[str, Any]) -> bool:
    """Whether it must be filled in, as the other elements stand."""
    if not element.required:
        return False
    return element.when is None or values.get(element.when.element) == element.when.is_


def missing(shape: Shape, values: Mapping[str, Any], *, registering: bool = False) -> list[Element]:
    """Required elements that are empty; while a service is being registered only those asked for there."""
    return [
        element
        for element in shape.elements
        if asked_for(element, values)
        and not filled(element, values)
        and (element.at_registration or not registering)
    ]


def files_gone(shape: Shape, values: Mapping[str, Any], files: Collection[str]) -> list[str]:
    """Names of attachments that a table names and that are no longer there."""
    return [
        row[column.id]
        for element in shape.elements
        for row in (values.get(element.id, ()) if element.form == "rows" else ())
        for column in element.columns
        if column.form == "file" and row.get(column.id, "") not in ("", *files)
    ]


def hindrance(shape: Shape, values: Mapping[str, Any], files: Collection[str]) -> str:
    """Why the guide cannot be sent off yet, else ''."""
    if left := missing(shape, values):
        return f"办事指南重点要素缺失：{'、'.join(e.label for e in left)}。请补齐并保存后再送审。"
    if gone := files_gone(shape, values, files):
        return f"申请材料所列的样表“{gone[0]}”已不在附件中，请重新上传或改选后再送审。"
    return ""


def days_since_comparison(shape: Shape, values: Mapping[str, Any], today: date) -> int | None:
    """Days since the day of comparison; None when there is none."""
    element = shape.compared_on
    day = values.get(element.id) if element else None
    return (today - date.fromisoformat(day)).days if day else None


def stale(shape: Shape, values: Mapping[str, Any], today: date) -> bool:
    """Older than the file allows."""
    days = days_since_comparison(shape, values, today)
    return days is not None and days > shape.comparison_fresh_days
