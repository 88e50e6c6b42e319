"""A refusal that names every input at fault at once: a guide has dozens of them."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.trail.refusals import Refused


class Faulty(Refused):
    """`faults`: sentence by name of the input. Nothing was stored."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        self.faults = dict(faults)
        field, sentence = next(iter(self.faults.items()))
        super().__init__(sentence, field=field)


def refuse_if_any(faults: Mapping[str, str]) -> None:
    """Raises Faulty with those that say something."""
    if said := {field: fault for field, fault in faults.items() if fault}:
        raise Faulty(said)
