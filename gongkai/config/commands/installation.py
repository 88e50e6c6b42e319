"""`gongkai init --production`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from gongkai.config.cli import ready


@click.command(help="建立正式系统：空的机构，只载入工作方案，永不接受演示数据。")
@click.option("--production", is_flag=True, required=True, help="建立正式系统")
@click.argument(
    "plans", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--administrator", required=True, help="安全管理员的用户名")
@click.password_option(
    prompt="安全管理员的密码", confirmation_prompt="再输入一次", help="安全管理员的密码"
)
def init(production: bool, plans: tuple[Path, ...], administrator: str, password: str) -> None:
    ready()
    from django.utils import timezone

    from gongkai.config.installation import OPERATOR, begin_production
    from gongkai.config.preparation import migrate
    from gongkai.plan.check import PlanRefused
    from gongkai.trail.actors import system
    from gongkai.trail.refusals import Refused

    migrate()
    by, now = system(OPERATOR), timezone.now()
    try:
        begin_production(list(plans), administrator=administrator, password=password, by=by, at=now)
    except PlanRefused as refused:
        for fault in refused.errors:
            click.echo(str(fault), err=True)
        sys.exit(2)
    except Refused as refused:
        click.echo(refused.sentence, err=True)
        sys.exit(2)
    click.echo("正式系统已建立。请用安全管理员登录工作台，设置其他人员和岗位。")
