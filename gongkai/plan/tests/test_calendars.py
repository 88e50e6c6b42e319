"""The calendar in force: national notices, and those that were loaded."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from django.db import DatabaseError

from gongkai.clock.notices import Notice, national_calendar
from gongkai.plan.calendars import calendar_in_force, store_notice
from gongkai.plan.models import CalendarNotice
from gongkai.plan.tests.samples import NOON

pytestmark = pytest.mark.django_db
NEXT = national_calendar().last.year + 1
NEW_YEAR = date(NEXT, 1, 1)
NOTICE = Notice("国办发明电〔2026〕7号", date(2026, 11, 4), NEXT, {NEW_YEAR: (False, "元旦")})


def test_without_notices_it_is_the_national_one() -> None:
    assert calendar_in_force() == national_calendar()


def test_a_loaded_notice_covers_its_year() -> None:
    store_notice(NOTICE, NOON)
    calendar = calendar_in_force()
    assert calendar.covers(NEW_YEAR)
    assert not calendar.is_working(NEW_YEAR)
    assert calendar.name(NEW_YEAR) == "元旦"


def test_the_same_notice_again_changes_nothing() -> None:
    first = store_notice(NOTICE, NOON)
    assert store_notice(NOTICE, NOON.replace(year=2027)).pk == first.pk


def test_another_text_under_the_same_number_is_its_next_version() -> None:
    store_notice(NOTICE, NOON)
    more = {**NOTICE.days, date(NEXT, 1, 4): (False, "元旦")}
    row = store_notice(Notice(NOTICE.number, NOTICE.issued, NEXT, more), NOON)
    assert row.version == 2
    assert not calendar_in_force().is_working(date(NEXT, 1, 4))


def test_a_notice_that_leaves_a_gap_is_refused_and_not_stored() -> None:
    far = date(NEXT + 2, 1, 1)
    with pytest.raises(ValueError, match="不相连"):
        store_notice(Notice("某号", None, far.year, {far: (False, "元旦")}), NOON)
    assert not CalendarNotice.objects.exists()


def test_it_is_kept_until_another_notice_comes(django_assert_num_queries) -> None:
    store_notice(NOTICE, NOON)
    kept = calendar_in_force()
    with django_assert_num_queries(1):
        assert calendar_in_force() is kept


def test_before_there_are_tables_it_is_the_national_one(monkeypatch) -> None:
    def no_table(*args: object) -> None:
        raise DatabaseError("no such table")

    monkeypatch.setattr(CalendarNotice.objects, "order_by", no_table)
    monkeypatch.setattr("gongkai.plan.calendars.connection", SimpleNamespace(in_atomic_block=False))
    assert calendar_in_force() is national_calendar()
