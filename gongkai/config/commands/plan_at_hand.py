"""The plan that a command is about: in a file, or in force today. What does not hold ends the command."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NoReturn

import click

from gongkai.clock.calendars import local_day
from gongkai.config.cli import ready
from gongkai.plan.check import PlanRefused, check_text
from gongkai.plan.shape import Installed, Plan, UnknownInPlan

FILE = click.Path(path_type=Path)
ROOT = Path(__file__).resolve().parents[3]


def today() -> date:
    return local_day(datetime.now(UTC))


def refuse(sentence: object) -> NoReturn:
    """The sentence on stderr and exit code 1."""
    click.echo(str(sentence), err=True)
    sys.exit(1)


def read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError:
        refuse(f"打不开文件 {file}。请核对路径和权限。")
    except UnicodeDecodeError:
        refuse(f"{file} 不是 UTF-8 文本。请另存为 UTF-8 后重试。")


def checked(file: Path) -> Plan:
    """The plan in a file; its faults end the command."""
    try:
        return check_text(read(file), file=str(file))
    except PlanRefused as refused:
        refuse(refused)


def wanted(plan_id: str | None, file: Path | None) -> Plan:
    """The plan in a file, or one in force today: by id, or the bureau's own."""
    if file:
        return checked(file)
    ready()
    from gongkai.plan.queries import plans_in_force, the_bureaus_plan

    try:
        if plan_id is None:
            return the_bureaus_plan(today()).plan
    except UnknownInPlan as unknown:
        refuse(unknown)
    plans = {held.plan.id: held.plan for held in plans_in_force(today())}
    if plan_id not in plans:
        refuse(f"没有施行中的方案“{plan_id}”。施行中的有：{'、'.join(plans) or '无'}。")
    return plans[plan_id]


def installed() -> Installed:
    """What the installed software can emit and draft."""
    ready()
    from gongkai.obligations.emitting import installed as found

    return found()
