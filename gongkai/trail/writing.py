"""Writing the trail: the only function that adds an entry. It runs last in the act's own transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import connection, transaction

from gongkai.trail import vocabulary
from gongkai.trail.actors import Actor, Subject
from gongkai.trail.chain import START, head_of
from gongkai.trail.models import Entry
from gongkai.trail.waking import wake_readers

ADVISORY_LOCK = 0x676F6E67  # one lock for the end of the chain; after it an act locks nothing more


def write(
    *,
    by: Actor,
    action: str,
    subject: Subject,
    at: datetime,
    happened: datetime | None = None,
    clause: str = "",
    data: dict[str, Any] | None = None,
) -> Entry:
    """Add one entry: number = last + 1, chained. `at` is when it is recorded, `happened` when it took place.

    Raises RuntimeError outside a transaction or for an action that the vocabulary lacks.
    """
    entry = unwritten(
        by=by, action=action, subject=subject, at=at, happened=happened, clause=clause, data=data
    )
    return write_all([entry])[0]


def unwritten(
    *,
    by: Actor,
    action: str,
    subject: Subject,
    at: datetime,
    happened: datetime | None = None,
    clause: str = "",
    data: dict[str, Any] | None = None,
) -> Entry:
    """An entry that has neither number nor head yet: `write_all` gives them."""
    if not vocabulary.known(action):
        raise RuntimeError(f"no sentence for {action}: register it in the vocabulary")
    return Entry(
        uuid=uuid4(),
        happened=happened or at,
        recorded=at,
        actor=by.snapshot(),
        person=by.person,
        action=action,
        subject_kind=subject.kind,
        subject_id=subject.id,
        clause=clause,
        data=data or {},
        act=by.act,
    )


def write_all(entries: Sequence[Entry]) -> list[Entry]:
    """Number and chain these in their order, and add them: the same as one `write` after the other."""
    if not connection.in_atomic_block:
        raise RuntimeError("the trail is written inside the transaction of the act it records")
    if not entries:
        return []  # nothing to lock for, nobody to wake
    _lock_the_end()
    last = Entry.objects.order_by("-number").only("number", "head").first()
    number, head = (last.number, last.head) if last else (0, START)
    for entry in entries:
        entry.number = number = number + 1
        entry.head = head = head_of(entry, head)
    added = Entry.objects.bulk_create(entries)
    transaction.on_commit(wake_readers)
    return added


def _lock_the_end() -> None:
    """On SQLite the transaction was begun IMMEDIATE and is the only writer already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])
