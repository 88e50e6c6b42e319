"""The one Jinja2 environment: portal and desk speak the same template language and fail loudly."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from django.templatetags.static import static
from django.urls import reverse
from markupsafe import Markup

from gongkai.clock.calendars import SHANGHAI

PACKAGE = Path(__file__).resolve().parents[1]
WEEKDAYS = "一二三四五六日"
NOTHING = "—"
# Stands on every staff page, the sign-in and lock-out pages among them.
BANNER = "本系统为非涉密系统，严禁处理、存储、传输国家秘密和工作秘密"
# The four buckets of an obligation: shape and word, never colour alone.
LIGHTS = {
    "normal": ("●", "正常"),
    "near": ("▲", "临期"),
    "late": ("■", "超期"),
    "suspended": ("–", "中止"),
}


@cache
def template_folders() -> tuple[Path, ...]:
    """Every part's own folder; names inside carry the part's prefix (`frames/staff.html`)."""
    return tuple(
        folder
        for pattern in ("*/templates", "matters/*/templates")
        for folder in sorted(PACKAGE.glob(pattern))
        if folder.is_dir()
    )


def url(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args or None, kwargs=kwargs or None)


def _in_shanghai(value: date | datetime) -> date | datetime:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(SHANGHAI)
    return value


def day(value: date | datetime | None) -> str:
    """2026年3月5日"""
    if value is None:
        return NOTHING
    local = _in_shanghai(value)
    return f"{local.year}年{local.month}月{local.day}日"


def short_day(value: date | datetime | None) -> str:
    """3月5日 周四"""
    if value is None:
        return NOTHING
    local = _in_shanghai(value)
    return f"{local.month}月{local.day}日 周{WEEKDAYS[local.weekday()]}"


def moment(value: datetime | None) -> str:
    """2026-03-05 14:03, as the site guidelines ask (24 hours)."""
    return NOTHING if value is None else f"{_in_shanghai(value):%Y-%m-%d %H:%M}"


def hour(value: datetime | None) -> str:
    """14:03"""
    return NOTHING if value is None else f"{_in_shanghai(value):%H:%M}"


def filesize(count: int) -> str:
    if count < 1024:
        return f"{count} 字节"
    size, unit = count / 1024, "KB"
    if size >= 1024:
        size, unit = size / 1024, "MB"
    return f"{size:.0f} {unit}" if size >= 10 else f"{size:.1f} {unit}"


def paragraphs(text: str | None) -> Markup:
    """Plain text as escaped paragraphs, one for each line that is not empty."""
    lines = (line.strip() for line in (text or "").splitlines())
    return Markup("\n").join(Markup("<p>{}</p>").format(line) for line in lines if line)


def by_month(days: Iterable[Any]) -> list[dict[str, Any]]:
    """The days of a proof as whole calendar months; `held` is None on the days outside the proof."""
    held = {each.day: each for each in days}
    if not held:
        return []
    months: list[dict[str, Any]] = []
    at, last = min(held).replace(day=1), max(held)
    while at <= last or at.day != 1:
        if at.day == 1:
            months.append({"title": f"{at.year}年{at.month}月", "lead": at.weekday(), "days": []})
        months[-1]["days"].append({"day": at, "held": held.get(at)})
        at += timedelta(days=1)
    return months


def file_type(name: str) -> str:
    """What a reader calls the file: the ending, upper case."""
    return Path(name).suffix.removeprefix(".").upper() or "文件"


def environment(**options: Any) -> jinja2.Environment:
    """Called by Django's Jinja2 backend, whose loader and lenient undefined are replaced."""
    options["loader"] = jinja2.FileSystemLoader(template_folders())
    options["undefined"] = jinja2.StrictUndefined
    options["autoescape"] = True
    env = jinja2.Environment(trim_blocks=True, lstrip_blocks=True, **options)
    env.globals.update(static=static, url=url, BANNER=BANNER, LIGHTS=LIGHTS)
    env.filters.update(
        day=day,
        short_day=short_day,
        moment=moment,
        hour=hour,
        filesize=filesize,
        paragraphs=paragraphs,
        file_type=file_type,
        by_month=by_month,
    )
    return env
