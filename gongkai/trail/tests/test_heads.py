"""What the chain finds, and what only the heads outside the database find."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from gongkai.trail import heads
from gongkai.trail.models import Entry
from gongkai.trail.reading import Position, belongs, end
from gongkai.trail.tests.tampering import change, entries, rewrite, swap, take_out
from tests.casting import MONDAY

pytestmark = pytest.mark.django_db
NOWHERE = Path("/nonexistent/heads.jsonl")


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A trail of twelve entries whose head was exported after each third."""
    path = tmp_path / "kept" / "heads.jsonl"
    for minute in range(4):
        entries(3)
        heads.export(path, MONDAY + timedelta(minutes=minute))
    assert heads.verify(path) == [], "the control: nothing is wrong before"
    return path


OTHER = {
    "uuid": uuid4(),
    "happened": MONDAY - timedelta(days=1),
    "recorded": MONDAY + timedelta(seconds=1),
    "actor": {"kind": "person", "name": "别人"},
    "person": uuid4(),
    "action": "installation.production",
    "subject_kind": "other",
    "subject_id": uuid4(),
    "clause": "二(九)",
    "data": {"title": "另一份"},
    "act": uuid4(),
    "head": "sha256:" + "f" * 64,
}


def test_every_column_of_an_entry_is_bound_by_its_head():
    assert {"number", *OTHER} == {field.name for field in Entry._meta.concrete_fields}


@pytest.mark.parametrize("name", sorted(OTHER))
@pytest.mark.parametrize("number", [1, 7, 12])
def test_an_altered_entry_is_found_without_the_file(kept, name, number):
    change(number, **{name: OTHER[name]})
    assert any(f"第 {number} 条与其链首不符" in fault for fault in heads.verify(NOWHERE))


@pytest.mark.parametrize("numbers", [(1,), (7,), (5, 6, 7), (1, 2, 3)])
def test_a_missing_entry_is_found_without_the_file(kept, numbers):
    take_out(*numbers)
    faults = heads.verify(NOWHERE)
    assert f"第 {numbers[0]} 条至第 {numbers[-1]} 条缺失。" in faults
    assert any(f"第 {numbers[-1] + 1} 条与其链首不符" in fault for fault in faults)


@pytest.mark.parametrize(("one", "other"), [(1, 2), (4, 9), (11, 12)])
def test_reordered_entries_are_found_without_the_file(kept, one, other):
    swap(one, other)
    faults = heads.verify(NOWHERE)
    for number in (one, other):
        assert any(f"第 {number} 条与其链首不符" in fault for fault in faults)


@pytest.mark.parametrize("number", [1, 8, 12])
def test_a_chain_rewritten_whole_is_found_with_the_file_only(kept, number):
    rewrite(number, data={"title": "另一份"})
    assert heads.verify(NOWHERE) == [], "the control: in itself the forged chain is whole"
    faults = heads.verify(kept)
    assert faults
    assert all("留痕被整体重写" in fault for fault in faults)


@pytest.mark.parametrize("first", [1, 5, 10, 12])
def test_a_cut_tail_is_found_with_the_file_only(kept, first):
    take_out(*range(first, 13))
    assert heads.verify(NOWHERE) == [], "the control: what is left is a whole chain"
    assert "库外留存的第 12 条在库中已不存在：尾部被截断。" in heads.verify(kept)


def test_a_tail_that_was_cut_and_grown_again_is_found_with_the_file_only(kept):
    take_out(10, 11, 12)
    entries(5)
    assert heads.verify(NOWHERE) == []
    assert any("第 12 条链首与库中不同" in fault for fault in heads.verify(kept))


def test_what_was_never_exported_is_the_open_minute(kept):
    """Said plainly: a tail that was cut before its minute was over leaves no witness."""
    entries(2)
    take_out(13, 14)
    assert heads.verify(kept) == []


def test_the_file_only_grows_and_says_nothing_twice(kept):
    held = kept.read_bytes()
    heads.export(kept, MONDAY + timedelta(minutes=9))
    assert kept.read_bytes() == held, "no new entry, no new line"
    entries(1)
    heads.export(kept, MONDAY + timedelta(minutes=10))
    assert kept.read_bytes().startswith(held)
    assert [position.number for position in heads.exported(kept)] == [3, 6, 9, 12, 13]
    assert heads.last_exported(kept) == end()


def test_the_file_still_only_grows_when_the_trail_was_cut(kept):
    held = kept.read_bytes()
    take_out(11, 12)
    heads.export(kept, MONDAY + timedelta(minutes=10))
    assert kept.read_bytes().startswith(held), "the witness against us stays"
    assert "库外留存的第 12 条在库中已不存在：尾部被截断。" in heads.verify(kept)


def test_an_empty_trail_writes_no_file(tmp_path):
    assert heads.export(tmp_path / "heads.jsonl", MONDAY) == Position()
    assert not (tmp_path / "heads.jsonl").exists()
    assert heads.verify(tmp_path / "heads.jsonl") == []


def test_a_line_that_a_power_cut_tore_is_named_and_stops_nothing(kept):
    torn = json.dumps({"number": 12, "head": end().head})[:-9]
    kept.write_text(kept.read_text(encoding="utf-8") + torn, encoding="utf-8")
    entries(1)
    heads.export(kept, MONDAY + timedelta(minutes=10))
    assert heads.last_exported(kept) == end(), "the next head stands on a line of its own"
    assert heads.verify(kept) == ["库外留存的第 5 行不完整，无法读取。请与另一份留存比对。"]


def test_acts_and_heads_that_come_during_the_walk_are_no_fault(kept, monkeypatch):
    """The bureau works on while the auditor verifies."""
    computed = heads.head_of

    def busy(entry, previous):
        if entry.number == 2:
            entries(1)
            heads.export(kept, MONDAY + timedelta(minutes=10))
        return computed(entry, previous)

    monkeypatch.setattr(heads, "head_of", busy)
    assert heads.verify(kept) == []
    assert heads.last_exported(kept).number == 13, "the control: it did come"


def test_a_position_belongs_to_the_trail_that_gave_it(kept):
    position = end()
    assert belongs(position)
    assert belongs(Position())
    assert not belongs(Position(position.number, "sha256:" + "0" * 64))
    rewrite(1, clause="二(九)")
    assert not belongs(position), "a reader of the forged trail rebuilds"
