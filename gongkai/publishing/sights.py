"""What was seen from outside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gongkai.publishing.models import Publication


@dataclass(frozen=True, slots=True)
class Sight:
    """What a stranger was shown, and when: version and digest (`sha256:<hex>`) of the page."""

    publication: Publication
    version: int
    digest: str
    at: datetime
