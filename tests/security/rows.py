"""What the database holds, as one value to compare: nothing may differ after a refusal or after a GET."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db import connection

# A session is prolonged by looking (SESSION_SAVE_EVERY_REQUEST); a failed sign-in is counted by axes.
APART = ("django_session", "axes_", "django_migrations", "sqlite_sequence")


@cache
def tables() -> list[str]:
    """Every table of the installation, apart from those that looking alone may touch."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
    return sorted(name for name in names if not name.startswith(APART))


def rows() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table as it stands in this transaction."""
    held = {}
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')
            held[table] = cursor.fetchall()
    return held


def changed(before: dict[str, list[tuple[Any, ...]]]) -> list[str]:
    """Names of the tables that differ from what they held before."""
    after = rows()
    return [table for table, held in after.items() if held != before.get(table)]
