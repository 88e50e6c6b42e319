"""Fixtures for all tests: the bureau with its cast, and a database whose trail really cannot be wiped."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from hypothesis import settings

from gongkai.plan import calendars, queries
from gongkai.trail import guards
from tests.casting import Bureau, cast_bureau
from tests.recast import recast

settings.register_profile("untimed", deadline=None)  # speed belongs in ./bench, never in a test
settings.load_profile("untimed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever asks for the database is of its layer: on PostgreSQL nothing else runs a second time."""
    for item in items:
        asked = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
        if asked or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.database)


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
    return recast()


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
