"""The clock stands on nothing of ours and has no clock of its own."""

from __future__ import annotations

import ast
from pathlib import Path

SOURCES = sorted(Path(__file__).resolve().parents[1].glob("*.py"))
FORBIDDEN_CALLS = {"now", "today", "utcnow", "time_ns", "monotonic"}


def imports(tree: ast.AST) -> set[str]:
    named = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    return named | {n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}


def calls(tree: ast.AST) -> set[str]:
    found = (n.func for n in ast.walk(tree) if isinstance(n, ast.Call))
    return {f.attr for f in found if isinstance(f, ast.Attribute)}


def test_it_imports_no_django_and_nothing_of_ours_but_itself() -> None:
    for source in SOURCES:
        for name in imports(ast.parse(source.read_text())):
            assert not name.startswith("django"), source
            assert name.startswith("gongkai.clock") or not name.startswith("gongkai"), source


def test_it_never_asks_what_time_it_is() -> None:
    assert len(SOURCES) > 10
    for source in SOURCES:
        assert not calls(ast.parse(source.read_text())) & FORBIDDEN_CALLS, source
    assert calls(ast.parse("datetime.now()")) & FORBIDDEN_CALLS
