"""`./test`: runs the layers that were named, or all, and says what ran, what did not, and what failed."""

# ruff: noqa: T201 - it speaks to a person at a terminal

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from layers import LAYERS, Layer
from machine import install, missing
from results import Result, table


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in LAYERS]
    if unknown:
        print(f"没有这一层：{'、'.join(unknown)}。可以选：{'、'.join(LAYERS)}。", file=sys.stderr)
        return 2
    chosen = [LAYERS[name] for name in names or LAYERS]
    install([package for layer in chosen for package in layer.packages])
    with tempfile.TemporaryDirectory(prefix="gongkai-test-") as folder:
        results = [run(layer, Path(folder)) for layer in chosen]
    print(table(results))
    passed, failed = sum(r.passed for r in results), sum(r.failed for r in results)
    print(f"{passed} passed, {failed} failed")
    return code(results)


def run(layer: Layer, folder: Path) -> Result:
    """One layer, or the reason why it cannot run on this machine."""
    print(f"\n== {layer.name}：{layer.title}", flush=True)
    lacking = missing(layer.packages)
    if lacking:
        return Result(layer.name, absent=f"缺少 {'、'.join(lacking)}")
    return layer.run(folder)


def code(results: list[Result]) -> int:
    """1: something failed; 3: a layer did not run, which in CI is a failure too."""
    if any(result.failed for result in results):
        return 1
    if any(result.absent for result in results):
        return 1 if os.environ.get("CI") == "true" else 3
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
