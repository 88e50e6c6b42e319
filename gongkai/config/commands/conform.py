"""`gongkai conform`: the clauses with their computed figures."""

from __future__ import annotations

import json
import sys

import click

from gongkai.config.cli import ready


@click.command(help="落实情况：各条款的数字，由实际办理情况计算。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.option("--period", default="", help="期间，如 2026、2026-Q2、2026-05")
@click.option("--plan", "plan_id", default="", help="方案代码；不写为本局工作方案")
@click.option("--all", "every", is_flag=True, help="输出全部施行中的方案")
def conform(as_json: bool, period: str, plan_id: str, every: bool) -> None:
    """Exit 0 when computed; 1 on a broken guard. Lateness is data, not an error."""
    ready(founded=True)
    from django.utils import timezone

    from gongkai.clock.calendars import local_day
    from gongkai.obligations.periods import named
    from gongkai.plan.queries import the_bureaus_plan
    from gongkai.supervision import figures
    from gongkai.trail import guards

    now = timezone.now()
    try:
        span = named(period) if period else None
    except ValueError as fault:
        click.echo(str(fault), err=True)
        sys.exit(2)
    reports = figures.conform(now, span)
    wanted = plan_id or the_bureaus_plan(local_day(now)).plan.id
    chosen = reports if every else [r for r in reports if r["plan"] == wanted]
    if as_json:
        click.echo(json.dumps(chosen if every else chosen[0], ensure_ascii=False, indent=1))
    else:
        for report in chosen:
            _print(report)
    absent = guards.missing()
    if absent:
        click.echo(f"留痕的防改触发器缺失：{'、'.join(absent)}", err=True)
        sys.exit(1)


def _print(report: dict) -> None:
    click.echo(f"{report['title']}（截至第 {report['at_entry']} 条留痕）")
    for clause in report["clauses"]:
        kinds = {"software": "系统", "by_hand": "手工", "not_yet": "尚未支持"}
        click.echo(f"{clause['id']}　{clause['title']}")
        for duty in clause["duties"]:
            share = f"{duty['in_time']}/{duty['done']}" if duty["done"] else "—"
            click.echo(
                f"  {duty['id']}　{kinds[duty['kind']]}　在办 {duty['open']}　按时/办结 {share}"
                f"　超期 {duty['late']}　零报告 {duty['zero_report']}　未报告 {duty['unreported']}"
            )
