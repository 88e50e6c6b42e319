"""Every clause or duty that code, tests and documents cite stands in the plan, in the one typography.

So `git grep '二(八)'` finds everything that carries the clause out, and nothing cites a clause that is gone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from gongkai.plan.citations import sources
from gongkai.plan.shape.part import canonical_key
from tests.house.strata import ROOT

CITED = re.compile(
    r"[一二三四五六七八九十][(（][一二三四五六七八九十]+[)）](?:\.\d+[a-z]?)?|条例\d+(?:\.\d+[a-z]?)?"
)
# They speak of the typing and looking up of keys themselves, or show what a person types.
ABOUT_KEYS = {
    "gongkai/plan/citations.py",
    "gongkai/plan/shape/part.py",
    "gongkai/plan/tests/test_citations.py",
    "gongkai/plan/tests/test_commands.py",
    "gongkai/plan/tests/test_faults.py",
    "gongkai/plan/tests/test_lookups.py",
    "tests/browser/test_a_document_goes_its_way.py",
    "tests/house/test_clauses_cited_exist.py",
}


def keys() -> set[str]:
    """Keys of clauses, duties and notes in the bureau's plans. `二(二).6` stands for its parts 6a and 6b."""
    found: set[str] = set()
    for path in sorted((ROOT / "plans").glob("*/*.toml")):
        plan = tomllib.loads(path.read_text(encoding="utf-8"))
        for table in ("clauses", "duties", "notes"):
            found |= {part["id"] for part in plan.get(table, ())}
    return found | {key.rstrip("abcdefgh") for key in found if key[-1].isalpha()}


def cited(text: str) -> Iterator[tuple[int, str]]:
    """Line and key, as written, of everything in a text that is written like a key."""
    for number, line in enumerate(text.splitlines(), start=1):
        for match in CITED.finditer(line):
            yield number, match[0]


def all_cited() -> Iterator[tuple[str, str]]:
    for path in sources(ROOT):
        name = path.relative_to(ROOT).as_posix()
        if name not in ABOUT_KEYS:
            for line, key in cited(path.read_text(encoding="utf-8")):
                yield f"{name}:{line}", key


def test_every_cited_key_stands_in_the_plan() -> None:
    known = keys()
    assert [(at, key) for at, key in all_cited() if canonical_key(key) not in known] == []


def test_every_key_is_cited_with_half_width_brackets() -> None:
    assert [(at, key) for at, key in all_cited() if key != canonical_key(key)] == []


def test_the_files_that_may_cite_otherwise_are_still_there() -> None:
    assert {name for name in ABOUT_KEYS if not Path(ROOT / name).is_file()} == set()


def test_keys_are_recognised_in_either_typography_and_a_numbered_heading_is_none() -> None:
    text = "方案二(八)、二（八）和条例26.1\n一、（一）总则；条例第二十六条"
    assert [key for _, key in cited(text)] == ["二(八)", "二（八）", "条例26.1"]
