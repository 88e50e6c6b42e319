"""`gongkai demo load`."""

from __future__ import annotations

import sys

import click

from gongkai.config.cli import ready


@click.group(help="演示数据：只用于空的、在本机回环地址上运行的系统。")
def demo() -> None:
    ready()


@demo.command(help="建立演示系统并载入一年的演示数据；已经载入的不再改动。")
def load() -> None:
    from django.utils import timezone

    from gongkai.config.installation import load_demonstration
    from gongkai.config.preparation import migrate
    from gongkai.trail.refusals import Refused

    migrate()
    try:
        loaded = load_demonstration(until=timezone.now())
    except Refused as refused:
        click.echo(refused.sentence, err=True)
        sys.exit(2)
    click.echo("演示数据已载入。" if loaded else "演示数据此前已经载入，没有改动。")
