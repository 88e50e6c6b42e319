"""Pressing a button at the same moment: threads at a barrier, each with a database connection of its own."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.db import connection

from gongkai.trail.refusals import Refused

THREADS = 4
SECONDS = 8.0  # for all rounds together, unless GONGKAI_RACE_ROUNDS says how many


class Outcome(NamedTuple):
    """What came of one press: a value, a sentence of refusal, or a fault that nobody foresaw."""

    value: Any = None
    refused: str = ""
    fault: BaseException | None = None


class Starters:
    """The people at the barrier."""

    def __init__(self) -> None:
        self.pool = ThreadPoolExecutor(THREADS)
        self.barrier = threading.Barrier(THREADS)

    def press(self, *acts: Callable[[], Any]) -> list[Outcome]:
        """All acts at once; with fewer acts than threads they are repeated: the same people click twice."""
        chosen = [acts[place % len(acts)] for place in range(THREADS)]
        return list(self.pool.map(self._one, chosen))

    def _one(self, act: Callable[[], Any]) -> Outcome:
        self.barrier.wait(30)
        try:
            return Outcome(act())
        except Refused as refused:
            return Outcome(refused=refused.sentence)
        except Exception as fault:
            return Outcome(fault=fault)

    def close(self) -> None:
        self.press(lambda: connection.close())  # each its own
        self.pool.shutdown()


@contextmanager
def starters() -> Iterator[Starters]:
    four = Starters()
    try:
        yield four
    finally:
        four.close()


def rounds(seconds: float = SECONDS) -> Iterator[int]:
    """As many as GONGKAI_RACE_ROUNDS says, else as many as fit into the time, two at least."""
    wanted, begun, done = int(os.environ.get("GONGKAI_RACE_ROUNDS", "0")), time.monotonic(), 0
    while done < (wanted or 2) or (not wanted and time.monotonic() - begun < seconds):
        yield done
        done += 1


def one_won(what: str, outcomes: list[Outcome]) -> Any:
    """Exactly one had an effect; all others were told so in a sentence. Returns what the winner got."""
    faults = [outcome.fault for outcome in outcomes if outcome.fault]
    assert not faults, f"{what}: {faults}"
    won = [outcome.value for outcome in outcomes if not outcome.refused]
    told = [outcome.refused for outcome in outcomes if outcome.refused]
    assert len(won) == 1, f"{what}: {len(won)} effects; refused: {told}"
    assert all(sentence.endswith("。") for sentence in told), what
    return won[0]
