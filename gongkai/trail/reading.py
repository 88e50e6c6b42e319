"""Reading the trail: each reader keeps a position (number and head) beside what it built from it."""

from __future__ import annotations

from typing import NamedTuple

from gongkai.trail.chain import START
from gongkai.trail.models import Entry


class Position(NamedTuple):
    """How far a reader has come. The head proves that it read *this* trail and not another."""

    number: int = 0
    head: str = START


def since(position: Position, limit: int = 500) -> list[Entry]:
    """The next entries in order. Numbers are given inside the acts' transactions: none can appear behind."""
    return list(Entry.objects.filter(number__gt=position.number)[:limit])


def belongs(position: Position) -> bool:
    """Whether the trail knows this position. If not (another database, a restored backup): rebuild."""
    if position.number == 0:
        return position.head == START
    return Entry.objects.filter(number=position.number, head=position.head).exists()


def end() -> Position:
    """The trail's end as it stands."""
    last = Entry.objects.order_by("-number").only("number", "head").first()
    return Position(last.number, last.head) if last else Position()
