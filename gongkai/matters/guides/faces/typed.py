"""What a form of elements sends, read as it was typed; rows added, inserted and taken away without a script."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import QueryDict

from gongkai.matters.guides.actions import Service
from gongkai.matters.guides.models import Guide
from gongkai.matters.guides.rules.shape import Element, Shape
from gongkai.matters.guides.rules.values import NONE, name_of

MORE = 3  # empty rows that one press adds
_ROW_ACT = re.compile(r"(add|insert|remove):([a-z][a-z0-9_]*)(?::([0-9]{1,4}))?")


@dataclass(slots=True)
class Typed:
    """The form as it stands on the page, right or wrong."""

    title: str = ""
    category: str = ""
    elements: dict[str, Any] = field(default_factory=dict)
    edition: int = 0
    key: UUID | None = None

    def service(self) -> Service:
        """The value that the action takes."""
        return Service(self.title, self.category, self.elements)


def typed_in(post: QueryDict, shape: Shape) -> Typed:
    """Everything that a browser sent."""
    elements = {each.id: _given(post, each) for each in shape.elements}
    return Typed(
        title=post.get("title", ""),
        category=post.get("category", ""),
        elements={**elements, NONE: post.getlist(name_of(NONE))},
        edition=int(post.get("edition", "")) if post.get("edition", "").isdecimal() else 0,
        key=_uuid(post.get("key", "")),
    )


def typed_of(guide: Guide) -> Typed:
    """The form as the stored guide fills it."""
    return Typed(guide.title, guide.category, dict(guide.elements), guide.edition, guide.pk)


def _given(post: QueryDict, element: Element) -> Any:
    if element.form == "choices":
        return post.getlist(name_of(element.id))
    if element.form == "rows":
        return _rows(post, element)
    return post.get(name_of(element.id), "")


def _rows(post: QueryDict, element: Element) -> list[dict[str, str]]:
    """Rows in the order of their numbers, whatever numbers they bear; empty ones too."""
    columns = "|".join(re.escape(column.id) for column in element.columns)
    pattern = re.compile(rf"el-{re.escape(element.id)}-([0-9]{{1,5}})-({columns})")
    found: dict[int, dict[str, str]] = {}
    for name in post:
        if match := pattern.fullmatch(name):
            found.setdefault(int(match[1]), {})[match[2]] = post.get(name, "")
    return [found[number] for number in sorted(found)]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def row_act(typed: Typed, act: str, shape: Shape) -> str:
    """Carry out 添加, 插入, 删除 of a row on what was typed; the element that it was about, or ''."""
    match = _ROW_ACT.fullmatch(act)
    element = shape.by_id.get(match[2]) if match else None
    if match is None or element is None or element.form != "rows":
        return ""
    rows = typed.elements[element.id]
    at = int(match[3] or len(rows))
    if match[1] == "add":
        rows.extend({} for _ in range(MORE))
    elif match[1] == "insert":
        rows.insert(at + 1, {})
    else:
        del rows[at : at + 1]
    return element.id


def cell_of(row: Mapping[str, Any], column: str) -> str:
    value = row.get(column)
    return "" if value is None else str(value)
