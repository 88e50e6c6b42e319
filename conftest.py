"""Fixtures for all tests: the bureau with its cast, and a database whose trail really cannot be wiped."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from hypothesis import settings

from gongkai.plan import calendars, queries
from gongkai.trail import guards
from tests.casting import Bureau, cast_bureau

settings.register_profile("untimed", deadline=None)  # speed belongs in ./bench, never in a test
settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def _nothing_kept_from_another_test() -> Iterator[None]:
    """Plans and calendars are kept per process; each test has a database of its own."""
    queries.forget()
    calendars._kept = None
    yield
    queries.forget()
    calendars._kept = None


@pytest.fixture
def bureau(db: None) -> Bureau:
    """The bureau's own plan, the national one, and the whole cast, inside one rolled-back transaction."""
    return cast_bureau()


@pytest.fixture
def open_bureau(transactional_db: None) -> Iterator[Bureau]:
    """The same with real commits, for threads and processes. The trail's guards are lifted to clean up after."""
    try:
        yield cast_bureau()
    finally:
        lift_guards()


def lift_guards() -> None:
    """Drop the guards so that the test's database can be flushed; migrating sets them again."""
    with connection.cursor() as cursor:
        for name in guards.names():
            on = " ON trail_entry" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
