"""Conditions on the facts of an event: `when = {kind = ["official"], attribute = ["proactive"]}`."""

from __future__ import annotations

from collections.abc import Mapping

Conditions = dict[str, tuple[str, ...]]


def applies(when: Mapping[str, tuple[str, ...]], facts: Mapping[str, str]) -> bool:
    """Whether the facts meet every condition. A fact that is missing meets none."""
    return all(facts.get(name) in values for name, values in when.items())
