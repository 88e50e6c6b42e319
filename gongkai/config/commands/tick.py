"""`gongkai tick`: one round of the clock, by hand or from cron."""

from __future__ import annotations

import click

from gongkai.config.cli import ready


@click.command(help="时限巡检一次：按期产生任务，提醒临期和超期。")
def tick() -> None:
    ready(founded=True)
    from gongkai.supervision.steps import Steps
    from gongkai.supervision.ticker import once

    steps = Steps()
    done = once(steps)
    if done is not None:
        said = f"新产生任务 {done.opened} 件，临期提醒 {done.near} 件，超期记录 {done.late} 件。"
        click.echo(said)
    if steps.failed:
        failed = "、".join(sorted(steps.failed))
        raise click.ClickException(f"以下没有完成：{failed}。原因见上面的日志，请处理后再执行。")
