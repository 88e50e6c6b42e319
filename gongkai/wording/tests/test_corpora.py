"""How much the check finds and how often it is wrong, on texts written for it."""

from __future__ import annotations

import sys

import pytest

from gongkai.wording.names import NAMES
from gongkai.wording.tests.corpora import Entry, clean, later, planted

LEAST_RECALL, MOST_FALSE = 0.95, 0.03


def missed(entries: list[Entry]) -> list[str]:
    return [f"{e.rule}: {e.text}" for e in entries if e.rule not in {f.rule for f in e.findings()}]


def alarmed(entries: list[Entry]) -> list[str]:
    return [f"{e.text}: {e.findings()}" for e in entries if e.findings()]


def parts() -> dict[str, tuple[list[Entry], list[Entry]]]:
    return {
        "tuned on": (
            [e for e in planted() if not e.held_out],
            [e for e in clean() if not e.held_out],
        ),
        "held out": ([e for e in planted() if e.held_out], [e for e in clean() if e.held_out]),
        "written later": (later("planted"), later("clean")),
    }


@pytest.mark.parametrize("name", ["tuned on", "held out", "written later"])
def test_nearly_all_planted_errors_are_found_and_hardly_a_clean_text_alarms(
    name: str, capsys: pytest.CaptureFixture[str], record_property: object
) -> None:
    wrong, right = parts()[name]
    lost, false = missed(wrong), alarmed(right)
    recall, alarms = 1 - len(lost) / len(wrong), len(false) / len(right)
    said = f"{name}: recall {recall:.1%} of {len(wrong)}, false alarms {alarms:.1%} of {len(right)}"
    with capsys.disabled():
        sys.stdout.write(f"\n  wording, {said}\n")
    record_property(name, said)  # type: ignore[operator]
    assert recall >= LEAST_RECALL, lost
    assert alarms <= MOST_FALSE, false


def test_the_corpora_are_large_enough_and_touch_every_rule() -> None:
    assert len(planted()) >= 200
    assert len(clean()) >= 200
    # Dead links need somebody to ask: test_links.py.
    assert set(NAMES) - {e.rule for e in planted()} == {"links.dead"}


def test_a_planted_text_says_little_beside_what_was_planted() -> None:
    beside = [e.rule for e in planted() if {f.rule for f in e.findings()} - {e.rule}]
    assert len(beside) <= len(planted()) * 0.05, beside


def test_must_is_said_of_no_clean_text() -> None:
    both = [*clean(), *later("clean")]
    assert not [e for e in both if any(f.severity == "must" for f in e.findings())]
