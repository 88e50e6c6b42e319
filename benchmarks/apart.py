"""A bench in a child with an installation of its own: settings are read once a process, and nothing may stay."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.rows import CannotMeasure

ROOT = Path(__file__).resolve().parents[1]
LONGEST = 1800  # seconds


def apart(name: str, *given: int, **environ: str) -> Any:
    """What `benchmarks.inside.<name>.measured(*given)` found, with Django on an empty, temporary GONGKAI_HOME."""
    with tempfile.TemporaryDirectory(prefix="gk-bench-") as folder:
        found = Path(folder) / "found.json"
        command = [sys.executable, "-m", "benchmarks.apart", str(found), name, *map(str, given)]
        told = {
            "GONGKAI_HOME": f"{folder}/home",
            "DJANGO_SETTINGS_MODULE": "gongkai.config.settings",
        }
        kept = {key: value for key, value in os.environ.items() if not key.startswith("GONGKAI_")}
        ended = subprocess.run(command, cwd=ROOT, env={**kept, **told, **environ}, timeout=LONGEST)
        if ended.returncode:
            raise CannotMeasure(f"测量没有做完（退出码 {ended.returncode}），原因见上。")
        return json.loads(found.read_text())


def _child(found: str, name: str, *given: str) -> None:
    import django

    django.setup()
    measured = importlib.import_module(f"benchmarks.inside.{name}").measured
    Path(found).write_text(json.dumps(measured(*map(int, given))))


if __name__ == "__main__":
    _child(*sys.argv[1:])
