"""`gongkai tick`: one round of the clock, by hand or from cron."""

from __future__ import annotations

import click

from gongkai.config.cli import ready


@click.command(help="时限巡检一次：按期产生任务，提醒临期和超期。")
def tick() -> None:
    ready(founded=True)
    from gongkai.supervision.ticker import once

    done = once()
    click.echo(f"新产生任务 {done.opened} 件，临期提醒 {done.near} 件，超期记录 {done.late} 件。")
