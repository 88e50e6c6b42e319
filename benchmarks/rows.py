"""One measured figure beside its limit or a peer's figure from the same run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal


class CannotMeasure(Exception):
    """What is needed for a measurement is not on this machine."""


@dataclass(frozen=True)
class Row:
    """`ours` and `limit` in `unit`; `reach` is the ratio of the two that must be reached.

    `better` says which way: `higher` means the ratio must be at least `reach`, `lower` at most.
    """

    name: str
    ours: float
    limit: float
    unit: str
    reach: float = 1.0
    better: Literal["higher", "lower"] = "higher"

    @property
    def ratio(self) -> float:
        return self.ours / self.limit

    @property
    def ok(self) -> bool:
        return self.ratio >= self.reach if self.better == "higher" else self.ratio <= self.reach

    def told(self) -> dict[str, Any]:
        """The row as other programs read it."""
        return {
            "name": self.name,
            "ours": round(self.ours, 3),
            "limit": round(self.limit, 3),
            "ratio": round(self.ratio, 3),
            "unit": self.unit,
            "reach": self.reach,
            "ok": self.ok,
        }
