"""A bench in a process and a home of its own: settings are read once a process, and nothing of it may stay."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LONGEST = 1800  # seconds


def apart(measured: Callable[[], list[Any]], **environ: str) -> list[Any]:
    """The rows of `measured`, a function of a bench's module, from a child with a temporary GONGKAI_HOME."""
    with tempfile.TemporaryDirectory(prefix="gk-", dir="/tmp") as folder:
        rows = Path(folder) / "rows.json"
        command = [sys.executable, "-m", "bench.apart", measured.__module__, measured.__name__, str(rows)]
        settings = "gongkai.config.settings"
        told = {"GONGKAI_HOME": f"{folder}/home", "DJANGO_SETTINGS_MODULE": settings, **environ}
        subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, **told}, timeout=LONGEST)
        return json.loads(rows.read_text())


def _child(module: str, function: str, rows: str) -> None:
    import django

    django.setup()
    measured = getattr(importlib.import_module(module), function)
    Path(rows).write_text(json.dumps(measured()))


if __name__ == "__main__":
    _child(*sys.argv[1:])
