"""灯: the one state of an open case at every instant, and the time left as a person says it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum

from gongkai.clock.calendars import Calendar, local_day, start_of_day, weekday_name
from gongkai.clock.due import Due, is_late

DAYS_OF_WEEK = 7
ONE_DAY = timedelta(days=1)


class Bucket(StrEnum):
    """Exactly one at every instant: grey, green, yellow, red."""

    SUSPENDED = "suspended"
    NORMAL = "normal"
    NEAR = "near"
    LATE = "late"

    @property
    def chinese(self) -> str:
        """“中止”, “正常”, “临期”, “超期”."""
        return CHINESE[self]


CHINESE = {
    Bucket.SUSPENDED: "中止",
    Bucket.NORMAL: "正常",
    Bucket.NEAR: "临期",
    Bucket.LATE: "超期",
}


def bucket(
    now: datetime, due_at: datetime, near_at: datetime, suspended: bool, provisional: bool = False
) -> Bucket:
    """The bucket at `now`; each begins at its moment and ends where the next begins.

    A provisional due makes nobody late: it stays yellow until the notice has been read.
    """
    if suspended:
        return Bucket.SUSPENDED
    if is_late(now, due_at):
        return Bucket.NEAR if provisional else Bucket.LATE
    return Bucket.NEAR if now >= near_at else Bucket.NORMAL


def time_left(
    now: datetime, due: Due | date | datetime, calendar: Calendar, provisional: bool = False
) -> str:
    """“还剩 2 个工作日（周五到期）”, “今天到期”, “超期 3 个工作日”, “还剩 4 小时 20 分”.

    due: a Due, the day D, or a `due_at`; a due_at at a Shanghai midnight is the end of the day before.
    """
    moment = _exclusive_end(due)
    unsure = due.provisional if isinstance(due, Due) else provisional
    if is_late(now, moment) and unsure:
        return "已过暂定到期日，待放假通知载入后核定"
    day = local_day(moment) - ONE_DAY
    if start_of_day(day + ONE_DAY) != moment:
        return f"{'超期' if is_late(now, moment) else '还剩'}{_spell(abs(moment - now))}"
    words = _late_by if is_late(now, moment) else _ahead
    return words(local_day(now), day, calendar)


def _exclusive_end(due: Due | date | datetime) -> datetime:
    if isinstance(due, Due):
        return due.due_at
    return due if isinstance(due, datetime) else start_of_day(due + ONE_DAY)


def _late_by(today: date, day: date, calendar: Calendar) -> str:
    working = calendar.working_days_between(day, today)
    return f"超期 {working} 个工作日" if working else f"超期 {(today - day).days} 天"


def _ahead(today: date, day: date, calendar: Calendar) -> str:
    if today == day:
        return "今天到期"
    working = calendar.working_days_between(today, day)
    amount = f"{working} 个工作日" if working else f"{(day - today).days} 天"
    return f"还剩 {amount}（{_called(today, day)}到期）"


def _called(today: date, day: date) -> str:
    """How a person names `day` today: 明天, 周五, 下周五, 3月13日, 2027年1月5日."""
    if (day - today).days == 1:
        return "明天"
    monday = today - timedelta(days=today.weekday())
    weeks = (day - monday).days // DAYS_OF_WEEK
    if weeks <= 1:
        return ("", "下")[weeks] + weekday_name(day)
    year = "" if day.year == today.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"


def _spell(length: timedelta) -> str:
    hours, minutes = divmod(length // timedelta(minutes=1), 60)
    if not hours and not minutes:
        return "不到 1 分钟"
    parts = [f"{hours} 小时"] * bool(hours) + [f"{minutes} 分"] * bool(minutes)
    return " " + " ".join(parts)
