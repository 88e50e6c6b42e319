"""`gongkai archive verify`: a package that was handed over, checked again wherever it lies."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from gongkai.config.cli import ready


@click.group(help="归档文件。")
def archive() -> None:
    pass


@archive.command(help="核对归档包 FILE：清单、每件文本与签发时的摘要、附件。")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def verify(file: Path) -> None:
    ready()
    from gongkai.matters.documents.queries.packages import faults

    with file.open("rb") as held:
        found = faults(held)
    for said in found:
        click.echo(said, err=True)
    if found:
        sys.exit(1)
    click.echo("归档包完整，每件文本与签发时的摘要一致。")
