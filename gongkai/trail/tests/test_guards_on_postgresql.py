"""PostgreSQL's further ways of altering a table, each refused by the database itself, also to its superuser."""

from __future__ import annotations

import pytest
from django.db import connection

from gongkai.trail import guards
from gongkai.trail.tests.tampering import POSTGRESQL, entries, raw, refused

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.postgres,
    pytest.mark.skipif(not POSTGRESQL, reason="only PostgreSQL has these statements"),
]


@pytest.fixture(autouse=True)
def _three_entries() -> None:
    entries(3)


@pytest.mark.parametrize(
    "sql",
    [
        "TRUNCATE trail_entry, supervision_notice, supervision_delivery",
        "TRUNCATE trail_entry CASCADE",
        "SET LOCAL session_replication_role = replica; DELETE FROM trail_entry",
        "WITH gone AS (DELETE FROM trail_entry RETURNING 1) SELECT count(*) FROM gone",
        "MERGE INTO trail_entry USING (SELECT 2 AS n) s ON number = n WHEN MATCHED THEN DELETE",
    ],
)
def test_postgresqls_ways_of_emptying_a_table_are_refused(sql):
    refused(sql)


def test_on_conflict_do_update_is_refused():
    sql, parameters = raw("INSERT", 2, action="x")
    refused(f"{sql} ON CONFLICT (number) DO UPDATE SET action = 'x'", parameters)


@pytest.mark.parametrize("how", ["DISABLE TRIGGER", "ENABLE TRIGGER", "ENABLE REPLICA TRIGGER"])
def test_a_guard_that_is_switched_off_counts_as_missing(how):
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE trail_entry {how} trail_entry_no_update")
    assert guards.missing() == ["trail_entry_no_update"]
    guards.set_guards()
    refused("UPDATE trail_entry SET action = 'x'")
