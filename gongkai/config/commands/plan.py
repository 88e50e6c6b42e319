"""`gongkai plan`: check, load, show and export plans. `gongkai clause` stands beside it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import click

from gongkai.config.cli import ready
from gongkai.config.commands.clause import clause
from gongkai.config.commands.plan_at_hand import (
    FILE,
    checked,
    installed,
    read,
    refuse,
    today,
    wanted,
)
from gongkai.plan.check import PlanRefused, warnings_of
from gongkai.plan.shape import Plan

__all__ = ["clause", "plan"]


@click.group(help="工作方案。")
def plan() -> None:
    pass


@plan.command(help="检查方案文件，逐条指出错误；不载入。")
@click.argument("file", type=FILE)
def check(file: Path) -> None:
    found = checked(file)
    for warning in warnings_of(found, today()):
        click.echo(f"提醒：{warning}", err=True)
    click.echo(
        f"{file}：方案“{found.title}”第 {found.version} 版通过检查，"
        f"{len(found.clauses)} 条、{len(found.duties)} 项任务、{len(found.categories)} 类信息。"
    )


@plan.command(help="载入方案文件的这一版；同一内容再次载入不产生变化。")
@click.argument("file", type=FILE)
def load(file: Path) -> None:
    ready()
    from gongkai.config import readers, stamps
    from gongkai.config.installation import OPERATOR, load_recorded
    from gongkai.trail.actors import system

    try:
        by = system(OPERATOR)
        row = load_recorded(read(file), file=str(file), by=by, at=datetime.now(UTC))
    except PlanRefused as refused:
        refuse(refused)
    stamps.forget(readers.home())  # what `./run` says of edited plans is looked at again
    click.echo(f"已载入：{row}。")


@plan.command(help="显示施行中的方案；--json 供其他程序读取。")
@click.option("--json", "as_json", is_flag=True)
@click.option("--plan", "plan_id", help="方案代码，默认为本局方案。")
@click.option("--file", type=FILE, help="读取文件，不读取数据库。")
def show(as_json: bool, plan_id: str | None, file: Path | None) -> None:
    from gongkai.plan.export import show as shown

    found = wanted(plan_id, file)
    if as_json:
        click.echo(json.dumps(shown(found, installed()), ensure_ascii=False, indent=2))
        return
    click.echo(f"{found.title}（第 {found.version} 版，{found.valid_from} 起施行）")
    for part in found.clauses:
        number = sum(duty.clause == part.id for duty in found.duties)
        lead = "、".join(found.holder_title(id) for id in part.lead)
        click.echo(f"{part.id} {part.title}：牵头 {lead}，{number} 项任务")


@plan.command(help="导出任务分解表，按文件名后缀为 .docx、.xlsx 或 .csv。")
@click.option("--table", "target", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--plan", "plan_id", help="方案代码，默认为本局方案。")
@click.option("--file", type=FILE, help="读取文件，不读取数据库。")
def export(target: Path, plan_id: str | None, file: Path | None) -> None:
    from gongkai.plan import table
    from gongkai.word.table_paper import table_paper

    def as_docx(found: Plan) -> bytes:
        return table_paper(
            f"{found.title}任务分解表", table.HEADINGS, table.rows(found), table.WIDTHS
        )

    writers = {**table.WRITERS, ".docx": as_docx}
    write = writers.get(target.suffix.lower())
    if write is None:
        refuse(f"不能导出为“{target.name}”。文件名请以 {' 或 '.join(writers)} 结尾。")
    try:
        target.write_bytes(write(wanted(plan_id, file)))
    except OSError as error:
        refuse(f"不能写入 {target}：{error.strerror}。请检查目录和权限。")
    click.echo(f"任务分解表已写入 {target}。")


@plan.command(help="输出方案文件的 JSON schema（docs/plan.schema.json）。")
def schema() -> None:
    from gongkai.plan.schema import schema as made

    click.echo(made(), nl=False)
