"""Durable acts beside bare commits to the same disk, and deadlines beside a walk from day to day."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from benchmarks.inside import archive
from gongkai.clock.counting import last_day
from gongkai.clock.due import due
from gongkai.clock.notices import national_calendar
from gongkai.clock.terms import Term, Unit
from gongkai.clock.tests.walks import opening, seeded, walk
from gongkai.trail.actors import Subject, system
from gongkai.trail.writing import write
from tests.casting import Bureau

ROUNDS, ACTS = 7, 30
CASES = 20_000


def measured() -> dict[str, Any]:
    """Acts, entries and bare commits a second, round by round in turns; deadlines a second, ours and walked."""
    cast = archive.bureau()
    bare = _bare()
    rounds = [
        {
            "bare": ACTS / _seconds(partial(_commit, bare)),
            "entry": ACTS / _seconds(partial(_entries, cast.now)),
            "acts": 2 * ACTS / _submitted_and_agreed(cast),
        }
        for _ in range(ROUNDS)
    ]
    bare.close()
    return {"rounds": rounds, "deadlines": _deadlines()}


def _seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def _bare() -> sqlite3.Connection:
    """SQLite with the settings of an installation, and nothing of ours."""
    bare = sqlite3.connect(settings.HOME / "bare.sqlite3", isolation_level=None)
    bare.execute("PRAGMA journal_mode=WAL")
    bare.execute("PRAGMA synchronous=FULL")
    bare.execute("CREATE TABLE entry (number INTEGER PRIMARY KEY, data TEXT)")
    return bare


def _commit(bare: sqlite3.Connection) -> None:
    for _ in range(ACTS):
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("INSERT INTO entry (data) VALUES (?)", ("x" * 500,))
        bare.execute("COMMIT")


def _entries(now: datetime) -> None:
    """The smallest durable acts: one entry of the trail each, chained."""
    for _ in range(ACTS):
        with transaction.atomic():
            write(
                by=system("测量"), action="file.attached", subject=Subject("bench", uuid4()), at=now
            )


def _submitted_and_agreed(cast: Bureau) -> float:
    """Seconds for sending documents off and for the head's agreement; drafting is not counted."""
    drafts = [cast.draft(body=archive.text(8)) for _ in range(ACTS)]
    return _seconds(lambda: [cast.agree(cast.submit(draft), "head") for draft in drafts])


def _deadlines() -> dict[str, float]:
    """Working-day terms of 1 to 40 days within 2018–2026: the day alone, the whole moment, and the naive walk."""
    calendar = national_calendar()
    cases = [(day, Term(amount, Unit.WORKING_DAY)) for _, day, amount in seeded(1, CASES)]
    few = cases[: CASES // 10]
    moments = [(opening(day), term) for day, term in cases]
    ours = _seconds(lambda: [last_day(day, term, calendar, ()) for day, term in cases])
    whole = _seconds(lambda: [due(moment, term, calendar) for moment, term in moments])
    walked = _seconds(lambda: [walk(day, term, calendar.is_working) for day, term in few])
    return {"day": CASES / ours, "moment": CASES / whole, "walked": len(few) / walked}
