"""At every instant an open case is in exactly one bucket, and the time left reads as a person says it."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.clock.buckets import Bucket, bucket, time_left
from gongkai.clock.calendars import SHANGHAI, local_day
from gongkai.clock.due import Near, due
from gongkai.clock.notices import national_calendar
from gongkai.clock.terms import Term, Unit
from gongkai.clock.tests.walks import CASES

CALENDAR = national_calendar()
TICK = timedelta(microseconds=1)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def conditions(
    now: datetime, due_at: datetime, near_at: datetime, suspended: bool, provisional: bool
) -> dict[Bucket, bool]:
    """Each bucket's own condition, written apart: exactly one may hold."""
    before_near, before_due = now < near_at, now < due_at
    return {
        Bucket.SUSPENDED: suspended,
        Bucket.NORMAL: not suspended and before_near,
        Bucket.NEAR: not suspended and not before_near and (before_due or provisional),
        Bucket.LATE: not suspended and not before_due and not provisional,
    }


def test_each_bucket_begins_at_its_moment_and_ends_where_the_next_begins() -> None:
    result = due(moment("2026-03-02 09:00"), Term.parse("3 working days"), CALENDAR)
    at = [
        (result.near_at - TICK, Bucket.NORMAL),
        (result.near_at, Bucket.NEAR),
        (result.due_at - TICK, Bucket.NEAR),
        (result.due_at, Bucket.LATE),
    ]
    for now, expected in at:
        assert bucket(now, result.due_at, result.near_at, suspended=False) is expected
        assert bucket(now, result.due_at, result.near_at, suspended=True) is Bucket.SUSPENDED
    assert result.near_at == moment("2026-03-05 00:00")


def test_beyond_the_coverage_nobody_is_late() -> None:
    result = due(moment("2026-12-30 09:00"), Term.parse("5 working days"), CALENDAR)
    long_after = result.due_at + timedelta(days=400)
    assert result.provisional
    assert (
        bucket(long_after, result.due_at, result.near_at, False, result.provisional) is Bucket.NEAR
    )
    assert bucket(long_after, result.due_at, result.near_at, False, False) is Bucket.LATE


@given(
    st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from(Unit),
    st.integers(1, 12),
    st.timedeltas(timedelta(days=-30), timedelta(days=500)),
    st.booleans(),
    st.integers(1, 4),
)
def test_exactly_one_bucket_at_every_instant(
    start: datetime, unit: Unit, amount: int, later: timedelta, suspended: bool, last: int
) -> None:
    term = Term(amount * 101 if unit is Unit.DATE_OF_YEAR else amount, unit)
    result = due(start, term, CALENDAR, near=Near(last, last))
    for now in (start + later, result.near_at, result.due_at, result.due_at - TICK):
        known = conditions(now, result.due_at, result.near_at, suspended, result.provisional)
        found = bucket(now, result.due_at, result.near_at, suspended, result.provisional)
        assert [name for name, holds in known.items() if holds] == [found]
    assert start <= result.near_at <= result.due_at


def test_exactly_one_bucket_at_every_instant_on_seeded_cases() -> None:
    dice, seen = random.Random(9), dict.fromkeys(Bucket, 0)
    base = moment("2026-11-20 00:00")
    units = (Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.HOUR)
    dues = [
        due(base + timedelta(hours=7 * n), Term(dice.randint(1, 30), units[n % 3]), CALENDAR)
        for n in range(300)
    ]
    for _ in range(CASES):
        each, suspended = dice.choice(dues), dice.random() < 0.1
        edge = dice.choice((each.near_at, each.due_at))
        now = edge + dice.choice((-1, 0, 1)) * dice.choice(
            (TICK, timedelta(hours=9), timedelta(days=9))
        )
        known = conditions(now, each.due_at, each.near_at, suspended, each.provisional)
        found = bucket(now, each.due_at, each.near_at, suspended, each.provisional)
        assert [name for name, holds in known.items() if holds] == [found]
        seen[found] += 1
    assert min(seen.values()) > 5000, seen


def test_buckets_have_chinese_names() -> None:
    assert [each.chinese for each in Bucket] == ["中止", "正常", "临期", "超期"]


LEFT = [
    # now               D            said
    ("2026-03-04 10:00", "2026-03-06", "还剩 2 个工作日（周五到期）"),
    ("2026-03-05 23:59", "2026-03-06", "还剩 1 个工作日（明天到期）"),
    ("2026-03-06 23:59", "2026-03-06", "今天到期"),
    ("2026-03-07 00:00", "2026-03-06", "超期 1 天"),
    ("2026-03-09 09:00", "2026-03-06", "超期 1 个工作日"),
    ("2026-03-11 09:00", "2026-03-06", "超期 3 个工作日"),
    ("2026-03-05 09:00", "2026-03-10", "还剩 3 个工作日（下周二到期）"),
    ("2026-02-11 09:00", "2026-02-28", "还剩 8 个工作日（2月28日到期）"),
    ("2026-12-20 09:00", "2027-01-31", "还剩 30 个工作日（2027年1月31日到期）"),
    ("2026-01-30 09:00", "2026-01-31", "还剩 1 天（明天到期）"),
    ("2026-02-15 09:00", "2026-02-24", "还剩 1 个工作日（2月24日到期）"),
]


@pytest.mark.parametrize(("now", "day", "said"), LEFT)
def test_the_time_left_of_a_day_term(now: str, day: str, said: str) -> None:
    last = date.fromisoformat(day)
    exclusive = moment(f"{last + timedelta(days=1)} 00:00")
    assert time_left(moment(now), last, CALENDAR) == said
    assert time_left(moment(now), exclusive, CALENDAR) == said
    assert time_left(moment(now).astimezone(UTC), exclusive.astimezone(UTC), CALENDAR) == said


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-03-02 10:40", "还剩 4 小时 20 分"),
        ("2026-03-02 11:00", "还剩 4 小时"),
        ("2026-03-02 14:40", "还剩 20 分"),
        ("2026-03-02 14:59:30", "还剩不到 1 分钟"),
        ("2026-03-02 15:00", "超期不到 1 分钟"),
        ("2026-03-02 16:05", "超期 1 小时 5 分"),
        ("2026-02-27 15:00", "还剩 72 小时"),
    ],
)
def test_the_time_left_of_an_hour_term(now: str, said: str) -> None:
    result = due(moment("2026-03-02 10:00"), Term.parse("5 hours"), CALENDAR)
    assert time_left(moment(now), result, CALENDAR) == said
    assert time_left(moment(now), result.due_at, CALENDAR) == said


def test_a_provisional_due_day_is_never_called_late() -> None:
    result = due(moment("2026-12-30 09:00"), Term.parse("5 working days"), CALENDAR)
    assert local_day(result.due_at) == date(2027, 1, 7)
    assert (
        time_left(moment("2027-02-01 09:00"), result, CALENDAR)
        == "已过暂定到期日，待放假通知载入后核定"
    )
    assert time_left(moment("2027-02-01 09:00"), result.day, CALENDAR, provisional=True).startswith(
        "已过"
    )
    assert time_left(moment("2027-02-01 09:00"), result.day, CALENDAR).startswith("超期")
