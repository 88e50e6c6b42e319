"""What the check found, said so that an author can mend it or confirm it by name."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["must", "ask"]
"""必须改 / 请确认: `must` only where no right text could look like this."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. No field holds personal data unmasked: it may be stored, shown and sent."""

    rule: str
    severity: Severity
    where: str
    found: str
    message: str
    mend: str
    context: str = field(default="", repr=False)
    """Some characters on both sides, masked: tells two equal words apart."""

    @property
    def key(self) -> str:
        """32 hex digits by which a confirmation is kept. The place does not count, only the words around:
        so it survives edits elsewhere in the text, and lapses when these words change.
        """
        said = "\x1f".join((self.rule, self.found, self.context))
        return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:32]
