"""The chain: what each head is computed from. Pure functions of values."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import rfc8785

from gongkai.trail.models import Entry

ALGORITHM = "sha256"  # named in every head, so that a later one can stand beside it
START = f"{ALGORITHM}:{'0' * 64}"


def instant(moment: datetime) -> str:
    """A moment as the chain writes it: UTC, microseconds, so that every database gives the same bytes."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def head_of(entry: Entry, previous: str) -> str:
    """The head after `entry`: digest over the canonical JSON (RFC 8785) of the entry and the head before."""
    record = {
        "previous": previous,
        "number": entry.number,
        "uuid": str(entry.uuid),
        "happened": instant(entry.happened),
        "recorded": instant(entry.recorded),
        "actor": entry.actor,
        "person": str(entry.person or ""),
        "action": entry.action,
        "subject": [entry.subject_kind, str(entry.subject_id)],
        "clause": entry.clause,
        "data": entry.data,
        "act": str(entry.act),
    }
    return f"{ALGORITHM}:{hashlib.new(ALGORITHM, rfc8785.dumps(record)).hexdigest()}"
