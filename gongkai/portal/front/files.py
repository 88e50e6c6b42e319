"""The public files of one installation: found by address, kept in memory as long as they do not change."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from gongkai.portal.front.changes import Changes
from gongkai.portal.front.kept import Kept, read
from gongkai.portal.front.rules import FILE_ADDRESS, NOT_FOUND, OK

CACHE_LIMIT = 64 * 1024 * 1024
ENTRY_COST = 4096  # bytes that an entry weighs beside its body
# Keys of pages that answer for an address without being at it; no address begins like this.
_MISSING, _GONE = "\0missing", "\0gone"


class Files:
    """Finds public files below `home`: `tree/`, and `static/`. May be used by many threads.

    What the builder replaced or withdrew is never handed out again; what changed without it, for a second at most.
    """

    def __init__(self, home: Path, hsts: int = 0, limit: int = CACHE_LIMIT) -> None:
        self.tree, self.static = os.fsencode(home / "tree"), os.fsencode(home / "static")
        self.hsts, self.limit, self.weight = hsts, limit, 0
        self.plain: dict[str, Kept] = {}
        self.zipped: dict[str, Kept] = {}
        self.lock = threading.Lock()
        self.changes = Changes(home / "tree")

    def held(self, path: str, zipped: bool) -> Kept | None:
        """The answer to `path` if it is in memory and has not changed on disk."""
        kept = (self.zipped if zipped else self.plain).get(path)
        return kept if kept is not None and kept.still_so(self.changes.look()) else None

    def find(self, path: str, zipped: bool) -> Kept | str | None:
        """The file at `path`; an address to go to, for a directory without its slash; None: missing."""
        if path == NOT_FOUND or (path.startswith("/f/") and not FILE_ADDRESS.match(path)):
            return None
        if path.startswith("/static/"):
            root, rest = self.static, path.removeprefix("/static")
        else:
            root, rest = self.tree, path
        file = root + rest.encode("latin-1")
        if path.endswith("/"):
            return self._directory(path, root, file, zipped)
        if os.path.isdir(file):  # noqa: PTH112 - bytes, as on disk
            return path + "/"
        return self._take(path, root, file, zipped)

    def missing(self, zipped: bool) -> Kept | None:
        """The tree's own page for an address with nothing behind it: the same bytes for each of them."""
        held = self.held(_MISSING, zipped)
        return held or self._take(
            _MISSING, self.tree, self.tree + NOT_FOUND.encode(), zipped, "404 Not Found"
        )

    def _directory(self, path: str, root: bytes, file: bytes, zipped: bool) -> Kept | None:
        found = self._take(path, root, file + b"index.html", zipped)
        if found is None:  # withdrawn (RFC 9110 section 15.5.11), or never there
            return self._take(_GONE + path, root, file + b"gone.html", zipped, "410 Gone")
        return found

    def _take(
        self, key: str, root: bytes, file: bytes, zipped: bool, status: str = OK
    ) -> Kept | None:
        """Read and keep a file. A `.gz` without its file is what a withdrawal leaves for a moment: missing."""
        if not _inside(root, file):
            return None
        kept = None
        if zipped and not key.startswith("/f/"):
            kept = read(key, file, True, status, self.hsts)
        kept = kept or read(key, file, False, status, self.hsts)
        if kept is not None and kept.body is not None:
            self._keep(self.zipped if zipped else self.plain, key, kept)
        return kept

    def _keep(self, shelf: dict[str, Kept], key: str, kept: Kept) -> None:
        with self.lock:
            self._drop(shelf, key)
            shelf[key] = kept
            self.weight += kept.size + ENTRY_COST
            for other in (self.plain, self.zipped):
                while self.weight > self.limit and other:
                    self._drop(other, next(iter(other)))

    def _drop(self, shelf: dict[str, Kept], key: str) -> None:
        dropped = shelf.pop(key, None)
        if dropped is not None:
            self.weight -= dropped.size + ENTRY_COST


def _inside(root: bytes, file: bytes) -> bool:
    """Whether a file exists within its root, symbolic links followed. The root may itself be a link."""
    real = os.path.realpath(file)
    return real.startswith(os.path.realpath(root) + b"/") and os.path.isfile(real)  # noqa: PTH113
