"""Templates obey the river too: what one extends, imports or includes lies in its own part or lower.

import-linter cannot see this: to Python a template is a string.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest
from jinja2 import meta

from tests.house.strata import PACKAGE, may_use, part_of, sources

TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))


def home_of(name: str) -> str | None:
    """The part that holds the template with this name: `frames/staff.html` → `frames`."""
    held = [path for path in TEMPLATES if name_of(path) == name]
    return part_of(held[0]) if held else None


def name_of(path: Path) -> str:
    parts = path.parts
    return "/".join(parts[parts.index("templates") + 1 :])


def named(source: str) -> Iterator[str | None]:
    """The templates that a template names; None for a name that is worked out only when it is rendered."""
    return meta.find_referenced_templates(jinja2.Environment().parse(source))


def faults(part: str, names: Iterator[str | None]) -> list[str]:
    found = []
    for name in names:
        home = home_of(name) if name else None
        if name is None:
            found.append("a name that cannot be read from the file")
        elif home is None:
            found.append(f"{name}, which does not exist")
        elif not may_use(part, home):
            found.append(f"{name} of {home}")
    return found


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_names_only_its_own_part_and_lower_ones(path: Path) -> None:
    assert faults(part_of(path), named(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_lies_below_the_name_of_its_part(path: Path) -> None:
    assert name_of(path).split("/")[0] == part_of(path).split("/")[-1]


def test_code_renders_only_templates_of_its_own_part_and_lower_ones() -> None:
    found = {}
    for path in sources():
        strings = (n.value for n in ast.walk(ast.parse(path.read_text())) if is_name(n))
        if faulty := faults(part_of(path), iter([s for s in strings if home_of(s)])):
            found[str(path)] = faulty
    assert found == {}


def is_name(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and str(node.value).endswith(".html")


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("frames", '{% extends "desk/case.html" %}'),
        ("portal", '{% include "desk/case.html" %}'),
        ("matters/guides", '{% import "documents/list.html" as ui %}'),
        ("desk", "{% extends wanted %}"),
        ("desk", '{% extends "desk/nowhere.html" %}'),
    ],
)
def test_a_name_from_above_from_beside_or_from_nowhere_is_caught(part: str, source: str) -> None:
    assert faults(part, named(source))
