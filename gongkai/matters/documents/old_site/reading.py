"""A row while it is read: what it is judged by, what was wrong so far, what its files are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from gongkai.clearance.document import PublicFile
from gongkai.matters.documents.old_site import cells
from gongkai.matters.documents.old_site.folder import Folder
from gongkai.matters.documents.old_site.mappings import Mappings
from gongkai.matters.documents.old_site.shape import (
    Fault,
    Row,
)
from gongkai.wording.rules import Rules


@dataclass(frozen=True, slots=True)
class Given:
    """What every row is judged by. `office` stands for an organ that is kept as plain text."""

    folder: Folder
    mappings: Mappings
    rules: Rules
    hosts: frozenset[str]
    office: str
    now: datetime
    words: bool = True  # whether attachments are opened and their words looked at


@dataclass(slots=True)
class Reading:
    """A row while it is read: what was wrong so far, and what its files are."""

    row: Row
    given: Given
    faults: list[Fault] = field(default_factory=list)
    files: dict[tuple[str, str], tuple[PublicFile, Path]] = field(default_factory=dict)
    words: list[tuple[str, str]] = field(default_factory=list)
    unread: list[str] = field(
        default_factory=list
    )  # attachments without words: nobody looked at them yet
    dropped: tuple[str, ...] = ()

    def wrong(self, column: str, sentence: str) -> None:
        self.faults.append(Fault(self.given.folder.list, self.row.number, column, sentence))

    def value(self, column: str, read: Callable[[str], object], otherwise: object) -> object:
        """A cell through its check; `otherwise` where it is wrong or empty."""
        text = self.row[column]
        try:
            return read(text) if text else otherwise
        except cells.Wrong as wrong:
            self.wrong(column, str(wrong))
            return otherwise
