"""Which events the installed software can emit. A duty that none of them discharges is `not_yet`: it opens nothing."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.plan.shape import Duty

_emitted: set[str] = set()


def declare(events: Iterable[str]) -> None:
    """Called when the door and each matter are ready."""
    _emitted.update(events)


def emitted() -> set[str]:
    return set(_emitted)


def dischargeable(duty: Duty) -> bool:
    """Whether anything that is installed can discharge the duty; by hand always."""
    return duty.kind == "by_hand" or bool(_emitted & set(duty.discharged_by))
