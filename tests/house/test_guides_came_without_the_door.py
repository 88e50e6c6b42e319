"""A matter comes without a change below it: the door, the ledger and the registry know nothing of 办事指南."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.house.strata import PACKAGE, sources

BELOW = ("clearance", "publishing", "obligations", "kinds")
# Its own words; `guide.published` is the example in the docstring of the registry's `echoes`.
OWN = ("gongkai.matters", "guides", "service_standard", "办事指南", "服务标准")


def code_of(path: Path) -> str:
    """The file without its docstrings and comments."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(
            node
        ):
            node.body = node.body[1:] or [ast.Pass()]
    return ast.unparse(tree)


FILES = [path for path in sources() if path.relative_to(PACKAGE).parts[0] in BELOW]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_what_lies_below_does_not_name_it(path: Path) -> None:
    code = code_of(path)
    assert [word for word in OWN if word in code] == []


def test_nor_does_a_test_of_theirs_import_it() -> None:
    found = [
        path
        for part in BELOW
        for path in (PACKAGE / part).rglob("tests/**/*.py")
        if "matters.guides" in path.read_text(encoding="utf-8")
    ]
    assert found == []


def test_the_files_are_found_and_the_words_are_its_own() -> None:
    assert PACKAGE / "kinds" / "registry.py" in FILES
    kind = code_of(PACKAGE / "matters" / "guides" / "kind.py")
    assert "办事指南" in kind
    assert "gongkai.matters" in kind
