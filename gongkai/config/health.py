"""`/healthz`: whether the installation does its work, for a person with a browser and for a monitor."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

LAG_LIMIT = 60  # seconds that a reader of the trail may be behind
CALENDAR_WARNING = 60  # days before the calendar ends
SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Check:
    """One thing that was looked at. `ok` false: red (503). `warning`: works, but somebody should act."""

    name: str
    ok: bool
    warning: bool
    text: str


def healthz(request: HttpRequest) -> JsonResponse:
    """200 when everything works, warnings included; 503 when something does not. Never cached."""
    found = checks(timezone.now())
    status = "ok" if all(check.ok for check in found) else "fault"
    if status == "ok" and any(check.warning for check in found):
        status = "warning"
    said = {"status": status, "checks": [asdict(check) for check in found]}
    return JsonResponse(
        said,
        status=503 if status == "fault" else 200,
        json_dumps_params={"ensure_ascii": False},
        headers={"Cache-Control": "no-store"},
    )


def checks(now: datetime) -> list[Check]:
    """All checks as of `now`. A check that cannot be made is a fault of its own, not of the page."""
    return [
        _made("database", database),
        _made("readers", readers),
        _made("trail", trail),
        _made("calendar", lambda: calendar(now)),
        _made("ticker", ticker),
    ]


def database() -> Check:
    """The database answers a question."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return Check("database", True, False, "数据库有应答。")


def readers() -> Check:
    """The public tree follows the trail (`portal.builder.lag`)."""
    entries, seconds = _ask("gongkai.portal.builder", "lag")
    if seconds > LAG_LIMIT:
        text = f"门户落后留痕 {entries} 条、{seconds:.0f} 秒，超过 {LAG_LIMIT} 秒。请查看 builder 的日志。"
        return Check("readers", False, False, text)
    return Check("readers", True, False, f"门户落后留痕 {entries} 条。")


def trail() -> Check:
    """The guards stand that keep the trail from being altered (`trail.guards.missing`)."""
    missing = _ask("gongkai.trail.guards", "missing")
    if missing:
        text = (
            f"留痕缺少防改触发器：{'、'.join(missing)}。请立即停止使用并执行 gongkai trail verify。"
        )
        return Check("trail", False, False, text)
    return Check("trail", True, False, "留痕的防改触发器齐全。")


def calendar(now: datetime) -> Check:
    """The calendar of working days reaches far enough (`plan.calendars.calendar_in_force`)."""
    last: date = _ask("gongkai.plan.calendars", "calendar_in_force").last
    left = (last - now.astimezone(SHANGHAI).date()).days
    if left < 0:
        text = (
            f"工作日历只到 {last}，期限都是暂定的。请用 gongkai calendar import 导入新的放假通知。"
        )
        return Check("calendar", False, False, text)
    if left <= CALENDAR_WARNING:
        text = f"工作日历到 {last} 为止，还有 {left} 天。请准备导入下一年的放假通知。"
        return Check("calendar", True, True, text)
    return Check("calendar", True, False, f"工作日历到 {last} 为止。")


def ticker() -> Check:
    """What the ticker does by itself succeeds (`supervision.steps.failing`); what fails is tried again."""
    failed: list[str] = _ask("gongkai.supervision.steps", "failing")
    if failed:
        text = f"定时任务没有成功，正在重试：{'、'.join(failed)}。请查看 ticker 的日志。"
        return Check("ticker", True, True, text)
    return Check("ticker", True, False, "定时任务正常。")


def _ask(module: str, name: str) -> Any:
    """Ask a stratum below when it is needed, so that one that cannot be loaded turns one check red."""
    return getattr(importlib.import_module(module), name)()


def _made(name: str, check: Callable[[], Check]) -> Check:
    try:
        return check()
    except Exception as error:  # whatever it is, the monitor must hear of it
        return Check(name, False, False, f"没有查成：{type(error).__name__}。请查看 app 的日志。")
