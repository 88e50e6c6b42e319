"""The plan files under test, and how a test breaks one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from gongkai.plan.check import Fault, PlanRefused, check_text

ROOT = Path(__file__).resolve().parents[3]
TEXT = (ROOT / "plans/xian-sports/plan-text.txt").read_text(encoding="utf-8")
PLAN = (ROOT / "plans/xian-sports/plan.toml").read_text(encoding="utf-8")
NATIONAL = (ROOT / "plans/xian-sports/national.toml").read_text(encoding="utf-8")
SMALL = (ROOT / "tests/plans/small.toml").read_text(encoding="utf-8")
NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


def changed(text: str, *changes: tuple[str, str]) -> str:
    """The text with the first place of each `old` made `new`; a change that changes nothing is a mistake."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def faults(text: str) -> tuple[Fault, ...]:
    """What the check says of a plan that it refuses."""
    with pytest.raises(PlanRefused) as refused:
        check_text(text, file="small.toml")
    return refused.value.errors
