"""流程优化 in numbers: 环节, 材料, 时限, 到现场次数 of two versions (二(五))."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gongkai.matters.guides.rules.completeness import filled
from gongkai.matters.guides.rules.shape import Shape

PREFIX = "measure_"  # of the names under which a signed text keeps its numbers


@dataclass(frozen=True, slots=True)
class Difference:
    """One number, before and after."""

    label: str
    unit: str
    before: int
    after: int

    @property
    def said(self) -> str:
        return f"{self.label} {self.before} → {self.after} {self.unit}".rstrip()


def numbers(shape: Shape, values: Mapping[str, Any]) -> dict[str, int]:
    """The measured numbers; an element that is not filled in has none. Of what is said not to exist: 0 rows."""
    found = {}
    for measure in shape.measures:
        element = shape.by_id[measure.element]
        if not filled(element, values):
            continue
        value = values.get(element.id, [] if element.form == "rows" else None)
        if value is not None:
            found[measure.id] = len(value) if element.form == "rows" else int(value)
    return found


def as_fields(found: Mapping[str, int]) -> dict[str, str]:
    """The numbers as a public document carries them: text, under names that no page shows."""
    return {f"{PREFIX}{name}": str(number) for name, number in found.items()}


def from_fields(fields: Mapping[str, str]) -> dict[str, int]:
    """The numbers back from a signed text."""
    return {
        name.removeprefix(PREFIX): int(value)
        for name, value in fields.items()
        if name.startswith(PREFIX)
    }


def differences(
    shape: Shape, before: Mapping[str, int], after: Mapping[str, int]
) -> list[Difference]:
    """What changed, in the order of the file; only what both versions say."""
    return [
        Difference(m.label, m.unit, before[m.id], after[m.id])
        for m in shape.measures
        if m.id in before and m.id in after and before[m.id] != after[m.id]
    ]


def is_simpler(changed: Sequence[Difference]) -> bool:
    """Something became less and nothing became more: what is only moved about is no 流程优化."""
    return bool(changed) and all(d.after < d.before for d in changed)


def said(changed: Sequence[Difference]) -> str:
    return "；".join(d.said for d in changed)
