"""Whether an installation is up to date, told without Django: so a second start need not look twice."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gongkai.config import readers

ROOT = Path(__file__).resolve().parents[2]
WATCHED = ("gongkai", "plans", "docs/使用手册", "requirements/run.lock", "pyproject.toml")
NOT_WATCHED = {"__pycache__", "tests"}
APPLIED = "SELECT app, name FROM django_migrations ORDER BY id"


def is_prepared(home: Path) -> bool:
    """Whether nothing that preparation depends on has changed since it last ended well."""
    noted, now = home / "run" / "prepared", present(home)
    return now is not None and noted.exists() and noted.read_text() == now


def note(home: Path) -> None:
    """Record that preparation has ended well."""
    (home / "run").mkdir(parents=True, exist_ok=True)
    (home / "run" / "prepared").write_text(present(home) or "")


def forget(home: Path) -> None:
    """The next start prepares again: what it would say of this installation has changed."""
    (home / "run" / "prepared").unlink(missing_ok=True)


def present(home: Path) -> str | None:
    """A digest of code, plans, packages, database and where we listen; None when the database does not say.

    Where we listen belongs to it: demonstration data must be refused as soon as somebody opens the doors.
    """
    database = _database()
    if database is None or not (home / "static").is_dir():
        return None
    told = (digest_of(list(_watched(ROOT))), database, readers.bind(), readers.hosts())
    return hashlib.sha256(str(told).encode()).hexdigest()


def digest_of(files: list[Path]) -> str:
    """A digest of names, sizes and times of files."""
    told = hashlib.sha256()
    for path in sorted(files):
        found = path.stat()
        told.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())
    return told.hexdigest()


def _watched(root: Path) -> Iterator[Path]:
    for name in WATCHED:
        top = root / name
        for path in top.rglob("*") if top.is_dir() else [top]:
            if path.is_file() and not NOT_WATCHED.intersection(path.parts):
                yield path


def _database() -> str | None:
    """Which database it is and which migrations it has had; None when it is empty, away or broken."""
    settings = readers.database()
    try:
        rows = _sqlite(settings) if "sqlite3" in settings["ENGINE"] else _postgresql(settings)
    except Exception:  # any driver's error says the same: look properly
        return None
    return f"{settings['NAME']} {settings.get('HOST')} {settings.get('PORT')} {rows}"


def _sqlite(settings: dict[str, Any]) -> list[tuple[Any, ...]]:
    path = Path(settings["NAME"])
    with sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True) as connection:
        rows = connection.execute(APPLIED).fetchall()
    connection.close()
    return [(path.stat().st_ino,), *rows]  # a restored file is another file


def _postgresql(settings: dict[str, Any]) -> list[tuple[Any, ...]]:
    import psycopg

    with psycopg.connect(
        dbname=settings["NAME"],
        user=settings["USER"],
        password=settings["PASSWORD"],
        host=settings["HOST"],
        port=settings["PORT"],
        connect_timeout=5,
    ) as connection:
        return connection.execute(APPLIED).fetchall()
