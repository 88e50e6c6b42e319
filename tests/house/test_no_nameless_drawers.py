"""Nothing is called after nothing: no drawer into which everything fits, and no file too long to be read.

A helper is named for the thing that it is about, and lies with it.
"""

from __future__ import annotations

from pathlib import Path

from tests.house.strata import PACKAGE, ROOT

DRAWERS = {
    "util",
    "utils",
    "utilities",
    "helper",
    "helpers",
    "core",
    "common",
    "misc",
    "shared",
    "lib",
    "tools",
}
LONGEST = 400
READ = {".py", ".html", ".js", ".css"}
# One sheet for all components: a list to look things up in. Two would be one more fetch for every page.
LONGER = {"gongkai/frames/static/frames/components.css": 450}


def ours(*folders: str) -> list[Path]:
    found = (path for folder in folders for path in (ROOT / folder).rglob("*"))
    return [path for path in found if "__pycache__" not in path.parts]


def test_no_folder_or_file_is_a_drawer() -> None:
    names = [
        path for path in ours("gongkai", "tests", "benchmarks") if path.stem.strip("_") in DRAWERS
    ]
    assert names == []


def test_every_file_can_be_read_at_one_sitting() -> None:
    long = {}
    for path in ours("gongkai"):
        if path.suffix in READ and "migrations" not in path.parts:
            name, lines = (
                path.relative_to(ROOT).as_posix(),
                len(path.read_text(encoding="utf-8").splitlines()),
            )
            if lines > LONGER.get(name, LONGEST):
                long[name] = lines
    assert long == {}


def test_the_exceptions_are_still_needed() -> None:
    lines = {name: len((ROOT / name).read_text(encoding="utf-8").splitlines()) for name in LONGER}
    assert [name for name, count in lines.items() if count <= LONGEST] == []
    assert PACKAGE.is_dir()
