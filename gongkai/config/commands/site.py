"""`gongkai site build` and `gongkai site verify`."""

from __future__ import annotations

import sys

import click

from gongkai.config.cli import ready


@click.group(help="门户：重新生成、核验。")
def site() -> None:
    ready(founded=True)
    from gongkai.config.preparation import collect_static

    collect_static()  # pages name the style sheets by their digests


@site.command(help="重新生成全部页面。")
def build() -> None:
    from gongkai.portal import builder, expected
    from gongkai.portal.tree import Tree

    tree = Tree(builder.root())
    pages = builder.rebuild(tree, expected.look())
    tree.close()
    click.echo(f"已生成 {pages} 个文件。")


@site.command(help="核验公开目录：内容逐一比对；加 --outside 再从外网地址逐一访问。")
@click.option("--outside", is_flag=True, help="同时从外网地址访问")
def verify(outside: bool) -> None:
    from gongkai.portal import builder
    from gongkai.portal import verify as verifying

    faults = verifying.inside(builder.root())
    if outside:
        faults += verifying.outside()
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        click.echo(f"共发现 {len(faults)} 处问题。", err=True)
        sys.exit(1)
    click.echo("公开目录与应有内容一致。")
