"""The shape of `guides.toml`: which elements a 办事指南 has, how each is filled in, what 流程优化 is measured by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import Literal

from pydantic import Field, model_validator

from gongkai.plan.shape.part import Part, Slug, Title

Form = Literal["line", "text", "choice", "choices", "number", "link", "day", "rows"]
MOST = {"line": 200, "text": 3000, "link": 500, "number": 9999, "rows": 60}


class Column(Part):
    """One column of a table. `most`: characters, or for a number its greatest value."""

    id: Slug
    label: Title
    form: Literal["line", "text", "choice", "number", "file"]
    options: tuple[Title, ...] = ()
    required: bool = False
    unit: str = Field("", max_length=10)
    most: int | None = Field(None, ge=1, le=10_000)

    @property
    def limit(self) -> int:
        return self.most or MOST.get(self.form, MOST["line"])


class When(Part):
    """An element is asked for only when another one has this value (收费标准, when 收费)."""

    element: Slug
    is_: Title = Field(alias="is")


class Element(Part):
    """One element (要素). `none` is the sentence that may be ticked instead of filling it in."""

    id: Slug
    section: Slug
    label: Title
    form: Form
    help: str = Field("", max_length=200)
    options: tuple[Title, ...] = ()
    required: bool = False
    at_registration: bool = False
    none: str = Field("", max_length=40)
    unit: str = Field("", max_length=10)
    most: int | None = Field(None, ge=1, le=10_000)
    when: When | None = None
    not_above: Slug | None = None
    compared: bool = False
    row: str = Field("行", max_length=10)
    shown: Literal["table", "steps", "questions"] = "table"
    columns: tuple[Column, ...] = ()

    @property
    def limit(self) -> int:
        """Characters, rows, or the greatest number."""
        return self.most or MOST.get(self.form, MOST["line"])

    @model_validator(mode="after")
    def _whole(self) -> Element:
        if (self.form in ("choice", "choices")) != bool(self.options):
            raise ValueError("选项 options 只用于 choice、choices，并且须写明。")
        if (self.form == "rows") != bool(self.columns):
            raise ValueError("表格 rows 须有 columns，其他要素没有。")
        if self.compared and self.form != "day":
            raise ValueError('比对日期 compared 只能是 form = "day" 的要素。')
        return self


class Section(Part):
    id: Slug
    title: Title


class Measure(Part):
    """A number by which two versions are compared: of a table its rows, of a number its value."""

    id: Slug
    label: Title
    unit: str = Field("", max_length=10)
    element: Slug


class Shape(Part):
    """All elements, in the order in which they are written and shown."""

    comparison_fresh_days: int = Field(ge=1, le=3660)
    sections: tuple[Section, ...] = Field(min_length=1)
    elements: tuple[Element, ...] = Field(min_length=1)
    measures: tuple[Measure, ...] = ()

    @model_validator(mode="after")
    def _fits(self) -> Shape:
        forms = {e.id: e.form for e in self.elements}
        for what, ids in (
            ("elements", [e.id for e in self.elements]),
            ("sections", [s.id for s in self.sections]),
            ("measures", [m.id for m in self.measures]),
            *((f"elements {e.id} 的 columns", [c.id for c in e.columns]) for e in self.elements),
        ):
            if twice := _twice(ids):
                raise ValueError(f"{what} 中“{twice}”写了两次，请改正。")
        for element in self.elements:
            self._one_fits(element, forms)
        for measure in self.measures:
            if forms.get(measure.element) not in ("rows", "number"):
                raise ValueError(f"衡量“{measure.label}”的要素“{measure.element}”应是表格或数字。")
        return self

    def _one_fits(self, element: Element, forms: dict[str, Form]) -> None:
        if element.section not in {s.id for s in self.sections}:
            raise ValueError(f"要素“{element.id}”的 section“{element.section}”不存在。")
        if element.when and forms.get(element.when.element) != "choice":
            raise ValueError(f"要素“{element.id}”的 when 应指向一个单选要素。")
        if element.not_above and forms.get(element.not_above) != "number":
            raise ValueError(f"要素“{element.id}”的 not_above 应指向一个数字要素。")

    @cached_property
    def by_id(self) -> dict[str, Element]:
        return {e.id: e for e in self.elements}

    @cached_property
    def compared_on(self) -> Element | None:
        """The element that holds the day of comparison with the city's platform."""
        return next((e for e in self.elements if e.compared), None)

    def in_section(self, section: str) -> tuple[Element, ...]:
        return tuple(e for e in self.elements if e.section == section)


def _twice(ids: Iterable[str]) -> str:
    return next((id for id, count in Counter(ids).items() if count > 1), "")
