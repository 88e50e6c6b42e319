"""What is wrong with a plan file, said so that it can be mended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

Location = tuple[int | str, ...]
"""Where in the parsed file, as pydantic writes it: `("duties", 12, "term")`."""


class Finding(NamedTuple):
    """A fault before its place is known in the text."""

    at: Location
    what: str
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: file, line (None when it cannot be told), place, what is wrong, how to mend it."""

    file: str
    line: int | None
    place: str
    what: str
    mend: str

    def __str__(self) -> str:
        line = f"第 {self.line} 行 " if self.line else ""
        return f"{self.file} {line}{self.place}：{self.what}{self.mend}"


class PlanRefused(Exception):
    """A plan that was not accepted. `errors` holds every fault found; nothing was stored."""

    def __init__(self, errors: Iterable[Fault]) -> None:
        self.errors = tuple(errors)
        super().__init__("\n".join(str(e) for e in self.errors))
