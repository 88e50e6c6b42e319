"""The tree of public files, and the ledger of what it holds.

The ledger lies beside the tree: path, digest, and the reader's position in the trail, so that position and
content are one commit. Unchanged bytes are not rewritten. When something goes, its `.gz` goes first.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import os
import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path

from gongkai.portal.front.changes import Changes
from gongkai.trail.chain import START
from gongkai.trail.reading import Position

PACKED = (".html", ".xml", ".json", ".txt", ".css", ".js", ".svg")
_TABLES = """
CREATE TABLE IF NOT EXISTS file (path TEXT PRIMARY KEY, digest TEXT NOT NULL, number INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS position (one INTEGER PRIMARY KEY CHECK (one = 1),
  number INTEGER NOT NULL, head TEXT NOT NULL, look TEXT NOT NULL);
"""


class Tree:
    """`root` is what the front hands out. One writer at a time: the builder."""

    def __init__(self, root: Path, *, durable: bool = True) -> None:
        self.root = root
        self.durable = durable
        self.redirects_due = True  # the table of old addresses beside it may be an older one
        self.written = 0  # files written since it was opened, `.gz` included
        root.mkdir(parents=True, exist_ok=True)
        self.changes = Changes(root)
        self.ledger = sqlite3.connect(root.parent / f"{root.name}-ledger.sqlite3")
        self.ledger.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;" + _TABLES)

    def put(self, path: str, content: bytes, number: int) -> bool:
        """Make the file at `path` (relative, no leading slash) hold these bytes. True when it was written."""
        digest = self.lay(path, content)
        if digest is None:
            return False
        self.note(path, digest, number)
        return True

    def lay(self, path: str, content: bytes) -> str | None:
        """The bytes into the tree alone: their digest, to be noted by the one writer; None where they lie already."""
        digest = hashlib.sha256(content).hexdigest()
        target = self.root / path
        if self.digest_of(path) == digest and lies_whole(target, content):
            return None
        target.parent.mkdir(parents=True, exist_ok=True)
        self._write(target, content)
        if path.endswith(PACKED):
            self._write(packed_beside(target), gzip.compress(content, 6, mtime=0))
        else:
            packed_beside(target).unlink(missing_ok=True)  # nobody of ours laid it
        return digest

    def note(self, path: str, digest: str, number: int) -> None:
        """What was laid, into the ledger."""
        self.ledger.execute("REPLACE INTO file VALUES (?, ?, ?)", (path, digest, number))

    def _write(self, target: Path, content: bytes) -> None:
        beside = target.with_name(f".{target.name}.new")
        with beside.open("wb") as file:
            file.write(content)
            if self.durable:
                file.flush()
                os.fsync(file.fileno())
        _look_newer(beside, target)
        beside.replace(target)
        self.changes.tell()
        self.written += 1

    @contextlib.contextmanager
    def synced_once(self) -> Iterator[None]:
        """For many files: one sync of the disk for all, before the ledger says that they are there."""
        durable, self.durable = self.durable, False
        try:
            yield
            if durable:
                os.sync()
        finally:
            self.durable = durable

    def drop(self, path: str) -> None:
        """Let the file go: packed copy first, so that no moment shows what is gone."""
        target = self.root / path
        packed_beside(target).unlink(missing_ok=True)
        target.unlink(missing_ok=True)
        self.changes.tell()
        with contextlib.suppress(OSError):
            target.parent.rmdir()  # only when it is empty
        self.ledger.execute("DELETE FROM file WHERE path = ?", (path,))

    def digest_of(self, path: str) -> str | None:
        row = self.ledger.execute("SELECT digest FROM file WHERE path = ?", (path,)).fetchone()
        return row[0] if row else None

    def paths(self) -> set[str]:
        """Every path that the ledger holds."""
        return {row[0] for row in self.ledger.execute("SELECT path FROM file")}

    def found(self) -> Iterator[str]:
        """Every file that really lies in the tree, `.gz` beside its page left out."""
        for path in self.root.rglob("*"):
            inside = path.relative_to(self.root).as_posix()
            packed = inside.endswith(".gz") and (self.root / inside[:-3]).exists()
            if path.is_file() and not packed:
                yield inside

    def position(self) -> tuple[Position, str]:
        """How far the trail was read, and the look (templates, plan) in which the tree was built."""
        row = self.ledger.execute("SELECT number, head, look FROM position").fetchone()
        return (Position(row[0], row[1]), row[2]) if row else (Position(0, START), "")

    def commit(self, position: Position, look: str) -> None:
        """What was put and dropped, and the position, in one commit."""
        self.ledger.execute("REPLACE INTO position VALUES (1, ?, ?, ?)", (*position, look))
        self.ledger.commit()

    def close(self) -> None:
        self.ledger.close()


def packed_beside(target: Path) -> Path:
    """Where the packed copy of a file lies: the front hands it out in the file's place."""
    return target.with_name(f"{target.name}.gz")


def lies_whole(target: Path, content: bytes) -> bool:
    """Whether these very bytes lie there, packed and unpacked. The ledger knows only what was laid once."""
    packed = packed_beside(target)
    if not target.is_file() or target.read_bytes() != content:
        return False
    if not packed.exists():
        return not target.name.endswith(PACKED)
    try:
        return gzip.decompress(packed.read_bytes()) == content
    except (OSError, EOFError, zlib.error):
        return False


def _look_newer(fresh: Path, old: Path) -> None:
    """nginx makes its ETag of whole seconds and size: a page rewritten within the second must not look the same."""
    if not old.exists():
        return
    before, now = old.stat(), fresh.stat()
    if before.st_size == now.st_size and int(before.st_mtime) >= int(now.st_mtime):
        os.utime(fresh, (now.st_atime, int(before.st_mtime) + 1))
