"""Guards: triggers by which the database itself refuses to alter the trail.

Django's AlterField on SQLite rebuilds the table and drops its triggers silently, so they are set after
every migration (`post_migrate`), and `missing` is asked at start, by /healthz and by a test.
Who can write the database file can drop triggers too: that is what the heads outside are for (`heads`).
"""

from __future__ import annotations

from typing import Any

from django.db import connection

_WORDS = "留痕只能追加，不能修改、删除或覆盖"

_SQLITE = {
    "trail_entry_no_update": "BEFORE UPDATE ON trail_entry BEGIN",
    "trail_entry_no_delete": "BEFORE DELETE ON trail_entry BEGIN",
    "trail_entry_next_only": "BEFORE INSERT ON trail_entry"
    " WHEN NEW.number <> (SELECT COALESCE(MAX(number), 0) + 1 FROM trail_entry)"
    " OR EXISTS (SELECT 1 FROM trail_entry WHERE uuid = NEW.uuid) BEGIN",
}

_POSTGRESQL = {
    "trail_entry_no_update": "BEFORE UPDATE ON trail_entry FOR EACH ROW EXECUTE FUNCTION trail_refuse()",
    "trail_entry_no_delete": "BEFORE DELETE ON trail_entry FOR EACH ROW EXECUTE FUNCTION trail_refuse()",
    "trail_entry_no_truncate": "BEFORE TRUNCATE ON trail_entry EXECUTE FUNCTION trail_refuse()",
    "trail_entry_next_only": "BEFORE INSERT ON trail_entry FOR EACH ROW EXECUTE FUNCTION trail_next_only()",
}

_FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION trail_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{_WORDS}'; END $$;
CREATE OR REPLACE FUNCTION trail_next_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.number <> (SELECT COALESCE(MAX(number), 0) + 1 FROM trail_entry) THEN
    RAISE EXCEPTION '{_WORDS}';
  END IF;
  RETURN NEW;
END $$;
"""


def names() -> set[str]:
    return set(_POSTGRESQL if connection.vendor == "postgresql" else _SQLITE)


def missing() -> list[str]:
    """Names of guards that do not stand (or, on PostgreSQL, are switched off)."""
    query = (
        "SELECT tgname FROM pg_trigger WHERE tgrelid = 'trail_entry'::regclass AND tgenabled = 'A'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'trail_entry'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        standing = {row[0] for row in cursor.fetchall()}
    return sorted(names() - standing)


def set_guards(**_: Any) -> None:
    """Set every guard that is missing. Connected to `post_migrate`."""
    if "trail_entry" not in connection.introspection.table_names():
        return
    absent = missing()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and absent:
            cursor.execute(_FUNCTIONS)
        for name in absent:
            _set(cursor, name)


def _set(cursor: Any, name: str) -> None:
    if connection.vendor == "postgresql":
        cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON trail_entry")
        cursor.execute(f"CREATE TRIGGER {name} {_POSTGRESQL[name]}")
        # ALWAYS: session_replication_role = replica does not step over it
        cursor.execute(f"ALTER TABLE trail_entry ENABLE ALWAYS TRIGGER {name}")
    else:
        cursor.execute(
            f"CREATE TRIGGER {name} {_SQLITE[name]} SELECT RAISE(ABORT, '{_WORDS}'); END"
        )
