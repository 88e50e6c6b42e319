"""Who cites a clause, and that nobody cites one that the plan lacks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gongkai.plan.check import check_text
from gongkai.plan.citations import citations, sources
from gongkai.plan.tests.samples import PLAN, ROOT


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for path, text in {
        "gongkai/a.py": "x = 1\ny = 2  # 二(八)\n",
        "gongkai/tests/test_a.py": "# 二(八) 三个工作日\n",
        "docs/a.md": "条例26 and 条例2\n",
        "tests/plans/p.toml": 'id = "二(八)"\n',
        "plans/q/plan.toml": 'id = "二(八)"\n',
        "gongkai/a.html": "二(八)\n",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def test_lines_are_found_in_either_typography_but_not_in_plan_files(checkout: Path) -> None:
    found = [(str(c.path), c.line, c.in_tests) for c in citations(checkout, "二（八）")]
    assert found == [("gongkai/a.py", 2, False), ("gongkai/tests/test_a.py", 1, True)]


def test_a_shorter_number_is_not_found_in_a_longer_one(checkout: Path) -> None:
    (checkout / "docs/a.md").write_text("条例26\n", encoding="utf-8")
    assert not list(citations(checkout, "条例2"))
    assert len(list(citations(checkout, "条例26"))) == 1


def test_no_code_cites_a_clause_that_the_plan_lacks() -> None:
    clauses = {clause.id for clause in check_text(PLAN).clauses}
    key = re.compile(r"[二三]\([一二三四五六七八九十]+\)")
    for path in sources(ROOT):
        if "tests" in path.parts:
            continue
        for cited in key.findall(path.read_text(encoding="utf-8")):
            assert cited in clauses, f"{path} cites {cited}"
