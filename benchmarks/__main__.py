"""`./bench [name ...] [--json] [--list]`: measures, and prints rows. Exit 0 when every row is within its reach."""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import sys
from types import ModuleType

import benchmarks
from benchmarks.rows import CannotMeasure, Row


def subjects() -> dict[str, ModuleType]:
    """Every module here that can measure, by its NAME."""
    found = {}
    for module in pkgutil.iter_modules(benchmarks.__path__):
        if module.name not in ("__main__", "rows"):
            loaded = importlib.import_module(f"benchmarks.{module.name}")
            if hasattr(loaded, "measure"):
                found[loaded.NAME] = loaded
    return found


def main(given: list[str]) -> int:
    known = subjects()
    parser = argparse.ArgumentParser(prog="./bench", description="测量：我们的数字，旁边是限度。")
    parser.add_argument("names", nargs="*", metavar="名称", help="只量这些；不写则全部")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.add_argument("--list", action="store_true", help="列出可以量什么")
    asked = parser.parse_args(given)
    if asked.list:
        print("\n".join(f"{name:12} {module.TITLE}" for name, module in known.items()))
        return 0
    unknown = [name for name in asked.names if name not in known]
    if unknown:
        print(f"没有这一项：{'、'.join(unknown)}。可以量：{'、'.join(known)}。", file=sys.stderr)
        return 2
    return measured([known[name] for name in asked.names or known], asked.json)


def measured(modules: list[ModuleType], as_json: bool) -> int:
    """Measure one subject after the other. A subject that cannot be measured here is no success."""
    rows: list[Row] = []
    absent = False
    for module in modules:
        try:
            found = module.measure()
        except CannotMeasure as reason:
            print(f"{module.NAME}：{reason}", file=sys.stderr)
            absent = True
            continue
        rows += found
        if not as_json:
            print("\n".join(line(row) for row in found), flush=True)
    if as_json:
        print(json.dumps([row.told() for row in rows], ensure_ascii=False, indent=1))
    return 0 if all(row.ok for row in rows) and not absent else 1


def line(row: Row) -> str:
    sign = "≥" if row.better == "higher" else "≤"
    word = "达到" if row.ok else "未达到"
    return (
        f"{row.name:58} {row.ours:>10.1f} / {row.limit:<10.1f} {row.unit:12}"
        f" {row.ratio:6.3f} {sign} {row.reach:<5} {word}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
