"""What a check says before it becomes a finding, and the list of all checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gongkai.wording.findings import Severity
from gongkai.wording.sheets import Sheet

if TYPE_CHECKING:
    from gongkai.wording.rules import Rules

Answers = Callable[[str], bool | None]
"""Asked for an address: True it is there, False it is not, None cannot tell."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark on `text[start:end]` of the sheet that the check was given."""

    rule: str
    severity: Severity
    start: int
    end: int
    message: str
    mend: str
    found: str | None = None  # where it is not the text between start and end
    context: str | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What a check may know beside the sheet. It asks nobody else: no clock, no network."""

    rules: Rules
    today: date
    alive: Answers | None = None  # links to elsewhere
    ours: Answers | None = None  # links into the bureau's own tree; None for what is not ours


Check = Callable[[Sheet, Given], Iterator[Remark]]
CHECKS: list[tuple[Check, bool]] = []


def registered(*, attachments: bool = False) -> Callable[[Check], Check]:
    """Adds a check to the list; `attachments` whether it also reads what is attached.

    Forms and punctuation are not looked at there: text out of a PDF has lines and widths of its own.
    """

    def add(check: Check) -> Check:
        CHECKS.append((check, attachments))
        return check

    return add
