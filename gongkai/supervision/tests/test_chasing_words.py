"""催办话术: correct grammar in each light."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from gongkai.clock.buckets import Bucket
from gongkai.clock.calendars import SHANGHAI, start_of_day
from gongkai.clock.national import national_calendar
from gongkai.supervision.chasing.rules import Asked, label, left, text

CALENDAR = national_calendar()
NOW = datetime(2026, 3, 2, 10, tzinfo=SHANGHAI)  # a Monday


def asked(day: date | None, bucket: Bucket = Bucket.NORMAL, title: str = "关于健身的通知", **more):
    due = start_of_day(day + timedelta(days=1)) if day else None
    return Asked("交办公室", title, due, bucket, **more)


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (asked(date(2026, 3, 5)), "3月5日（周四）到期，还剩 3 个工作日"),
        (asked(date(2026, 3, 3), Bucket.NEAR), "3月3日（周二）到期，还剩 1 个工作日"),
        (asked(date(2026, 3, 2), Bucket.NEAR), "今天到期"),
        (asked(date(2026, 2, 27), Bucket.LATE), "2月27日（周五）到期，已超 2 个工作日"),
        (asked(date(2027, 1, 31)), "2027年1月31日（周日）到期，还剩 "),
        (asked(date(2026, 3, 5), Bucket.SUSPENDED), "中止计时"),
        (asked(None), "未规定时限"),
        (asked(date(2026, 3, 2), now_with="办公室"), "今天到期（现在办公室）"),
        (
            asked(date(2026, 2, 27), Bucket.NEAR, provisional=True),
            "已过暂定到期日，待放假通知载入后核定",
        ),
        (asked(date(2026, 3, 5), provisional=True), "3月5日（周四）到期（暂定），还剩 3 个工作日"),
    ],
)
def test_what_is_left_of_days(one: Asked, said: str) -> None:
    assert left(one, NOW, CALENDAR).startswith(said)


def test_the_weekend_between_is_counted_in_plain_days() -> None:
    saturday = datetime(2026, 3, 7, 10, tzinfo=SHANGHAI)
    late = asked(date(2026, 3, 6), Bucket.LATE)  # calendar of working days: none has passed yet
    assert left(late, saturday, CALENDAR) == "3月6日（周五）到期，已超 1 天"


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (260, "今天 14:20 到期，还剩 4 小时 20 分钟"),
        (60, "今天 11:00 到期，还剩 1 小时"),
        (-30, "今天 09:30 到期，已超 30 分钟"),
        (1440, "明天 10:00 到期，还剩 24 小时"),
        (0, "今天 10:00 到期"),
    ],
)
def test_what_is_left_of_hours(minutes: int, said: str) -> None:
    one = Asked("发布权威信息", "", NOW + timedelta(minutes=minutes), Bucket.NEAR)
    assert left(one, NOW, CALENDAR) == said


def test_one_task_is_a_sentence_and_several_are_a_list() -> None:
    one, late = asked(date(2026, 3, 5)), asked(date(2026, 2, 27), Bucket.LATE, title="《旧通知》")
    assert text("群体处", [one], NOW, CALENDAR) == (
        "群体处：交办公室（《关于健身的通知》），3月5日（周四）到期，还剩 3 个工作日。\n"
        "请抓紧办理，按期办结。"
    )
    assert text("群体处", [one, late], NOW, CALENDAR, sender="办公室").split("\n") == [
        "群体处：有以下 2 件任务尚未办结。",
        "1. 交办公室（《关于健身的通知》），3月5日（周四）到期，还剩 3 个工作日；",
        "2. 交办公室（《旧通知》），2月27日（周五）到期，已超 2 个工作日。",
        "已超期的请立即办理，并回复预计办结时间。（办公室）",
    ]
    assert text("群体处", [one], NOW, CALENDAR, date(2026, 3, 2)).endswith(
        "请于今天下班前办结，并回复办理情况。"
    )


def test_what_may_not_be_named_is_told_apart_by_its_day() -> None:
    assert label(asked(None, title="", opened_on=date(2026, 2, 26))) == "交办公室（2月26日起算）"
    assert label(asked(None, title="交办公室（2026年3月）")) == "交办公室（2026年3月）"
