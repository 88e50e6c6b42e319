"""The diagram of states in the documents is the one that the code allows."""

from __future__ import annotations

import pytest

from gongkai.clearance.diagram import BEGIN, in_page, mermaid
from gongkai.clearance.states import EDGES, State
from tests.house.strata import ROOT

PAGE = ROOT / "docs/matters/documents.md"
MEND = ".venv/bin/python -m gongkai.clearance.diagram docs/matters/documents.md"


def test_the_page_shows_the_states_of_today() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert in_page(text) == text, f"make it anew: {MEND}"


def test_every_page_that_carries_the_mark_is_current() -> None:
    pages = [p for p in ROOT.glob("docs/**/*.md") if BEGIN in p.read_text(encoding="utf-8")]
    assert PAGE in pages
    assert [p for p in pages if in_page(text := p.read_text(encoding="utf-8")) != text] == []


def test_every_state_and_every_edge_is_drawn() -> None:
    drawn = mermaid()
    assert all(f'"{state.label}" as {state.value}' in drawn for state in State)
    for (state, verb), after in EDGES.items():
        lines = [
            line for line in drawn.splitlines() if f" {state.value} --> {after.value} :" in line
        ]
        assert len(lines) == 1
        assert verb.value in lines[0]


def test_a_page_without_the_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="needs the lines"):
        in_page("# a page\n")
