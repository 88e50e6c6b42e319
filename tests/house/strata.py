"""The strata as `.importlinter` orders them: the one place where the river is written down."""

from __future__ import annotations

from configparser import ConfigParser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "gongkai"


def ranks() -> dict[str, int]:
    """The height of each top folder; 0 is the ground, independent neighbours share a number."""
    contracts = ConfigParser()
    contracts.read(ROOT / ".importlinter", encoding="utf-8")
    layers = contracts["importlinter:contract:river"]["layers"].split("\n")
    rows = [[name.strip(" ()") for name in row.split("|")] for row in layers if row.strip()]
    return {name: height for height, row in enumerate(reversed(rows)) for name in row}


def part_of(path: Path) -> str:
    """The part that a file belongs to: `clearance`, `matters/documents`."""
    inside = path.resolve().relative_to(PACKAGE).parts
    return "/".join(inside[:2]) if inside[0] == "matters" else inside[0]


def may_use(part: str, other: str) -> bool:
    """Whether a part may name something of another: itself, or what lies lower. Matters are strangers."""
    height = ranks()
    return part == other or height[other.split("/")[0]] < height[part.split("/")[0]]


def sources(pattern: str = "*.py") -> list[Path]:
    """Files of the product with this name, tests and migrations left out."""
    left_out = {"tests", "migrations", "__pycache__"}
    return [p for p in sorted(PACKAGE.rglob(pattern)) if not left_out & set(p.parts)]
