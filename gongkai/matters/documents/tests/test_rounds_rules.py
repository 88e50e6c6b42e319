"""Decisions of 清理 and 归档, whatever is typed."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gongkai.matters.documents import bagit
from gongkai.matters.documents.rules.archive import MOST_PAGES, item_number, pages_of
from gongkai.matters.documents.rules.cleanup import ENDING, Conclusion, Said, counted, fault
from gongkai.matters.documents.states import (
    ARCHIVE_EDGES,
    CLEANUP_EDGES,
    ArchiveState,
    CleanupState,
)

TODAY = date(2026, 3, 2)
SAID = some.builds(
    Said,
    conclusion=some.sampled_from(["", *Conclusion, "burn"]),
    basis=some.text(max_size=320),
    since=some.none() | some.dates(),
    replaced_by=some.sampled_from(["", "演示/2026-00001", "演示/2026-00002"]),
    to_attribute=some.sampled_from(["", "proactive", "on_request", "withheld", "x"]),
)


@given(SAID, some.sampled_from(["proactive", "on_request", "withheld"]))
def test_what_is_accepted_can_be_carried_out(said, attribute):
    kept = said.kept
    if fault(kept, attribute, "演示/2026-00001", TODAY) is not None:
        return
    assert kept.conclusion in ("", *Conclusion)
    assert len(kept.basis) <= 300
    if kept.conclusion not in ("", Conclusion.KEEP):
        assert kept.basis.strip()
    if kept.conclusion in ENDING:
        assert kept.since is not None
        assert kept.since <= TODAY
    if kept.conclusion == Conclusion.ATTRIBUTE:
        assert kept.to_attribute in {"proactive", "on_request", "withheld"} - {attribute}
    assert kept.replaced_by != "演示/2026-00001"
    assert kept.kept == kept


@given(some.dictionaries(some.sampled_from(list(Conclusion)), some.integers(1, 5000)))
def test_the_conclusions_add_up_to_the_list(numbers):
    said = counted(numbers.items())
    assert said == "本期无文件" if not numbers else f"共 {sum(numbers.values())} 件" in said
    for conclusion, number in numbers.items():
        assert f"{conclusion.chinese} {number} 件" in said


@given(some.text(max_size=12))
def test_pages_are_a_number_or_nothing_or_refused(typed):
    try:
        pages = pages_of(typed)
    except ValueError:
        return
    assert pages is None or 1 <= pages <= MOST_PAGES


@given(some.sampled_from(["permanent", "30 years", "10 years"]), some.integers(1, 9999))
def test_item_numbers_sort_as_they_count(retention, place):
    assert item_number(retention, place) < item_number(retention, place + 1) or place == 9999


@pytest.mark.parametrize(
    ("edges", "states", "first"),
    [(CLEANUP_EDGES, CleanupState, "open"), (ARCHIVE_EDGES, ArchiveState, "open")],
)
def test_every_state_is_reached_and_the_last_one_is_left_by_nothing(edges, states, first):
    assert set(edges.values()) | {states(first)} == set(states)
    assert set(states) - {state for state, _ in edges} == {list(states)[-1]}


@given(
    some.dictionaries(
        some.text(min_size=1, max_size=40).map(bagit.safe_name),
        some.binary(max_size=3000),
        max_size=6,
    )
)
def test_any_contents_make_a_bag_that_is_whole_and_the_same_each_time(files):
    def packed() -> bytes:
        payload = (
            (f"Y-{n:04d}/{name}", [held[:7], held[7:]])
            for n, (name, held) in enumerate(files.items(), 1)
        )
        return b"".join(bagit.bag("sections-2026", payload, [("Source-Organization", "处室")]))

    assert packed() == packed()
    assert bagit.faults(BytesIO(packed())) == []


@given(some.text(min_size=1, max_size=400))
def test_a_name_in_a_bag_can_be_unpacked_anywhere(name):
    safe = bagit.safe_name(name)
    assert 1 <= len(safe) <= 120
    assert not set(safe) & set('/\\:*?"<>|\n\r\x00')
    assert safe not in (".", "..")


def test_a_bag_is_made_piece_by_piece():
    pieces = bagit.bag("b", [("f", (b"x" * bagit.PIECE for _ in range(40)))], [])
    longest = max(len(piece) for piece in pieces)
    assert longest < 2 * bagit.PIECE, "what was handed out is gone from memory"
