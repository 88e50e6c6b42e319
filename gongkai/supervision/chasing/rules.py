"""催办话术: the words for one organ, ready to copy into the work group. Plain values in, plain text out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gongkai.clock.buckets import Bucket
from gongkai.clock.calendars import SHANGHAI, Calendar, local_day, start_of_day, weekday_name

CHINESE_DAYS = {0: "今天", 1: "明天"}


@dataclass(frozen=True, slots=True)
class Asked:
    """One task as the words need it. `title` is empty where the readers may not see it.

    `now_with`: where the work lies at the moment, if that is not the organ that is asked (移交待签收).
    """

    duty_title: str
    title: str
    due_at: datetime | None
    bucket: Bucket
    provisional: bool = False
    opened_on: date | None = None
    now_with: str = ""


def label(asked: Asked) -> str:
    """The task by name: the duty, and of what only if the readers may know; else since when."""
    if not asked.title and asked.opened_on:
        return f"{asked.duty_title}（{asked.opened_on.month}月{asked.opened_on.day}日起算）"
    if not asked.title or asked.title.startswith(asked.duty_title):
        return asked.title or asked.duty_title
    return f"{asked.duty_title}（{_quoted(asked.title)}）"


def _quoted(title: str) -> str:
    return title if title.startswith("《") else f"《{title}》"


def left(asked: Asked, now: datetime, calendar: Calendar) -> str:
    """“3月5日（周四）到期，还剩 2 个工作日”, “今天到期”, “3月5日到期，已超 3 个工作日（现在办公室）”, “中止计时”."""
    where = f"（现在{asked.now_with}）" if asked.now_with else ""
    return _left(asked, now, calendar) + where


def _left(asked: Asked, now: datetime, calendar: Calendar) -> str:
    if asked.bucket is Bucket.SUSPENDED:
        return "中止计时"
    if asked.due_at is None:
        return "未规定时限"
    ended = asked.due_at <= now
    if ended and asked.provisional:
        return "已过暂定到期日，待放假通知载入后核定"
    if start_of_day(local_day(asked.due_at)) != asked.due_at:
        return _of_hours(asked.due_at, now)
    day, today = local_day(asked.due_at) - timedelta(days=1), local_day(now)
    unsure = "（暂定）" if asked.provisional else ""
    if ended:
        return f"{_named(day, today)}到期，已超 {_between(day, today, calendar)}"
    if day == today:
        return f"今天到期{unsure}"
    return f"{_named(day, today)}到期{unsure}，还剩 {_between(today, day, calendar)}"


def _of_hours(due_at: datetime, now: datetime) -> str:
    local, today = due_at.astimezone(SHANGHAI), local_day(now)
    named = CHINESE_DAYS.get((local.date() - today).days) or _named(local.date(), today)
    length = abs(due_at - now)
    if length < timedelta(minutes=1):
        return f"{named} {local:%H:%M} 到期"
    return f"{named} {local:%H:%M} 到期，{'已超' if due_at <= now else '还剩'} {_hours(length)}"


def _hours(length: timedelta) -> str:
    hours, minutes = divmod(length // timedelta(minutes=1), 60)
    return " ".join([f"{hours} 小时"] * bool(hours) + [f"{minutes} 分钟"] * bool(minutes))


def _named(day: date, today: date) -> str:
    year = "" if day.year == today.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日（{weekday_name(day)}）"


def _between(first: date, last: date, calendar: Calendar) -> str:
    """Working days, or plain days where none lies between (over a weekend)."""
    working = calendar.working_days_between(first, last)
    return f"{working} 个工作日" if working else f"{(last - first).days} 天"


def _request(asked: Sequence[Asked], demanded: date | None, today: date) -> str:
    """What is asked of the organ: by the date that was demanded, else by how late it already is."""
    if demanded is not None:
        by = "今天下班前" if demanded == today else f"{_named(demanded, today)}前"
        return f"请于{by}办结，并回复办理情况。"
    if any(one.bucket is Bucket.LATE for one in asked):
        return "已超期的请立即办理，并回复预计办结时间。"
    return "请抓紧办理，按期办结。"


def text(
    organ: str,
    asked: Sequence[Asked],
    now: datetime,
    calendar: Calendar,
    demanded: date | None = None,
    sender: str = "",
) -> str:
    """The whole message to one organ: who, what, by when, how long, and what is asked of it."""
    lines = [f"{label(one)}，{left(one, now, calendar)}" for one in asked]
    if len(lines) == 1:
        body = [f"{organ}：{lines[0]}。"]
    else:
        head = f"{organ}：有以下 {len(lines)} 件任务尚未办结。"
        body = [head, *(f"{i}. {line}；" for i, line in enumerate(lines, 1))]
        body[-1] = body[-1].removesuffix("；") + "。"
    closing = _request(asked, demanded, local_day(now))
    return "\n".join([*body, closing + (f"（{sender}）" if sender else "")])
