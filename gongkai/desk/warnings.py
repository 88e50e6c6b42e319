"""Sentences under the banner of every staff page: what all should know before it stops the work."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from gongkai.clock.calendars import local_day
from gongkai.plan.calendars import calendar_in_force
from gongkai.plan.queries import the_bureaus_plan
from gongkai.plan.shape import UnknownInPlan
from gongkai.trail.origin import is_demonstration


def sentences() -> list[str]:
    """Called by the frame for each page."""
    said = calendar_warning(timezone.now())
    demonstration = ["演示系统：全部数据为虚构，请勿录入真实文件。"] if is_demonstration() else []
    return [*demonstration, *([said] if said else [])]


def calendar_warning(now: datetime) -> str:
    """From 60 days (a parameter of the plan) before the calendar's coverage ends; empty before."""
    today, last = local_day(now), calendar_in_force().last
    left = (last - today).days
    if left < 0:
        return f"放假安排只载入到 {last.isoformat()}，之后的到期日均为暂定。请系统管理员尽快导入新的放假通知。"
    try:
        days = the_bureaus_plan(today).plan.parameters.calendar_warning_days
    except UnknownInPlan:
        days = 60
    if left > days:
        return ""
    return (
        f"放假安排只载入到 {last.isoformat()}（还剩 {left} 天），请系统管理员导入明年的放假通知。"
    )


def short_name() -> str:
    """The bureau as the head of the page calls it."""
    try:
        bureau = the_bureaus_plan(local_day(timezone.now())).plan.bureau
    except UnknownInPlan:
        return "政务公开"
    return bureau.short if bureau else "政务公开"
