"""Who cites a clause: lines of code, tests and documents that carry its canonical key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from gongkai.plan.shape.part import canonical_key

FOLDERS = ("gongkai", "tests", "docs")
SUFFIXES = frozenset({".py", ".md", ".toml"})


class Citation(NamedTuple):
    """One line that names the clause. `path` is relative to the checkout."""

    path: Path
    line: int
    text: str

    @property
    def in_tests(self) -> bool:
        return "tests" in self.path.parts


def citations(root: Path, key: str) -> Iterator[Citation]:
    """Lines under a checkout that cite a clause, by file and line; plan files themselves do not count."""
    # 条例2 is not cited by 条例26.
    pattern = re.compile(re.escape(canonical_key(key)) + r"(?!\d)")
    for path in sources(root):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if pattern.search(line):
                yield Citation(path.relative_to(root), number, line.strip())


def sources(root: Path) -> Iterator[Path]:
    """The files of a checkout that may cite clauses."""
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in SUFFIXES and path.is_file() and "plans" not in path.parts:
                yield path
