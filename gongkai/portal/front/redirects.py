"""Addresses of the old site: one table beside the tree, read by this front and included into nginx's maps.

A line is `"<old path, and ?query>" "<address here>";`, which is nginx's own form (`publishing.old_addresses`). The table is asked only when no page is found: it slows no page down.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path

FOLDER, NAME = "redirects", "old-addresses.map"
Seen = tuple[int, int, int]


def table_of(home: Path) -> Path:
    """Where the table lies below the home of an installation."""
    return home / FOLDER / NAME


class Redirects:
    """The table in memory; read anew when the file is another one. May be used by many threads."""

    def __init__(self, home: Path) -> None:
        self.file = os.fsencode(table_of(home))
        self.seen: Seen | None = None
        self.held: dict[bytes, str] = {}
        self.lock = threading.Lock()

    def find(self, path: str, query: str) -> str | None:
        """Where an old address has moved to; with its query, or whatever the query says if the table has none."""
        table = self._table()
        if not table:
            return None
        old = path.encode("latin-1").lower()
        asked = old + b"?" + query.encode("latin-1", "replace").lower() if query else old
        return table.get(asked) or table.get(old)

    def _table(self) -> dict[bytes, str]:
        try:
            now = os.stat(self.file)  # noqa: PTH116 - bytes, as on disk
        except OSError:
            return {}
        seen = (now.st_mtime_ns, now.st_size, now.st_ino)
        if seen != self.seen:
            with self.lock:
                if seen != self.seen:
                    self.held, self.seen = _read(self.file), seen
        return self.held


def _read(file: bytes) -> dict[bytes, str]:
    with open(file, "rb") as lines:  # noqa: PTH123 - bytes, as on disk
        parts = (one.split(b'"') for one in lines)
        return {part[1].lower(): part[3].decode() for part in parts if len(part) == 5}
