"""Finding a part of a plan by its id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol, TypeVar


class Named(Protocol):
    @property
    def id(self) -> str: ...


Found = TypeVar("Found", bound=Named)


class UnknownInPlan(LookupError):
    """The plan has no such part. The sentence says which, in Chinese."""


def by_id(parts: Iterable[Found]) -> dict[str, Found]:
    """Parts by id. Of two with one id the first stays (`plan check` refuses such a plan)."""
    found: dict[str, Found] = {}
    for part in parts:
        found.setdefault(part.id, part)
    return found


def find(parts: Mapping[str, Found], id: str, what: str) -> Found:
    """The part with this id. Raises UnknownInPlan."""
    try:
        return parts[id]
    except KeyError:
        raise UnknownInPlan(f"方案中没有{what}“{id}”。") from None
