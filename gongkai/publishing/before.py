"""What a publication was before it was here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Before:
    """What it was on the old site. `address` is an `old_addresses.key`, '' where it had none."""

    originally_on: date
    address: str = ""
    index_number: str = ""
    document_number: str = ""
    document_date: date | None = None
