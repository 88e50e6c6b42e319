"""`gongkai import-site`: the old site comes in. Judged whole first; published only when the office has confirmed it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from gongkai.config.cli import ready
from gongkai.config.commands.plan_at_hand import refuse

if TYPE_CHECKING:
    from gongkai.matters.documents.models import Batch
    from gongkai.matters.documents.old_site.folder import Folder
    from gongkai.matters.documents.old_site.shape import Judged, OldItem

CHUNK = 100  # items that are stored in one transaction
SHOWN = 200  # faults that are printed; all of them stand in the corrected list
OPERATOR = "运维：旧站导入"


@click.command("import-site", help="导入旧网站（补录）。格式见 docs/import-format.md。")
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option("--check", is_flag=True, help="只检查，不导入。")
@click.option("--by", "account", default="", help="办公室中对本批内容负责的人的用户名。")
@click.option("--resume", is_flag=True, help="继续中断的导入或补录，重试未成功的。")
@click.option("--report", is_flag=True, help="输出件数：读取、拒绝、导入、补录、跳转。")
@click.option(
    "--corrected", type=click.Path(path_type=Path), help="更正清单写到哪里；默认在文件夹中。"
)
@click.option("--schema", is_flag=True, help="输出 items.json 的 JSON schema。")
def import_site(
    folder: Path | None,
    check: bool,
    account: str,
    resume: bool,
    report: bool,
    corrected: Path | None,
    schema: bool,
) -> None:
    """Exit 0 when all is well, 1 when something was refused."""
    if schema:
        _print_schema()
        return
    ready(founded=True)
    from gongkai.matters.documents.old_site.folder import Folder, Unreadable

    if folder is None:
        if not report:
            refuse("请指定文件夹，如 gongkai import-site /data/old-site --check。")
        _report(None)
        return
    try:
        given = Folder(folder)
    except Unreadable as unreadable:
        refuse(unreadable)
    if report and not (check or resume or account):
        _report(_batch_of(given))
        return
    batch = _batch_of(given)
    if batch is not None and batch.state != "loading":
        _go_on(batch, resume)
    else:
        _take_in(given, batch, check, account, resume, corrected or folder)
    if report:
        _report(_batch_of(given))


def _print_schema() -> None:
    import json

    from gongkai.matters.documents.old_site.shape import schema

    click.echo(json.dumps(schema(), ensure_ascii=False, indent=2))


def _batch_of(folder: Folder) -> Batch | None:
    """The batch that this list became, unless it was sent back."""
    from gongkai.matters.documents.models import Batch

    return Batch.objects.filter(source=folder.digest).exclude(state="returned").first()


def _take_in(
    folder: Folder, batch: Batch | None, check: bool, account: str, resume: bool, corrected: Path
) -> None:
    from gongkai.matters.documents.actions import loading
    from gongkai.trail.actors import system
    from gongkai.trail.refusals import Refused

    if batch is not None and not (resume or check):
        refuse(f"{batch}上次没有导入完，请加 --resume 继续。")
    if not (check or resume or account):
        refuse(
            "请用 --by 指定办公室中对本批内容负责的人，如 --by office-editor；只检查请加 --check。"
        )
    judged = _judged(folder, batch, corrected)
    if check:
        click.echo(f"检查通过：{judged.read} 件，可以导入。没有保存任何内容。")
        return
    by, now = system(OPERATOR), datetime.now(UTC)
    try:
        if batch is None:
            batch = loading.begin_batch(
                name=folder.path.resolve().name,
                source=folder.digest,
                judged=judged,
                responsible=account,
                by=by,
                at=now,
            )
        _store(folder, judged, batch)
        batch = loading.finish_loading(batch=batch, by=by, at=datetime.now(UTC))
    except Refused as refused:
        refuse(refused.sentence)
    click.echo(
        f"{batch} 已导入 {batch.total} 件，尚未公开。请{batch.brought_by.name}在工作台“待办”中同意导入，"
        "再由办公室另一人核对确认。"
    )


def _judged(folder: Folder, batch: Batch | None, corrected: Path) -> Judged:
    """The folder judged; with faults it ends here, whole, with a list to be mended."""
    from gongkai.matters.documents.old_site.judging import judge

    judged = judge(folder, datetime.now(UTC), _progress("检查"), batch)
    for sentence in judged.remarks():
        click.echo(f"提醒：{sentence}", err=True)
    if judged.faults:
        _refuse_whole(folder, judged, corrected)
    return judged


def _refuse_whole(folder: Folder, judged: Judged, corrected: Path) -> NoReturn:
    from gongkai.matters.documents.old_site.judging import write_corrected

    for fault in judged.faults[:SHOWN]:
        click.echo(str(fault), err=True)
    if len(judged.faults) > SHOWN:
        click.echo(f"……共 {len(judged.faults)} 处，其余见更正清单。", err=True)
    target = corrected / "items.corrected.csv" if corrected.is_dir() else corrected
    try:
        write_corrected(folder, judged, target)
        click.echo(
            f"更正清单：{target}（“需更正”一列写明每一处，改好后另存为 items.csv）", err=True
        )
    except OSError as error:
        click.echo(f"更正清单不能写入 {target}：{error.strerror}。", err=True)
    bad = len(judged.refused)
    refuse(f"读取 {judged.read} 件，{bad} 件有误，整批不导入，没有保存任何内容。")


def _store(folder: Folder, judged: Judged, batch: Batch) -> None:
    """Items and files, some at a time; what a broken-off run has stored is passed over."""
    from gongkai.matters.documents.actions import loading
    from gongkai.matters.documents.old_site.folder import Unreadable
    from gongkai.matters.documents.old_site.judging import items
    from gongkai.trail.actors import system
    from gongkai.trail.refusals import Refused

    there = set(batch.items.values_list("row", flat=True))
    told, done = _progress("导入"), len(there)
    try:
        for chunk in _chunks(items(folder, judged, datetime.now(UTC), there)):
            done += loading.take_items(
                batch=batch, items=chunk, by=system(OPERATOR), at=datetime.now(UTC)
            )
            told(done)
    except Unreadable as unreadable:
        refuse(unreadable)
    except Refused as refused:
        refuse(refused.sentence)


def _chunks(items: Iterator[OldItem]) -> Iterator[list[OldItem]]:
    while chunk := list(islice(items, CHUNK)):
        yield chunk


def _go_on(batch: Batch, resume: bool) -> None:
    """A batch that is stored: it waits for the office, or is being published."""
    from gongkai.matters.documents import jobs
    from gongkai.matters.documents.actions import carrying
    from gongkai.trail.actors import system
    from gongkai.trail.refusals import Refused

    state = batch.get_state_display()
    if not resume:
        refuse(f"{batch}已经导入，现为“{state}”。重试未成功的请加 --resume，看件数请加 --report。")
    if batch.state == "proposed":
        refuse(f"{batch}待{batch.brought_by.name}本人在工作台同意导入，同意和核对之前不公开。")
    if batch.state == "waiting":
        refuse(f"{batch}待办公室另一人在工作台“旧站补录”中核对确认，确认之前不公开。")
    carrying.retry_failed(batch=batch, by=system(OPERATOR), at=datetime.now(UTC))
    told, done = _progress("补录"), 0
    try:
        while count := jobs.publish_of(batch, datetime.now(UTC)):
            done += count
            told(done)
    except Refused as refused:
        refuse(refused.sentence)


def _progress(name: str) -> Callable[[int], None]:
    """A line on a terminal that counts; each thousand where the output is a file."""

    def tell(count: int) -> None:
        if count % 1000 == 0 or (count % 50 == 0 and sys.stderr.isatty()):
            click.echo(f"{name} {count} 件", err=True)

    return tell


def _report(batch: Batch | None) -> None:
    from gongkai.matters.documents.models import Batch, Item
    from gongkai.matters.documents.queries import counts_of

    batches = [batch] if batch else list(Batch.objects.order_by("begun_at"))
    if not batches:
        click.echo("还没有导入过旧网站。")
    for one in batches:
        c = counts_of(one)
        click.echo(
            f"{one}（{one.name}，{one.get_state_display()}）：读取 {one.total} 件，"
            f"拒绝 {c[Item.State.FAILED]} 件，导入 {c['stored']} 件，"
            f"补录 {c[Item.State.PUBLISHED]} 件，跳转 {c['redirects']} 条"
        )
        for item in one.items.filter(state=Item.State.FAILED).order_by("row")[:SHOWN]:
            click.echo(f"  第 {item.row} 行未成功：{item.fault}")
