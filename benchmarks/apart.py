"""A bench in a child with an installation of its own: settings are read once a process, and nothing may stay."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from benchmarks.rows import CannotMeasure, Row

ROOT = Path(__file__).resolve().parents[1]
LONGEST = 1800  # seconds


def apart(name: str, **environ: str) -> list[Row]:
    """The rows of `benchmarks.inside.<name>.measured()`, with Django set up on an empty, temporary GONGKAI_HOME."""
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder:
        rows = Path(folder) / "rows.json"
        command = [sys.executable, "-m", "benchmarks.apart", name, str(rows)]
        told = {"GONGKAI_HOME": f"{folder}/home", "DJANGO_SETTINGS_MODULE": "gongkai.config.settings"}
        left = {k: v for k, v in os.environ.items() if not k.startswith("GONGKAI_")}
        ended = subprocess.run(command, cwd=ROOT, env={**left, **told, **environ}, timeout=LONGEST)
        if ended.returncode:
            raise CannotMeasure(f"没有量成（退出码 {ended.returncode}），原因在上面。")
        return [Row(**row) for row in json.loads(rows.read_text())]


def _child(name: str, rows: str) -> None:
    import django

    django.setup()
    found = importlib.import_module(f"benchmarks.inside.{name}").measured()
    Path(rows).write_text(json.dumps([asdict(row) for row in found]))


if __name__ == "__main__":
    _child(*sys.argv[1:])
