"""`gongkai clause ID`: what a clause asks, of whom, which duties carry it out, and which lines cite it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from gongkai.config.cli import ready
from gongkai.config.commands.plan_at_hand import FILE, ROOT, installed, refuse, today, wanted
from gongkai.plan.citations import Citation, citations
from gongkai.plan.shape import Clause, Plan, UnknownInPlan
from gongkai.plan.table import due

KINDS = {"software": "系统办理", "by_hand": "人工登记", "not_yet": "尚未支持"}


@click.command(
    help="条款的要求、承担者、任务，以及引用它的代码、测试和文档。例如 gongkai clause '二(八)'。"
)
@click.argument("id")
@click.option("--plan", "plan_id", help="方案代码，默认在施行中的各方案里查找。")
@click.option("--file", type=FILE, help="读取文件，不读取数据库。")
def clause(id: str, plan_id: str | None, file: Path | None) -> None:
    plan, found = where(id, plan_id, file)
    at_hand = installed()
    click.echo(f"{found.id} {found.title}\n{found.gist}")
    click.echo(f"牵头：{names(plan, found.lead)}")
    if found.support:
        click.echo(f"配合：{names(plan, found.support)}")
    duties = [d for d in plan.duties if d.clause == found.id]
    for duty in duties:
        parts = (
            duty.id,
            duty.title,
            plan.holder_title(duty.holder),
            due(duty),
            KINDS[duty.kind_as_installed(at_hand)],
        )
        click.echo("  ".join(part for part in parts if part))
        opened = "、".join(duty.opened_by) or "到期自动产生"
        click.echo(f"    开启：{opened}；办结：{'、'.join(duty.discharged_by)}")
    for open_question in sorted({d.confirm for d in duties if d.confirm}):
        click.echo(f"待局里确认：{plan.question(open_question).question}")
    cite(list(citations(ROOT, found.id)))


def where(id: str, plan_id: str | None, file: Path | None) -> tuple[Plan, Clause]:
    """The clause and its plan: the one named, else the first in force that has the clause."""
    plans = [wanted(plan_id, file)] if plan_id or file else in_force()
    for plan in plans:
        with suppress(UnknownInPlan):
            return plan, plan.clause(id)
        with suppress(UnknownInPlan):
            return plan, plan.clause(plan.duty(id).clause)  # 二(二).6a: the clause it belongs to
    if not plans:
        refuse("没有施行中的方案。请先用 gongkai plan load 载入方案文件。")
    return refuse(f"方案（{'、'.join(plan.title for plan in plans)}）中没有条款“{id}”。")


def in_force() -> list[Plan]:
    """The plans in force today, the bureau's own first."""
    ready()
    from gongkai.plan.queries import plans_in_force

    plans = [held.plan for held in plans_in_force(today())]
    return sorted(plans, key=lambda plan: plan.bureau is None)


def names(plan: Plan, ids: tuple[str, ...]) -> str:
    return "、".join(plan.holder_title(id) for id in ids)


def cite(found: list[Citation]) -> None:
    """Code and documents first, then tests."""
    for title, in_tests in (("引用", False), ("测试", True)):
        lines = [c for c in found if c.in_tests == in_tests]
        click.echo(f"{title}（{len(lines)}）")
        for line in lines:
            click.echo(f"  {line.path}:{line.line}: {line.text[:120]}")
