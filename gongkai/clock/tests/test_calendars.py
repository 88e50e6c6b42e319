"""A calendar is a value; days begin in Shanghai; the table counts as a walk would, also beyond its edges."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from gongkai.clock.calendars import Calendar, local_day, start_of_day, weekday_name
from gongkai.clock.tables import WorkingDays


def february() -> Calendar:
    return Calendar(
        "试", date(2026, 2, 1), date(2026, 2, 28), {date(2026, 2, 14): (True, "春节调休上班")}
    )


def test_sixteen_hundred_utc_is_where_the_shanghai_day_changes() -> None:
    before = datetime(2026, 3, 1, 15, 59, 59, 999999, tzinfo=UTC)
    assert local_day(before) == date(2026, 3, 1)
    assert local_day(before + timedelta(microseconds=1)) == date(2026, 3, 2)
    assert before.date() == (before + timedelta(microseconds=1)).date()  # UTC sees one day


def test_any_offset_falls_on_the_same_shanghai_day() -> None:
    moment = datetime(2026, 3, 2, 0, 30, tzinfo=timezone(timedelta(hours=8)))
    assert local_day(moment) == local_day(moment.astimezone(UTC)) == date(2026, 3, 2)


def test_a_day_starts_at_sixteen_hundred_utc_of_the_day_before() -> None:
    assert start_of_day(date(2026, 3, 2)) == datetime(2026, 3, 1, 16, tzinfo=UTC)
    assert start_of_day(date(2026, 3, 2)).tzinfo is UTC
    assert local_day(start_of_day(date(1988, 6, 1))) == date(1988, 6, 1)  # summer time of 1986–1991


def test_a_moment_without_time_zone_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match=r"没有时区.*请带上时区。"):
        local_day(datetime(2026, 3, 2, 10))  # noqa: DTZ001


def test_beyond_the_coverage_monday_to_friday_even_where_an_exception_waits() -> None:
    waiting = {date(2026, 3, 2): (False, "放假"), date(2026, 2, 2): (False, "放假")}
    calendar = Calendar("试", date(2026, 2, 1), date(2026, 2, 28), waiting)
    assert not calendar.is_working(date(2026, 2, 2))
    assert calendar.is_working(date(2026, 3, 2))
    assert calendar.name(date(2026, 3, 2)) == ""


def test_a_calendar_cannot_be_changed_from_outside() -> None:
    days = {date(2026, 2, 14): (True, "春节调休上班")}
    calendar = Calendar("试", date(2026, 2, 1), date(2026, 2, 28), days)
    days[date(2026, 2, 16)] = (False, "春节")
    assert calendar.is_working(date(2026, 2, 16))
    with pytest.raises(TypeError):
        calendar.days[date(2026, 2, 16)] = (False, "春节")  # type: ignore[index]


def test_equal_contents_are_equal_calendars_and_can_be_keys() -> None:
    assert february() == february()
    assert len({february(), february()}) == 1


def test_a_coverage_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="请对调"):
        Calendar("试", date(2026, 2, 2), date(2026, 2, 1), {})


@pytest.mark.parametrize(
    ("off", "working", "name"),
    [
        ("2026-02-16", False, "放假"),
        ("2026-02-15", False, "周末"),
        ("2026-02-14", True, "调休上班"),
    ],
)
def test_an_exception_without_a_name_gets_a_plain_one(off: str, working: bool, name: str) -> None:
    day = date.fromisoformat(off)
    assert Calendar("试", day, day, {day: (working, "")}).name(day) == name


def test_weekdays_are_named_in_chinese() -> None:
    week = [weekday_name(date(2026, 3, 2) + timedelta(days=n)) for n in range(7)]
    assert "".join(week) == "周一周二周三周四周五周六周日"


def test_the_table_numbers_days_as_a_walk_does_inside_and_on_both_sides() -> None:
    dice = random.Random(13)
    first = date(2026, 1, 1).toordinal()
    flags = [dice.random() < 0.6 for _ in range(200)]
    table = WorkingDays(first, flags)

    def works(ordinal: int) -> bool:
        inside = first <= ordinal < first + 200
        return flags[ordinal - first] if inside else date.fromordinal(ordinal).weekday() < 5

    number = table.number(first - 500)
    for ordinal in range(first - 499, first + 700):
        number += works(ordinal)
        assert table.number(ordinal) == number
        if works(ordinal):
            assert table.ordinal(number) == ordinal
            assert table.next(ordinal) == ordinal
        else:
            assert table.next(ordinal) == table.ordinal(number + 1) > ordinal
