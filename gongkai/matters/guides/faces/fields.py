"""The inputs of a form of elements, as plain values for the templates."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from gongkai.matters.guides.faces.typed import Typed, cell_of
from gongkai.matters.guides.rules.shape import Column, Element, Shape
from gongkai.matters.guides.rules.values import NONE, name_of

SPARE = 1  # empty rows below the filled ones


def sections(
    shape: Shape,
    typed: Typed,
    faults: Mapping[str, str],
    files: Sequence[str],
    missing: Collection[str] = (),
    *,
    registering: bool = False,
) -> list[dict[str, Any]]:
    """The sections with the fields that the page shows; while registering only those asked for then."""
    shown = []
    for section in shape.sections:
        elements = shape.in_section(section.id)
        fields = [
            _field(element, typed, faults, files, element.id in missing)
            for element in elements
            if element.at_registration or not registering
        ]
        if fields:
            shown.append({"id": section.id, "title": section.title, "fields": fields})
    return shown


def _field(
    element: Element, typed: Typed, faults: Mapping[str, str], files: Sequence[str], missing: bool
) -> dict[str, Any]:
    name, value = name_of(element.id), typed.elements.get(element.id)
    given = {
        "id": name,
        "element": element.id,
        "label": element.label,
        "form": element.form,
        "help": element.help,
        "unit": element.unit,
        "required": element.required,
        "when": element.when.is_ if element.when else "",
        "options": element.options,
        "none": element.none,
        "none_name": name_of(NONE),
        "none_ticked": element.id in typed.elements.get(NONE, ()),
        "error": faults.get(name, ""),
        "missing": missing,
        "value": (value or []) if element.form == "choices" else "" if value is None else value,
    }
    if element.form == "rows":
        given |= _table(element, value or [], faults, files)
    return given


def _table(
    element: Element,
    rows: Sequence[Mapping[str, Any]],
    faults: Mapping[str, str],
    files: Sequence[str],
) -> dict[str, Any]:
    shown = [*rows, *({} for _ in range(SPARE if rows else 2))]
    return {
        "row_word": element.row,
        "columns": [column.label for column in element.columns],
        "rows": [
            [_cell(element, column, number, row, faults, files) for column in element.columns]
            for number, row in enumerate(shown)
        ],
    }


def _cell(
    element: Element,
    column: Column,
    number: int,
    row: Mapping[str, Any],
    faults: Mapping[str, str],
    files: Sequence[str],
) -> dict[str, Any]:
    name, value = name_of(element.id, number, column.id), cell_of(row, column.id)
    options = tuple(files) if column.form == "file" else column.options
    if value and options and value not in options:
        options = (*options, value)  # what was typed stays on the page, wrong or right
    return {
        "name": name,
        "column": column.id,
        "label": column.label,
        "form": "choice" if column.form == "file" else column.form,
        "options": options,
        "unit": column.unit,
        "value": value,
        "error": faults.get(name, ""),
    }
