"""`gongkai trail verify`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from gongkai.config.cli import ready


@click.group(help="留痕：核验。")
def trail() -> None:
    ready(founded=True)


@trail.command(help="逐条核验留痕，并与库外留存的链首比对。")
@click.option(
    "--heads",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="库外留存的链首文件",
)
def verify(heads: Path | None) -> None:
    from gongkai.supervision.ticker import heads_file
    from gongkai.trail import guards
    from gongkai.trail.heads import verify as walk
    from gongkai.trail.reading import end

    faults = walk(heads or heads_file())
    faults += [f"防改触发器缺失：{name}。" for name in guards.missing()]
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        sys.exit(1)
    click.echo(f"已核验到第 {end().number} 条，未发现改动。")
