"""Where a fault lies in the text of a plan file: tomllib keeps no positions, so they are looked up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from gongkai.plan.check.faults import Fault, Finding, Location

HEADER = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]\]?")


class Places:
    """The text of one plan file, asked for lines and names of places."""

    def __init__(self, file: str, text: str, data: dict[str, Any]) -> None:
        self.file = file
        self.lines = text.splitlines()
        self.data = data

    def faults(self, findings: Iterable[Finding]) -> list[Fault]:
        """The findings with file, line and place."""
        return [
            Fault(self.file, self._line(f.at), self._name(f.at), f.what, f.mend) for f in findings
        ]

    def _name(self, at: Location) -> str:
        """`duties[13] 二(二).6a 的 term`; parts of a list are counted from 1."""
        name, here = "", self.data
        for step in at:
            here = _inside(here, step)
            if isinstance(step, int):
                name += f"[{step + 1}]"
                name += f" {here['id']}" if isinstance(here, dict) and "id" in here else ""
            else:
                name += f" 的 {step}" if name else step
        return name or "全文"

    def _line(self, at: Location) -> int | None:
        """The line (from 1) of the innermost place that can be told."""
        first, last, path, found = 0, len(self.lines), "", None
        for position, step in enumerate(at):
            if isinstance(step, int):
                block = self._block(path, step, first, last) or self._inline(at[: position + 1])
            else:
                path = f"{path}.{step}" if path else step
                block = self._block(path, 0, first, last, single=True) or self._key(
                    step, first, last
                )
            if block:
                (first, last), found = block, block[0] + 1
        return found

    def _block(
        self, path: str, number: int, first: int, last: int, *, single: bool = False
    ) -> tuple[int, int] | None:
        """From the `number`-th header `[[path]]` (single: `[path]`) to the next of the same rank."""
        wanted = "[" if single else "[["
        starts = [
            i
            for i in range(first, last)
            if (m := HEADER.match(self.lines[i])) and m[1] == wanted and m[2] == path
        ]
        if number >= len(starts):
            return None
        return starts[number], self._end(starts[number], path, last)

    def _end(self, start: int, path: str, last: int) -> int:
        for i in range(start + 1, last):
            header = HEADER.match(self.lines[i])
            if header and not header[2].startswith(f"{path}."):
                return i
        return last

    def _key(self, key: str, first: int, last: int) -> tuple[int, int] | None:
        pattern = re.compile(rf'\s*"?{re.escape(key)}"?\s*=')
        for i in range(first, last):
            if i > first and HEADER.match(self.lines[i]):
                return None
            if pattern.match(self.lines[i]):
                return i, i + 1
        return None

    def _inline(self, at: Location) -> tuple[int, int] | None:
        """A part written `{ id = "…", … }` on a line of its own."""
        here: Any = self.data
        for step in at:
            here = _inside(here, step)
        if not isinstance(here, dict) or "id" not in here:
            return None
        pattern = re.compile(rf'[{{,]\s*id\s*=\s*"{re.escape(str(here["id"]))}"')
        return next(((i, i + 1) for i, line in enumerate(self.lines) if pattern.search(line)), None)


def _inside(here: Any, step: int | str) -> Any:
    try:
        return here[step]
    except (KeyError, IndexError, TypeError):
        return None
