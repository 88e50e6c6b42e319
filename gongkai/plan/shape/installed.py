"""What the installed software can do with a plan's duties."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Installed:
    """`events` that the software emits; `kinds` of document (official, normative, …) that its matters draft."""

    events: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()

    def with_more(self, other: Installed) -> Installed:
        return Installed(self.events | other.events, self.kinds | other.kinds)
