"""Brings an installation up to date before its app starts: database, static files, plan. Quick when nothing is to do."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from gongkai.config import installation, stamps

ZIPPED = {".css", ".js", ".mjs", ".svg", ".json", ".map", ".txt", ".xml", ".html"}
WORTH = 256  # bytes; smaller files do not get smaller


def prepare() -> None:
    """All steps in order, each only when needed. Raises what a step raises: the app must not start then."""
    migrate()
    collect_static()
    installation.ensure()
    _note("accounts", installation.accounts_line())
    _note("plans", installation.plans_line())
    stamps.note(settings.HOME)


def migrate() -> bool:
    """Bring the database to the shape that the code expects; whether there was anything to do."""
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    call_command("migrate", interactive=False, verbosity=0)
    return True


def collect_static() -> bool:
    """Gather style sheets, scripts and pictures into `static/`, with a `.gz` beside each; whether it was needed.

    Nothing is deleted: pages that were built yesterday name yesterday's hashed files.
    """
    noted = settings.HOME / "run" / "static"
    digest = stamps.digest_of(_sources())
    if noted.exists() and noted.read_text() == digest and settings.STATIC_ROOT.is_dir():
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    for path in settings.STATIC_ROOT.rglob("*"):
        if path.suffix in ZIPPED:
            _zip(path)
    _note("static", digest)
    return True


def _note(name: str, text: str) -> None:
    """Leave a line in `run/` for the supervisor, which does not load Django."""
    (settings.HOME / "run").mkdir(parents=True, exist_ok=True)
    (settings.HOME / "run" / name).write_text(text)


def _sources() -> list[Path]:
    return [
        Path(storage.path(name))
        for finder in finders.get_finders()
        for name, storage in finder.list(ignore_patterns=[])
    ]


def _zip(path: Path) -> None:
    """Write the `.gz` twin when it is missing, older, or of no use; in one step, for it may be served meanwhile."""
    found, twin = path.stat(), path.with_name(path.name + ".gz")
    if found.st_size < WORTH:
        twin.unlink(missing_ok=True)
    elif not twin.exists() or twin.stat().st_mtime_ns < found.st_mtime_ns:
        begun = path.with_name(f".{path.name}.{os.getpid()}")
        begun.write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))
        begun.replace(twin)
