"""What the database holds, as one value to compare: nothing may differ after a refusal or after a GET."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db import connection

Held = dict[str, list[Any]]  # table -> its rows
# A session is prolonged by looking (SESSION_SAVE_EVERY_REQUEST); a failed sign-in is counted by axes.
APART = ("django_session", "axes_", "django_migrations", "sqlite_sequence")


@cache
def tables() -> list[str]:
    """Every table of the installation, apart from those that looking alone may touch."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
    return sorted(name for name in names if not name.startswith(APART))


def rows() -> Held:
    """Every row of every table as it stands in this transaction."""
    return _in_one_question() if connection.vendor == "postgresql" else _table_by_table()


def _in_one_question() -> Held:
    """On PostgreSQL sixty questions take five times as long as one with sixty parts."""
    each = (f"SELECT '{t}', array_agg(r::text ORDER BY r::text) FROM \"{t}\" r" for t in tables())
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(each))
        return {table: held or [] for table, held in cursor.fetchall()}


def _table_by_table() -> Held:
    held = {}
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')
            held[table] = cursor.fetchall()
    return held


def changed(before: Held) -> list[str]:
    """Names of the tables that differ from what they held before."""
    after = rows()
    return [table for table, held in after.items() if held != before.get(table)]
