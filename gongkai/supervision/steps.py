"""Steps of the ticker: each runs by itself. One that fails is logged, named on `/healthz`, and holds up no other."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.db import close_old_connections

T = TypeVar("T")
log = logging.getLogger("gongkai.ticker")
REST = 5.0  # seconds before a step that failed is tried again


@dataclass(slots=True)
class Steps:
    """`failed`: steps whose last try failed, with the moment (monotonic). `told`: the file that says so to others."""

    told: Path | None = None
    failed: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._tell()  # what an earlier process left says nothing of this one

    def run(self, title: str, do: Callable[[], T]) -> T | None:
        """What the step gives; None where it failed, now or within the last seconds."""
        if title in self.failed and time.monotonic() < self.failed[title] + REST:
            return None
        try:
            done = do()
        except Exception:
            log.exception("%s failed; trying again", title)
            close_old_connections()
            self.failed[title] = time.monotonic()
            self._tell()
            return None
        if self.failed.pop(title, None) is not None:
            self._tell()
        return done

    def _tell(self) -> None:
        if self.told is not None:
            self.told.parent.mkdir(parents=True, exist_ok=True)
            self.told.write_text("\n".join(sorted(self.failed)), encoding="utf-8")


def told_file() -> Path:
    """Where the ticker says which of its steps fail."""
    return Path(settings.HOME) / "run" / "ticker-failing"


def failing() -> list[str]:
    """The steps of the running ticker whose last try failed."""
    file = told_file()
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []
