"""What somebody with the database in hand can do to a trail, once the guards are lifted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from gongkai.trail import guards
from gongkai.trail.actors import Subject, system
from gongkai.trail.chain import START, head_of
from gongkai.trail.models import Entry
from gongkai.trail.origin import DEMONSTRATION
from gongkai.trail.writing import write
from tests.casting import MONDAY

COLUMNS = [field.column for field in Entry._meta.concrete_fields]
WORDS = "留痕只能追加"
POSTGRESQL = connection.vendor == "postgresql"


def entries(count: int) -> list[Entry]:
    """A trail of so many entries."""
    with transaction.atomic():
        return [one_more() for _ in range(count)]


def one_more(**more: Any) -> Entry:
    values = {
        "by": system("测试"), "action": DEMONSTRATION, "subject": Subject("thing", uuid4()), "at": MONDAY,
    }  # fmt: skip
    return write(**{**values, **more})


def drop(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}" + (" ON trail_entry" if POSTGRESQL else ""))


@contextmanager
def guards_lifted() -> Iterator[None]:
    """All guards off, and set again afterwards: nothing but the chain can tell."""
    for name in guards.names():
        drop(name)
    yield
    if POSTGRESQL:
        connection.check_constraints()  # nothing may be pending when the table is altered
    guards.set_guards()
    assert guards.missing() == []


def change(number: int, **values: Any) -> None:
    with guards_lifted():
        assert Entry.objects.filter(number=number).update(**values) == 1


def take_out(*numbers: int) -> None:
    with guards_lifted():
        Entry.objects.filter(number__in=numbers).delete()


def swap(one: int, other: int) -> None:
    """Two entries change places, each with the head it had."""
    with guards_lifted():
        for before, after in ((one, 10**9), (other, one), (10**9, other)):
            Entry.objects.filter(number=before).update(number=after)


def rewrite(number: int, **values: Any) -> None:
    """The thorough forger: change one entry and compute every head anew. In itself the chain is whole."""
    with guards_lifted():
        Entry.objects.filter(number=number).update(**values)
        previous = START
        for entry in Entry.objects.order_by("number"):
            previous = head_of(entry, previous)
            Entry.objects.filter(number=entry.number).update(head=previous)


def as_it_stands() -> list[tuple]:
    return list(Entry.objects.order_by("number").values_list())


def refused(sql: str, parameters: list | tuple = ()) -> None:
    """The statement is refused in our words, and the trail stands as it stood."""
    before = as_it_stands()
    with (
        pytest.raises(DatabaseError, match=WORDS),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, parameters)
    assert as_it_stands() == before


def raw(verb: str, source: int, /, **other: object) -> tuple[str, list]:
    """The statement by which SQL copies an entry with some columns replaced, and its parameters."""
    named = [("%s" if column in other else column) for column in COLUMNS]
    values = [other[column] for column in COLUMNS if column in other]
    into = f"{verb} INTO trail_entry ({', '.join(COLUMNS)})"
    return f"{into} SELECT {', '.join(named)} FROM trail_entry WHERE number = %s", [*values, source]


def fresh() -> str:
    """A new uuid as this database writes it."""
    return str(uuid4()) if POSTGRESQL else uuid4().hex
