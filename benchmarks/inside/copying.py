"""Rows multiplied inside the database, table by table: keys shifted, identities replaced, moments moved back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import DateField, DateTimeField, Field, Model

from gongkai.clearance.models import Numbering
from gongkai.publishing.models import Publication
from gongkai.trail.models import Entry
from gongkai.trail.reading import end

STRIDE = 10_000  # a copy's key is that of its original and this much more for each copy
IDENTITIES = ("uuid", "subject_id")  # other UUIDs name people, posts and acts: those stay
NEW_IDENTITY = "printf('%%08x', (n * 2654435761) & 4294967295) || substr({}, 9)"
NEW_MOMENT = "strftime('%%Y-%%m-%%d %%H:%%M:%%f', {}, '-' || {} || ' minutes')"
NEW_DAY = "date({}, '-' || (({}) / 1440) || ' days')"
Rows = Mapping[type[Model], Sequence[Model]]


@transaction.atomic
def copied(rows: Rows, copies: int, days: int) -> None:
    """Each row `copies` times, over the past `days`. References among the rows lead to the same copy. SQLite only."""
    age = f"n * {days * 1440} / {copies}"  # minutes
    numbers = _numbers(rows)
    for model, originals in rows.items():
        values = {f.column: _value(f, rows, numbers, age) for f in model._meta.concrete_fields}
        columns = ", ".join(f'"{column}"' for column in values)
        key: Field[Any, Any] = model._meta.pk  # type: ignore[assignment]
        marks = ", ".join(["%s"] * len(originals))
        statement = (
            f"WITH RECURSIVE copy (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < {copies})"
            f" INSERT INTO {model._meta.db_table} ({columns})"
            f" SELECT {', '.join(values.values())} FROM copy, {model._meta.db_table} t"
            f" WHERE t.{key.column} IN ({marks}) ORDER BY n, t.{key.column}"
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, [key.get_db_prep_value(row.pk, connection) for row in originals])


def _numbers(rows: Rows) -> str:
    """The number of a copied trail entry: numbers have no gaps, so copies follow each other in their order."""
    entries = [row.pk for row in rows[Entry]]
    places = " ".join(f"WHEN {number} THEN {place}" for place, number in enumerate(entries, 1))
    return f"{end().number} + (n - 1) * {len(entries)} + CASE {{}} {places} END"


def _value(field: Field[Any, Any], rows: Rows, numbers: str, age: str) -> str:
    """What a column of the n-th copy holds."""
    column = f't."{field.column}"'
    own = {
        (Publication, "serial"): f"{column} + n * {len(rows.get(Publication, ()))}",
        (Publication, "ordinal"): f"{column} + n",
        (Numbering, "document_number"): f"{column} || '-' || n",
    }.get((field.model, field.name))
    if own:
        return own
    target = field.related_model if field.is_relation else field.model if field.primary_key else None
    if target is Entry:
        return numbers.format(column)
    if field.name in IDENTITIES:
        return NEW_IDENTITY.format(column)
    if target in rows:
        return f"{column} + n * {STRIDE}"
    if isinstance(field, DateTimeField):
        return NEW_MOMENT.format(column, f"({age})")
    return NEW_DAY.format(column, age) if isinstance(field, DateField) else column
