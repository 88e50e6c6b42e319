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
# By vendor: a new identity for the n-th copy, a moment and a day that lie some minutes earlier.
SQL = {
    "sqlite": {
        "identity": "printf('%%08x', (n * 2654435761) & 4294967295) || substr({}, 9)",
        "moment": "strftime('%%Y-%%m-%%d %%H:%%M:%%f', {}, '-' || ({}) || ' minutes')",
        "day": "date({}, '-' || (({}) / 1440) || ' days')",
    },
    "postgresql": {
        "identity": "(lpad(to_hex((n::bigint * 2654435761) & 4294967295), 8, '0') || substr({}::text, 9))::uuid",
        "moment": "{} - ({}) * interval '1 minute'",
        "day": "{} - (({}) / 1440)::int",
    },
}
Rows = Mapping[type[Model], Sequence[Model]]


def copied(rows: Rows, copies: int, days: int) -> None:
    """Each row `copies` times, over the past `days`. References among the rows lead to the same copy."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "PRAGMA cache_size=-1000000"
            )  # of this connection, which is closed below
        _copy(rows, copies, days)
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")  # as the server does by itself after a while
    connection.close()


@transaction.atomic
def _copy(rows: Rows, copies: int, days: int) -> None:
    age = f"n * {days * 1440} / {copies}"  # minutes
    numbers = _numbers([row.pk for row in rows.get(Entry, ())])
    for model, originals in rows.items():
        values = {f.column: _value(f, rows, numbers, age) for f in model._meta.concrete_fields}
        columns = ", ".join(f'"{column}"' for column in values)
        key = model._meta.pk
        marks = ", ".join(["%s"] * len(originals))
        statement = (
            f"WITH RECURSIVE copy (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < {copies})"
            f" INSERT INTO {model._meta.db_table} ({columns})"
            f" SELECT {', '.join(values.values())} FROM copy, {model._meta.db_table} t"
            f" WHERE t.{key.column} IN ({marks}) ORDER BY n, t.{key.column}"
        )
        keys = [key.get_db_prep_value(row.pk, connection) for row in originals]
        with connection.cursor() as cursor:
            cursor.execute(statement, keys)


def _numbers(entries: Sequence[int]) -> str:
    """The number of a copied trail entry: numbers have no gaps, so copies follow each other in their order."""
    places = " ".join(f"WHEN {number} THEN {place}" for place, number in enumerate(entries, 1))
    return f"{end().number} + (n - 1) * {len(entries)} + CASE {{}} {places} END"


def _value(field: Field[Any, Any], rows: Rows, numbers: str, age: str) -> str:
    """What a column of the n-th copy holds."""
    column, sql = f't."{field.column}"', SQL[connection.vendor]
    own = {
        (Publication, "serial"): f"{column} + n * {len(rows.get(Publication, ()))}",
        (Publication, "ordinal"): f"{column} + n",
        (Numbering, "document_number"): f"{column} || '-' || n",
    }.get((field.model, field.name))
    if own:
        return own
    target = (
        field.related_model if field.is_relation else field.model if field.primary_key else None
    )
    if target is Entry:
        return numbers.format(column)
    if field.name in IDENTITIES:
        return sql["identity"].format(column)
    if target in rows:
        return f"{column} + n * {STRIDE}"
    if isinstance(field, DateTimeField):
        return sql["moment"].format(column, age)
    return sql["day"].format(column, age) if isinstance(field, DateField) else column
