"""Pages drawn of files, beside the store (F25): what can be drawn again may be thrown away, the longest unused first."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from contextlib import suppress
from datetime import datetime, time
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from gongkai.clock.calendars import SHANGHAI

log = logging.getLogger("gongkai.files")
NIGHT = time(3), time(5)  # Shanghai
IN_USE = 3600  # seconds since somebody last looked: never thrown away under their eyes


def _root() -> Path:
    return Path(settings.HOME) / "pages"


def folder_of(digest: str) -> Path:
    """Where the pages of a file lie."""
    return _root() / digest[:2] / digest


def use(digest: str) -> Path:
    """The same; from now on it counts as used last."""
    folder = folder_of(digest)
    with suppress(FileNotFoundError):
        os.utime(folder)
    return folder


def keep(path: Path, content: bytes) -> None:
    """Whole or not at all: two may draw the same page at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    Path(file.name).replace(path)


def each_night(*, at: datetime) -> int:
    """Once a night bring the pages within `settings.PAGES_MOST` bytes. Returns the bytes thrown away."""
    local, done = at.astimezone(SHANGHAI), _root() / "trimmed"
    if not NIGHT[0] <= local.time() < NIGHT[1] or not _root().is_dir():
        return 0
    day = str(local.date())
    try:
        if done.exists() and done.read_text() == day:
            return 0
        done.write_text(day)
        return trim(settings.PAGES_MOST, at.timestamp())
    except OSError:
        log.exception("could not trim the drawn pages")  # nothing else waits for it
        return 0


class _Held(NamedTuple):
    used: float
    size: int
    folder: Path


def trim(most: int, now: float) -> int:
    """Throw away the longest unused until `most` bytes are left at most. Returns the bytes thrown away."""
    held = sorted(_held(folder) for folder in _root().glob("??/*"))
    left, freed = sum(one.size for one in held), 0
    for one in held:
        if left - freed <= most or one.used > now - IN_USE:
            break
        shutil.rmtree(one.folder, ignore_errors=True)
        freed += one.size
    return freed


def _held(folder: Path) -> _Held:
    return _Held(folder.stat().st_mtime, sum(f.stat().st_size for f in folder.iterdir()), folder)
